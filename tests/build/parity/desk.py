"""One desk for both sides: forms issued, typed into, calculated by a real office, collected and validated."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook, load_workbook

from tests.build.bureau import Bureau
from tests.build.live import Shown, recalculated
from tests.build.parity.agreement import Return, Tally
from tests.build.parity.candidates import Candidates
from tests.build.parity.receipt import Receipt, validated
from tests.build.parity.typed import Typed, typed
from tests.office import Office
from workbook_tools import rules
from workbook_tools.model import Form, Plan, ReportingPeriod
from workbook_tools.period import parse

Owed = tuple[str, str]
"""(unit, form)."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What is typed into one unit's form."""

    owed: Owed
    header: Typed
    rows: Sequence[Typed]


def sized(
    source: Path, to: Path, rows: Mapping[str, int], change: Callable[[Workbook], None] | None = None
) -> Path:
    """A copy of a plan workbook whose forms have other numbers of record rows, and what else `change` makes of it."""
    book = load_workbook(source)
    sheet = book["方案"]
    heading = next(cell for line in sheet.iter_rows() for cell in line if cell.value == "名单行数")
    codes = {sheet.cell(row, heading.column - 2).value: row for row in range(heading.row, sheet.max_row + 1)}
    for code, number in rows.items():
        sheet.cell(codes[code], heading.column, number)
    if change:
        change(book)
    book.save(to)
    return to


@dataclass(frozen=True)
class Desk:
    """A bureau with the forms of a period issued, and an office to fill them in."""

    bureau: Bureau
    office: Office
    folder: Path
    period: str
    issued: Mapping[Owed, bytes]

    @classmethod
    def founded(cls, office: Office, folder: Path, plan: Path, period: str, now: str) -> "Desk":
        """A new bureau under a plan, the period's forms issued."""
        bureau = Bureau.founded(folder / "台账", plan)
        return cls(bureau, office, folder, period, bureau.issued(period, now))

    def owed(self, form: str) -> list[Owed]:
        """Who owes a form, in the order of the plan."""
        return [each for each in self.issued if each[1] == form]

    def candidates(self, form: str) -> Candidates:
        """What to try in a form."""
        plan: Plan = self.bureau.plan
        return Candidates(plan, self._form(plan.form(form)), self.reporting_period)

    @property
    def reporting_period(self) -> ReportingPeriod:
        """The period as the plan has it."""
        period = parse(self.period)
        found = self.bureau.plan.period(period) if period else None
        assert found
        return found

    def compared(self, filled: Sequence[Filled], now: str) -> Tally:
        """Both sides of every form; receipt sees it as typed, and as the office saved it."""
        as_typed, as_saved, shown = {}, {}, {}
        for each in filled:
            form = self.bureau.form(each.owed[1])
            path = self.folder / f"{each.owed[0]}-{each.owed[1]}.xlsx"
            path.write_bytes(typed(self.issued[each.owed], form, each.header, each.rows))
            shown[each.owed] = recalculated(self.office, path, form)
            as_typed[path.name] = path.read_bytes()
            as_saved[path.name] = path.with_suffix(".calculated.xlsx").read_bytes()
        tally = Tally(
            sum(any(raw is not None for raw in row.values()) for each in filled for row in each.rows)
        )
        for what, files in (("as typed", as_typed), ("as saved", as_saved)):
            bureau = self.bureau.copied(self.folder / what)
            for returned in self._returns(bureau, what, filled, shown, files, now):
                returned.count(tally)
        return tally

    def _returns(
        self,
        bureau: Bureau,
        what: str,
        filled: Sequence[Filled],
        shown: Mapping[Owed, Shown],
        files: Mapping[str, bytes],
        now: str,
    ) -> Iterator[Return]:
        submissions, plan = validated(bureau, self.period, files, now), bureau.plan
        for each in filled:
            form = self._form(plan.form(each.owed[1]))
            demands = rules.demands(plan, form, self.reporting_period)
            received = Receipt(plan, form, self.reporting_period).received(submissions[each.owed])
            title = f"{what} {'/'.join(each.owed)}"
            yield Return(title, form, demands, each.header, each.rows, shown[each.owed], received)

    @staticmethod
    def _form(form: Form | None) -> Form:
        assert form
        return form
