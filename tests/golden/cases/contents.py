"""Sections A and B: what a workbook carries besides values: 6, 15-18, 33, 35-39."""

import re

from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from scripts.examples.filling import Record
from tests.build.packages import relationships
from tests.golden.cases.case import case
from tests.golden.sound import DEPARTMENT, FORM_PART, Parts, Sound, repacked
from workbook_tools.layout import AUTHOR

_LINK = (
    '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<externalBook r:id="rId1"/></externalLink>'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:oneCellAnchor>'
    "<xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>8</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>"
    '<xdr:ext cx="9000000" cy="3000000"/><xdr:pic>'
    '<xdr:nvPicPr><xdr:cNvPr id="1" name="截图"/><xdr:cNvPicPr/></xdr:nvPicPr>'
    f'<xdr:blipFill><a:blip xmlns:r="{_RELATIONS}" r:embed="rId1"/></xdr:blipFill><xdr:spPr/></xdr:pic>'
    "<xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>"
)
_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def _formula(
    sound: Sound, key: str, record: int, formula: str, result: str, book: bytes | None = None
) -> bytes:
    """The workbook with a formula over a record's value; `result` is the XML of what was stored for it."""
    cell = sound.at(key, record)
    emptied: list[Record] = [{}] * record
    book = book or sound.typed(*emptied, {key: None})
    return repacked(book, lambda parts: _put(parts, cell, f"<f>{formula}</f>{result}"))


def _put(parts: Parts, cell: str, content: str) -> None:
    """Content put into a styled cell that is empty."""
    kind = ' t="e"' if "<v>#" in content else ' t="str"' if "<v>=" in content else ""
    empty = re.compile(rf'<c r="{cell}"((?: s="\d+")?)(?: t="n")?\s*(?:/>|></c>)')
    sheet, count = empty.subn(rf'<c r="{cell}"\1{kind}>{content}</c>', parts[FORM_PART].decode())
    assert count == 1, f"{cell} is not empty"
    parts[FORM_PART] = sheet.encode()


@case(6, "links-to-other-files")
def links(sound: Sound) -> bytes:
    """Formulas that take a value from a file on the clerk's own disk."""

    def link(parts: Parts) -> None:
        parts["xl/externalLinks/externalLink1.xml"] = _LINK.encode()
        _put(parts, sound.at("rev"), "<f>[1]Sheet1!$A$1</f><v>120.5</v>")
        _put(parts, sound.at("rd", 1), "<f>[1]Sheet1!$A$2</f><v>#REF!</v>")

    return repacked(sound.typed({"rev": None}, {"rd": None}), link)


@case(15, "screenshot-in-the-form")
def screenshot(sound: Sound) -> bytes:
    """The empty form with a screenshot of the table pasted over it."""
    return repacked(sound.template, _add_picture)


@case(15, "screenshot-beside-data")
def screenshot_beside(sound: Sound) -> bytes:
    """A sound form with a picture on it: a seal, a signature."""
    return repacked(sound.book(), _add_picture)


def _add_picture(parts: Parts) -> None:
    """A picture anchored at B9."""
    parts["xl/media/image1.png"] = _PIXEL
    parts["xl/drawings/drawing1.xml"] = _DRAWING.encode()
    parts["xl/drawings/_rels/drawing1.xml.rels"] = relationships(
        {"rId1": ("image", "../media/image1.png")}
    ).encode()
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = relationships(
        {"rId1": ("drawing", "../drawings/drawing1.xml")}
    ).encode()
    anchor = f'<drawing xmlns:r="{_RELATIONS}" r:id="rId1"/></worksheet>'
    parts[FORM_PART] = parts[FORM_PART].replace(b"</worksheet>", anchor.encode())
    types = '<Default Extension="png" ContentType="image/png"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", types.encode())


@case(16, "picture-in-a-cell")
def picture_in_cell(sound: Sound) -> bytes:
    """A picture that WPS embeds in a cell: in a column of proof, and where data must stand."""
    book = sound.typed({"proof": None, "remark": None, "name": None})
    for key in ("name", "proof", "remark"):
        book = _formula(
            sound,
            key,
            0,
            '_xlfn.DISPIMG("ID_0123456789ABCDEF",1)',
            '<v>=DISPIMG("ID_0123456789ABCDEF",1)</v>',
            book,
        )
    return repacked(book, lambda parts: parts.update({"xl/cellimages.xml": b"<cellImages/>"}))


