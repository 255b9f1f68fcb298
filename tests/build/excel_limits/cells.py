"""The cells of a worksheet: in order, of a known type and style, with texts, dates and formulas Excel takes."""

import math
import re
from collections.abc import Iterator

from lxml import etree

from tests.build.excel_limits.areas import Area, parse_area
from tests.build.excel_limits.book import Sheet
from tests.build.excel_limits.formulas import check_formula
from tests.build.excel_limits.package import misplaced, tag

TEXT, HEIGHT = 32_767, 409.5
FIRST_DAY, AFTER_LAST_DAY = 61, 2_958_466
"""Serials: below 1900-03-01 spreadsheets disagree about the day, above 9999-12-31 there is none."""
ERRORS = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}
_ORDER = ("f", "v", "is", "extLst")
_QUOTED, _NOT_SHARED = re.compile(r'"[^"]*"'), re.compile(r"[!{]")
"""Excel reads a shared formula wrongly that looks at another sheet, and its file formats keep no list in one."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Found = Iterator[tuple[str, str]]


def check_cells(sheet: Sheet) -> Found:
    """Breaches of the rows and cells of one worksheet."""
    last_row = 0
    for row in sheet.root.iter(tag("row")):
        number = int(row.get("r", "0"))
        if number <= last_row:
            yield "rows out of order", str(number)
        if float(row.get("ht", "0")) > HEIGHT:
            yield "row too high", f"{number}: {row.get('ht')}"
        last_row, last_column = number, 0
        for cell in row:
            place = parse_area(cell.get("r", ""))
            if place is None or place.top != number or place.left <= last_column:
                yield "cells out of order or outside of the sheet", cell.get("r", "")
            last_column = place.left if place else last_column
            yield from _check_cell(sheet, cell, place)


def _check_cell(sheet: Sheet, cell: etree._Element, place: Area | None) -> Found:
    where = cell.get("r", "")
    style = int(cell.get("s", "0"))
    if style >= len(sheet.styles.dates):
        yield "cell with a style that is not there", f"{where} {style}"
    if len(cell) == 0 and cell.get("t", "n") == "n":
        return
    yield from (("element out of order", f"{where} {name}") for name in misplaced(cell, _ORDER))
    formula = cell.find(tag("f"))
    if formula is not None and formula.text:
        if formula.get("t") == "shared" and _NOT_SHARED.search(_QUOTED.sub("", formula.text)):
            yield "shared formula that looks at another sheet or holds a list", f"{where} {formula.text[:40]}"
        for rule, detail in check_formula(formula.text, sheet.names):
            yield rule, f"{where} {detail}"
    value = cell.findtext(tag("v"))
    if formula is not None and not value:
        # A formula that was never calculated: Excel does it on opening.
        return
    dated = style < len(sheet.styles.dates) and sheet.styles.dates[style]
    for rule in _check_value(sheet, cell, value, dated):
        yield rule, f"{where} {value}"


def _check_value(sheet: Sheet, cell: etree._Element, value: str | None, dated: bool) -> Iterator[str]:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        yield from _check_inline(cell)
    elif kind == "s":
        if value is None or not 0 <= int(value) < sheet.shared:
            yield "shared text that is not there"
    elif kind == "n" and value is not None:
        yield from _check_number(value, dated)
    elif kind == "str" and len(value or "") > TEXT:
        yield "text too long"
    elif kind == "b" and value not in ("0", "1"):
        yield "neither true nor false"
    elif kind == "e" and value not in ERRORS:
        yield "unknown error value"
    elif kind not in ("n", "str", "b", "e"):
        yield "unknown type of cell"


def _check_number(value: str, dated: bool) -> Iterator[str]:
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        yield "not a number"
    elif dated and not FIRST_DAY <= number < AFTER_LAST_DAY:
        yield "date out of range"


def _check_inline(cell: etree._Element) -> Iterator[str]:
    texts = list(cell.iter(tag("t")))
    if cell.find(tag("v")) is not None or not texts:
        yield "inline text not well formed"
    if sum(len(text.text or "") for text in texts) > TEXT:
        yield "text too long"
    for text in texts:
        if (text.text or "") != (text.text or "").strip() and text.get(_SPACE) != "preserve":
            yield "spaces of a text not preserved"
