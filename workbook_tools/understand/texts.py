"""Texts and names: what cannot be seen goes, what was said stays."""

import re

from workbook_tools.understand.characters import MARKS, TRUSTED, as_text, seen
from workbook_tools.understand.outcome import BLANK, Approach, Understood, note, refused, taken
from workbook_tools.understand.personal import personal

_BRACKETS = str.maketrans("()[]〔〕［］", "（）（）（）（）")
_LETTERS = {
    code: chr(code - 0xFEE0)
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_BESIDE_CHINESE = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")
_STOPS = " 。；;、，,"
_TROUBLED = re.compile(r"[()\[\]〔〕［］\s，,、；;。/|'０-９Ａ-Ｚａ-ｚ]")

# What the registered name of an organisation ends in, a bracketed addition aside.
_ENDINGS = (
    *"厂社所院店场园部站行馆坊户局委办队",
    *("公司", "中心", "合伙", "企业", "集团", "学校", "大学", "协会", "学会", "联合会", "基地"),
)
_ADDITION = re.compile(r"（[^（）]*）$")
_FORMERLY = re.compile(r"（(?:原|曾用)[^（）]*）")
_DEPENDENT = ("分公司", "分厂", "分店", "分社", "分所", "分院", "个体户", "个体工商户", "个体工商户）")
_BETWEEN_NAMES = re.compile(r"[，,、；;/|\n]|(?<=公司)[和及与\s]")
_ENTERPRISE = re.compile(r"(?!有限|股份|责任).{3,}(?:公司|合作社|厂)(?<!分公司)")


def text() -> Approach:
    """How free text is read: trimmed, without control and zero-width characters, lines kept."""
    return Approach(_quick_text, _careful_text)


def name() -> Approach:
    """How names of enterprises are read: one name a cell, brackets full width, no stray spaces or stops."""
    return Approach(_quick_name, _careful_name)


def _quick_text(raw: object) -> Understood | None:
    # An empty text counts as starting with a mark, and so goes the careful way.
    if type(raw) is not str or raw[:1] in MARKS or not raw.isprintable() or raw.strip() != raw:
        return None
    return None if personal(raw) else Understood(raw)


def _careful_text(raw: object) -> Understood:
    if not isinstance(raw, str):
        return _other(raw)
    text = seen(raw).strip()
    return taken(text, "C001" if text != raw else "")


def _other(raw: object) -> Understood:
    """A number, date or truth value where text was asked, as the cell shows it."""
    if isinstance(raw, int | float) and not abs(raw) < TRUSTED:
        return refused("C323")
    return taken(as_text(raw), "C002")


# ---------------------------------------------------------------- names


def _quick_name(raw: object) -> Understood | None:
    if type(raw) is not str or not raw.isprintable() or _TROUBLED.search(raw):
        return None
    if raw.count("公司") > 1 or _doubt(raw):
        return None
    return None if personal(raw) else Understood(raw)


def _careful_name(raw: object) -> Understood:
    if not isinstance(raw, str):
        return _other(raw)
    if sum(bool(_ENTERPRISE.fullmatch(part.strip())) for part in _BETWEEN_NAMES.split(seen(raw))) > 1:
        return refused("C353")
    name = _tidy(raw)
    if not name:
        return BLANK
    form = "C352" if raw.translate(_BRACKETS) != raw else "C351"
    notes = taken(name, form if name != raw else "").notes
    doubt = _doubt(name)
    return Understood(name, (*notes, note(doubt)) if doubt else notes)


def _tidy(raw: str) -> str:
    line = " ".join(seen(raw).translate(_BRACKETS).translate(_LETTERS).split())
    return _BESIDE_CHINESE.sub("", line).rstrip(_STOPS).lstrip("' ")


def _doubt(name: str) -> str:
    """The code of what makes a name look like none of an enterprise of its own; empty where nothing does."""
    if name.endswith(_DEPENDENT):
        return "C355"
    if _FORMERLY.search(name):
        return "C354"
    full = _ADDITION.sub("", name) if name.endswith("）") else name
    return "" if full.endswith(_ENDINGS) else "C354"
