"""Where everything stands in an issued workbook: one truth for the writer and the reader."""

from collections.abc import Mapping
from dataclasses import dataclass

from workbook_tools.model import Address, Form

IDENTITY_SHEET = "_标识"
LISTS_SHEET = "_选项"
CHECKS_SHEET = "_校验"
"""Hidden: the live checks, row by row beside the form, and their messages."""
PRIOR_SHEET = "_上期"
"""Hidden: the roster as prefilled, in the same rows and columns as the form's."""
REPORTED_SHEET = "_退回"
"""Hidden, in a slip: what was reported in the cells concerned, at the same addresses as in the form."""
COVER_SHEET = "退回意见"
"""The first sheet of a slip."""
GUIDE_SHEET = "填报说明"
FORM_SHEET = "填报表"
OWN_SHEETS = (
    IDENTITY_SHEET,
    LISTS_SHEET,
    CHECKS_SHEET,
    PRIOR_SHEET,
    REPORTED_SHEET,
    COVER_SHEET,
    GUIDE_SHEET,
)
"""Sheets of an issued workbook that nothing is read from but the identity."""
UNREAD_SHEETS = frozenset(OWN_SHEETS) - {IDENTITY_SHEET}
"""Not even looked at: formulas, lists and words of the tool's own."""
CHECK_MARK = "自动校验"
"""The placeholder of the line that counts down, and the heading of the column that says what is wrong."""
OVERFLOW_CAPTION = "超出部分收件后校验"
AUTHOR = "workbook_tools"
PROPERTY_PREFIX = "wt_"
IDENTITY_KEYS = ("unit", "form", "period", "version", "plan", "issue", "round")


@dataclass(frozen=True, slots=True)
class LiveColumns:
    """Columns beyond the form's own: (hidden) the marks of a row's cells, and what is wrong with it in words.

    `marks` holds a digit for each of the form's columns, in its first row one for each header field; `reported`
    the same for what a slip returns. The words come last, so that long ones run on to the right.
    """

    marks: int
    reported: int
    words: int


def live_columns(form: Form) -> LiveColumns:
    """Where the live checks stand beside the form: right of its last column, outside the print area."""
    last = form.layout.last_column
    return LiveColumns(last + 1, last + 2, last + 3)


def header_marks(form: Form) -> Address:
    """The hidden cell with one digit for each header field of the form, in plan order."""
    return 1, live_columns(form).marks


@dataclass(frozen=True, slots=True)
class IssuedRows:
    """Sheet rows of an issued form: records `first`-`last`, the caption of the overflow block, its first and last."""

    first: int
    last: int
    caption: int
    overflow_first: int
    overflow_last: int


def issued_rows(form: Form, rows: int | None = None) -> IssuedRows:
    """The rows of a form issued with `rows` record rows (the form's own number unless given)."""
    first = form.layout.first_row
    last = first + (rows or form.rows) - 1
    caption = last + form.layout.footer + 1
    return IssuedRows(first, last, caption, caption + 1, caption + form.overflow)


def _shifted(form: Form, address: Address, rows: int) -> Address:
    row, column = address
    return (row + rows - 1, column) if row > form.layout.first_row else address


def issued_cells(form: Form, rows: int | None = None) -> Mapping[str, Address]:
    """The address of each header field's value as issued: what stands below the roster has moved down with it."""
    return {key: _shifted(form, address, rows or form.rows) for key, address in form.layout.cells.items()}


def issued_labels(form: Form, rows: int | None = None) -> Mapping[str, Address]:
    """The address of each header field's printed label as issued."""
    return {key: _shifted(form, address, rows or form.rows) for key, address in form.layout.labels.items()}


def live_line(form: Form, rows: int | None = None) -> Address:
    """The cell that counts down what is still to do: its placeholder, else above the column of the words."""
    placed = (at for at, text in issued_marks(form, rows).items() if CHECK_MARK in text)
    return next(placed, (max(form.layout.header_rows[0] - 1, 1), live_columns(form).words))


def issued_marks(form: Form, rows: int | None = None) -> Mapping[Address, str]:
    """The other placeholder texts of the layout by their address as issued."""
    return {_shifted(form, address, rows or form.rows): text for address, text in form.layout.marks.items()}
