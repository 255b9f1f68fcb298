"""A demand as an Excel condition, a field's state (the first of its demands that is broken), and what is said of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbook_tools import formula, rules
from workbook_tools.formula.patterns import as_formula
from workbook_tools.formula.tree import rewritten
from workbook_tools.messages.live import Weight
from workbook_tools.model import NOT_APPLICABLE, Choice, Entry, Field, FieldType, Scope
from workbook_tools.rules import Demand
from workbook_tools.xlsx.template.live.constants import Constants
from workbook_tools.xlsx.template.live.places import Places
from workbook_tools.xlsx.template.live.sayings import UNIT, Sayings, filled, own_values, placeholders, shown

Case = tuple[str, int]
"""A condition, and the number of the problem where it holds."""
BLANK, ABSENT = -1, -2
"""What stands for a type where there is no value: nothing, or 无 where that is no answer."""


def first_of(cases: Iterable[Case]) -> str:
    """The number of the first case whose condition holds, else 0."""
    text = "0"
    for condition, number in reversed(list(cases)):
        text = f"IF({condition},{number},{text})"
    return text


def copied(field: Field, cell: str) -> str:
    """The value of a field's cell in another sheet; that of a blank one is an empty text, not 0.

    A choice is a text: a year picked or pasted as a number is the item of the list all the same.
    """
    value = f'{cell}&""' if field.type is FieldType.CHOICE else cell
    return f'IF({cell}="","",{value})'


def _spelled_out(part: formula.Node) -> formula.Node:
    """A pattern as the formula that it is, and ISBLANK as asked of a copy: that of a blank is an empty text."""
    match part:
        case formula.Call(name="ISBLANK", arguments=(formula.Label() as label,)):
            return formula.Binary("=", label, formula.Text("", 0), 0)
        case formula.Matches(name=name, pattern=pattern):
            return as_formula(name, pattern) or part
    return part


@dataclass(frozen=True, slots=True)
class Compiler:
    """Makes formulas out of demands; every problem it meets is numbered."""

    places: Places
    demands: Sequence[Demand]
    choices: Mapping[str, tuple[Choice, ...]]
    levels: formula.Levels
    sayings: Sayings
    constants: Constants

    def broken(self, demand: Demand) -> str:
        """The condition that a demand is broken: never where it cannot be asked, or comes to an error."""
        places = self.places
        column = places.whole if demand.scope is Scope.TABLE else places.column
        broken = self.constants.taken_out(rewritten(demand.broken, _spelled_out))

        def reference(label: str) -> str:
            return self.constants.range_of(label) or places.reference(label)

        asked = formula.to_excel(broken, reference, self.levels, column=column)
        condition = f"IF({asked},1,0)"
        if guards := ",".join(self._guards(demand)):
            condition = f"IF(AND({guards}),{condition},0)"
        return f"IFERROR({condition},0)"

    def _guards(self, demand: Demand) -> Iterator[str]:
        fields = self.places.labels
        yield from (self.places.usable(fields[label]) for label in demand.needs)
        for label in demand.lacks:
            if fields[label].entry is Entry.UNIT:
                kind = self.places.type_of(fields[label])
                yield f"OR({kind}=0,{kind}={BLANK})"
        for label in demand.columns:
            if fields[label].entry is Entry.UNIT:
                yield f'COUNTIF({self.places.types_down(fields[label])},">0")=0'

    def type_formula(self, field: Field) -> str:
        """BLANK, ABSENT, 0 for a well-typed value, else the number of what is wrong with its type."""
        cell = self.places.value(field)
        wrong = self.sayings.catalogue("L034", field.label)
        asked = rules.typing(field, self.choices.get(field.choices, ()))
        typed = first_of((self.broken(demand), self.sayings.of(demand)) for demand in asked)
        if field.type not in rules.ANSWERS:
            typed = f'IF({cell}="{NOT_APPLICABLE}",{ABSENT},{typed})'
        return f'IF(ISERROR({cell}),{wrong},IF({cell}="",{BLANK},{typed}))'

    def state_formula(self, field: Field, before: Sequence[Case] = (), after: Sequence[Case] = ()) -> str:
        """The number of the first problem of a field, its type first; 0 where there is none.

        A computed field has no type of its own: it is asked of those it is computed of.
        """
        own = [each for each in self.demands if each.own and each.live and each.fields == (field,)]
        cases = [(self.broken(demand), self.sayings.of(demand)) for demand in own]
        problem = first_of([*before, *cases, *after])
        if field.entry is not Entry.UNIT:
            return problem
        kind = self.places.type_of(field)
        return f"IF({kind}>0,{kind},{problem})"

    def rules(self, *scopes: Scope) -> tuple[Demand, ...]:
        """The demands of these scopes that are no field's own."""
        return tuple(each for each in self.demands if each.live and not each.own and each.scope in scopes)

    def count(self, weight: Weight, problems: str) -> str:
        """How many of these cells hold a problem of a weight."""
        least = f'COUNTIF({problems},">={weight * UNIT}")'
        if weight is Weight.MUST:
            return least
        return f'({least}-COUNTIF({problems},">={(weight + 1) * UNIT}"))'


def spoken(compiler: Compiler, state: str, about: Field | Demand) -> str:
    """What is said of a state, empty where there is no problem; call it once all problems are numbered."""
    places = compiler.places
    if isinstance(about, Demand) and about.says:
        named = {name: name.strip() for name in placeholders(about.says) if name.strip() in places.labels}
        values = {name: shown(places.labels[own], places.reference(own)) for name, own in named.items()}
    else:
        field = about.fields[0] if isinstance(about, Demand) else about
        values = own_values(field, places.value(field), compiler.sayings.about(field))
    return f'IF({state}>0,{filled(compiler.sayings.found_by(state), values)},"")'
