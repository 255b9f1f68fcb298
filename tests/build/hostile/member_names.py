"""Names of members that lead elsewhere, or cannot be names anywhere: nothing is ever written under them."""

from tests.build.hostile.case import add
from tests.build.hostile.raw_zip import archive, deflated
from tests.build.packages import cell, rows, xlsx


def _book(number: int) -> bytes:
    return xlsx(rows(cell("A1", number)))


_UNSAFE, _READ = "refused F161", "refused L001"

_NAMES: tuple[tuple[str, str | bytes, str, str], ...] = (
    ("absolute", "/etc/cron.d/报送.xlsx", "an absolute path", _UNSAFE),
    ("climbing", "../../../../tmp/报送.xlsx", "a path that climbs out", _UNSAFE),
    ("climbing_windows", "..\\..\\Startup\\报送.xlsx", "a path that climbs out the Windows way", _UNSAFE),
    ("climbing_late", "报送/../../报送.xlsx", "a path that climbs out after going in", _UNSAFE),
    ("drive", "C:\\Windows\\报送.xlsx", "a path on a drive", _UNSAFE),
    ("drive_relative", "C:报送.xlsx", "a path relative to a drive", _UNSAFE),
    ("share", "\\\\server\\share\\报送.xlsx", "a path on another machine", _UNSAFE),
    ("verbatim", "\\\\?\\C:\\报送.xlsx", "a verbatim path of Windows", _UNSAFE),
    ("stream", "报送.xlsx:evil.exe", "an alternate data stream", _READ),
    ("nul", "报送.xlsx\0.exe", "a NUL inside", _UNSAFE),
    ("device", "CON", "a device", _UNSAFE),
    ("device_with_ending", "NUL.xlsx", "a device with an ending", _UNSAFE),
    ("device_port", "aux/COM1.报送.xlsx", "devices as folder and as file", _UNSAFE),
    ("device_superscript", "COM¹.xlsx", "a device with a superscript digit", _UNSAFE),
    ("too_long", "长" * 20_000 + ".xlsx", "60,000 bytes", _UNSAFE),
    ("too_deep", "层/" * 10_000 + "报送.xlsx", "ten thousand folders", _UNSAFE),
    ("control", "报\n送\t\x07.xlsx", "line breaks and a bell inside", _READ),
    ("escape", "\x1b]0;pwned\x07\x1b[2J报送.xlsx", "commands to a terminal", _READ),
    ("empty", "", "no name at all", _READ),
    ("dots", "./.", "nothing but dots", _READ),
    ("gbk", "报送/赵家.xlsx".encode("gbk"), "GBK, without saying so", _READ),
    ("big5", "報送.xlsx".encode("big5"), "Big5, without saying so", _READ),
    ("no_encoding", b"\xff\xfe\x81\x20\xc3.xlsx", "bytes of no encoding", _READ),
    ("right_to_left", "报送\u202exslx.exe", "a right-to-left override, which shows it as exe.xlsx", _READ),
    ("invisible", "报\u200b送\ufeff\u2066.xlsx", "characters that cannot be seen", _READ),
    ("trailing", "报送.xlsx. . ", "dots and spaces at its end, which Windows drops", _READ),
    ("spaces", "   .xlsx", "spaces only", _READ),
    ("formula", "=cmd|' /C calc'!A0.xlsx", "a formula", _READ),
    ("markup", '<script>alert("x")</script>&amp;.xlsx', "markup", _READ),
    ("option", "-rf.xlsx", "what programs take for an option", _READ),
    ("placeholder", "{count}%s{0.__class__}$(id)`id`.xlsx", "what programs would fill in", _READ),
    ("emoji", "报送😀\U000e0041.xlsx", "characters beyond the first plane", _READ),
)

for _number, (_slug, _name, _what, _told) in enumerate(_NAMES):
    # Each has bytes of its own: the verdict is on bytes, whatever other names they came under.
    add(
        lambda _name=_name, _number=_number: archive(deflated(_name, _book(_number))),  # type: ignore[misc]
        _slug,
        "名称.zip",
        "ignored F121",
        says=f"A zip with a member whose name is {_what}.",
        family="member_names",
        inside={_told: 1},
    )

for _slug, _names, _what in (
    ("twice", ("报送.xlsx", "报送.xlsx"), "the same name"),
    ("twice_by_case", ("报送.XLSX", "报送.xlsx"), "names that are one on Windows"),
    ("twice_by_slash", ("收/报送.xlsx", "收\\报送.xlsx"), "names that are one path"),
    ("twice_composed", ("e\u0301.xlsx", "\u00e9.xlsx"), "names that are one on a Mac"),
):
    add(
        lambda _names=_names: archive(  # type: ignore[misc]
            *(deflated(name, _book(-number)) for number, name in enumerate(_names, 1))
        ),
        _slug,
        "重名.zip",
        "ignored F121",
        says=f"A zip with two members of {_what}.",
        family="member_names",
        inside={_READ: 2},
    )
