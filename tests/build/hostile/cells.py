"""Cells and counts that make a reader ask for all the memory there is, or panic."""

from tests.build.hostile.case import add, case, of_return
from tests.build.hostile.reworked import (
    below_the_rows,
    edited,
    row,
    typed_number,
    with_rows,
)
from tests.build.monday import KILLER, PANIC
from tests.build.packages import cell, rows, xlsx
from tests.golden.sound import FORM_PART, Sound

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@case("远.xlsx", "refused F144")
def far_corner() -> bytes:
    """A1 and XFD1048576 in 1.7 KB, for which a reader asks for 128 GB."""
    return KILLER


@case("乱.xlsx", "refused F157")
def counted_strings() -> bytes:
    """A count of 4,294,967,295 shared strings, which a reader believes."""
    return PANIC


_REFS = (
    ("beyond_the_columns", "XFE1", "F144", "one column beyond the last"),
    ("beyond_the_rows", "A1048577", "F144", "one row beyond the last"),
    ("long_letters", "ZZZZZZZZZ1", "F157", "nine letters"),
    ("long_digits", "A99999999999999999999", "F157", "twenty digits"),
    ("row_zero", "A0", "F157", "row 0"),
    ("no_row", "A", "F157", "no row"),
    ("no_column", "1", "F157", "no column"),
    ("negative", "A-1", "F157", "a negative row"),
    ("other_letters", "甲1", "F157", "letters of another script"),
    ("wide_digits", "A１", "F157", "full-width digits"),
    ("empty", "", "F157", "nothing"),
    ("range", "A1:B2", "F157", "a range"),
    ("last_column", "XFD1", "F144", "the last column"),
)
for _slug, _ref, _code, _what in _REFS:
    add(
        lambda _ref=_ref: xlsx(rows(cell(_ref, 1))),  # type: ignore[misc]
        f"ref_{_slug}",
        "格.xlsx",
        f"refused {_code}",
        says=f"A cell whose address is {_what}.",
        family="cells",
    )


@of_return("行号.xlsx", "refused F157")
def row_number(sound: Sound) -> bytes:
    """A row with the number 4,294,967,295."""
    return with_rows(sound.book(), '<row r="4294967295"><c r="A4294967295"><v>1</v></c></row>')


@of_return("负行号.xlsx", "refused F157")
def negative_row(sound: Sound) -> bytes:
    """A row with the number -1."""
    return with_rows(sound.book(), '<row r="-1"><c><v>1</v></c></row>')


@of_return("两遍.xlsx", "refused F158")
def twice(sound: Sound) -> bytes:
    """A cell that stands twice, with two values: readers differ over which holds."""
    return with_rows(sound.book(), row(400, cell("A400", 1), cell("A400", 2)))


@of_return("倒序.xlsx", "collected")
def backwards(sound: Sound) -> bytes:
    """Rows out of order: each says which it is."""
    return with_rows(sound.book(), row(402, cell("A402", 1)) + row(401, cell("A401", 2)))


@of_return("两块.xlsx", "refused F158")
def two_blocks(sound: Sound) -> bytes:
    """A second block of cells: some readers take the first, some the last."""
    return below_the_rows(sound.book(), '<sheetData><row r="9"><c r="B9"><v>1</v></c></row></sheetData>')


@of_return("串号.xlsx", "refused F157")
def string_index(sound: Sound) -> bytes:
    """Cells that ask for shared string -1 and for number 4,294,967,295."""
    far = '<c r="A400" t="s"><v>-1</v></c><c r="B400" t="s"><v>4294967295</v></c>'
    return with_rows(sound.book(), f'<row r="400">{far}</row>')


@of_return("样式号.xlsx", "collected")
def style_index(sound: Sound) -> bytes:
    """A cell of style 4,294,967,295: a style says nothing here."""
    return with_rows(sound.book(), '<row r="400"><c r="A400" s="4294967295"><v>1</v></c></row>')


for _slug, _number, _told, _what in (
    ("infinite", "1e999", "refused F157", "a number beyond all numbers"),
    ("no_number", "NaN", "refused F157", "what is no number"),
    ("negative_infinity", "-INF", "refused F157", "less than all numbers"),
    ("many_digits", "1" * 5000, "refused F157", "a number of five thousand digits"),
    ("tiny", "1e-999", "collected", "a number next to nothing"),
    ("letters", "示例", "collected", "a text that says it is a number"),
):
    add(
        None,
        _slug,
        "数.xlsx",
        _told,
        says=f"A good return whose number of staff is {_what}.",
        family="cells",
        of_return=lambda sound, _number=_number: typed_number(sound, "staff", _number),  # type: ignore[misc]
    )


@of_return("怪日期.xlsx", "collected")
def far_dates(sound: Sound) -> bytes:
    """Days of the year 300,000 and before all time."""
    return sound.typed({"est_date": 99_999_999, "reg_date": 99_999_999, "remark": -1.5e300})


@of_return("尺寸.xlsx", "collected")
def claimed_size(sound: Sound) -> bytes:
    """A sheet that claims to reach A1:XFD1048576, and holds an honest return."""
    return edited(
        sound.book(),
        FORM_PART,
        lambda part: part.replace(b'<dimension ref="A1:', b'<dimension ref="A1:XFD1048576" x="'),
    )


@of_return("宽列.xlsx", "refused F157")
def wide_column(sound: Sound) -> bytes:
    """A hidden column that reaches to number 4,294,967,295."""
    return edited(
        sound.book(),
        FORM_PART,
        lambda part: part.replace(b"<cols>", b'<cols><col min="1" max="4294967295" hidden="1"/>'),
    )


@of_return("大合并.xlsx", "collected")
def huge_merge(sound: Sound) -> bytes:
    """One merged area over all columns and rows, which takes 30 seconds and 3 GB to unfold."""
    return edited(
        sound.book(),
        FORM_PART,
        lambda part: part.replace(b"</mergeCells>", b'<mergeCell ref="AZ300:XFD1048576"/></mergeCells>'),
    )


@of_return("共享公式.xlsx", "collected")
def shared_formula(sound: Sound) -> bytes:
    """One shared formula that claims every cell of the sheet."""
    return with_rows(
        sound.book(), row(400, '<c r="A400"><f t="shared" ref="A1:XFD1048576" si="99">1+1</f><v>2</v></c>')
    )


@of_return("深公式.xlsx", "collected")
def deep_formula(sound: Sound) -> bytes:
    """A formula of eight thousand brackets."""
    return with_rows(sound.book(), row(400, f'<c r="A400"><f>{"(" * 4000}1{")" * 4000}</f><v>1</v></c>'))
