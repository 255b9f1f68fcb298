"""Section E: what one file can show of it: 73, 78-81."""

from openpyxl.worksheet.worksheet import Worksheet

from tests.golden.cases.case import case
from tests.golden.sound import Sound


@case(73, "same-enterprise-twice")
def twice(sound: Sound) -> bytes:
    """One enterprise in two rows: once exactly, once with a blank in its code."""
    first, second, *_ = sound.rows
    spaced = {**second, "name": f"{second['name']} ", "uscc": f"{second['uscc']} "}
    return sound.with_rows(*sound.rows, first, spaced)


@case(78, "empty-form")
def empty(sound: Sound) -> bytes:
    """The form as it was issued."""
    return sound.template


@case(78, "no-rows-and-no-answer")
def no_answer(sound: Sound) -> bytes:
    """Everything but the list and the answer whether there is one."""
    return sound.without_rows(h_zero=None)


@case(78, "zero-report")
def zero_report(sound: Sound) -> bytes:
    """Nothing new, and said so: nothing is wrong."""
    return sound.without_rows(h_zero="是")


@case(78, "zero-report-with-rows")
def zero_with_rows(sound: Sound) -> bytes:
    """Nothing new is said, and six enterprises are listed."""
    return sound.with_header(h_zero="是")


@case(79, "locked-cells-changed")
def locked(sound: Sound) -> bytes:
    """A target made smaller, a target emptied, words where a number was, another cut-off day."""

    def change(sheet: Worksheet) -> None:
        sheet[sound.at("h_target")] = "零"
        sheet[sound.at("h_before")] = None
        sheet[sound.at("h_asof")] = "2023-12-31"
        sheet[sound.at("h_units")] = "家、元、人、项"

    return sound.edited(change)


@case(80, "notes-that-say-nothing")
def hollow(sound: Sound) -> bytes:
    """Stock phrases where a reason is asked: they do not stand for one, and elsewhere nobody asks."""
    return sound.typed(
        {"rev": 2_000_000, "explain": "情况属实"},
        {"rev": 2_000_000, "explain": "核实无误。"},
        {"rev": 2_000_000, "explain": "去年并购了两家企业，收入并表"},
        {"explain": "无"},
    )


@case(81, "filled-in-and-checked-by-one-person")
def one_person(sound: Sound) -> bytes:
    """Who checked is who filled in."""
    return sound.with_header(h_check=sound.header["h_filler"])


@case(81, "checked-by-nobody")
def nobody(sound: Sound) -> bytes:
    """No 审核人, and a day of filling in before the cut-off day."""
    return sound.with_header(h_check=None, h_date="2023-10-20")
