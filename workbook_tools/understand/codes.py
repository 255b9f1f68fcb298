"""统一社会信用代码 (GB 32100-2015): form is put right, a wrong code never is."""

import re
from operator import mul

from workbook_tools.understand.characters import SCIENTIFIC, TRUSTED, as_text, half_width, joined
from workbook_tools.understand.outcome import Approach, Understood, refused, taken
from workbook_tools.understand.personal import personal

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
# With a last weight of 1 a valid code sums to a multiple of 31.
_WEIGHTS = (*(pow(3, place, 31) for place in range(17)), 1)
_SHAPE = re.compile(rf"[{_ALPHABET}]{{2}}[0-9]{{6}}[{_ALPHABET}]{{10}}")
_LOOKALIKES = str.maketrans("OIZS", "0125")
_NEVER = re.compile(r"[OIZSV]")
_LIKE_ANOTHER = (
    (re.compile(r"[0-9A-Z]{8}-?[0-9X]"), "C309"),
    (re.compile(r"[0-9]{6}[0-9A-Z]{9}"), "C310"),
    (re.compile(r"[0-9]{13}"), "C311"),
)


def holds(code: str) -> bool:
    """Whether the text is a credit code: alphabet, six digits for the division, check character.

    The registering body may be a letter (N2 for rural collectives), which python-stdnum refuses.
    """
    return bool(_SHAPE.fullmatch(code)) and not sum(map(mul, _WEIGHTS, map(_VALUES.__getitem__, code))) % 31


def credit_code() -> Approach:
    """How credit codes are read."""
    return Approach(_quick, _careful)


def _quick(raw: object) -> Understood | None:
    return Understood(raw) if type(raw) is str and holds(raw) else None


def _careful(raw: object) -> Understood:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return refused("C308")
    if not isinstance(raw, str):
        return refused("C301") if not abs(raw) < TRUSTED else _wrong(as_text(raw), as_text(raw))
    text = joined(half_width(raw)).strip("'’‘").upper()
    code = text.replace("-", "")
    return taken(code, "C302") if holds(code) else _wrong(raw, text)


def _wrong(raw: str, text: str) -> Understood:
    """Why a text is no credit code, as precisely as can be told."""
    code = text.replace("-", "")
    if personal(raw):
        return refused("C005")
    if SCIENTIFIC.fullmatch(text):
        return refused("C301")
    for form, like in _LIKE_ANOTHER:
        if form.fullmatch(text):
            return refused(like)
    if len(code) != 18:
        return refused("C303", length=str(len(code)))
    if _NEVER.search(code):
        return _misread(code)
    return refused("C307" if _SHAPE.fullmatch(code) else "C306")


def _misread(code: str) -> Understood:
    """I, O, Z, S and V never occur; the code with the digits they are taken for is only hinted at."""
    hint = code.translate(_LOOKALIKES)
    return refused("C305", hint=hint) if holds(hint) else refused("C304")
