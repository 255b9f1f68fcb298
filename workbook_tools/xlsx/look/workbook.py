"""A returned workbook as found: values from calamine, and from its parts what calamine hides.

Damaged files can abort the process inside calamine: callers run this in a limited worker.
"""

import io
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from lxml import etree
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from workbook_tools.envelope import RefusedError
from workbook_tools.layout import UNREAD_SHEETS
from workbook_tools.messages.found import found
from workbook_tools.model import Finding, Look
from workbook_tools.xlsx.look.found import Seen
from workbook_tools.xlsx.look.limits import MAX_TEXT, check_reach, too_much_text
from workbook_tools.xlsx.look.ods import look_ods
from workbook_tools.xlsx.look.ooxml import look_ooxml
from workbook_tools.xlsx.look.xls import look_xls
from workbook_tools.xlsx.look.xlsb import look_xlsb

_HIDDEN_PARTS: Mapping[str, Callable[[bytes, str], Seen]] = {
    "xlsx": look_ooxml,
    "xlsm": look_ooxml,
    "xlsb": look_xlsb,
    "xls": look_xls,
    "ods": look_ods,
}
_DAMAGED = (
    CalamineError,
    struct.error,
    etree.XMLSyntaxError,
    ArithmeticError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What reading a damaged file raises, in calamine, lxml and our own look at the parts."""


def look(data: bytes, form: str) -> Look | Finding:
    """The workbook as found, or why it cannot be read: F103 password, F145 damage, or what it has in it
    that is not read (F132, F135, F138-F140, F144, F157, F158).

    `form` is one of intake.formats.WORKBOOKS. Numbers are floats in every format, blank texts None, a date
    with a time of day is a datetime; of a merged area there is what the file stores, as a rule the anchor.
    """
    try:
        return _with_values(_HIDDEN_PARTS[form](data, form))
    except PasswordError:
        return found("F103")
    except RefusedError as stop:
        return stop.refusal
    except _DAMAGED:
        return found("F145")
    except BaseException as error:
        # calamine's own panic can be told only by its name.
        if type(error).__name__ != "PanicException":
            raise
        return found("F145")


def _with_values(seen: Seen) -> Look:
    hidden = seen.look
    with CalamineWorkbook.from_filelike(io.BytesIO(seen.book)) as workbook:
        if not workbook.sheets_metadata:
            # Every workbook has a sheet: the reader gave up on a stream it could not follow.
            raise ValueError("no sheets")
        sheets = tuple(
            replace(
                sheet,
                name=metadata.name,
                visible=metadata.visible == SheetVisibleEnum.Visible,
                rows=() if metadata.name in UNREAD_SHEETS else _rows(workbook.get_sheet_by_index(index)),
            )
            for index, (metadata, sheet) in enumerate(
                zip(workbook.sheets_metadata, hidden.sheets, strict=True)
            )
            if metadata.typ == SheetTypeEnum.WorkSheet
        )
    return replace(hidden, sheets=sheets)


def _rows(sheet: CalamineSheet) -> tuple[tuple[object, ...], ...]:
    if sheet.end:
        check_reach(sheet.name, (sheet.end[0] + 1, sheet.end[1] + 1))
    rows = sheet.to_python(skip_empty_area=False)
    if any(type(value) is str and len(value) > MAX_TEXT for row in rows for value in row):
        raise too_much_text()
    if any(type(value) is float and value - value != 0 for row in rows for value in row):
        # Neither infinite nor "not a number": Rust takes such words for numbers, no workbook has them.
        raise RefusedError(found("F157"))
    return tuple(_row(row) for row in rows)


def _row(row: Sequence[object]) -> tuple[object, ...]:
    """calamine gives '' for an empty cell, and whole numbers of an .xls as int where .xlsx has floats."""
    return tuple([None if value == "" else float(value) if type(value) is int else value for value in row])
