"""A form laid out once for a period: the workbook every unit's template is stamped from."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.packaging.custom import StringProperty

from workbook_tools import layout, rules
from workbook_tools.messages import live
from workbook_tools.model import Form, Plan, ReportingPeriod, a1
from workbook_tools.xlsx.template.cells_part import with_cells, with_result
from workbook_tools.xlsx.template.form_sheet import lay_out
from workbook_tools.xlsx.template.guide import add_guide, add_identity, add_lists
from workbook_tools.xlsx.template.layout_book import layout_book
from workbook_tools.xlsx.template.live import check_cells
from workbook_tools.xlsx.template.package import parts_of, sheet_parts

CORE_PART = "docProps/core.xml"
CUSTOM_PART = "docProps/custom.xml"
_THEME_PART = "xl/theme/theme1.xml"
_UNCHANGED = (layout.GUIDE_SHEET, layout.LISTS_SHEET, layout.CHECKS_SHEET)


def marker(key: str) -> str:
    """What stands for an identity value in the custom properties until a unit is stamped."""
    return f"@@{key}@@"


@dataclass(frozen=True, slots=True)
class Base:
    """A laid-out form: its parts, the part of each sheet by name, where its identity goes, the day it is dated.

    `form` has as many record rows as were laid out; `shared` are the parts that are the same for every unit.
    """

    form: Form
    parts: Mapping[str, bytes]
    sheets: Mapping[str, str]
    identity: Mapping[str, str]
    shared: tuple[str, ...]
    dated: date

    @property
    def rows(self) -> layout.IssuedRows:
        """The rows of the form as laid out."""
        return layout.issued_rows(self.form)


def _only_layout(workbook: bytes, form: Form) -> Workbook:
    """The plan workbook with nothing in it but the form's layout."""
    book = load_workbook(io.BytesIO(layout_book(workbook, form)))
    sheet = book[form.code]
    sheet.title = layout.FORM_SHEET
    sheet.sheet_state = "visible"
    book.active = 0
    sheet.sheet_view.tabSelected = True
    return book


def _dated(plan: Plan) -> date:
    return date.fromisoformat(plan.settings["发文日期"].replace("/", "-"))


def _describe(book: Workbook, plan: Plan, form: Form) -> None:
    moment = datetime.combine(_dated(plan), datetime.min.time())
    book.properties.creator = book.properties.lastModifiedBy = layout.AUTHOR
    book.properties.title = form.title
    book.properties.created = moment
    properties: Any = vars(book)["custom_doc_props"]  # missing in the type stubs
    for key in layout.IDENTITY_KEYS:
        properties.append(StringProperty(name=layout.PROPERTY_PREFIX + key, value=marker(key)))


def _add_hidden(book: Workbook, name: str) -> None:
    sheet = book.create_sheet(name)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True


def _add_cover(book: Workbook) -> None:
    """The sheets of a slip, empty: 退回意见 in front and shown first, and what was reported."""
    _add_hidden(book, layout.REPORTED_SHEET)
    book.create_sheet(layout.COVER_SHEET, 0).sheet_view.tabSelected = True
    book[layout.FORM_SHEET].sheet_view.tabSelected = False
    book.active = 0


def _saved(book: Workbook) -> dict[str, bytes]:
    buffer = io.BytesIO()
    book.save(buffer)
    return parts_of(buffer.getvalue())


def build(
    workbook: bytes,
    plan: Plan,
    form: Form,
    period: ReportingPeriod,
    rows: int | None = None,
    *,
    cover: bool = False,
) -> Base:
    """Lay out a form for a period; costs a load of the `workbook` that says the plan, so do it once a form.

    `rows` is the number of record rows (the form's own unless given); with `cover` there are also the
    sheets that a return slip fills in, 退回意见 in front.
    """
    form = replace(form, rows=rows or form.rows)
    book = _only_layout(workbook, form)
    demands = rules.demands(plan, form, period)
    add_guide(book, plan, form, demands)
    lists = add_lists(book, plan, form)
    lay_out(book[layout.FORM_SHEET], form, period, lists)
    for name in (layout.PRIOR_SHEET, layout.CHECKS_SHEET):
        _add_hidden(book, name)
    if cover:
        _add_cover(book)
    identity = add_identity(book)
    _describe(book, plan, form)
    parts = _saved(book)
    sheets = sheet_parts(parts)
    checks = sheets[layout.CHECKS_SHEET]
    parts[checks] = with_cells(parts[checks], check_cells(plan, form, demands))
    parts[sheets[layout.FORM_SHEET]] = with_result(
        parts[sheets[layout.FORM_SHEET]], a1(layout.live_line(form)), live.BEFORE
    )
    shared = (*(sheets[name] for name in _UNCHANGED), _THEME_PART)
    return Base(form, parts, sheets, identity, shared, _dated(plan))
