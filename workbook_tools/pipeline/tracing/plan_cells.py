"""Cells of the plan workbook in the archive: targets, periods, settings, choices, as the bureau laid them out."""

from collections.abc import Iterable
from functools import cache

from workbook_tools import annex_table
from workbook_tools.annex_table import AnnexTable
from workbook_tools.messages import master_words as heads
from workbook_tools.messages import trace as words
from workbook_tools.model import Address, Annex, Rule, SheetLook, a1
from workbook_tools.pipeline.grounds import Grounds
from workbook_tools.pipeline.tracing.answer import Detail, Source, Sources
from workbook_tools.plan import lists, sections
from workbook_tools.plan import rules as rule_sheet
from workbook_tools.plan.annexes import sheet_name
from workbook_tools.plan.entries import Entry, Mistakes, Row, as_text, period, table
from workbook_tools.xlsx.grids import read_grids


class PlanCells:
    """The plan workbook under which a master was computed; every answer names its sheet and cell."""

    def __init__(self, on: Grounds) -> None:
        self._sha256, self._period = on.basis.plan_file, on.period.period
        self._units = {each.code: each.name for each in on.plan.units}
        self._sheets = {each.name: each for each in read_grids(on.workspace.archive.plans.path(self._sha256))}
        self._annex = cache(self._parsed)
        self._section = cache(self._in_section)
        self._rows = cache(self._on_sheet)

    def setting(self, name: str) -> Sources:
        """A line of 【基本信息】; none where the plan does not have it."""
        return self._of(row["取值"] for row in self._section("基本信息") if row["设置项"].text == name)

    def period(self, heading: str) -> Sources:
        """A cell of the period's row in 【报告期】, by its heading."""
        rows = self._section("报告期")
        return self._of(row[heading] for row in rows if period(row["报告期"], Mistakes()) == self._period)

    def annex(self, number: int, heading: str) -> Sources:
        """A cell of an annex's row in 【附件】, by its heading."""
        return self._of(row[heading] for row in self._section("附件") if row["附件"].text == str(number))

    def nth(self, section: str, number: int, *names: str) -> Sources:
        """Cells of the nth row (counted from 0) of a section, by their headings."""
        rows = self._section(section)[number : number + 1]
        return self._of(row[heading] for row in rows for heading in names)

    def every(self, section: str, *names: str) -> Sources:
        """Cells of every row of a section, by their headings; blank ones are left out."""
        cells = (row[heading] for row in self._section(section) for heading in names)
        return self._of(each for each in cells if each.text)

    def unit(self, code: str, heading: str) -> Sources:
        """A cell of a unit's row on the sheet 单位."""
        return self._of(row[heading] for row in self._rows(lists.UNITS) if row["单位代码"].text == code)

    def choice(self, name: str, value: str) -> Sources:
        """An item of a choice list; the units of an annex stand there as one item."""
        own = [row for row in self._rows(lists.CHOICES) if row["选项表"].text == name]
        named = [row for row in own if row["选项"].text == value]
        return self._of(row["选项"] for row in named or own if named or row["选项"].text.startswith("{"))

    def rule(self, rule: Rule) -> Sources:
        """A rule of the sheet 规则."""
        rows = [row for row in self._rows(rule_sheet.SHEET) if row.number == rule.plan_row]
        return self._of(row[heading] for row in rows for heading in ("条件", "提示"))

    def targets(self, annex: Annex, seq: int, columns: Iterable[int]) -> Sources:
        """A unit's planned figures in these columns of its annex (counted from 0)."""
        laid_out, unit = self._annex(annex.number), annex.rows[seq - 1].unit
        row = laid_out.rows[seq - 1].address[0]
        places = [(annex.columns[at].heading, (row, laid_out.places[at])) for at in columns]
        return tuple(self._at(annex.number, at, heading, unit) for heading, at in places)

    def unit_of(self, annex: Annex, seq: int) -> Sources:
        """Where an annex names its unit."""
        at = self._annex(annex.number).rows[seq - 1].address
        return (self._at(annex.number, at, heads.UNIT, annex.rows[seq - 1].unit),)

    def sequence(self, annex: Annex, seq: int) -> Sources:
        """Where an annex numbers its unit; where it names it if it has no numbers."""
        laid_out = self._annex(annex.number)
        if not laid_out.sequence:
            return self.unit_of(annex, seq)
        at = laid_out.rows[seq - 1].address[0], laid_out.sequence
        return (self._at(annex.number, at, heads.SEQ, annex.rows[seq - 1].unit),)

    def title(self, annex: Annex) -> Sources:
        """Where an annex has its title."""
        sheet = self._sheets[sheet_name(annex.number)]
        places = [(row, 1) for row, cells in enumerate(sheet.rows, 1) if _title(cells) == annex.title]
        return tuple(self._at(annex.number, at, words.TITLE, "") for at in places[:1] or [(1, 1)])

    def _parsed(self, number: int) -> AnnexTable:
        return annex_table.parse(self._sheets[sheet_name(number)], number)[0]

    def _at(self, annex: int, at: Address, heading: str, unit: str) -> Source:
        sheet = self._sheets[sheet_name(annex)]
        at = _anchor(sheet, at)
        return self._source(Entry(sheet.name, at, sheet.at(at), heading), self._units.get(unit, ""))

    def _in_section(self, name: str) -> list[Row]:
        sheet = self._sheets[sections.SHEET]
        if name not in sections.sections(sheet):
            return []
        return list(sections.section_rows(sheet, name, (), Mistakes()))

    def _on_sheet(self, name: str) -> list[Row]:
        sheet = self._sheets.get(name)
        return list(table(sheet, 1, len(sheet.rows), (), Mistakes())) if sheet else []

    def _of(self, entries: Iterable[Entry]) -> Sources:
        return tuple(self._source(each) for each in entries)

    def _source(self, entry: Entry, unit: str = "") -> Source:
        number = isinstance(entry.value, int | float) and not isinstance(entry.value, bool)
        value = float(entry.text) if number else entry.text or None
        whole = int(value) if isinstance(value, float) and value.is_integer() else value
        cell = Detail(entry.heading, entry.sheet, a1(entry.address), entry.text, whole)
        return Source(unit, words.PLAN_FILE, self._sha256, cell)


def _title(cells: Iterable[object]) -> str:
    return as_text(next(iter(cells), None))


def _anchor(sheet: SheetLook, at: Address) -> Address:
    """The first cell of a merged area, where the value stands."""
    inside = (
        (top, left)
        for top, left, bottom, right in sheet.merges
        if top <= at[0] <= bottom and left <= at[1] <= right
    )
    return next(inside, at)
