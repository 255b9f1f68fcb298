"""Which rows of the form's sheet may be records: those below its heading, but for its footer."""

from dataclasses import dataclass

from workbook_tools.layout import OVERFLOW_CAPTION
from workbook_tools.model import Form, SheetLook
from workbook_tools.reading.headings import Heading
from workbook_tools.reading.labels import plain


@dataclass(frozen=True, slots=True)
class Area:
    """The roster's place in a returned sheet: rows below `heading_last`, but for the `footer` rows.

    `labels` are the labels printed in the footer, as compared; `shift` is how far the form moved down;
    `rows` is how many rows its first block has now.
    """

    heading_last: int
    footer: range
    labels: frozenset[str]
    shift: int
    rows: int


def _caption_row(sheet: SheetLook, expected: int) -> int | None:
    def has_caption(number: int) -> bool:
        return any(isinstance(c, str) and OVERFLOW_CAPTION in c for c in sheet.rows[number - 1])

    if expected <= len(sheet.rows) and has_caption(expected):
        return expected
    return next((number for number in range(1, len(sheet.rows) + 1) if has_caption(number)), None)


def _signature_row(sheet: SheetLook, below: int, labels: frozenset[str]) -> int | None:
    """The first row under the roster that carries a label of the form's footer."""
    for number in range(below + 1, len(sheet.rows) + 1) if labels else ():
        if any(isinstance(cell, str) and plain(cell) in labels for cell in sheet.rows[number - 1]):
            return number
    return None


def _footer(sheet: SheetLook, form: Form, heading: Heading, labels: frozenset[str]) -> range:
    first, height = heading.last + 1, form.layout.footer
    caption = _caption_row(sheet, first + form.rows + height)
    if caption and caption > heading.last:
        return range(max(caption - height, first), caption + 1)
    signature = _signature_row(sheet, heading.last, labels)
    if signature is None:
        return range(first + form.rows, first + form.rows)
    offsets = [row - form.layout.first_row for row, _ in form.layout.labels.values()]
    top = signature + 1 - min(offset for offset in offsets if offset > 0)
    return range(top, top + height)


def locate_area(sheet: SheetLook, form: Form, heading: Heading) -> Area:
    """Where records may stand; the overflow caption, or else the signature line, ends the first block.

    Where both are gone there is no footer, and every row below the heading may be a record.
    """
    places = form.layout.labels.items()
    below = (key for key, (row, _) in places if row > form.layout.first_row)
    labels = frozenset(plain(form.by_key(key).label) for key in below)
    footer = _footer(sheet, form, heading, labels)
    shift = heading.first - form.layout.header_rows[0]
    return Area(heading.last, footer, labels, shift, max(footer.start - heading.last - 1, 1))
