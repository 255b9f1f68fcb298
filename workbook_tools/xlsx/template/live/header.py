"""The checks of the header and of the table as a whole, one a row, and the line that counts down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from workbook_tools.messages import live as words
from workbook_tools.messages.live import Weight
from workbook_tools.messages.submissions import NO, YES
from workbook_tools.model import Address, Field, Role, Scope, Value
from workbook_tools.rules import Demand
from workbook_tools.xlsx.template.live import places as at
from workbook_tools.xlsx.template.live.conditions import BLANK, Case, Compiler, copied, spoken
from workbook_tools.xlsx.template.live.explanation import says_something
from workbook_tools.xlsx.template.live.places import absolute, any_of, down, runs_of
from workbook_tools.xlsx.template.live.sayings import UNIT


@dataclass(frozen=True)
class Header:
    """Formulas by address; the items are the unit's own header fields, 综合说明 first, then the demands."""

    compiler: Compiler

    @cached_property
    def demands(self) -> tuple[Demand, ...]:
        """The demands on the header and the table that are no field's own."""
        return self.compiler.rules(Scope.HEADER, Scope.TABLE)

    @cached_property
    def _demand_rows(self) -> dict[int, Demand]:
        first = at.FIRST_ITEM + len(self.compiler.places.items)
        return dict(enumerate(self.demands, first))

    @property
    def _last(self) -> int:
        """The row of the last item; a form of which nothing is asked once has one that stays blank."""
        return at.FIRST_ITEM + max(1, len(self.compiler.places.items) + len(self.demands)) - 1

    def names(self) -> Iterator[tuple[Address, Value]]:
        """What each item is, so that a test can read them."""
        yield from (((row, at.ITEM), at.STATE + key) for key, row in self.compiler.places.items.items())
        yield from (((row, at.ITEM), at.RULE + each.code) for row, each in self._demand_rows.items())

    def formulas(self) -> dict[Address, str]:
        """Address -> formula of everything that stands once."""
        places, compiler = self.compiler.places, self.compiler
        found: dict[Address, str] = {}
        for field in places.form.header:
            found[places.header_values[field.key], at.HEADER_VALUE] = copied(field, places.original(field))
        for key, row in places.items.items():
            field = places.form.by_key(key)
            if field in places.own_header:
                found[row, at.ITEM_TYPE] = compiler.type_formula(field)
            found[row, at.ITEM_STATE] = self._state(field)
            found[row, at.ITEM_WORDS] = spoken(compiler, absolute((row, at.ITEM_STATE)), field)
        for row, demand in self._demand_rows.items():
            number = compiler.sayings.of(demand)
            found[row, at.ITEM_STATE] = f"IF({compiler.broken(demand)},{number},0)"
            found[row, at.ITEM_WORDS] = spoken(compiler, absolute((row, at.ITEM_STATE)), demand)
        for row in (*places.items.values(), *self._demand_rows):
            found[row, at.ITEM_OPEN] = self._open(absolute((row, at.ITEM_STATE)))
        return {**found, **self._once()}

    # ------------------------------------------------------------ states

    def _state(self, field: Field) -> str:
        match field.role:
            case Role.ZERO_REPORT:
                nothing, answers = self._nothing_said(field), self._answers(field)
                return self.compiler.state_formula(field, [nothing], answers)
            case Role.GENERAL_NOTE:
                return self.compiler.state_formula(field, after=[self._hollow(field)])
        return self.compiler.state_formula(field)

    def _nothing_said(self, field: Field) -> Case:
        """S052: neither an answer, nor a row, nor any that was prefilled."""
        places = self.compiler.places
        listed = any_of([*places.all_entered(), *places.all_before()])
        blank = f"{places.type_of(field)}={BLANK}"
        return f"AND({blank},{listed}=0)", self.compiler.sayings.catalogue("S052", field.label)

    def _answers(self, field: Field) -> list[Case]:
        """S050: 是, but the list is not as it was issued; S051: 否, but it is."""
        places = self.compiler.places
        answer, differing = places.value(field), f"SUM({places.down(at.CHANGED)})+{any_of(places.beyond())}"
        say = self.compiler.sayings.catalogue
        return [
            (f'AND({answer}="{YES}",{differing}>0)', say("S050", field.label)),
            (f'AND({answer}="{NO}",{differing}=0)', say("S051", field.label)),
        ]

    def _hollow(self, note: Field) -> Case:
        """S070: 综合说明 says nothing where it should explain."""
        others = self._count(Weight.EXPLAIN, at.FIRST_ITEM + 1)
        if self.compiler.places.note is None:
            others += f"+SUM({self.compiler.places.down(at.ROW_EXPLAIN)})"
        typed = f"{self.compiler.places.type_of(note)}=0"
        hollow = f"AND({typed},{absolute(at.NOTE_IS_VALID)}=0,{others}>0)"
        return hollow, self.compiler.sayings.catalogue("S070", note.label)

    # ------------------------------------------------------------ counts

    def _count(self, weight: Weight, first: int = at.FIRST_ITEM) -> str:
        return self.compiler.count(weight, down(at.ITEM_STATE, first, max(first, self._last)))

    def _open(self, state: str) -> str:
        """The weight of an item, unless it has been explained."""
        weight = f"INT({state}/{UNIT})"
        return f"IF(AND({weight}={Weight.EXPLAIN:d},{absolute(at.NOTE_IS_VALID)}=1),0,{weight})"

    def _once(self) -> dict[Address, str]:
        places, explained = self.compiler.places, absolute(at.NOTE_IS_VALID)
        sums = {
            weight: f"SUM({places.down(column)})"
            for weight, column in zip(
                reversed(Weight), (at.ROW_MUST, at.ROW_EXPLAIN, at.ROW_HINT), strict=False
            )
        }
        note = places.general_note
        return {
            at.MUST: f"{sums[Weight.MUST]}+{self._count(Weight.MUST)}",
            at.EXPLAIN: f"{sums[Weight.EXPLAIN]}+IF({explained}=1,0,{self._count(Weight.EXPLAIN)})",
            at.HINT: f"{sums[Weight.HINT]}+{self._count(Weight.HINT)}",
            at.NOTE_IS_VALID: says_something(places.value(note)) if note else "0",
            at.HEADER_MARKS: self._marks(),
            at.TOP: self._top(),
            at.TOP_ITEM: f"IFERROR(MATCH({absolute(at.TOP)},{down(at.ITEM_OPEN, at.FIRST_ITEM, self._last)},0),0)",
            at.TOP_ROW: f"IFERROR(MATCH({absolute(at.TOP)},{places.down(at.OPEN)},0),0)",
            at.LINE: self._line(),
        }

    def _marks(self) -> str:
        """A digit for each header field, the worst of what concerns it, less what has been explained."""
        concerning: dict[str, list[int]] = {field.key: [] for field in self.compiler.places.form.header}
        for key, row in self.compiler.places.items.items():
            concerning[key].append(row)
        for row, demand in self._demand_rows.items():
            for field in demand.fields:
                if field.key in concerning:
                    concerning[field.key].append(row)
        return "&".join(['""', *(self._worst(rows) for rows in concerning.values())])

    @staticmethod
    def _worst(rows: Sequence[int]) -> str:
        """The weight of the worst of these items, 0 where there are none."""
        return f"MAX({','.join(down(at.ITEM_OPEN, *run) for run in runs_of(rows))})" if rows else "0"

    # ------------------------------------------------------------ the line

    def _top(self) -> str:
        must, explain, hint = map(absolute, (at.MUST, at.EXPLAIN, at.HINT))
        return f"IF({must}>0,3,IF({explain}>0,2,IF({hint}>0,1,0)))"

    def _line(self) -> str:
        cells = {Weight.MUST: at.MUST, Weight.EXPLAIN: at.EXPLAIN, Weight.HINT: at.HINT}
        counts = "&".join(
            f'IF({absolute(cell)}>0,"、"&{absolute(cell)}&"{words.COUNTS[weight]}","")'
            for weight, cell in cells.items()
        )
        passed = f'"{words.PASSED}"'
        if beyond := self.compiler.places.beyond():
            passed = f'{passed}&IF({any_of(beyond)}>0,"{words.OVERFLOW}","")'
        remaining = f'"{words.REMAINING}"&MID({counts},2,99)&"{words.FIRST}"&{self._first()}'
        return f"IF({absolute(at.TOP)}=0,{passed},{remaining})"

    def _first(self) -> str:
        """The first of the worst problems, in words: of the header, else of the first row that has one."""
        item, row = absolute(at.TOP_ITEM), absolute(at.TOP_ROW)
        items = down(at.ITEM_WORDS, at.FIRST_ITEM, self._last)
        in_header = f'SUBSTITUTE(INDEX({items},{item}),"{words.END}","")'
        places = self.compiler.places
        said = f"INDEX({places.down(at.WORDS)},{row})"
        tags = ",".join(f'"{words.TAGS[weight]}"' for weight in (Weight.HINT, Weight.EXPLAIN, Weight.MUST))
        from_tag = f"MID({said},FIND(CHOOSE({absolute(at.TOP)},{tags}),{said}),999)"
        piece = f'LEFT({from_tag},FIND("{words.END}",{from_tag})-1)'
        in_row = f'"{words.ROW}"&({row}+{places.rows.first - 1})&"{words.ROW_END}"&IFERROR({piece},"")'
        return f"IF({item}>0,{in_header},{in_row})"
