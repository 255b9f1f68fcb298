"""Make the plan workbook: `python scripts/make_template.py [FILE]` (default: the template)."""

import sys
from datetime import datetime
from pathlib import Path

from annex_template import annex_sheets, field_sheets, form_sheets, guide, plan_sheets
from annex_template.annexes import ANNEXES
from annex_template.designs import DESIGNS
from annex_template.reproducible import save
from annex_template.settings import SETTINGS, VERSION
from openpyxl import Workbook

MADE = datetime(2023, 5, 6)  # noqa: DTZ001 - a document time, the day of the notice
TARGET = Path(__file__).resolve().parent.parent / "templates" / "annex_template.xlsx"
TABS = {"plan": "1F4E79", "annex": "C55A11", "definition": "548235", "layout": "7F6000"}


def template() -> Workbook:
    """The plan workbook with all its sheets, in the order an officer reads them."""
    book = Workbook()
    first = book.worksheets[0]
    first.title = guide.SHEET
    guide.write_guide(first)
    plan_sheets.write_plan(book.create_sheet(plan_sheets.SHEET))
    for annex in ANNEXES:
        annex_sheets.write_annex(book.create_sheet(f"附件{annex.number}"), annex)
    for name, write in field_sheets.SHEETS.items():
        write(book.create_sheet(name))
    for design in DESIGNS:
        form_sheets.write_form(book.create_sheet(design.form), design)
    _colour_tabs(book)
    book.properties.title = str(SETTINGS[0].value)
    book.properties.creator = "workbook_tools"
    book.properties.version = VERSION
    return book


def _colour_tabs(book: Workbook) -> None:
    layouts = {design.form for design in DESIGNS}
    for sheet in book.worksheets:
        definition = "definition" if sheet.title in field_sheets.SHEETS else "plan"
        kind = (
            "layout" if sheet.title in layouts else "annex" if sheet.title.startswith("附件") else definition
        )
        sheet.sheet_properties.tabColor = TABS[kind]


if __name__ == "__main__":
    save(template(), Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET, MADE)