@case(17, "empty-fill")
def empty_fill(sound: Sound) -> bytes:
    """A style without a fill, which stops some readers."""
    return repacked(sound.book(), _spoil_fills)


def _spoil_fills(parts: Parts) -> None:
    styles = parts["xl/styles.xml"].decode()
    assert "</fills>" in styles
    parts["xl/styles.xml"] = styles.replace("</fills>", "<fill/></fills>", 1).encode()


@case(18, "wrong-dimension")
def wrong_dimension(sound: Sound) -> bytes:
    """A sheet that says it holds A1 only, as WPS writes it."""

    def lie(parts: Parts) -> None:
        head, _, tail = parts[FORM_PART].decode().partition('<dimension ref="')
        parts[FORM_PART] = f'{head}<dimension ref="A1"{tail[tail.index(chr(34)) + 1 :]}'.encode()

    return repacked(sound.book(), lie)


@case(33, "notes-in-comments")
def comments(sound: Sound) -> bytes:
    """Notes in comments instead of 备注; a comment of the tool's own is none."""

    def note(sheet: Worksheet) -> None:
        sheet[sound.at("rev")].comment = Comment("含子公司，联系人电话13800000000", "示例")
        sheet[sound.at("rd")].comment = Comment("请核对", AUTHOR)

    return sound.edited(note)


@case(35, "formulas-over-input")
def formulas(sound: Sound) -> bytes:
    """Formulas where values are asked: what they showed when the file was saved counts."""
    book = sound.typed({"rev": None, "staff": None}, {"rev": None})
    for key, record, formula, result in (
        ("rev", 0, "VLOOKUP(B9,$AB$1:$AC$9,2,0)", "<v>120.5</v>"),
        ("rev", 1, "M9", "<v>120.5</v>"),
        ("staff", 0, "P9*2", "<v>12</v>"),
    ):
        book = _formula(sound, key, record, formula, result, book)
    return book


@case(35, "formulas-without-results")
def uncached(sound: Sound) -> bytes:
    """A file written by a program that calculates nothing."""
    return _formula(sound, "rev", 0, "M10+1", "")


@case(36, "error-values", form=DEPARTMENT)
def errors(sound: Sound) -> bytes:
    """Cells that show an error, as formulas and as values; in a computed column nobody minds."""
    book = sound.typed({"rev1": None, "name": None}, {"rev1": None}, {"staff": None})
    book = _formula(sound, "rev1", 0, "VLOOKUP(1,$A$1:$A$2,1,0)", "<v>#N/A</v>", book)
    book = _formula(sound, "name", 0, "#REF!", "<v>#REF!</v>", book)
    book = _formula(sound, "rev1", 1, "1/0", "<v>#DIV/0!</v>", book)
    return repacked(book, lambda parts: _put(parts, sound.at("staff", 2), "<v>#VALUE!</v>"))


@case(37, "pasted-over-validation", form=DEPARTMENT)
def pasted(sound: Sound) -> bytes:
    """Protection taken off and values pasted over the drop-downs: everything is checked again."""

    def unprotect(sheet: Worksheet) -> None:
        sheet.protection.sheet = False
        sheet.data_validations.dataValidation = []
        sheet[sound.at("stage")] = "已拿证"
        sheet[sound.at("h_zero")] = "没有"
        sheet[sound.at("h_target")] = 99
        sheet[sound.at("staff", 1)] = 0

    return sound.edited(unprotect)


@case(38, "struck-through-and-red")
def struck(sound: Sound) -> bytes:
    """A row struck through to say that it no longer holds, and a red one: looks carry no meaning."""

    def mark(sheet: Worksheet) -> None:
        for column in range(1, 26):
            sheet.cell(9, column).font = Font(strike=True)
            sheet.cell(10, column).font = Font(color="FFFF0000")

    return sound.edited(mark)


@case(39, "formats-down-to-the-last-row")
def whole_columns(sound: Sound) -> bytes:
    """A whole column formatted: a million rows without a value."""
    last = '<row r="1048576"><c r="A1048576" s="1"/><c r="Y1048576" s="1"/></row></sheetData>'
    return sound.patched("</sheetData>", last)
