"""报送情况, 问题清单, 归一化记录, 裁定记录: what became of every return, what was found, rewritten, and decided."""

from collections.abc import Callable
from dataclasses import astuple

from workbook_tools import messages
from workbook_tools.consolidate import Found, MasterTables, Obligation, understood_as
from workbook_tools.messages import master_words as words
from workbook_tools.model import Plan, Severity, Value
from workbook_tools.xlsx.master.book import Book
from workbook_tools.xlsx.master.formulas import Ranges
from workbook_tools.xlsx.master.listing import HEAD_ROW, Column, Listing

_GRADES = tuple(severity for severity in Severity if severity is not Severity.RECORD)
_REPORT_WIDTHS = (5, 6, 11, 15, 11, 9, 12, 28, 16, 11, *(7,) * len(_GRADES), 7, 9, 11, 9, 14)
_PROBLEM_WIDTHS = (6, 5, 11, 15, 9, 24, 70, 7, 14)
_NORMALISED_WIDTHS = (6, 5, 11, 15, 24, 20, 20, 50, 7, 14)
_DECISION_WIDTHS = (6, 16, 10, 15, 20, 32, 32, 34, 10, 11, 16, 14)
_LOOKS = {**dict.fromkeys(words.WRAPPED_HEADINGS, "dense_wrap"), words.DIGEST: "dense_clipped"}


def _listing_columns(headings: tuple[str, ...], widths: tuple[int, ...]) -> list[Column]:
    return [Column(h, w, _LOOKS.get(h, "dense_centre")) for h, w in zip(headings, widths, strict=True)]


def report_ranges(tables: MasterTables) -> Ranges:
    """Where the rows of 报送情况 stand, for the formulas that count them."""
    first = HEAD_ROW + 2
    last = first + max(len(tables.obligations), 1) - 1
    return Ranges(words.SHEET_REPORTS, first, last, words.REPORT_HEADINGS)


def _report_values(each: Obligation, *, closed: bool) -> tuple[Value, ...]:
    report, source = each.report, each.source
    return (
        each.annex,
        each.seq,
        report.unit,
        each.name,
        report.form,
        words.STATUS[report.status],
        words.FLAG_JOINT.join(report.flags),
        words.FILE_JOINT.join(report.files),
        report.received,
        report.filled_on,
        *(report.counts.get(grade, 0) for grade in _GRADES),
        words.SCAN[report.scan],
        source.number if source else None,
        source.period.paper if source else None,
        *((words.FILE_JOINT.join(report.late),) if closed else ()),
        None,
        report.sha256,
    )


def _report_row(listing: Listing, each: Obligation, *, closed: bool) -> None:
    page, report, values = listing.page, each.report, _report_values(each, closed=closed)
    if height := listing.height_of(values):
        page.height(height)
    for index, (column, value) in enumerate(zip(listing.columns, values, strict=True)):
        page.put(index, value, column.look)
    if report.archived:
        page.open_file(len(values) - 2, report.archived, words.OPEN_ORIGINAL)


def write_reports(book: Book, tables: MasterTables) -> None:
    """The sheet 报送情况; of a closed period with the files that came afterwards, beside the original."""
    title = words.REPORTS_TITLE.format(period=tables.period.period.paper)
    columns, closed = _listing_columns(words.REPORT_HEADINGS, _REPORT_WIDTHS), bool(tables.closed)
    if closed:
        columns[-2:-2] = _listing_columns((words.REPORT_LATE,), (28,))
    listing = Listing(book, words.SHEET_REPORTS, columns, title=title, note=words.REPORTS_NOTE, frozen=4)
    for each in tables.obligations:
        _report_row(listing, each, closed=closed)
        listing.page.down()
    listing.close()


Owner = tuple[int | None, str, str]


def _owners(plan: Plan) -> Callable[[Found], Owner]:
    """Annex number, code and name of the unit a finding belongs to."""
    annexes = {annex.form: annex.number for annex in plan.annexes}
    names = {unit.code: unit.name for unit in plan.units}
    return lambda found: (annexes.get(found.form), found.unit, names.get(found.unit, ""))


def write_problems(book: Book, tables: MasterTables) -> None:
    """The sheet 问题清单: every finding but mere records, as the sentence the unit has read."""
    title = words.PROBLEMS_TITLE.format(period=tables.period.period.paper, count=len(tables.problems))
    columns = _listing_columns(words.PROBLEM_HEADINGS, _PROBLEM_WIDTHS)
    listing = Listing(book, words.SHEET_PROBLEMS, columns, title=title, note=words.PROBLEMS_NOTE, frozen=4)
    owner = _owners(tables.plan)
    for number, found in enumerate(tables.problems, 1):
        finding = found.finding
        place, sentence = messages.render_place(finding), messages.render(finding, place=False)
        values = (*owner(found), finding.severity.value, place, sentence)
        listing.add((number, *values, finding.code, found.sha256))
    listing.close()


def write_normalised(book: Book, tables: MasterTables) -> None:
    """The sheet 归一化记录: raw text and the value it was understood as."""
    title = words.NORMALISED_TITLE.format(period=tables.period.period.paper, count=len(tables.normalised))
    columns = _listing_columns(words.NORMALISED_HEADINGS, _NORMALISED_WIDTHS)
    listing = Listing(
        book, words.SHEET_NORMALISED, columns, title=title, note=words.NORMALISED_NOTE, frozen=4
    )
    owner = _owners(tables.plan)
    for number, found in enumerate(tables.normalised, 1):
        finding = found.finding
        place, sentence = messages.render_place(finding), messages.render(finding, place=False)
        values = (*owner(found), place, finding.value, understood_as(finding), sentence)
        listing.add((number, *values, finding.code, found.sha256))
    listing.close()


def write_decisions(book: Book, tables: MasterTables) -> None:
    """The sheet 裁定记录: every decision the bureau ever made, those taken back since among them."""
    title = words.DECISIONS_TITLE.format(count=len(tables.decisions))
    columns = _listing_columns(words.DECISION_HEADINGS, _DECISION_WIDTHS)
    listing = Listing(book, words.SHEET_DECISIONS, columns, title=title, note=words.DECISIONS_NOTE, frozen=3)
    for number, line in enumerate(tables.decisions, 1):
        listing.add((number, *astuple(line)))
    listing.close()
