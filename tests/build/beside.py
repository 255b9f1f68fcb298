"""Returns beside each other: what units of the made-up plan listed now and before, and what is found of one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tests.build.plans import OCTOBER, example_plan, reporting_period
from tests.build.returns import Row, reading_of
from workbook_tools import cross
from workbook_tools.cross import Lists, Owner, Past, Statement, View
from workbook_tools.model import CrossRule, Finding, Plan, Unit
from workbook_tools.period import Period
from workbook_tools.plan.cross import USUAL
from workbook_tools.targets import target


def checking_plan(*changed: CrossRule) -> Plan:
    """The made-up plan with every check as usual, but for those changed."""
    rules = dict(USUAL) | {rule.code: rule for rule in changed}
    return replace(example_plan(), cross=tuple(rules.values()))


def twin_plan(*changed: CrossRule) -> Plan:
    """The same plan, its second annex asking other units the same of the same kind of enterprises."""
    plan = checking_plan(*changed)
    first, second = plan.annexes
    form, other = plan.forms
    fields = tuple(replace(each, form=other.code) for each in form.fields)
    return replace(
        plan,
        annexes=(first, replace(second, counting=first.counting)),
        forms=(form, replace(other, fields=fields)),
    )


@dataclass
class Beside:
    """What is known when a period is judged; `owners` are rulings by form and key."""

    plan: Plan = field(default_factory=checking_plan)
    period: Period = OCTOBER
    lists: Lists = field(default_factory=Lists)
    owners: Mapping[tuple[str, str], str] = field(default_factory=dict)
    now: dict[Owner, Statement] = field(default_factory=dict)
    pasts: dict[Owner, Past] = field(default_factory=dict)

    def accepted(self, period: Period, unit: str, form: str, *rows: Row) -> "Beside":
        """A return accepted for an earlier period, given in the order of periods."""
        self.pasts.setdefault((unit, form), Past()).add(self._stated(unit, form, period, rows))
        return self

    def came(self, unit: str, form: str, *rows: Row, zero: str = "") -> "Beside":
        """A return of the period itself."""
        self.now[unit, form] = replace(self._stated(unit, form, self.period, rows), zero=zero)
        return self

    def found(self, unit: str, form: str, *, begun: str = "") -> tuple[Finding, ...]:
        """What is found of a unit's return of the period."""
        asked = self.plan.form(form)
        assert asked
        annex = self.plan.annex_of(form)
        row = next(row for row in annex.rows if row.unit == unit)
        carried = {owner: past.last for owner, past in self.pasts.items() if past.last}
        speaking = {**carried, **self.now}.values()
        around = cross.around(self.plan, self.period, speaking, self.pasts)
        view = View(
            self.plan,
            asked,
            annex,
            self.plan.unit(unit) or Unit(unit, unit),
            reporting_period(self.period),
            target(annex, row, self.period).year,
            self.pasts.get((unit, form), Past()),
            around,
            self.lists,
            self.owners,
            begun,
        )
        return cross.check(self.now[unit, form], view)

    def codes(self) -> list[tuple[str, str]]:
        """(code, cell) of what is found of the first return that came, by code; no cell: of the list as a whole."""
        return sorted((finding.code, finding.cell) for finding in self.found(*next(iter(self.now))))

    def _stated(self, unit: str, form: str, period: Period, rows: Sequence[Row]) -> Statement:
        asked = self.plan.form(form)
        assert asked
        return cross.stated(reading_of(asked, unit, period, rows), self.plan, asked, self.plan.annex_of(form))
