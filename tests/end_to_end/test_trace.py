"""Every number of a master, and every cell of 企业名录, leads to cells of files that make it again.

The files are read by openpyxl alone (tests/build/originals.py), and what their cells amount to is worked out here
from the notice's wording; nothing of how the tool reads or counts is used.
"""

import io
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple

from tests.build.originals import Originals, meant, shown
from tests.build.two_years import TwoYears
from workbook_tools.messages import master_words as words
from workbook_tools.model import Status, a1
from workbook_tools.period import parse
from workbook_tools.pipeline import grounds
from workbook_tools.pipeline.consolidate import make
from workbook_tools.pipeline.readings import Readings
from workbook_tools.pipeline.tracing import Source, Trace, Tracer
from workbook_tools.workspace import Workspace
from workbook_tools.xlsx.master.listing import HEAD_ROW as LIST_HEAD

FORM = "填报表"
PERIODS = {"2024-02": "2024-03-02T23:00", "2025-01": "2025-02-02T23:00"}
"""The periods whose masters are traced, and when they are asked for."""


@dataclass
class Traced:
    """A master, what openpyxl finds in it, and the tracer of it."""

    tracer: Tracer
    files: Originals
    book: Any
    evidence: dict[Source, "Evidence"] = field(default_factory=dict)

    def cells(self, sheet: str, first: int = 1) -> Iterator[tuple[int, int, Any]]:
        """(row, column, value) of every cell that holds something."""
        for row in self.book[sheet].iter_rows(min_row=first):
            for cell in row:
                if cell.value is not None:
                    yield cell.row, cell.column, cell.value

    def proved(self, source: Source) -> "Evidence":
        """What a source amounts to, its cells having been looked up in its file."""
        if source not in self.evidence:
            self.evidence[source] = looked_up(source, self.files)
        return self.evidence[source]


@dataclass(frozen=True)
class Evidence:
    """What the cells of one record say, as they stand in the file; of a cell of the plan its number."""

    sha256: str
    unit: str = ""
    key: str = ""
    year: int = 0
    month: int = 0
    says: Mapping[str, str] = field(default_factory=dict, hash=False)
    text: str = ""

    @property
    def counts(self) -> bool:
        """计入条件 of the county's three annexes."""
        if "进度" in self.says:
            return self.says["进度"] == "入统"
        if "等级" in self.says:
            return self.says["等级"] in ("县级示范", "市级示范") and self.says["开店年份"] == str(self.year)
        return self.says.get("是否有效") == "是"

    @property
    def left(self) -> bool:
        """退出条件: only firms leave."""
        return self.says.get("进度") == "退统"


def looked_up(source: Source, files: Originals) -> Evidence:
    """The cells of a source as they stand in its file, where each must say just what the source says it does."""
    cell = source.cell
    assert source.sha256 in files, source
    assert sha256(files.path(source.sha256).read_bytes()).hexdigest() == source.sha256
    for each in (cell, *source.because):
        found = files.text(source.sha256, each.sheet, each.cell)
        assert found.strip() == each.raw.strip(), (source, each, found)
        assert found.strip() == shown(each.value) or each.changed_by, each
        assert meant(found) == meant(shown(each.value)), (source, each, found)
    if source.file == "plan.xlsx" or source.file.startswith("decisions/"):
        return Evidence(source.sha256, source.unit, text=files.text(source.sha256, cell.sheet, cell.cell))
    period = files.beside(source.sha256, FORM, "期别")
    assert period == source.period
    year, month = period.removesuffix("月").split("年")
    assert files.beside(source.sha256, FORM, "单位") == source.unit
    says = {
        each.field: meant(files.text(source.sha256, each.sheet, each.cell))
        for each in (cell, *source.because)
    }
    return Evidence(source.sha256, source.unit, meant(cell.raw), int(year), int(month), says)


