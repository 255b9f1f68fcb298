"""What may be handed to a command, made from code: sound workbooks with one part made hostile, and notices."""

import io
import re
from collections.abc import Callable
from zipfile import ZipFile

from lxml import etree

from tests.build.packages import zip_of

Edit = Callable[[bytes], bytes]
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = "xl/styles.xml"
LAST = 1_048_576
HEADING = "附件1\n示例任务表\n责任单位\t2024年\n示例甲镇\t3\n"


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a zip by name."""
    with ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def part_of(data: bytes, sheet: str) -> str:
    """The name of the part in which a sheet of an .xlsx stands."""
    parts = parts_of(data)
    keys = {
        e.get("name"): e.get(_OFFICE) for e in etree.fromstring(parts["xl/workbook.xml"]).iter("{*}sheet")
    }
    links = etree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    target = next(link.get("Target", "") for link in links if link.get("Id") == keys[sheet])
    return target[1:] if target.startswith("/") else f"xl/{target}"


def reworked(data: bytes, part: str, edit: Edit) -> bytes:
    """An .xlsx with one part edited, or added."""
    parts = parts_of(data)
    return zip_of({**parts, part: edit(parts.get(part, b""))})


def on_sheet(sheet: str, edit: Edit) -> Edit:
    """An edit of a whole .xlsx: that of the part of one sheet."""
    return lambda data: reworked(data, part_of(data, sheet), edit)


def merged(area: str) -> Edit:
    """A sheet with one more merged area."""

    def edit(part: bytes) -> bytes:
        cell = f'<mergeCell ref="{area}"/>'.encode()
        if b"<mergeCells" in part:
            return re.sub(rb"<mergeCells[^>]*>", lambda found: found[0] + cell, part, count=1)
        return part.replace(b"</sheetData>", b"</sheetData><mergeCells>" + cell + b"</mergeCells>")

    return edit


def framed_to_the_end(part: bytes) -> bytes:
    """A sheet whose rows below the last have a look of their own, down to the last that there is."""
    last = max(int(number) for number in re.findall(rb'<row r="(\d+)"', part))
    rows = "".join(f'<row r="{row}" s="1" customFormat="1"/>' for row in range(last + 1, LAST + 1))
    return part.replace(b"</sheetData>", rows.encode() + b"</sheetData>")


def cell_at(address: str, text: str = "示例") -> Edit:
    """A sheet with a text far below."""
    row = re.sub("[A-Z]", "", address)
    cell = f'<row r="{row}"><c r="{address}" t="inlineStr"><is><t>{text}</t></is></c></row>'
    return lambda part: part.replace(b"</sheetData>", cell.encode() + b"</sheetData>")


def with_doctype(part: bytes) -> bytes:
    """XML that multiplies by entities of its own."""
    more = "".join(f'<!ENTITY {b} "{f"&{a};" * 1000}">' for a, b in zip("abc", "bcd", strict=True))
    begin = part.index(b"?>") + 2 if part.startswith(b"<?xml") else 0
    return part[:begin] + f'<!DOCTYPE x [<!ENTITY a "a">{more}]>'.encode() + part[begin:]


def nested(part: bytes) -> bytes:
    """XML of a hundred thousand elements inside each other."""
    end = part.rindex(b"</")
    return part[:end] + b"<extLst>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</extLst>" + part[end:]


def bomb(data: bytes) -> bytes:
    """A package with one part more, that inflates to a thousand times its size."""
    return zip_of({**parts_of(data), "xl/media/image1.png": bytes(32 * 2**20)})


def docx(table: str, prologue: str = "") -> bytes:
    """A Word document of one table, given as its XML; `prologue` stands before the document."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return zip_of(
        {
            "[Content_Types].xml": f'<Types xmlns="{types}"><Override PartName="/word/document.xml" '
            f'ContentType="{main}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{links}"><Relationship Id="r1" Type="{office}" '
            'Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"{prologue}<w:document {WORDS}><w:body><w:p><w:r><w:t>附件1</w:t></w:r></w:p>"
            f"<w:tbl>{table}</w:tbl></w:body></w:document>",
        }
    )


def word_cell(text: str, look: str = "") -> str:
    """A cell of a Word table."""
    return f"<w:tc><w:tcPr>{look}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
