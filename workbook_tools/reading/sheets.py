"""Which sheet of a returned workbook is the form, and what stands in the others."""

from collections.abc import Iterator
from dataclasses import dataclass

from workbook_tools import layout
from workbook_tools.messages.found import found
from workbook_tools.model import Finding, Form, Look, SheetLook
from workbook_tools.reading.headings import Heading, find_heading
from workbook_tools.reading.labels import is_blank


@dataclass(frozen=True, slots=True)
class FormSheet:
    """The sheet a form was found on, with its heading."""

    look: SheetLook
    heading: Heading


def _foreign(look: Look) -> list[SheetLook]:
    """All sheets that may carry what a unit typed."""
    return [sheet for sheet in look.sheets if sheet.name not in layout.OWN_SHEETS]


def recognises(look: Look, form: Form) -> bool:
    """Whether any sheet of a workbook carries the roster's heading of this form."""
    return any(find_heading(sheet, form) for sheet in _foreign(look))


def find_form_sheet(look: Look, form: Form) -> tuple[FormSheet | None, tuple[Finding, ...]]:
    """The form's sheet by its issued name, else the one sheet that carries the roster's heading.

    None, with the reason, where no sheet (L001, or L003 where there are pictures) or several (L002) carry it.
    """
    sheets = _foreign(look)
    issued = next((s for s in sheets if s.name == form.layout.sheet), None)
    if issued and (heading := find_heading(issued, form)):
        return FormSheet(issued, heading), ()
    found_on = [FormSheet(s, heading) for s in sheets if (heading := find_heading(s, form))]
    if len(found_on) == 1:
        name = found_on[0].look.name
        return found_on[0], (found("L004", name, issued=form.layout.sheet),)
    if found_on:
        names = "、".join(sheet.look.name for sheet in found_on)
        return None, (found("L002", sheets=names, issued=form.layout.sheet),)
    return None, (found("L003" if look.pictures else "L001"),)


def other_sheets(look: Look, chosen: SheetLook) -> Iterator[Finding]:
    """Sheets beside the form that hold anything: listed, never merged."""
    for sheet in _foreign(look):
        rows = sum(any(not is_blank(cell) for cell in row) for row in sheet.rows)
        if sheet is not chosen and rows:
            yield found("L005", sheet.name, rows=str(rows))