@pytest.fixture(scope="module", params=list(PERIODS))
def traced(request: pytest.FixtureRequest, two_years: TwoYears) -> Iterator[Traced]:
    """The master of a period as it would be written now, to be traced; rebuilt once for all cells."""
    workspace, period = Workspace.open(two_years.bureau.root), parse(request.param)
    assert period
    with closing(workspace.ledger()) as ledger:
        entries = ledger.proved()
    on = grounds.of_now(workspace, entries, period, datetime.fromisoformat(PERIODS[request.param]))
    made = make(on, lambda _done, _total: None)
    with closing(Readings(workspace, on.plan, on.state)) as readings:
        book = load_workbook(io.BytesIO(made.data), data_only=True)
        yield Traced(Tracer(on, made, entries, readings), Originals(workspace.archive.root), book)


def heading(traced: Traced, sheet: str, row: int, column: int) -> str:
    """The nearest heading over a cell: a text under which the numbers of its table stand."""
    for number in range(row - 1, 0, -1):
        text = traced.book[sheet].cell(number, column).value
        if isinstance(text, str) and traced.book[sheet].cell(number, column).fill.fgColor.rgb == "FFDDEBF7":
            return text.replace("\n", "")
    return ""


def is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def progress_sheets(traced: Traced) -> list[str]:
    return [name for name in traced.book.sheetnames if name.startswith("附件")]


def worked_out(traced: Traced, found: Trace, named: str, unit: str) -> float:
    """The number that the sources of a cell amount to, by the notice's own words."""
    proved = [traced.proved(each) for each in found.sources]
    claims, left, planned = records(proved)
    counted = len(claims) - len(left)
    if named in ("序号", words.PACE) or "目标" in named:
        return sum(float(each.text) for each in planned)
    if named == words.EXITS:
        return len(left)
    if named.endswith("完成率"):
        return ratio(proved)
    if named.startswith("与时序差"):
        pace = next(float(s.cell.raw) for s in found.sources if s.cell.field.endswith("时序进度"))
        targets = [
            p for p, s in zip(proved, found.sources, strict=True) if not s.cell.field.endswith("时序进度")
        ]
        return round((ratio(targets) - pace) * 100 + 1e-9, 1)
    if named == words.RANK:
        return rank(proved, unit)
    return counted


def records(proved: list[Evidence]) -> tuple[set[tuple[str, str]], set[tuple[str, str]], list[Evidence]]:
    """The distinct enterprises of a unit that count, those that left, and the cells of the plan."""
    returned = [each for each in proved if each.says]
    claims = {(each.unit, each.key) for each in returned if each.counts}
    left = {(each.unit, each.key) for each in returned if each.left}
    assert len(returned) == sum(each.counts + each.left for each in returned), "each for one reason"
    return claims, left, [each for each in proved if each.text]


def ratio(proved: list[Evidence]) -> float:
    claims, left, planned = records(proved)
    return (len(claims) - len(left)) / sum(int(each.text) for each in planned)


def rank(proved: list[Evidence], unit: str) -> int:
    """1 + how many have a higher rate, or the same and a larger surplus."""
    standing = {}
    for name in {each.unit for each in proved if each.text}:
        own = [each for each in proved if each.unit == name]
        claims, left, planned = records(own)
        target, done = sum(int(each.text) for each in planned), len(claims) - len(left)
        if target:
            standing[name] = (done / target, done - target)
    return 1 + sum(other > standing[unit] for other in standing.values())


def test_every_number_of_every_progress_sheet_is_made_again_from_the_files(traced: Traced) -> None:
    looked_at = 0
    for sheet in progress_sheets(traced):
        for row, column, value in traced.cells(sheet, first=5):
            if is_number(value):
                found = traced.tracer.trace(sheet, (row, column))
                unit = str(traced.book[sheet].cell(row, 2).value)
                named = heading(traced, sheet, row, column)
                again = worked_out(traced, found, named, unit)
                assert again == pytest.approx(value, abs=1e-9), (sheet, a1((row, column)), named, found.what)
                assert found.value == value
                looked_at += 1
    assert looked_at > 120


