"""Choices: an item of the list, by its value or by one of its other spellings, never by likeness."""

from collections.abc import Iterable
from functools import lru_cache

from workbook_tools.messages.cells import listed
from workbook_tools.model import Choice
from workbook_tools.understand.characters import as_text, half_width, joined
from workbook_tools.understand.outcome import Approach, Understood, refused, taken

_TICKS = str.maketrans("✓✔☑✗✘✕✖☒〔〕[]［］【】", "√√√×××××()()()()")


@lru_cache(maxsize=64)
def choice(choices: tuple[Choice, ...]) -> Approach:
    """How an item of this list is read: its value, else another spelling, else refused with the list.

    Lists of units are long, and many workbooks are read by one list: what is made of it is kept.
    """
    alike = _alike(choices)
    exact = _exact(choices, alike)
    options = listed([item.value for item in choices])

    def quick(raw: object) -> Understood | None:
        return None if isinstance(raw, bool) else exact.get(raw)

    def careful(raw: object) -> Understood:
        return alike.get(_key(as_text(raw))) or refused("C363", options=options)

    return Approach(quick, careful)


def _exact(choices: tuple[Choice, ...], alike: dict[str, Understood]) -> dict[object, Understood]:
    """Texts as the plan has them, and years as Excel turns them into numbers when picked from a list."""
    synonyms = (text for item in choices for text in item.synonyms if _key(text) in alike)
    found: dict[object, Understood] = {text: alike[_key(text)] for text in synonyms}
    for item in choices:
        found[item.value] = Understood(item.value)
        if item.value.isdecimal() and str(int(item.value)) == item.value:
            found[int(item.value)] = found[item.value]
    return found


def _alike(choices: tuple[Choice, ...]) -> dict[str, Understood]:
    """Spellings without spaces, width, case and kind of tick or bracket; what two items share is left out."""
    synonyms = _unshared((_key(text), item.value) for item in choices for text in item.synonyms)
    values = _unshared((_key(item.value), item.value) for item in choices)
    return {
        **{key: taken(value, "C362") for key, value in synonyms.items()},
        **{key: taken(value, "C361") for key, value in values.items()},
    }


def _unshared(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for key, value in pairs:
        found.setdefault(key, set()).add(value)
    return {key: min(values) for key, values in found.items() if len(values) == 1}


def _key(text: str) -> str:
    return joined(half_width(text)).translate(_TICKS).casefold().strip("'。")
