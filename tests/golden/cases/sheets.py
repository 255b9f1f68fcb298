"""Section B: sheets deleted, renamed, added: 21, 22."""

from openpyxl import Workbook

from tests.golden.cases.case import case
from tests.golden.sound import Sound, reworked
from workbook_tools.layout import FORM_SHEET, GUIDE_SHEET


@case(21, "sheet-renamed")
def renamed(sound: Sound) -> bytes:
    """The form's sheet has another name: it is the one that carries the heading."""
    return reworked(sound.book(), lambda book: setattr(book[FORM_SHEET], "title", "Sheet1"))


@case(21, "sheet-deleted")
def deleted(sound: Sound) -> bytes:
    """The form's sheet is gone."""
    return reworked(sound.book(), lambda book: book.remove(book[FORM_SHEET]))


@case(21, "sheet-copied-and-renamed")
def copied(sound: Sound) -> bytes:
    """Two sheets carry the heading, and none has the issued name."""

    def copy(book: Workbook) -> None:
        book.copy_worksheet(book[FORM_SHEET]).title = "10月"
        book[FORM_SHEET].title = "9月"

    return reworked(sound.book(), copy)


@case(21, "guide-deleted")
def guide_deleted(sound: Sound) -> bytes:
    """填报说明 is gone, which nobody needs to read the form."""
    return reworked(sound.book(), lambda book: book.remove(book[GUIDE_SHEET]))


@case(22, "further-sheets")
def further(sound: Sound) -> bytes:
    """A copy of last month, a list of drafts, an empty sheet: named, and not added up."""

    def add(book: Workbook) -> None:
        book.copy_worksheet(book[FORM_SHEET]).title = "9月"
        book.create_sheet("草稿").append(["示例", 1])
        book.create_sheet("Sheet2")

    return reworked(sound.book(), add)
