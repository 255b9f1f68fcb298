"""Section B: what stands among, below and beside the records: 26-32."""

from openpyxl.worksheet.worksheet import Worksheet

from tests.golden.cases.case import case
from tests.golden.sound import DEPARTMENT, Sound
from workbook_tools.model import Value


@case(26, "merged-township", form=DEPARTMENT)
def merged_choice(sound: Sound) -> bytes:
    """One township merged down over five rows: it can only mean each of them."""
    return sound.edited(lambda sheet: sheet.merge_cells("D9:D13"))


@case(26, "merged-numbers")
def merged_numbers(sound: Sound) -> bytes:
    """A number merged over two rows, a number merged over two columns, a name over two rows."""

    def merge(sheet: Worksheet) -> None:
        for span in ("M9:M10", "O11:P11", "B13:B14"):
            sheet.merge_cells(span)

    return sound.edited(merge)


@case(27, "total-row")
def total(sound: Sound) -> bytes:
    """A row of totals below the records, right and wrong: not counted, compared."""
    rows = sound.rows
    staff = sum(int(str(row["staff"])) for row in rows)
    return sound.with_rows(*rows, {"name": "合  计", "staff": staff, "tech": 999})


@case(28, "subtotals-and-parts")
def subtotals(sound: Sound) -> bytes:
    """小计 in the middle and 其中： rows: not counted."""
    a, b, c, *rest = sound.rows
    return sound.with_rows(a, b, {"name": "小计", "staff": 5}, {"name": "其中：新增", "staff": 3}, c, *rest)


@case(29, "blank-rows")
def blank_rows(sound: Sound) -> bytes:
    """Two blank rows between records."""
    a, b, *rest = sound.rows
    return sound.with_rows(a, {}, {}, b, *rest)


@case(29, "second-block-far-below")
def second_block(sound: Sound) -> bytes:
    """Records again after thirty blank rows."""
    *rest, a, b = sound.rows
    return sound.with_rows(*rest, *({} for _ in range(30)), a, b)


@case(29, "records-in-the-overflow")
def overflow(sound: Sound) -> bytes:
    """Records typed below the form, in the rows meant for what does not fit, and beyond them."""

    def type_below(sheet: Worksheet) -> None:
        for row, record in ((52, 4), (260, 5)):
            for key, value in sound.rows[record].items():
                column = sheet[sound.at(key)].column
                sheet.cell(row, column).value = value

    return sound.edited(type_below, sound.with_rows(*sound.rows[:4]))


@case(30, "hidden-and-filtered")
def hidden(sound: Sound) -> bytes:
    """Rows hidden by a filter or folded away, a hidden column: everything is read."""

    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[10].hidden = True
        sheet.row_dimensions.group(12, 13, hidden=True)
        sheet.row_dimensions[40].hidden = True
        sheet.column_dimensions["M"].hidden = True
        sheet.column_dimensions["S"].hidden = True

    return sound.edited(hide)


def _example(sound: Sound) -> dict[str, Value]:
    return {field.key: field.example for field in sound.owed.form.roster if field.example}


@case(31, "sample-row-left-in")
def sample(sound: Sound) -> bytes:
    """The sample of 填报说明 copied into the list as it is."""
    return sound.with_rows(_example(sound), *sound.rows)


@case(31, "sample-row-edited")
def edited_sample(sound: Sound) -> bytes:
    """The sample's row, marked 示例, with other content."""
    return sound.edited(lambda sheet: sheet.__setitem__("A9", "示例"))


@case(32, "words-in-the-margins")
def margins(sound: Sound) -> bytes:
    """Words beside and below the table: kept as a note, never taken for data."""

    def write(sheet: Worksheet) -> None:
        sheet["AD9"] = "请领导审阅"
        sheet["AD12"] = "电话改了，13800000000"
        sheet["A56"] = "以上数据已经街道主要领导审定"

    return sound.edited(write)
