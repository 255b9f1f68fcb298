"""Section A: workbooks in other formats, as LibreOffice writes them: 1, 2, 4."""

from tests.golden.cases.case import case
from tests.golden.office import saved_as
from tests.golden.sound import Files, Sound


@case(1, "old-format", office=True)
def xls(sound: Sound) -> Files:
    """The form saved as .xls."""
    return {"报送.xls": saved_as("xls", sound.book())}


@case(1, "open-document", office=True)
def ods(sound: Sound) -> Files:
    """The form saved as .ods."""
    return {"报送.ods": saved_as("ods", sound.book())}


@case(2, "wps-workbook", office=True)
def et(sound: Sound) -> Files:
    """The form saved by WPS as .et, which holds the same stream as an .xls."""
    return {"报送.et": saved_as("xls", sound.book())}


@case(4, "old-format-renamed", office=True)
def renamed(sound: Sound) -> Files:
    """An .xls with the extension .xlsx."""
    return {"报送.xlsx": saved_as("xls", sound.book())}
