"""File names as a disk may hold them: shown without harm, and never used to write."""

import os

from tests.build.hostile.case import add
from tests.build.packages import cell, rows, xlsx

_NAMES = (
    ("escape", "\x1b]0;pwned\x07\x1b[2J.xlsx", "commands to a terminal"),
    ("newline", "报\n送\r.xlsx", "line breaks"),
    ("option", "--workspace=x.xlsx", "what programs take for an option"),
    ("longest", "长" * 83 + ".xlsx", "as many bytes as a disk takes"),
    ("device", "CON.xlsx", "a device of Windows"),
    ("trailing", "报送.xlsx . ", "dots and blanks at its end"),
    ("formula", '=HYPERLINK("http:).xlsx', "a formula"),
    ("placeholder", "{verdict}%s{0.__class__}.xlsx", "what programs would fill in"),
    ("gbk", os.fsdecode("赵家.xlsx".encode("gbk")), "GBK on a disk of UTF-8"),
    ("bytes", os.fsdecode(b"\xff\xfe\x80.xlsx"), "bytes of no encoding"),
    ("markup", "<script>&amp;.xlsx", "markup"),
    ("invisible", "\u200b\u2066\ufeff.xlsx", "characters that cannot be seen"),
)
for _number, (_slug, _name, _what) in enumerate(_NAMES):
    add(
        lambda _number=_number: xlsx(rows(cell("A1", 100 + _number))),  # type: ignore[misc]
        _slug,
        _name,
        "refused L001",
        says=f"A workbook of nobody's form whose name is {_what}.",
        family="disk_names",
    )
