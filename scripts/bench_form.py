"""How quick and how large the forms are that check themselves: the table in docs/benchmarks.md.

    PYTHONPATH=. python -m scripts.bench_form

For both packaged forms and some numbers of rows, all of them filled in: the size of the template, the seconds of
laying it out and of each further unit, and those of a real LibreOffice for calculating everything anew and for
one cell that a clerk changes, be it any or a credit code.
"""

import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from scripts.examples import enterprises
from scripts.examples.filling import fill
from tests.office import Office
from workbook_tools import layout, prefill
from workbook_tools import plan as plan_sheets
from workbook_tools.model import Form, Identity, Plan, a1
from workbook_tools.pipeline.planned import obligations
from workbook_tools.xlsx.grids import read_grids
from workbook_tools.xlsx.template.base import Base, build
from workbook_tools.xlsx.template.stamp import Stamper

PLAN = Path(__file__).parents[1] / "templates" / "annex_template.xlsx"
ROWS = (60, 200, 600)
_TIMES = 15
_HEADINGS = (
    "| form | rows | KB | laying out, s | further unit, ms | all formulas, s | one cell, ms | one code, ms |"
)


@dataclass(frozen=True)
class Figures:
    """What one form with one number of rows takes."""

    form: str
    rows: int
    size: int
    laying_out: float
    further: float
    everything: float
    one_cell: float
    one_code: float

    def line(self) -> str:
        """The figures as a row of the table."""
        return (
            f"| {self.form} | {self.rows} | {self.size / 1024:.0f} | {self.laying_out:.1f} | {1000 * self.further:.1f} "
            f"| {self.everything:.2f} | {1000 * self.one_cell:.0f} | {1000 * self.one_code:.0f} |"
        )


def _stamped(plan: Plan, base: Base) -> tuple[bytes, float]:
    """One unit's template, and the seconds a further one takes."""
    owed = next(each for each in obligations(plan) if each.form.code == base.form.code)
    period = plan.periods[0]
    named = prefill.values(plan, owed.annex, owed.form, owed.unit, owed.row, period, 0)
    identity = Identity(owed.unit.code, base.form.code, str(period.period), "", plan.digest, "0" * 16)
    stamper, seconds = Stamper(base), []
    for _ in range(_TIMES):
        began = time.perf_counter()
        data = stamper.stamp(identity, named)
        seconds.append(time.perf_counter() - began)
    return data, median(seconds)


def _filled(template: bytes, form: Form) -> bytes:
    row = enterprises.department_row if form.code == "KZ-GQ-01" else enterprises.township_row
    rows = [row(1000 + number, counted=number % 3 > 0) for number in range(form.rows)]
    return fill(template, form, enterprises.header(1), rows)


def _one_cell(office: Office, form: Form, key: str) -> float:
    """The seconds after a field in the middle of the list was changed; a code is compared with all others."""
    cell = a1((form.layout.first_row + form.rows // 2, form.layout.columns[key]))
    codes = (enterprises.credit_code(9000 + number) for number in range(_TIMES))
    return median(office.entering(layout.FORM_SHEET, cell, code) for code in codes)


def figures(office: Office, folder: Path) -> Iterator[Figures]:
    """The figures of both forms, form by form."""
    plan = plan_sheets.load(read_grids(PLAN)).plan
    assert plan, "the packaged plan has no mistakes"
    for form, rows in ((form, rows) for form in plan.forms for rows in ROWS):
        began = time.perf_counter()
        base = build(PLAN.read_bytes(), plan, form, plan.periods[0], rows)
        laying_out = time.perf_counter() - began
        template, further = _stamped(plan, base)
        path = folder / f"{form.code}-{rows}.xlsx"
        path.write_bytes(_filled(template, base.form))
        office.open(path)
        office.recalculate()
        everything = office.recalculate()
        cells = _one_cell(office, base.form, "name"), _one_cell(office, base.form, "uscc")
        yield Figures(form.code, rows, len(template), laying_out, further, everything, *cells)


def main() -> None:
    """Measure, and print the table as it is measured."""
    print(_HEADINGS)
    print("|---" * _HEADINGS.count(" |") + "|")
    with tempfile.TemporaryDirectory() as folder, Office(Path(folder) / "profile") as office:
        for each in figures(office, Path(folder)):
            print(each.line(), flush=True)


if __name__ == "__main__":
    main()
