"""Where a link leads, however the program that saved it spells the way there."""

import posixpath
import re
from urllib.parse import unquote

_ADDRESS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]+:)(?!///?)|https?://|ftp://", re.I)
"""A web or mail address, told from a path: C:/ has one letter."""


def resolved(target: str, place: str = "") -> str:
    """A link as it is compared: `#sheet!A5` within the workbook, else a path with forward slashes or an address.

    `target` is that of the relationship ('' where there is none), `place` the `location` of the link.
    """
    path, _, fragment = target.partition("#")
    where = _place(place or fragment)
    anchor = f"#{where}" if where else ""
    if _ADDRESS.match(path) and not path.lower().startswith("file:"):
        return path + anchor
    path = unquote(path).replace("\\", "/")
    path = re.sub(r"^file:(?:///(?=[A-Za-z]:)|//(?=/))?", "", path, flags=re.I)
    return (posixpath.normpath(path) if path else "") + anchor


def _place(place: str) -> str:
    """A place in a workbook: `'企业名录'!$A$5` and LibreOffice's `企业名录.A5` -> `企业名录!A5`."""
    place = unquote(place)
    sheet, mark, cells = place.rpartition("!" if "!" in place else ".")
    return f"{sheet.strip(chr(39))}!{cells.replace('$', '').upper()}" if mark else place


def same_link(expected: str, found: str) -> bool:
    """Whether two resolved links lead to the same place.

    A file that was opened in one folder and saved in another has the way from there: the same path below another
    folder (`archive/originals/x.xlsx`, `../../D/archive/originals/x.xlsx`, `C:/D/archive/originals/x.xlsx`).
    """
    if expected == found:
        return True
    below = re.sub(r"^(?:\.\./)+", "", expected)
    relative = below and not below.startswith(("#", "/")) and ":" not in below
    return bool(relative and found.endswith(f"/{below}") and not _ADDRESS.match(found))
