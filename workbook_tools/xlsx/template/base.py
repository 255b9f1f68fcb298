"""A form laid out once for a period: the workbook every unit's template is stamped from."""

import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.packaging.custom import StringProperty

from workbook_tools import layout
from workbook_tools.model import Form, Plan, ReportingPeriod
from workbook_tools.xlsx.template.form_sheet import lay_out
from workbook_tools.xlsx.template.guide import add_guide, add_identity, add_lists

FORM_PART = "xl/worksheets/sheet1.xml"
IDENTITY_PART = "xl/worksheets/sheet4.xml"
CORE_PART = "docProps/core.xml"
CUSTOM_PART = "docProps/custom.xml"


def marker(key: str) -> str:
    """What stands for an identity value in the custom properties until a unit is stamped."""
    return f"@@{key}@@"


@dataclass(frozen=True, slots=True)
class Base:
    """A laid-out form: its parts in order, where its identity goes, its rows, and the day it is dated."""

    form: Form
    parts: tuple[tuple[str, bytes], ...]
    identity: dict[str, str]
    rows: layout.IssuedRows
    dated: date


def _only_layout(plan_path: Path, form: Form) -> Workbook:
    """The plan workbook with every sheet but the form's layout taken away."""
    book = load_workbook(plan_path)
    for name in book.sheetnames:
        if name != form.code:
            del book[name]
    for name in list(book.defined_names):
        del book.defined_names[name]
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


def build(plan_path: Path, plan: Plan, form: Form, period: ReportingPeriod) -> Base:
    """Lay out a form for a period; costs a load of the plan workbook, so do it once a form."""
    book = _only_layout(plan_path, form)
    sheet = book[layout.FORM_SHEET]
    add_guide(book, plan, form)
    lists = add_lists(book, plan, form)
    rows = lay_out(sheet, form, period, lists)
    identity = add_identity(book)
    _describe(book, plan, form)
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        parts = tuple((name, archive.read(name)) for name in archive.namelist())
    return Base(form, parts, identity, rows, _dated(plan))
