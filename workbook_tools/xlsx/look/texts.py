"""Shared texts of an .xlsx: how many they are said to be, which cells show them, and how much that comes to."""

import re
from collections import Counter
from collections.abc import Sequence

from workbook_tools.envelope import RefusedError
from workbook_tools.messages.found import found
from workbook_tools.xlsx.look.limits import MAX_CELLS, MAX_TEXT_BYTES, too_many, too_much_text
from workbook_tools.xlsx.look.markup import has_foreign, refuse_alternatives

_OPENING = re.compile(rb"<(?:[\w.-]+:)?sst\b[^<>]*>")
_OWN_PREFIX = re.compile(rb"<([\w.-]+):sst\b")
_COUNT = re.compile(rb"""\buniqueCount\s*=\s*["']([^"'<>]*)["']""")
_SHARED = b't="s"'
_REFERENCE = re.compile(rb't="s"[^<>]*>\s*<v[^<>]*>([0-9]{1,9})</v>')
_NO_REFERENCE = re.compile(rb't="s"[^<>]*><v>(?![0-9]{1,9}</v>)')
_TEXT = re.compile(rb"(?<=>)[^<>]++(?=<)")
_END = b"</si>"


def check_references(sheets: Sequence[bytes]) -> None:
    """RefusedError (F157) where a cell shows a text whose number is none: calamine would take the first one."""
    if any(_NO_REFERENCE.search(part) for part in sheets):
        raise RefusedError(found("F157"))


def check_own_texts(sheets: Sequence[bytes]) -> None:
    """RefusedError (F140) where the texts that stand in the sheets themselves are too much in all."""
    if sum(map(len, sheets)) > MAX_TEXT_BYTES:
        own = sum(len(text[0]) for part in sheets for text in _TEXT.finditer(part))
        if own > MAX_TEXT_BYTES:
            raise too_much_text()


def check_texts(strings: bytes, sheets: Sequence[bytes]) -> None:
    """RefusedError where the count of texts is impossible (F157), or they are too many (F139) or too much (F140).

    One text of some kilobytes can stand in every cell.
    """
    opening = _OPENING.search(strings)
    count = _COUNT.search(opening[0]) if opening else None
    if count and not (count[1].isdigit() and len(count[1]) < 10 and int(count[1]) <= len(strings)):
        raise RefusedError(found("F157"))
    too_many("文字", max(strings.count(_END), strings.count(b"<si")), MAX_CELLS)
    sizes = [len(text) for text in strings.split(_END)]
    if max(sizes) * sum(part.count(_SHARED) for part in sheets) > MAX_TEXT_BYTES:
        _check_sum(sizes, sheets)


def refuse_foreign_texts(strings: bytes) -> None:
    """RefusedError (F158) where a text may be ignorable or one of alternatives: the numbers of others would shift."""
    opening = _OPENING.search(strings)
    begin = opening.end() if opening else 0
    refuse_alternatives(strings, begin, len(strings))
    own = _OWN_PREFIX.match(opening[0]) if opening else None
    if has_foreign(strings, begin, len(strings), own[1] if own else b""):
        raise RefusedError(found("F158"))


def _check_sum(sizes: Sequence[int], sheets: Sequence[bytes]) -> None:
    """Exactly, where the longest text in every cell would be too much."""
    used = Counter(int(match[1]) for part in sheets for match in _REFERENCE.finditer(part))
    if sum(sizes[index] * times for index, times in used.items() if index < len(sizes)) > MAX_TEXT_BYTES:
        raise too_much_text()
