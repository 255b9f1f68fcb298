"""The part of a layout sheet, as far as the form reaches: below and beside it there may be a million styled cells."""

from collections.abc import Container

from lxml import etree

from workbook_tools.errors import FileUnreadable
from workbook_tools.messages import handed as words
from workbook_tools.model import Address, address_of
from workbook_tools.xlsx.far_rows import down_to
from workbook_tools.xlsx.look.limits import MAX_TREE_BYTES, too_large
from workbook_tools.xlsx.look.markup import PARSER

MOST_RULES = 2_000
"""Rules of conditional formats; copying rows multiplies them."""

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LEFT_OUT = (
    "dataValidations", "drawing", "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls",
    "tableParts", "extLst", "customSheetViews", "scenarios", "protectedRanges", "webPublishItems",
)  # fmt: skip
"""What a form has of its own, or what openpyxl would not write again."""
_PLACED = {"c": "r", "mergeCell": "ref", "hyperlink": "ref", "comment": "ref"}
"""What stands at a place, and the attribute that says where."""


def layout_part(part: bytes, name: str, last: Address, links: Container[str]) -> etree._Element:
    """A sheet down to the last row of the form and over to its last column.

    Of its hyperlinks those are left whose relationships are among `links`. RefusedError (F132) where the form alone
    is too large; FileUnreadable, which names the sheet, where it has more than MOST_RULES.
    """
    part = down_to(part, last[0])
    if len(part) > MAX_TREE_BYTES:
        raise too_large(MAX_TREE_BYTES)
    root = within(etree.fromstring(part, PARSER), last)
    for tag in _LEFT_OUT:
        _remove(root.findall(f"{{*}}{tag}"))
    _remove([link for link in root.iter("{*}hyperlink") if _ID in link.attrib and link.get(_ID) not in links])
    if sum(1 for _ in root.iter("{*}cfRule")) > MOST_RULES:
        raise FileUnreadable(words.MANY_RULES.format(sheet=name, limit=MOST_RULES))
    return root


def within(root: etree._Element, last: Address) -> etree._Element:
    """The root without cells, merged areas, links and comments that end below or beside an address."""
    for tag, attribute in _PLACED.items():
        _remove([each for each in root.iter(f"{{*}}{tag}") if _is_beyond(each.get(attribute), last)])
    return root


def _is_beyond(reference: str | None, last: Address) -> bool:
    at = address_of((reference or "").rpartition(":")[2].replace("$", ""))
    return at is not None and (at[0] > last[0] or at[1] > last[1])


def _remove(elements: list[etree._Element]) -> None:
    for element in elements:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
