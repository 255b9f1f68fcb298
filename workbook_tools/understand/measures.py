"""Units of measure inside a cell, against the unit of its column."""

import re
from dataclasses import dataclass
from decimal import Decimal

_MAGNITUDES = {
    "": 0, "%": -2, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "万亿": 12,
}  # fmt: skip
_PARTS = re.compile(r"(?P<magnitude>%|万?亿|[十百千]?万|[百千]|)(?P<base>.*)", re.DOTALL)

# Measure words of the language that count the same things.
_SAME = {"家": "个户", "户": "个家", "人": "个名位", "项": "个件", "件": "个项"}


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit of measure as printed, and its parts: a power of ten and what is measured (万元 -> 4, 元)."""

    name: str
    power: int
    base: str


def measure(unit: str) -> Measure:
    """The parts of a unit as it is written; the base is empty where only a magnitude stands (万, %)."""
    match = _PARTS.fullmatch(unit)
    assert match, "the pattern takes any text"
    return Measure(unit, _MAGNITUDES[match["magnitude"]], match["base"])


def factor(written: str, column: Measure) -> Decimal | None:
    """What a number is multiplied by for its column; None where `written` measures something else.

    No unit, the column's own, and a bare magnitude equal to its own (120万 in 万元) give 1.
    """
    if not written:
        return Decimal(1)
    found = measure(written)
    same = found.base in ("", column.base) or found.base in _SAME.get(column.base, "")
    if not same or (found.power < 0 and column.base):
        return None
    return Decimal(10) ** (found.power - column.power)
