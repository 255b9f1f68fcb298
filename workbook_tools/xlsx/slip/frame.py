"""What ties a slip's own parts to those of its template: links between parts, kinds of parts, print set-up."""

import posixpath
import re

from workbook_tools import layout
from workbook_tools.xlsx.template.package import sheet_parts

COMMENTS_PART, BOXES_PART = "xl/commentsReturned.xml", "xl/drawings/vmlDrawingReturned.vml"
STYLES_PART = "xl/styles.xml"
_KINDS_PART, _BOOK_PART = "[Content_Types].xml", "xl/workbook.xml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_NO_LINKS = f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{_LINKS}"></Relationships>'.encode()
_KIND = "application/vnd.openxmlformats-officedocument"
_LINK = re.compile(rb"<Relationship [^>]*?/>")
_NOTE_LINK = re.compile(rb'Type="[^"]*/(?:comments|vmlDrawing)"')
_TARGET = re.compile(rb'Target="([^"]*)"')
_BOXES = re.compile(rb"<legacyDrawing [^>]*/>")
_AFTER_BOXES = re.compile(
    rb"<(?:legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)\b|</worksheet>"
)


def framed(parts: dict[str, bytes], *, heading_row: int) -> dict[str, bytes]:
    """A template's parts made ready for a slip: its form has comments, 退回意见 repeats its heading when printed.

    Comments that the layout has of its own go: a cell takes only one.
    """
    sheet = sheet_parts(parts)[layout.FORM_SHEET]
    links = f"{posixpath.dirname(sheet)}/_rels/{posixpath.basename(sheet)}.rels"
    old = parts.get(links, _NO_LINKS)
    gone = {
        posixpath.normpath(posixpath.join("/" + posixpath.dirname(sheet), target[1].decode())).lstrip("/")
        for link in _LINK.findall(old)
        if _NOTE_LINK.search(link) and (target := _TARGET.search(link))
    }
    kept = {name: data for name, data in parts.items() if name not in gone}
    return kept | {
        sheet: _with_boxes(parts[sheet]),
        links: _linked(old),
        _KINDS_PART: _kinds(parts[_KINDS_PART], gone),
        _BOOK_PART: _printed(parts[_BOOK_PART], heading_row),
        COMMENTS_PART: b"",
        BOXES_PART: b"",
    }


def _with_boxes(sheet: bytes) -> bytes:
    sheet = _BOXES.sub(b"", sheet)
    after = _AFTER_BOXES.search(sheet, sheet.rfind(b"</sheetData>"))
    assert after is not None, "every worksheet ends"
    boxes = f'<legacyDrawing xmlns:r="{_RELATIONS}" r:id="returnedBoxes"/>'.encode()
    return sheet[: after.start()] + boxes + sheet[after.start() :]


def _linked(links: bytes) -> bytes:
    others = _LINK.sub(lambda link: b"" if _NOTE_LINK.search(link[0]) else link[0], links)
    own = "".join(
        f'<Relationship Id="{name}" Type="{_RELATIONS}/{kind}" Target="/{part}"/>'
        for name, kind, part in (
            ("returnedComments", "comments", COMMENTS_PART),
            ("returnedBoxes", "vmlDrawing", BOXES_PART),
        )
    )
    return others.replace(b"</Relationships>", f"{own}</Relationships>".encode())


def _kinds(kinds: bytes, gone: set[str]) -> bytes:
    for part in gone:
        kinds = re.sub(rb'<Override [^>]*PartName="/%b"[^>]*/>' % re.escape(part.encode()), b"", kinds)
    drawn = f'<Default Extension="vml" ContentType="{_KIND}.vmlDrawing"/>'
    said = f'<Override PartName="/{COMMENTS_PART}" ContentType="{_KIND}.spreadsheetml.comments+xml"/>'
    known = b'Extension="vml"' in kinds
    return kinds.replace(b"</Types>", f"{'' if known else drawn}{said}</Types>".encode())


def _printed(book: bytes, heading_row: int) -> bytes:
    rows = f"'{layout.COVER_SHEET}'!${heading_row}:${heading_row}"
    name = f'<definedName name="_xlnm.Print_Titles" localSheetId="0">{rows}</definedName>'
    return book.replace(b"<definedNames>", f"<definedNames>{name}".encode(), 1)
