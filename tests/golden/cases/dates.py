"""Section D, dates: 57-60."""

from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from tests.golden.cases.case import case
from tests.golden.sound import Sound, reworked


@case(57, "written-dates")
def written_dates(sound: Sound) -> bytes:
    """The many ways to write a whole day."""
    return sound.column(
        "est_date", "2021.5.6", "2021/5/6", "20210506", "二〇二一年五月六日", "2021.05.06日", "2021年5月6号"
    )


@case(57, "more-written-dates")
def more_written_dates(sound: Sound) -> bytes:
    """Full width, blanks, a time of day; and orders of day and month that can mean two things."""
    return sound.column(
        "est_date",
        "２０２１－０５－０６",
        "2021 - 5 - 6",
        "2021-05-06 10:30",
        "6/5/2021",
        "21.5.6",
        "2021-05-06 00:00:00",
    )


@case(57, "month-without-day")
def month_without_day(sound: Sound) -> bytes:
    """A month is kept as a month: no first day is made up."""
    return sound.column("in_date", "2023-5", "2023年5月", "二〇二三年五月")


@case(57, "month-without-day-explained")
def month_explained(sound: Sound) -> bytes:
    """The same, with a reason in the row's 审核说明: nothing is left to correct."""
    return sound.typed({"est_date": "2019年5月", "explain": "企业档案缺失，只能查到成立月份"})


@case(57, "no-year")
def no_year(sound: Sound) -> bytes:
    """A day without its year."""
    return sound.column("est_date", "5月6日", "5.6", "5-6", "6月")


@case(57, "year-only")
def year_only(sound: Sound) -> bytes:
    """A year without a day: as text, and as a number, which a cell with a date format shows as a day of 1905."""
    return sound.column("est_date", "2021", "2021年", 2021)


@case(57, "digits-in-date-cells")
def digits(sound: Sound) -> bytes:
    """Year, month and day typed without anything between them, into cells with a date format."""
    return sound.column("est_date", 20210506, 202110)


@case(58, "serial-in-general-format")
def serial(sound: Sound) -> bytes:
    """A day's serial number in a cell that lost its date format."""

    def lose_format(sheet: Worksheet) -> None:
        for record, value in enumerate((44322, 36525, 55001)):
            _as_general(sheet, sound.at("est_date", record), value)
        sheet[sound.at("est_date", 3)] = "44322"

    return sound.edited(lose_format)


@case(58, "serial-of-a-1904-workbook")
def serial_1904(sound: Sound) -> bytes:
    """The same in a workbook that counts its days from 1904, as old Excel for the Mac does."""
    book = sound.edited(lambda sheet: _as_general(sheet, sound.at("est_date"), 42860))
    return reworked(book, lambda opened: setattr(opened, "epoch", CALENDAR_MAC_1904))


@case(59, "october-as-a-number")
def october(sound: Sound) -> bytes:
    """2023.10 typed as a number is 2023.1, in a cell with a date format and in one without."""

    def type_number(sheet: Worksheet) -> None:
        sheet[sound.at("in_date", 0)] = 2023.1
        _as_general(sheet, sound.at("in_date", 1), 2023.1)
        _as_general(sheet, sound.at("in_date", 2), 2023.12)
        _as_general(sheet, sound.at("est_date", 3), 202110)

    return sound.edited(type_number)


@case(60, "days-that-do-not-exist")
def no_such_day(sound: Sound) -> bytes:
    """A thirtieth of February, a thirteenth month."""
    return sound.column("est_date", "2023-02-30", "2023年13月1日", "20230230", "2023.6.31")


@case(60, "future-dates")
def future(sound: Sound) -> bytes:
    """A year mistyped, a day after the cut-off day, a day after receipt."""
    return sound.typed({"in_date": "2032-10-06"}, {"in_date": "2023-11-01"}, {"est_date": "2024年1月1日"})


@case(60, "filled-in-after-receipt")
def filled_in_late(sound: Sound) -> bytes:
    """填报日期 after the day of receipt."""
    return sound.with_header(h_date="2023年12月1日")


def _as_general(sheet: Worksheet, cell: str, value: float) -> None:
    sheet[cell] = value
    sheet[cell].number_format = "General"
