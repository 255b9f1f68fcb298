"""Section A: whose form it is: 12-14."""

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.golden.cases.case import case
from tests.golden.sound import Sound, reworked, saved
from workbook_tools.layout import FORM_SHEET, IDENTITY_SHEET, PROPERTY_PREFIX


@case(12, "template-of-another-unit", unit="汉丰街道")
def another_unit(sound: Sound) -> bytes:
    """The template of 汉丰街道 filled in by 赵家街道, which typed its own name over the one that stood there."""

    def own_name(sheet: Worksheet) -> None:
        sheet[sound.at("h_unit")] = "赵家街道"
        sheet[sound.at("h_code")] = "500154007"
        for record in range(len(sound.rows)):
            sheet[sound.at("town", record)] = "赵家街道"

    return sound.edited(own_name)


@case(12, "rows-of-another-unit", unit="汉丰街道")
def another_units_rows(sound: Sound) -> bytes:
    """The template of 汉丰街道 whose rows all belong to 赵家街道."""

    def own_town(sheet: Worksheet) -> None:
        for record in range(len(sound.rows)):
            sheet[sound.at("town", record)] = "赵家街道"

    return sound.edited(own_town)


@case(12, "identities-that-contradict", unit="汉丰街道")
def contradiction(sound: Sound) -> bytes:
    """The hidden sheet of one unit and the document properties of another."""

    def exchange(book: Workbook) -> None:
        _set_property(book, "unit", "500154007")

    return reworked(sound.book(), exchange)


@case(13, "copied-into-a-fresh-workbook")
def fresh(sound: Sound) -> bytes:
    """Values copied into a new workbook: the form is recognised, the unit is not guessed."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in load_workbook(sound.as_stream(), data_only=True)[FORM_SHEET].iter_rows(
        max_row=20, values_only=True
    ):
        sheet.append(row)
    return saved(book)


@case(14, "older-version-of-the-form")
def older_version(sound: Sound) -> bytes:
    """A template of an earlier version whose fields are all still there."""
    return _identified(sound, version="2022.1")


@case(14, "form-of-last-year")
def last_year(sound: Sound) -> bytes:
    """A template of a period that the plan does not have."""
    return _identified(sound, period="2022-10")


@case(14, "form-of-a-period-never-issued")
def never_issued(sound: Sound) -> bytes:
    """A template of a period of the plan for which nothing was issued."""
    return _identified(sound, period="2023-11")


@case(14, "form-that-is-not-in-the-plan")
def no_such_form(sound: Sound) -> bytes:
    """A template of another notice."""
    return _identified(sound, form="KZ-XX-09")


def _identified(sound: Sound, **changes: str) -> bytes:
    """The workbook with another identity inside, in the hidden sheet and in the properties."""

    def change(book: Workbook) -> None:
        for row in book[IDENTITY_SHEET].iter_rows():
            if row[0].value in changes:
                row[1].value = changes[str(row[0].value)]
        for key, text in changes.items():
            _set_property(book, key, text)

    return reworked(sound.book(), change)


def _set_property(book: Workbook, key: str, text: str) -> None:
    book.custom_doc_props[f"{PROPERTY_PREFIX}{key}"].value = text  # type: ignore[attr-defined]
