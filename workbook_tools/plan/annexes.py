"""The 附件N sheets with their settings: targets by unit code, and what counts."""

from collections.abc import Mapping, Sequence

from workbook_tools import annex_table
from workbook_tools.messages.annexes import ANNEX
from workbook_tools.model import Annex, Counting, Field, SheetLook, TargetRow, Unit
from workbook_tools.plan.entries import Entry, Mistakes
from workbook_tools.plan.references import known_label
from workbook_tools.plan.sections import AnnexSettings


def sheet_name(number: int) -> str:
    """The sheet an annex stands on."""
    return ANNEX.format(number=number)


def _rows(
    sheet: SheetLook, table: annex_table.AnnexTable, units: Sequence[Unit], mistakes: Mistakes
) -> tuple[TargetRow, ...]:
    codes = {unit.name: unit.code for unit in units}
    rows = []
    for row in table.rows:
        if row.unit not in codes:
            mistakes.add("P021", Entry(sheet.name, row.address, row.unit, "责任单位"))
            continue
        rows.append(TargetRow(row.seq, codes[row.unit], row.targets))
    return tuple(rows)


def read_annex(
    sheet: SheetLook,
    settings: AnnexSettings,
    units: Sequence[Unit],
    fields: Mapping[str, Sequence[Field]],
    mistakes: Mistakes,
) -> Annex:
    """One annex; every mistake of its table is named by cell (a 合计 that is not the sum included)."""
    table, findings = annex_table.parse(sheet, settings.annex)
    mistakes.findings += findings
    roster = fields.get(settings.form, ())
    row = settings.row
    counting = Counting(
        key=known_label(row, "去重字段", roster, mistakes),
        count_when=row["计入条件"].text,
        count_year=known_label(row, "计入年度", roster, mistakes),
        exit_when=row["退出条件"].text,
        stock_when=row["存量条件"].text,
        basis=settings.basis,
        target_basis=settings.target_basis,
        baseline=settings.baseline,
    )
    return Annex(
        settings.annex,
        table.title,
        table.measure,
        settings.form,
        table.columns,
        _rows(sheet, table, units, mistakes),
        table.totals or (),
        counting,
    )