def test_a_count_has_one_source_for_each_enterprise(traced: Traced) -> None:
    counted = {words.NEW, words.GROSS, words.CUMULATIVE_GROSS, words.EXITS, words.HELD}
    for sheet in progress_sheets(traced):
        for row, column, value in traced.cells(sheet, first=5):
            if heading(traced, sheet, row, column) in counted:
                sources = traced.tracer.trace(sheet, (row, column)).sources
                assert len(sources) == value
                assert len({(each.unit, each.cell.value) for each in sources}) == value


def test_every_number_of_the_overview_is_made_again_from_the_files(traced: Traced) -> None:
    looked_at = 0
    for row, column, value in traced.cells(words.SHEET_OVERVIEW, first=5):
        if is_number(value):
            found = traced.tracer.trace(words.SHEET_OVERVIEW, (row, column))
            named = heading(traced, words.SHEET_OVERVIEW, row, column)
            assert overview_number(traced, found, named) == pytest.approx(value, abs=1e-9), (named, found)
            looked_at += 1
    assert looked_at > 60


def overview_number(traced: Traced, found: Trace, named: str) -> float:
    """The number that the sources of a cell of 总览 amount to."""
    if words.SHEET_REPORTS in found.what:
        return reports(traced, found, named)
    if "五色=" in found.what:
        painted = [each for each in found.steps if each.value == named]
        places = {(each.sheet, *coordinate_to_tuple(each.cell)) for each in painted}
        return sum(heading(traced, *place) == words.COLOUR for place in places)
    return goal_number(traced, found, named)


def goal_number(traced: Traced, found: Trace, named: str) -> float:
    """The same in the section of the notice's goals; elsewhere as on the sheet of an annex."""
    kept = [each for each in found.sources if each.cell.field != "关系"]
    proved = [traced.proved(each) for each in kept]
    planned = {each.cell.field: proof for each, proof in zip(kept, proved, strict=True) if proof.text}
    if named in ("年份", "目标值", "基数"):
        return int(proved[0].text)
    if named == "名单存量":
        return len({(each.unit, each.key) for each in proved if each.counts})
    if named not in ("现状存量", "距目标"):
        return worked_out(traced, found, named, "")
    claims, left, _ = records(proved)
    stock = int(planned["基数"].text) + len(claims) - len(left)
    if named == "现状存量":
        return stock
    relation = next(each.cell.raw for each in found.sources if each.cell.field == "关系")
    return int(planned["目标值"].text) + (relation == "＞") - stock


def reports(traced: Traced, found: Trace, named: str) -> int:
    """How many returns owed stand so: each with a file in the archive, or missing."""
    for each in found.sources:
        assert each.lines, "the ledger tells of it"
        assert (each.sha256 in traced.files) or each.cell.value == words.STATUS[Status.MISSING]
        assert named in (words.OWED, each.cell.value)
    return len({each.unit for each in found.sources})


def columns(traced: Traced, sheet: str) -> dict[int, str]:
    """The headings of a long sheet by column."""
    return {cell.column: str(cell.value) for cell in traced.book[sheet][LIST_HEAD + 1] if cell.value}


