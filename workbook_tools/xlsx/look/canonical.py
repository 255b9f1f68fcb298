"""What calamine is given of an .xlsx or .xlsm: a package written anew from the parts that were looked at.

Out of the original nothing goes into it but worksheets, styles and shared texts. So calamine sees the parts that
we saw, under the names that it expects, whatever else the original says of itself.
"""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import quoteattr

from workbook_tools.envelope import stored
from workbook_tools.model import SheetLook

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_NOTHING = b"<worksheet><sheetData/></worksheet>"


def workbook_of(
    sheets: Sequence[tuple[SheetLook, bytes]], shared: Sequence[tuple[str, bytes]], date1904: bool
) -> bytes:
    """An .xlsx of these sheets with their parts, in this order, and of the shared parts by their names."""
    return stored(_parts(sheets, shared, date1904))


def _parts(
    sheets: Sequence[tuple[SheetLook, bytes]], shared: Sequence[tuple[str, bytes]], date1904: bool
) -> Iterator[tuple[str, bytes]]:
    entries, links = [], []
    for number, (sheet, _) in enumerate(sheets, start=1):
        state = "visible" if sheet.visible else "hidden"
        entries.append(
            f'<sheet name={quoteattr(sheet.name)} sheetId="{number}" state="{state}" r:id="r{number}"/>'
        )
        links.append(_link(f"r{number}", "worksheet", f"worksheets/sheet{number}.xml"))
    yield "_rels/.rels", _links([_link("r0", "officeDocument", "xl/workbook.xml")])
    settings = f'<workbookPr date1904="{int(date1904)}"/>'
    yield (
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{settings}<sheets>{"".join(entries)}</sheets>'
        "</workbook>".encode(),
    )
    yield "xl/_rels/workbook.xml.rels", _links(links)
    yield from shared
    for number, (_, part) in enumerate(sheets, start=1):
        yield f"xl/worksheets/sheet{number}.xml", part or _NOTHING


def _link(number: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _links(links: Sequence[str]) -> bytes:
    return f'<Relationships xmlns="{_PACKAGE}">{"".join(links)}</Relationships>'.encode()
