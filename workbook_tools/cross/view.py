"""What a return is seen beside, and how what is found there becomes a finding at its own cells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from workbook_tools.cross.around import Around
from workbook_tools.cross.compared import name_field
from workbook_tools.cross.past import Past
from workbook_tools.cross.statement import Statement
from workbook_tools.messages.found import found
from workbook_tools.model import (
    Address,
    Annex,
    CrossRule,
    Finding,
    Form,
    Plan,
    ReportingPeriod,
    Unit,
    printed,
)
from workbook_tools.record import Listed


@dataclass(frozen=True, slots=True)
class Lists:
    """The reference lists of an annex by key; `official` is None where none is in use."""

    baseline: Mapping[str, Listed] = field(default_factory=dict)
    official: Mapping[str, Listed] | None = None


@dataclass(frozen=True, slots=True)
class View:
    """One obligation: its own past, the returns around it, the lists of its annex, and rulings on enterprises.

    `target` is that of the year; `owners` has the unit that the bureau ruled an enterprise to belong to by form and
    key, '' for nobody; `begun` is the sha256 of the return that the list was issued with, '' for a blank one.
    """

    plan: Plan
    form: Form
    annex: Annex
    unit: Unit
    period: ReportingPeriod
    target: int
    past: Past
    around: Around
    lists: Lists = field(default_factory=Lists)
    owners: Mapping[tuple[str, str], str] = field(default_factory=dict)
    begun: str = ""

    def rule(self, code: str) -> CrossRule:
        """A check as the plan sets it; only asked for those it has."""
        return next(each for each in self.plan.cross if each.code == code)

    @property
    def name_label(self) -> str:
        """The label under which the enterprise is named; the key's where the form asks for no name."""
        name = name_field(self.form)
        return name.label if name else self.annex.counting.key

    def name(self, statement: Statement, record: int) -> str:
        """The enterprise of a record as its unit names it, else its key."""
        return printed(statement.value(self.name_label, record)) or statement.keys[record]

    def units(self, codes: Iterable[str]) -> str:
        """Units as a sentence names them, in the order of their codes."""
        known = (self.plan.unit(code) for code in sorted(set(codes)))
        return "、".join(unit.name for unit in known if unit)

    def at_key(self, own: Statement, record: int, code: str, **params: str) -> Finding:
        """A finding on an enterprise, at the key of its record; its value is the enterprise's name."""
        label, name = self.annex.counting.key, self.name(own, record)
        return _found(code, own, own.at(label, record), label, name, record, params)

    def at(self, own: Statement, record: int, label: str, code: str, **params: str) -> Finding:
        """A finding at one value of a record."""
        value = printed(own.value(label, record))
        return _found(code, own, own.at(label, record), label, value, record, params)

    def of_table(self, own: Statement, code: str, value: str = "", **params: str) -> Finding:
        """A finding on the list as a whole."""
        return _found(code, own, None, "", value, None, params)


def _found(
    code: str,
    own: Statement,
    where: Address | None,
    label: str,
    value: str,
    record: int | None,
    params: Mapping[str, str],
) -> Finding:
    return found(code, own.sheet, where, field=label, value=value, row=record, severity=None, **params)