def plain(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value


def test_every_reported_value_of_the_register_stands_in_the_cell_it_leads_to(traced: Traced) -> None:
    sheet, looked_at = words.SHEET_REGISTER, 0
    own = {*words.REGISTER_HEADINGS, *words.SOURCE_HEADINGS}
    fields = {column: each for column, each in columns(traced, sheet).items() if each not in own}
    for row in range(LIST_HEAD + 2, traced.book[sheet].max_row + 1):
        for column in fields:
            value = plain(traced.book[sheet].cell(row, column).value)
            found = traced.tracer.trace(sheet, (row, column))
            assert found.value == value
            if found.sources:
                (source,) = found.sources
                assert source.cell.value == value
                assert source.listed == f"{sheet}!{row}"
                assert looked_up(source, traced.files).says == {source.cell.field: meant(shown(value))}
                looked_at += 1
            else:
                assert value is None, "a form of another annex asks for it"
    assert looked_at > 90


def test_what_a_row_counts_as_is_said_by_the_records_it_leads_to(traced: Traced) -> None:
    sheet = words.SHEET_REGISTER
    named = {each: column for column, each in columns(traced, sheet).items()}
    for row in range(LIST_HEAD + 2, traced.book[sheet].max_row + 1):
        cells = {each: traced.book[sheet].cell(row, column).value for each, column in named.items()}
        traces = {each: traced.tracer.trace(sheet, (row, column)) for each, column in named.items()}
        proved = {each: [traced.proved(source) for source in found.sources] for each, found in traces.items()}
        check_outcome(cells, traces, proved)
        check_dates(cells, proved)
        check_unit(cells, traces)


def check_outcome(
    cells: Mapping[str, Any], traces: Mapping[str, Trace], proved: Mapping[str, list[Evidence]]
) -> None:
    outcome, records_ = cells[words.REGISTER_OUTCOME], proved[words.REGISTER_OUTCOME]
    assert all(each.counts for each in records_) == (outcome != words.OUTCOME_NOT_COUNTED)
    assert len({each.unit for each in records_}) == (2 if outcome == words.OUTCOME_CONTESTED else 1)
    between = [each.cell.changed_by for each in traces[words.REGISTER_OUTCOME].sources]
    if outcome == words.OUTCOME_LOST:
        assert all("裁定记录第" in each for each in between), "a ruling lies between"
    (stock,) = proved[words.REGISTER_STOCK]
    assert (cells[words.REGISTER_STOCK] == words.YES) == ("是否有效" in stock.says and stock.counts)


def check_dates(cells: Mapping[str, Any], proved: Mapping[str, list[Evidence]]) -> None:
    year, first = cells[words.REGISTER_YEAR], cells[words.REGISTER_FIRST]
    if year is not None:
        (claim,), (since,) = proved[words.REGISTER_YEAR], proved[words.REGISTER_FIRST]
        assert claim.counts
        assert (claim.year, since.year * 100 + since.month) == (year, first)
    gone = cells[words.REGISTER_GONE]
    if gone is not None:
        (left,) = proved[words.REGISTER_GONE]
        assert left.left
        assert left.year * 100 + left.month == gone
        assert left.year == cells[words.REGISTER_GONE_YEAR]


def check_unit(cells: Mapping[str, Any], traces: Mapping[str, Trace]) -> None:
    for named in (words.REGISTER_ANNEX, words.REGISTER_SEQ, "单位代码", "责任单位"):
        planned, record = traces[named].sources
        assert planned.cell.raw == str(cells[named]), "as the plan has it"
        assert record.unit == cells["责任单位"]


def test_what_a_row_says_of_its_own_source_is_where_it_leads_to(traced: Traced) -> None:
    sheet = words.SHEET_REGISTER
    named = {each: column for column, each in columns(traced, sheet).items()}
    for row in range(LIST_HEAD + 2, traced.book[sheet].max_row + 1):
        cells = {each: traced.book[sheet].cell(row, column).value for each, column in named.items()}
        (source,) = traced.tracer.trace(sheet, (row, named["单元格"])).sources
        period = traced.proved(source)
        assert source.sha256 == cells[words.DIGEST]
        assert (source.file, source.cell.sheet, source.cell.cell) == (
            cells["来源文件"],
            cells["工作表"],
            cells["单元格"],
        )
        assert (source.submission, source.received) == (cells["报送件编号"], cells["收到时间"])
        assert period.year * 100 + period.month == cells[words.SOURCE_PERIOD]
        rewritten = traced.tracer.trace(sheet, (row, named["统一写法"])).sources
        assert [f"{s.cell.cell}“{s.cell.raw}”→“{shown(s.cell.value)}”" for s in rewritten] == (
            str(cells["统一写法"]).split("；") if cells["统一写法"] else []
        )


def test_any_cell_has_an_answer(traced: Traced) -> None:
    answered = 0
    for sheet in traced.book.sheetnames:
        page = traced.book[sheet]
        for row in range(1, page.max_row + 2):
            for column in range(1, page.max_column + 2):
                found = traced.tracer.trace(sheet, (row, column))
                assert found.what
                shows = plain(page.cell(row, column).value)
                assert found.value == shows or (found.value == pytest.approx(shows)), (sheet, found)
                answered += 1
    assert answered > 3000
