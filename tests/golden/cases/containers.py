"""Section A: zips and folders, and what is in them: 7-11."""

from tests.golden.cases.case import case
from tests.golden.sound import Files, Sound, zip_of


@case(7, "zip-with-gbk-names")
def gbk_names(sound: Sound) -> Files:
    """A zip made by Windows: its names are in GBK, and it does not say so."""
    name = "赵家/报送.xlsx".encode("gbk")
    stand_in = "n" * len(name)
    return {"压缩包.zip": zip_of({stand_in: sound.book()}).replace(stand_in.encode(), name)}


@case(8, "zip-in-a-zip")
def nested(sound: Sound) -> Files:
    """A zip in a zip is opened."""
    return {"全部.zip": zip_of({"内层.zip": zip_of({"报送.xlsx": sound.book()})})}


@case(8, "rar-and-7z")
def other_archives(sound: Sound) -> Files:
    """Archives that cannot be opened here."""
    return {"报送.rar": b"Rar!\x1a\x07\x01\x00" + bytes(64), "报送.7z": b"7z\xbc\xaf\x27\x1c" + bytes(64)}


@case(9, "junk-beside-the-workbook")
def junk(sound: Sound) -> Files:
    """What systems and office programs leave behind is passed over."""
    inside = {"__MACOSX/._报送.xlsx": b"example", ".DS_Store": b"example", "报送.xlsx": sound.book()}
    return {
        "~$报送.xlsx": b"example",
        "Thumbs.db": b"example",
        "desktop.ini": b"example",
        "压缩包.zip": zip_of(inside),
    }


@case(9, "zip-that-climbs-out")
def zip_slip(sound: Sound) -> Files:
    """Names that lead out of the folder: refused, and left in the zip."""
    return {"压缩包.zip": zip_of({"../../../报送.xlsx": sound.book()})}


@case(9, "zip-bomb")
def zip_bomb(sound: Sound) -> Files:
    """A member that grows a thousandfold."""
    return {"压缩包.zip": zip_of({"报送.xlsx": bytes(60 << 20)})}


@case(10, "several-versions")
def versions(sound: Sound) -> Files:
    """Two versions of one day that differ: nobody can tell which is meant."""
    return {"最终版.xlsx": sound.book(), "最终版2.xlsx": sound.typed({"staff": 99})}


@case(10, "later-version")
def later(sound: Sound) -> Files:
    """Two versions of different 填报日期: the later one counts, whatever the file names say."""
    return {"最终版2.xlsx": sound.book(), "修改.xlsx": sound.with_header(h_date="2023-11-03")}


@case(10, "same-file-twice")
def twice(sound: Sound) -> Files:
    """The same bytes under two names."""
    return {"打印版.xlsx": sound.book(), "最终版.xlsx": sound.book()}


@case(11, "renamed-files")
def renamed(sound: Sound) -> Files:
    """A name that says nothing, or says another unit: identity stands inside."""
    return {"新建 XLSX 工作表(1).xlsx": sound.book()}
