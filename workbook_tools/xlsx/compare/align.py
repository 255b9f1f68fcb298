"""Two sequences laid side by side: what stands in its place, what was removed, added or moved.

Alignment only decides what is compared with what. Whatever it pairs is compared in full and whatever it does not
pair is named, so a poor alignment makes for more differences, never for fewer.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Pair = tuple[int, int]
"""A place among the expected and one among the found, counted from 0."""
Likeness = Callable[[int, int], int]
"""How much an expected and a found element have in common."""
Keys = Sequence[Hashable]

_SMALL = 1024
"""As many pairs are weighed against each other; longer stretches of changed elements are paired in order."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs by their place found, those that moved among them, and what stands on one side only."""

    pairs: tuple[Pair, ...]
    moved: frozenset[Pair]
    removed: tuple[int, ...]
    added: tuple[int, ...]

    @property
    def unshifted(self) -> bool:
        """Whether everything stands where it was expected."""
        return not (self.moved or self.removed or self.added)


def aligned(expected: Keys, found: Keys, likeness: Likeness) -> Alignment:
    """Lay two sequences side by side by their keys, in time near to linear whatever the keys are.

    What is equal at both ends stays together; between them what is unique on both sides and in the same order
    holds the rest in place, and what is unique and out of order has moved.
    """
    head = _equal_ends(expected, found)
    tail = _equal_ends(expected[head:][::-1], found[head:][::-1])
    middle = _unique_pairs(expected[head : len(expected) - tail], found[head : len(found) - tail])
    common = [(one + head, other + head) for one, other in middle]
    kept = longest_ascending(common)
    moved = set(common) - set(kept)
    pairs = [(place, place) for place in range(head)] + list(common)
    pairs += [(len(expected) - back, len(found) - back) for back in range(1, tail + 1)]
    edges = [(head - 1, head - 1), *kept, (len(expected) - tail, len(found) - tail)]
    moved_from, moved_to = {one for one, _ in moved}, {other for _, other in moved}
    for above, below in pairwise(edges):
        left = [place for place in range(above[0] + 1, below[0]) if place not in moved_from]
        right = [place for place in range(above[1] + 1, below[1]) if place not in moved_to]
        pairs += _paired(left, right, (expected, found), likeness)
    return _alignment(pairs, moved, len(expected), len(found))


def _alignment(pairs: Sequence[Pair], moved: set[Pair], expected: int, found: int) -> Alignment:
    here, there = {one for one, _ in pairs}, {other for _, other in pairs}
    return Alignment(
        tuple(sorted(pairs, key=lambda pair: pair[1])),
        frozenset(moved),
        tuple(place for place in range(expected) if place not in here),
        tuple(place for place in range(found) if place not in there),
    )


def _equal_ends(expected: Keys, found: Keys) -> int:
    """How many elements are equal from the beginning."""
    shorter = min(len(expected), len(found))
    return next((n for n in range(shorter) if expected[n] != found[n]), shorter)


def _unique_pairs(expected: Keys, found: Keys) -> list[Pair]:
    """What stands once on either side, by its place among the expected."""
    here, there = Counter(expected), Counter(found)
    places = {key: place for place, key in enumerate(found) if there[key] == 1}
    return [(n, places[key]) for n, key in enumerate(expected) if here[key] == 1 and key in places]


def longest_ascending(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest run of pairs (given in order of their first) whose second ascend too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, other) in enumerate(pairs):
        length = bisect_left(ends, other)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [other]
        last[length : length + 1] = [number]
    run: list[Pair] = []
    at = last[-1] if last else -1
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]


def _paired(
    left: Sequence[int], right: Sequence[int], keys: tuple[Keys, Keys], likeness: Likeness
) -> list[Pair]:
    """What goes with what between two fixed pairs: equal ends first, then what is most alike."""
    head = _equal_ends([keys[0][n] for n in left], [keys[1][n] for n in right])
    pairs = list(zip(left[:head], right[:head], strict=True))
    left, right = left[head:], right[head:]
    tail = _equal_ends([keys[0][n] for n in reversed(left)], [keys[1][n] for n in reversed(right)])
    pairs += zip(left[len(left) - tail :], right[len(right) - tail :], strict=True)
    left, right = left[: len(left) - tail], right[: len(right) - tail]
    if len(left) != len(right) and len(left) * len(right) <= _SMALL:
        return pairs + _most_alike(left, right, likeness)
    return pairs + list(zip(left, right, strict=False))


def _most_alike(left: Sequence[int], right: Sequence[int], likeness: Likeness) -> list[Pair]:
    """Pairs in order that together have most in common; each counts for something, so the shorter side is used up."""
    best = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    weights = [[1 + likeness(one, other) for other in right] for one in left]
    for n in range(len(left) - 1, -1, -1):
        for m in range(len(right) - 1, -1, -1):
            best[n][m] = max(best[n + 1][m], best[n][m + 1], best[n + 1][m + 1] + weights[n][m])
    pairs, n, m = [], 0, 0
    while n < len(left) and m < len(right):
        if best[n][m] == best[n + 1][m + 1] + weights[n][m]:
            pairs.append((left[n], right[m]))
            n, m = n + 1, m + 1
        elif best[n][m] == best[n + 1][m]:
            n += 1
        else:
            m += 1
    return pairs
