"""Where the form and receipt disagree about one return, and which demands it showed broken and satisfied."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tests.build.live import Shown, Told
from tests.build.parity.candidates import parts
from tests.build.parity.receipt import HEADER, Received, general_note
from tests.build.parity.typed import Raw, Typed
from workbook_tools import formula
from workbook_tools.formula import Repeats
from workbook_tools.messages import kind
from workbook_tools.messages.live import COUNTS, PASSED, Weight
from workbook_tools.model import Entry, Form, Role, Scope, Severity
from workbook_tools.rules import Demand

Named = tuple[str, str]
"""(field key, or code of a rule; code)."""


def named(demand: Demand) -> Named:
    """How form and receipt name a demand."""
    return (demand.fields[0].key if demand.own else demand.code), demand.code


@dataclass
class Tally:
    """How often each demand was seen, and where the two sides differed."""

    rows: int = 0
    broken: set[Named] = field(default_factory=set)
    satisfied: set[Named] = field(default_factory=set)
    told: set[Named] = field(default_factory=set)
    passed: Counter[bool] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)

    def never(self, demands: Sequence[Demand]) -> set[str]:
        """Demands of the form that were not seen broken and satisfied at least once each."""
        live = {named(demand) for demand in demands if demand.live}
        seen = {"broken": self.broken, "satisfied": self.satisfied}
        return {f"{'/'.join(one)} never {how}" for how, those in seen.items() for one in live - those}

    def summary(self, what: str) -> str:
        """How much was seen."""
        codes = {code for _, code in self.broken}
        return (
            f"{what}: {self.rows} rows, {len(self.told)} things said of cells and rows, "
            f"{len(self.broken)} demands of {len(codes)} codes broken, "
            f"{len(self.satisfied)} satisfied, {self.passed[True]} returns passed and {self.passed[False]} did not, "
            f"{len(self.differences)} differences"
        )


def _is_hint(code: str) -> bool:
    return kind(code).severity is Severity.RECORD if code.startswith("C") else False


@dataclass(frozen=True)
class Return:
    """One form as typed, as it shows itself, and as receipt found it."""

    title: str
    form: Form
    demands: Sequence[Demand]
    header: Typed
    rows: Sequence[Typed]
    shown: Shown
    received: Received

    # ------------------------------------------------------------ what differs

    def differences(self) -> Iterator[str]:
        """Everything in which the two sides disagree, in words."""
        yield from self._differing(HEADER)
        for line, row in self._lines():
            yield from self._differing(line)
            if line not in self.received.unseen and bool(self.shown.open[line]) != self._owes(line, row):
                yield self._at(line, f"open {self.shown.open[line]}, receipt {self.received.found.get(line)}")
        if self._counted() != self._to_change():
            yield f"{self.title}: {self._to_change()} to change, {self.shown.line}"
        if self.shown.line.startswith(PASSED) != self.passes:
            yield f"{self.title}: {self.received.status} on receipt, {self.shown.line}"

    @property
    def passes(self) -> bool:
        """Whether receipt asks for nothing more, and nothing is only hinted at."""
        asked = (self._owes(line, row) for line, row in self._lines())
        return not self._owes(HEADER, self.header) and not any(asked)

    def _differing(self, line: int) -> Iterator[str]:
        form, receipt = self._wrong(line), self.received.told(line)
        unseen = self.received.unseen.get(line, frozenset())
        for extra in sorted(each for each in form - receipt if each[0] not in unseen):
            yield self._at(line, f"only the form says {extra}")
        for missing in sorted(each for each in receipt - form if not self._is_hinted_at(line, each)):
            yield self._at(line, f"only receipt says {missing}")

    def _at(self, line: int, what: str) -> str:
        return f"{self.title} row {line}: {what} of {self._seen(line)}"

    def _counted(self) -> int:
        """How many cells the line says must be changed."""
        number = re.search(rf"(\d+){re.escape(COUNTS[Weight.MUST])}", self.shown.line)
        return int(number[1]) if number else 0

    def _to_change(self) -> int:
        """How many the form names."""
        return sum(self._weighs(each) for line in self._told_lines() for each in self._wrong(line))

    def _told_lines(self) -> Iterator[int]:
        yield HEADER
        yield from self.shown.rows

    def _weighs(self, each: Named) -> bool:
        """Whether what the form says must be changed."""
        of_plan = {named(demand): demand.severity for demand in self.demands}
        severity = of_plan[each] if each in of_plan else kind(each[1]).severity
        return severity is Severity.MANDATORY

    # ------------------------------------------------------------ what each side says

    def _lines(self) -> Iterator[tuple[int, Typed]]:
        yield from enumerate(self.rows, self.form.layout.first_row)

    def _told(self, line: int) -> Told:
        return self.shown.header if line == HEADER else self.shown.rows[line]

    def _wrong(self, line: int) -> Told:
        return frozenset(each for each in self._told(line) if not _is_hint(each[1]))

    def _hinted(self, line: int) -> frozenset[str]:
        """Keys of the fields whose cell the form asks to be written otherwise, or cannot see what it is."""
        hinted = frozenset(name for name, code in self._told(line) if _is_hint(code))
        return hinted | self.received.unseen.get(line, frozenset())

    def _owes(self, line: int, typed: Typed) -> bool:
        role = self.form.role(Role.ROW_NOTE) if line != HEADER else None
        key = role.key if role else general_note(self.form)
        note = typed.get(key) if role or line == HEADER else self.header.get(key)
        unseen = frozenset(
            each for each in self.received.told(line) - self._wrong(line) if self._is_hinted_at(line, each)
        )
        return self.received.owes(line, note, unseen) or bool(self._hinted(line))

    def _seen(self, line: int) -> dict[str, Raw]:
        """What was typed there, for whoever has to understand a difference."""
        row = self.header if line == HEADER else self.rows[line - self.form.layout.first_row]
        return {key: raw for key, raw in row.items() if raw is not None}

    # ------------------------------------------------------------ hints

    def _is_hinted_at(self, line: int, missing: Named) -> bool:
        """Whether receipt asked this of a value that the form first asks to be written otherwise."""
        if missing[0] in self._hinted(line) | self._hinted(HEADER):
            return True
        if missing[1] == "S070":
            return any(
                self._is_hinted_at(line, each)
                for each in self.received.told(line) - self._wrong(line) - {missing}
            )
        return any(self._names_a_hint(each, line) for each in self.demands if named(each) == missing)

    def _names_a_hint(self, demand: Demand, line: int) -> bool:
        keys = self._named_keys(demand)
        everywhere = demand.scope is Scope.TABLE or self._looks_at_others(demand)
        lines = self._told_lines() if everywhere else iter((line, HEADER))
        return any(keys & self._hinted(each) for each in lines)

    def _named_keys(self, demand: Demand) -> frozenset[str]:
        labels = {*formula.labels(demand.broken), *demand.needs, *demand.lacks, *demand.columns}
        return frozenset(each.key for each in self.form.fields if each.label in labels)

    @staticmethod
    def _looks_at_others(demand: Demand) -> bool:
        return any(isinstance(part, Repeats) for part in parts(demand.broken))

    # ------------------------------------------------------------ what it showed

    def count(self, tally: Tally) -> None:
        """Add what this return showed."""
        tally.passed[self.shown.line.startswith(PASSED)] += 1
        tally.differences += self.differences()
        told = frozenset(each for line in self._told_lines() for each in self._told(line))
        tally.told |= told
        tally.broken |= told & {named(demand) for demand in self.demands}
        for demand in self.demands:
            if named(demand) not in tally.satisfied and self._satisfies(demand):
                tally.satisfied.add(named(demand))

    def _satisfies(self, demand: Demand) -> bool:
        lines = [line for line, _ in self._lines()] if demand.scope is Scope.ROW else [HEADER]
        return any(
            named(demand) not in self._told(line) and self._is_satisfied(demand, line) for line in lines
        )

    def _is_satisfied(self, demand: Demand, line: int) -> bool:
        """Whether the demand was asked: all it needs is there, and nothing is said against any of it."""
        lines = self._told_lines() if demand.columns else iter((line, HEADER))
        blamed = {name for each in lines for name, _ in self._told(each)}
        typed = {**self.header, **self._seen(line)}
        needs = [each.key for each in self.form.fields if each.label in demand.needs]
        about = [*needs, *(each.key for each in demand.fields if demand.own)]
        own = {each.key for each in self.form.fields if each.entry is Entry.UNIT}
        there = all(typed.get(key) is not None for key in needs if key in own)
        return there and blamed.isdisjoint(about)
