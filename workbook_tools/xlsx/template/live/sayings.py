"""What a form can say, numbered: the checks work with numbers, the texts stand once in the hidden sheet."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workbook_tools.formula.excel import text_literal
from workbook_tools.messages import live as words
from workbook_tools.messages.live import WEIGHTS, Weight
from workbook_tools.model import Address, Entry, Field, FieldType, Value
from workbook_tools.rules import Demand
from workbook_tools.xlsx.template.live import places

UNIT = 10_000
"""A problem is told by one number: its weight times this, and the number of its message."""
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_OPEN = "…"
_VALUE, _LENGTH = "value", "length"


@dataclass
class Sayings:
    """The messages of one form, in the order they were numbered."""

    _numbers: dict[tuple[str, Weight, str, str], int] = field(default_factory=dict)

    def number(self, code: str, weight: Weight, label: str, text: str) -> int:
        """The number of a problem; the same problem has one number."""
        key = (code, weight, label, text)
        return weight * UNIT + self._numbers.setdefault(key, len(self._numbers) + 1)

    def of(self, demand: Demand) -> int:
        """The number of a demand."""
        label, weight = "" if demand.says else demand.fields[0].label, WEIGHTS[demand.severity]
        text = words.says(demand.code, weight, label, demand.says)
        return self.number(demand.code, weight, label, text if demand.says else _known(text, demand.params))

    def catalogue(self, code: str, label: str, weight: Weight = Weight.MUST) -> int:
        """The number of a problem that is no demand of the plan."""
        return self.number(code, weight, label, words.says(code, weight, label))

    def about(self, field: Field) -> str:
        """All that may be said of one field."""
        return "".join(text for _, _, label, text in self._numbers if label == field.label)

    def cells(self) -> Iterator[tuple[Address, Value]]:
        """The table of the messages."""
        for row, (code, weight, label, text) in enumerate(self._numbers, places.FIRST_MESSAGE):
            yield (row, places.CODE), code
            yield (row, places.WEIGHT), int(weight)
            yield (row, places.LABEL), label or None
            yield (row, places.TEXT), text

    def found_by(self, cell: str) -> str:
        """The formula of the text whose number stands in a cell."""
        last = places.FIRST_MESSAGE + len(self._numbers) - 1
        return f"INDEX({places.down(places.TEXT, places.FIRST_MESSAGE, last)},MOD({cell},{UNIT}))"


def _known(text: str, params: Mapping[str, str]) -> str:
    """A message with the parameters that are known beforehand; what only receipt knows is left open."""

    def fill(match: re.Match[str]) -> str:
        return match[0] if match[1] in (_VALUE, _LENGTH) else params.get(match[1], _OPEN)

    return _PLACEHOLDER.sub(fill, text)


def placeholders(text: str) -> tuple[str, ...]:
    """The names in braces, each once."""
    return tuple(dict.fromkeys(_PLACEHOLDER.findall(text)))


def filled(text: str, names: Mapping[str, str]) -> str:
    """The formula of a text with its placeholders replaced by what formulas come to."""
    for name, shown in names.items():
        text = f"SUBSTITUTE({text},{text_literal(f'{{{name}}}')},{shown})"
    return text


def own_values(field: Field, cell: str, text: str) -> dict[str, str]:
    """What the placeholders in a text about one field stand for."""
    used = placeholders(text)
    values = {_VALUE: shown(field, cell), _LENGTH: f"IFERROR(LEN({cell}),0)"}
    return {name: formula for name, formula in values.items() if name in used}


def shown(field: Field, cell: str) -> str:
    """The formula of a value as a person writes it, whatever the cell holds."""
    if field.type is FieldType.DATE:
        day = f'YEAR({cell})&"-"&RIGHT(0&MONTH({cell}),2)&"-"&RIGHT(0&DAY({cell}),2)'
        text = f'IF(ISNUMBER({cell}),{day},{cell}&"")'
    elif field.type is FieldType.PERCENT:
        text = f'IF(ISNUMBER({cell}),ROUND({cell}*100,2)&"%",{cell}&"")'
    elif field.entry is Entry.COMPUTED:
        text = f'IF(ISNUMBER({cell}),ROUND({cell},2),{cell})&""'
    else:
        text = f'{cell}&""'
    return f'IFERROR({text},"{words.ERROR_VALUE}")'
