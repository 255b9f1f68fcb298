"""Texts of a workbook's parts: runs put together, and Excel's escapes for what XML cannot hold."""

import re
from collections.abc import Sequence

from lxml import etree

from workbook_tools.xlsx.compare.colours import Palette, legible
from workbook_tools.xlsx.compare.package import children

_ESCAPE = re.compile(r"_x(?![Dd][89A-Fa-f])([0-9A-Fa-f]{4})_")
"""Halves of a pair of UTF-16 units are no characters."""
_INVISIBLE = re.compile(r"[\0-\x08\x0b-\x1f\ufffe\uffff]")


def run_text(item: etree._Element, palette: Palette) -> str:
    """The text of a string item: its own or that of its runs, escapes resolved, as it is seen.

    Phonetic readings are left out, and runs in white or in tiny letters: the rest is what anyone reads.
    ValueError for anything else in it, which one program would pass over and another would not.
    """
    space = item.tag[: item.tag.index("}") + 1]
    own, run = f"{space}t", f"{space}r"
    others = {f"{space}rPr", f"{space}rPh", f"{space}phoneticPr"}
    texts = list[str]()
    for part in item:
        if part.tag == run and not legible(palette, part.find(f"{space}rPr"), None):
            continue
        for each in part if part.tag == run else (part,):
            if each.tag == own and not len(each):
                texts.append(each.text or "")
            elif each.tag not in others:
                raise ValueError(each.tag)
    return unescaped("".join(texts))


def unescaped(text: str) -> str:
    """The text with `_x000D_` and the like as the characters they stand for."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def shared_texts(root: etree._Element | None, palette: Palette) -> Sequence[str]:
    """The texts that cells refer to by number."""
    return [run_text(item, palette) for item in children(root, "si")] if root is not None else []


def same_text(expected: str, found: str) -> bool:
    """Whether two texts are the same, but for how programs keep control characters and ends of lines.

    LibreOffice saves a Windows end of line as a single character; openpyxl takes an escape that was itself
    escaped for the control character.
    """
    return expected == found or _plain(expected) == _plain(found)


def _plain(text: str) -> str:
    while (shorter := unescaped(text)) != text:
        text = shorter
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
