"""Section C: numbers as people write them."""

from collections.abc import Iterator
from datetime import date

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from scripts.examples.filling import Record
from tests.golden.cases.case import case
from tests.golden.sound import DEPARTMENT, Sound


@case(40, "full-width-digits")
def full_width_digits(sound: Sound) -> bytes:
    """Digits, point and minus typed with a Chinese input method."""
    return sound.typed(
        {"staff": "１２０", "tech": 8, "rev": "１２００．５"},
        {"ip": "３", "rd": "１，２００", "rev": 2400},
        {"rev": "－３５．２", "rd": None},
    )


@case(41, "unit-inside")
def unit_inside(sound: Sound) -> bytes:
    """The column's own unit typed behind the number."""
    return sound.typed(
        {"rev": "120万元", "staff": "12人"}, {"rev": "85.5 万", "ip": "3项"}, {"staff": "8名", "ip": "2件"}
    )


@case(41, "other-unit-inside")
def other_unit_inside(sound: Sound) -> bytes:
    """Another unit: 亿 and 元 in a 万元 column can be converted, 家 in a column of people cannot."""
    return sound.typed({"rev": "1.2亿"}, {"rev": "350000元"}, {"staff": "3家"}, {"rd": "12万人"})


@case(41, "about-and-ranges")
def about_and_ranges(sound: Sound) -> bytes:
    """A number that is none: about, more than, from to."""
    return sound.column("staff", "约50", "50左右", "30多", "10-20", "二十余人", "10～20人")


@case(42, "thousands-separators")
def thousands_separators(sound: Sound) -> bytes:
    """Thousands set apart by a comma, a Chinese comma, a blank, an apostrophe."""
    return sound.column("rev", "1,200", "1，200", "1 200", "12,345,678.90", "1'200", "1、200")


@case(42, "comma-as-point")
def comma_as_point(sound: Sound) -> bytes:
    """A comma that may be a point."""
    return sound.typed({"rev": "1,2"}, {"rev": "12，5"}, {"staff": "1,20"}, {"rev": "1,2345"})


@case(43, "numbers-as-text")
def numbers_as_text(sound: Sound) -> bytes:
    """Numbers stored as text, with apostrophes, blanks and invisible characters."""
    return sound.typed(
        {"staff": "12", "rev": "'120.50"},
        {"staff": " 12 ", "rev": "120.5\u200b"},
        {"rev": "0120"},
        {"rev": "120."},
    )


@case(43, "sale-text")
def sale_text(sound: Sound) -> bytes:
    """A text such as 2000万 must never silently become 0."""
    return sound.column("rev", "2000万", "2千万", "两千万", "2000 万元整")


@case(44, "yuan-in-a-column-of-ten-thousands")
def yuan(sound: Sound) -> bytes:
    """元 typed in a 万元 column: seen only by its size, and never divided."""
    return sound.column("rev", 12_500_000, "12500000", 1_000_000, 1_000_000.01)


@case(45, "computed-share-typed-over", form=DEPARTMENT)
def computed_share(sound: Sound) -> bytes:
    """Shares typed over the formulas of computed columns are not read."""

    shares: tuple[float | str, ...] = (0.053, 5.3, "5.3%", "530%")

    def type_over(sheet: Worksheet) -> None:
        for record, share in enumerate(shares):
            sheet[sound.at("rd_ratio", record)] = share

    return sound.edited(type_over)


def _ask_for_the_share(plan: Workbook) -> None:
    """The department is to type its share of research itself."""
    rows = plan["字段"].iter_rows()
    heading = [cell.value for cell in next(rows)]
    row = next(row for row in rows if row[heading.index("键")].value == "rd_ratio")
    for column, value in {"填写方式": "填报", "计算公式": None, "下限": 0}.items():
        row[heading.index(column)].value = value


@case(45, "shares-typed", form=DEPARTMENT, replan=_ask_for_the_share)
def typed_shares(sound: Sound) -> bytes:
    """Where the unit types a share: 0.053, 5.3% and 5.3 (which may mean either), as numbers and as texts."""
    return sound.column("rd_ratio", 0.053, "5.3%", 5.3, "530%", "0.053", "5.3")


@case(46, "negative-numbers")
def negative_numbers(sound: Sound) -> bytes:
    """Negative numbers where none can be, and brackets that may mean one."""
    return sound.typed({"rev": -35.2}, {"rev": "-35.2"}, {"rd": "(120)"}, {"staff": -3}, {"rd": "（120）"})


@case(46, "dashes-for-nothing")
def dashes(sound: Sound) -> bytes:
    """Dashes and slashes where nothing is to be said are blank, not zero."""
    return sound.typed({"rev": "-", "rd": "/"}, {"rev": "—", "rd": "——"}, {"staff": "／", "in_no": "/"})


@case(46, "dash-for-a-required-number", form=DEPARTMENT)
def dash_required(sound: Sound) -> bytes:
    """A dash where a number must stand: it is blank, and blank is not allowed."""
    return sound.typed({"ip1": "-"}, {"rev1": "—"})


@case(47, "zero-blank-and-not-applicable")
def three_states(sound: Sound) -> bytes:
    """0, blank, 无 and / are kept apart; none of them is wrong where no number is required."""
    return sound.typed({"rev": 0, "rd": None}, {"rev": "无", "rd": "/"}, {"rev": "0", "rd": "不适用"})


@case(47, "not-applicable-for-a-required-number", form=DEPARTMENT)
def not_applicable_required(sound: Sound) -> bytes:
    """无 where a number must stand."""
    return sound.typed({"ip1": "无", "rev1": "无"}, {"ip2": "没有"})


@case(48, "decimals-in-counts")
def decimals_in_counts(sound: Sound) -> bytes:
    """Half a person."""
    return sound.typed({"staff": 12.5}, {"staff": "2.5人"}, {"ip": 0.5}, {"tech": 3.0})


@case(48, "float-noise")
def float_noise(sound: Sound) -> bytes:
    """What sums of fractions leave behind; decimals that were meant are kept."""
    return sound.typed(
        {"rev": 120.30000000004}, {"staff": 12.0000000001}, {"rev": 85.123}, {"rev": 0.1 + 0.2, "rd": 0.2}
    )


@case(49, "chinese-numerals")
def chinese_numerals(sound: Sound) -> bytes:
    """Numerals below a hundred are understood, others are asked again."""
    counts = ("三人", "十二", "二十", "一百二十", "一二", "壹拾贰人")
    changes: Iterator[Record] = ({"staff": staff, "tech": 1} for staff in counts)
    return sound.typed(*changes)


@case(50, "dates-in-number-columns")
def dates_in_number_columns(sound: Sound) -> bytes:
    """A number that Excel turned into a date, and a date typed as text."""

    def turn(sheet: Worksheet) -> None:
        for record, cell in enumerate((date(2023, 1, 2), date(1900, 5, 3))):
            sheet[sound.at("staff", record)] = cell
            sheet[sound.at("staff", record)].number_format = 'm"月"d"日"'
        sheet[sound.at("rev", 2)] = "1月2日"
        sheet[sound.at("rev", 3)] = "2023.5.6"

    return sound.edited(turn)
