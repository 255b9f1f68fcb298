"""Workbooks that lack a part, lead from part to part in circles or outside, or repeat one without end."""

from tests.build.hostile.case import add, case, of_return
from tests.build.hostile.reworked import BOOK_PART, MAIN, TYPES_PART, edited, linked, with_parts, without
from tests.build.packages import zip_of
from tests.golden.sound import FORM_PART, Sound

_RELS = "xl/_rels/workbook.xml.rels"


@of_return("没有关系.xlsx", "refused F145")
def no_relationships(sound: Sound) -> bytes:
    """A return without the part that says where its sheets are."""
    return without(sound.book(), _RELS)


@of_return("缺表.xlsx", "refused F145")
def missing_sheet(sound: Sound) -> bytes:
    """A return whose form sheet is not there."""
    return without(sound.book(), FORM_PART)


@of_return("只有壳.xlsx", "refused F145")
def no_sheets(sound: Sound) -> bytes:
    """A workbook that lists no sheet."""
    return with_parts(sound.book(), {BOOK_PART: f'<workbook xmlns="{MAIN}"><sheets/></workbook>'})


@of_return("表是自己.xlsx", "refused F145")
def cyclic(sound: Sound) -> bytes:
    """A workbook whose sheet is the workbook part itself."""
    return edited(
        sound.book(), _RELS, lambda part: part.replace(b"/xl/worksheets/sheet1.xml", b"/xl/workbook.xml")
    )


@of_return("关系成环.xlsx", "collected")
def cyclic_relationships(sound: Sound) -> bytes:
    """Sheets whose drawings lead to each other and back."""
    book = linked(sound.book(), FORM_PART, "drawing", "../worksheets/sheet2.xml")
    return linked(book, "xl/worksheets/sheet2.xml", "drawing", "../worksheets/sheet1.xml")


@of_return("共用一部件.xlsx", "refused F158")
def shared_part(sound: Sound) -> bytes:
    """Two sheets that are one part."""
    return edited(
        sound.book(),
        _RELS,
        lambda part: part.replace(b"/xl/worksheets/sheet2.xml", b"/xl/worksheets/sheet1.xml"),
    )


_TARGETS = (
    ("target_file", "file:///etc/passwd", True, "a file of the reader's own machine"),
    ("target_web", "http://example.invalid/sheet.xml", True, "a server"),
    ("target_share", "\\\\server\\share\\sheet.xml", True, "another machine"),
    ("target_climbing", "../../../../../etc/passwd", False, "a path that climbs out"),
)
for _slug, _target, _external, _what in _TARGETS:
    add(
        None,
        _slug,
        "表在别处.xlsx",
        "refused F145",
        says=f"A return whose form sheet is said to be {_what}.",
        family="parts",
        of_return=lambda sound, _target=_target, _external=_external: linked(  # type: ignore[misc]
            edited(sound.book(), BOOK_PART, lambda part: part.replace(b'r:id="rId1"', b'r:id="rId99"')),
            BOOK_PART,
            "worksheet",
            _target,
            _external,
        ),
    )


@of_return("类型不对.xlsx", "collected")
def wrong_content_types(sound: Sound) -> bytes:
    """A return whose parts are all said to be pictures."""
    return edited(
        sound.book(), TYPES_PART, lambda part: part.replace(b"spreadsheetml.worksheet+xml", b"image/png")
    )


@of_return("没有类型.xlsx", "collected")
def no_content_types(sound: Sound) -> bytes:
    """A return whose content types are an empty part."""
    return with_parts(sound.book(), {TYPES_PART: b""})


@of_return("另一个工作簿部件.xlsx", "refused F158")
def other_workbook_part(sound: Sound) -> bytes:
    """A package that has two workbook parts, and says that the other one is meant."""
    book = with_parts(sound.book(), {"xl/other.xml": f'<workbook xmlns="{MAIN}"><sheets/></workbook>'})
    return edited(book, "_rels/.rels", lambda part: part.replace(b"xl/workbook.xml", b"xl/other.xml"))


@of_return("自带压缩包.xlsx", "collected", notices=("F150",))
def workbook_inside(sound: Sound) -> bytes:
    """A return in which another return is embedded: only the outer one is read."""
    return with_parts(sound.book(), {"xl/embeddings/Microsoft_Excel_Sheet1.xlsx": sound.without_rows()})


def _ods(table: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{key}:1.0"'
        for key in ("office", "table", "text")
    )
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    return zip_of(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content {spaces}>{body}</office:document-content>",
        }
    )


def _repeated(cell: str) -> str:
    """A sheet of one row of these cells, which stands for as many rows as a sheet can have."""
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    return f'<table:table table:name="表">{row}</table:table>'


@case("重复.ods", "refused F144")
def ods_repeated() -> bytes:
    """An .ods of 600 bytes with one cell that stands for 17 billion."""
    content = 'office:value-type="float" office:value="1"'
    one = f'<table:table-cell {content} table:number-columns-repeated="16384"><text:p>1</text:p></table:table-cell>'
    return _ods(_repeated(one))


@case("重复空格.ods", "refused L001")
def ods_repeated_blanks() -> bytes:
    """An .ods whose last row is a million empty rows of 16,384 empty cells, as LibreOffice ends a sheet."""
    return _ods(_repeated('<table:table-cell table:number-columns-repeated="16384"/>'))


@case("重复数.ods", "refused L001")
def ods_repeated_without_end() -> bytes:
    """An .ods whose cell is repeated 2^63 times."""
    return _ods(_repeated(f'<table:table-cell table:number-columns-repeated="{2**63}"/>'))
