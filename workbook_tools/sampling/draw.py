"""Rows drawn by permanent random numbers: for one seed a row keeps its number, whatever else the list holds.

So whoever has the list can draw again by hand, and a row that comes later takes the place of one at most.
Sources: FIPS 180-4, Secure Hash Standard; E. Ohlsson, Coordination of Samples Using Permanent Random Numbers (Business
Survey Methods, 1995), and Sequential Poisson Sampling (Journal of Official Statistics 14, 1998); W. G. Cochran,
Sampling Techniques, chapter 5 (proportional allocation).
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import Enum
from fractions import Fraction
from typing import NamedTuple


class Method(Enum):
    """How rows are drawn: all alike, from every unit in proportion to its rows, or by the size of an amount."""

    SIMPLE = "simple"
    BY_UNIT = "by-unit"
    BY_AMOUNT = "by-amount"


class Item(NamedTuple):
    """A row that may be drawn: codes of its form and unit, its key as printed; its amount (> 0) where that decides."""

    form: str
    unit: str
    key: str
    amount: Fraction = Fraction(1)


class Drawn(NamedTuple):
    """Places in the list of items, in the order drawn; the first `certain` of them were sure to be."""

    places: tuple[int, ...]
    certain: int = 0


def hashed_text(seed: str, *parts: str) -> str:
    """The text that a random number is the SHA-256 of."""
    return "|".join((seed, *parts))


def random_number(seed: str, *parts: str) -> int:
    """The permanent random number: SHA-256 of the text in UTF-8 as a whole number; divided by 2**256 it is uniform."""
    return int(hashlib.sha256(hashed_text(seed, *parts).encode()).hexdigest(), 16)


def numbers(items: Sequence[Item], seed: str) -> list[int]:
    """The random number of each item."""
    return [random_number(seed, each.form, each.unit, each.key) for each in items]


def draw(items: Sequence[Item], size: int, seed: str, method: Method) -> Drawn:
    """So many of the items, or all where there are no more; equal numbers go by place in the list."""
    size, own = min(size, len(items)), numbers(items, seed)
    if method is Method.BY_AMOUNT:
        return _by_size([each.amount for each in items], own, size)
    if method is Method.BY_UNIT:
        return Drawn(_of_each_unit(items, own, shares(Counter(each.unit for each in items), size, seed)))
    return Drawn(tuple(_smallest(range(len(items)), own)[:size]))


def shares(rows: Mapping[str, int], size: int, seed: str) -> dict[str, int]:
    """How many are drawn from each unit with so many rows, `size` (at most all rows) in all.

    In proportion to the rows, one at least, what is left over by largest remainder. Where there are more units than
    `size`, small ones would never have their turn that way: there the remainders are sizes that units are drawn by.
    """
    enough = size >= len(rows)
    small = _below_one(rows, size) if enough else []
    large = {unit: count for unit, count in rows.items() if unit not in small}
    left, total = size - len(small), sum(large.values())
    whole = {unit: left * count // total for unit, count in large.items()}
    rest = {
        unit: Fraction(left * count % total, total) for unit, count in large.items() if left * count % total
    }
    in_turn = sorted(rest, key=lambda unit: -rest[unit] if enough else random_number(seed, unit) / rest[unit])
    one_more = dict.fromkeys(in_turn[: left - sum(whole.values())], 1)
    return dict.fromkeys(small, 1) | {unit: count + one_more.get(unit, 0) for unit, count in whole.items()}


def _smallest(places: Sequence[int], own: Sequence[int]) -> list[int]:
    return sorted(places, key=lambda place: (own[place], place))


def _of_each_unit(items: Sequence[Item], own: Sequence[int], wanted: Mapping[str, int]) -> tuple[int, ...]:
    """Unit after unit as listed, the smallest numbers of each."""
    by_unit: dict[str, list[int]] = {}
    for place, each in enumerate(items):
        by_unit.setdefault(each.unit, []).append(place)
    return tuple(
        place for unit, places in by_unit.items() for place in _smallest(places, own)[: wanted.get(unit, 0)]
    )


def _below_one(rows: Mapping[str, int], size: int) -> list[str]:
    """The units whose share is below one; what they get of it anyway is taken from the others, and so on."""
    left, ascending = sum(rows.values()), sorted(rows, key=lambda unit: rows[unit])
    for taken, unit in enumerate(ascending):
        if rows[unit] * (size - taken) >= left:
            return ascending[:taken]
        left -= rows[unit]
    return ascending


def _by_size(sizes: Sequence[Fraction], own: Sequence[int], count: int) -> Drawn:
    """Sequential Poisson sampling (Ohlsson 1998): the smallest numbers divided by size.

    What would be sure to be drawn, because it is as large as the sampling interval, is taken first, largest first.
    """
    certain = _certain(sizes, count)
    rest = set(range(len(sizes))) - set(certain)
    by_chance = sorted(rest, key=lambda place: (own[place] / sizes[place], place))
    return Drawn((*certain, *by_chance[: count - len(certain)]), len(certain))


def _certain(sizes: Sequence[Fraction], count: int) -> list[int]:
    """Those no smaller than the interval (what is left of the total for each still to be drawn), until none is."""
    left, descending = sum(sizes, Fraction()), sorted(range(len(sizes)), key=lambda place: -sizes[place])
    for taken, place in enumerate(descending):
        if sizes[place] * (count - taken) < left:
            return descending[:taken]
        left -= sizes[place]
    return descending
