"""Far more of something than any workbook needs: rows, columns, sheets, names, styles, texts."""

import random

from tests.build.hostile.case import of_return
from tests.build.hostile.raw_zip import deflated, swollen, with_entries
from tests.build.hostile.reworked import (
    BOOK_PART,
    MAIN,
    STYLES_PART,
    edited,
    linked,
    row,
    swollen_rows,
    with_rows,
)
from tests.golden.sound import FORM_PART, Sound


@of_return("百万空行.xlsx", "collected", slow=True)
def million_empty_rows(sound: Sound) -> bytes:
    """A million empty rows with a style, as a click on a whole column leaves them."""
    more = b"".join(
        b'<row r="%d" s="1" customFormat="1" ht="15"/>' % number for number in range(400, 1_000_000)
    )
    return with_rows(sound.book(), more)


@of_return("百万空格.xlsx", "collected")
def many_empty_cells(sound: Sound) -> bytes:
    """Three hundred thousand empty cells with a style."""
    line = "".join(f'<c r="{column}%d" s="1"/>' for column in "ABCDEFGHIJKLMNOPQRST")
    return with_rows(sound.book(), "".join(row(n, line.replace("%d", str(n))) for n in range(400, 15_400)))


@of_return("百万列.xlsx", "refused F139")
def million_columns(sound: Sound) -> bytes:
    """A million descriptions of columns."""
    return edited(
        sound.book(),
        FORM_PART,
        lambda part: part.replace(b"<cols>", b"<cols>" + b'<col min="1" max="1"/>' * 1_000_000),
    )


@of_return("许多合并.xlsx", "refused F139")
def many_merges(sound: Sound) -> bytes:
    """Two hundred thousand merged areas, one over another."""
    more = b'<mergeCell ref="A1:XFD1048576"/>' * 200_000
    return edited(
        sound.book(), FORM_PART, lambda part: part.replace(b"</mergeCells>", more + b"</mergeCells>")
    )


@of_return("许多校验.xlsx", "refused F139")
def many_validations(sound: Sound) -> bytes:
    """Two hundred thousand validations."""
    one = b'<dataValidation type="whole" sqref="A1:XFD1048576"><formula1>1</formula1></dataValidation>'
    return edited(
        sound.book(),
        FORM_PART,
        lambda part: part.replace(b"</dataValidations>", one * 200_000 + b"</dataValidations>"),
    )


@of_return("许多名称.xlsx", "refused F139")
def many_names(sound: Sound) -> bytes:
    """Two hundred thousand defined names."""
    more = b"".join(b'<definedName name="n%d">A1</definedName>' % number for number in range(200_000))
    return edited(
        sound.book(), BOOK_PART, lambda part: part.replace(b"</definedNames>", more + b"</definedNames>")
    )


@of_return("许多样式.xlsx", "refused F139")
def many_styles(sound: Sound) -> bytes:
    """Two hundred thousand cell styles, as years of copying leave them, and more."""
    return edited(
        sound.book(),
        STYLES_PART,
        lambda part: part.replace(b"</cellXfs>", b'<xf fontId="0"/>' * 200_000 + b"</cellXfs>"),
    )


@of_return("许多表.xlsx", "refused F139")
def many_sheets(sound: Sound) -> bytes:
    """Sixty thousand sheets, all of them one part."""
    listed = b"".join(
        b'<sheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        b' name="s%d" sheetId="%d" r:id="rId1"/>' % (number, number)
        for number in range(10, 60_010)
    )
    return edited(sound.book(), BOOK_PART, lambda part: part.replace(b"</sheets>", listed + b"</sheets>"))


@of_return("长串.xlsx", "refused F140")
def long_text(sound: Sound) -> bytes:
    """A cell with fifteen million letters, where a cell takes 32,767."""
    return swollen_rows(
        sound.book(),
        '<row r="400"><c r="A400" t="inlineStr"><is><t>',
        "x" * 1000,
        15_000,
        "</t></is></c></row>",
    )


_TEXTS = tuple(random.Random(number).randbytes(250).hex() * 64 for number in range(3))
"""Of 32,000 letters each, and unlike enough not to be packed as tightly as a bomb."""


@of_return("许多串.xlsx", "refused F140")
def too_much_text(sound: Sound) -> bytes:
    """Cells with texts of eighty megabytes in all, each of them no longer than a cell takes."""
    cell = '<c r="A{0}" t="inlineStr"><is><t>{1}</t></is></c>'
    return with_rows(
        sound.book(),
        "".join(row(number, cell.format(number, _TEXTS[number % 3])) for number in range(400, 2900)),
    )


@of_return("同一串.xlsx", "refused F140")
def one_text_everywhere(sound: Sound) -> bytes:
    """One text of 32,000 letters in three thousand cells: nothing in the file, a hundred megabytes once read."""
    strings = deflated(
        "xl/sharedStrings.xml", f'<sst xmlns="{MAIN}"><si><t>{_TEXTS[0]}</t></si></sst>'.encode()
    )
    book = linked(with_entries(sound.book(), strings), BOOK_PART, "sharedStrings", "sharedStrings.xml")
    return with_rows(
        book, "".join(row(number, f'<c r="A{number}" t="s"><v>0</v></c>') for number in range(400, 3400))
    )


@of_return("没用的串.xlsx", "collected")
def unused_text(sound: Sound) -> bytes:
    """Shared strings of eighty megabytes that no cell uses."""
    unit = "".join(f"<si><t>{text}</t></si>" for text in _TEXTS).encode()
    strings = swollen("xl/sharedStrings.xml", unit, 800, f'<sst xmlns="{MAIN}">'.encode(), b"</sst>")
    return linked(with_entries(sound.book(), strings), BOOK_PART, "sharedStrings", "sharedStrings.xml")
