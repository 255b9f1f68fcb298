"""Whether matching a pattern may take time that doubles with every letter, as (\\d+)+ does on digits and a letter.

Python tries every way in which a pattern can be spread over a text. There are so many ways just where a text can go
round a loop of the pattern in two ways. The pattern is made into an automaton of one state a place (Glushkov's), its
edges counted, and two copies of it walk side by side: if they can part and meet again on a loop, there are.
Counted repeats of more than one letter are taken for endless ones, which errs on the safe side.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

MOST_PLACES = 250
"""More than any code has; the walk takes the square of it."""

_Letters = frozenset[str]
_State = int
_Pair = tuple[_State, _State]
_LONGER = (
    "MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT", "SUBPATTERN", "ATOMIC_GROUP", "BRANCH", "GROUPREF_EXISTS",
)  # fmt: skip
"""Parts that may take more than one letter."""
_PROBES = "09AZaz_ \n中示"
"""Letters of every category that a pattern may name."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a pattern: whether it may be empty, and the places at which it may begin and end."""

    empty: bool
    first: tuple[_State, ...] = ()
    last: tuple[_State, ...] = ()


_NOTHING = _Piece(empty=True)


class _TooLarge(Exception):
    """The pattern has more places than are looked at."""


def is_explosive(pattern: str) -> bool:
    """Whether the time a text takes may grow without measure, or the pattern is too large to tell."""
    parsed = parser.parse(pattern, re.ASCII)
    automaton = _Automaton(_alphabet(parsed))
    try:
        automaton.sequence(parsed)
    except _TooLarge:
        return True
    return automaton.is_ambiguous()


def _alphabet(parsed: Iterable[Any]) -> tuple[str, ...]:
    """Letters enough to tell all classes of the pattern apart: each limit of one, and what is beside it."""
    codes = {number for number in _numbers(parsed) if 0 < number < 0x10FFFF}
    beside = {chr(code + step) for code in codes for step in (-1, 0, 1)}
    return tuple(sorted(beside.union(_PROBES)))


def _numbers(part: Any) -> Iterator[int]:
    if isinstance(part, int):
        yield int(part)
    elif isinstance(part, Sequence | parser.SubPattern) and not isinstance(part, str):
        for each in part:
            yield from _numbers(each)


@dataclass(slots=True)
class _Automaton:
    """The places of a pattern, each with the letters it takes, and how often one follows another."""

    alphabet: tuple[str, ...]
    letters: list[_Letters] = field(default_factory=list)
    edges: Counter[_Pair] = field(default_factory=Counter)

    def sequence(self, parts: Iterable[Any]) -> _Piece:
        """Parts one after the other."""
        whole = _NOTHING
        for kind, about in parts:
            whole = self._joined(whole, self._part(str(kind), about))
        return whole

    def _part(self, kind: str, about: Any) -> _Piece:  # noqa: PLR0911 (one for each kind of part)
        match kind:
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                return self._repeat(*about)
            case "SUBPATTERN":
                return self.sequence(about[-1])
            case "ATOMIC_GROUP":
                return self.sequence(about)
            case "BRANCH":
                return _either([self.sequence(each) for each in about[1]])
            case "GROUPREF_EXISTS":
                return _either([self.sequence(each or ()) for each in about[1:]])
            case "ASSERT" | "ASSERT_NOT":
                self.sequence(about[1])
                return _NOTHING
            case "AT":
                return _NOTHING
            case "GROUPREF":
                # It takes whatever the group took.
                return self._place(frozenset(self.alphabet))
        return self._place(self._taken(kind, about))

    def _taken(self, kind: str, about: Any) -> _Letters:
        one = parser.SubPattern(parser.State(), [(getattr(parser, kind), about)])
        takes = re._compiler.compile(one, re.ASCII).fullmatch  # type: ignore[attr-defined]
        return frozenset(letter for letter in self.alphabet if takes(letter))

    def _place(self, letters: _Letters) -> _Piece:
        if len(self.letters) >= MOST_PLACES:
            raise _TooLarge
        self.letters.append(letters)
        state = (len(self.letters) - 1,)
        return _Piece(False, state, state)

    def _repeat(self, least: int, most: int, parts: Any) -> _Piece:
        if most == 0:
            return _NOTHING
        if most == 1:
            once = self.sequence(parts)
            return _Piece(once.empty or least == 0, once.first, once.last)
        if most > MOST_PLACES or len(parts) != 1 or str(parts[0][0]) in _LONGER:
            return self._loop(least, parts)
        letters = [self.sequence(parts) for _ in range(most)]
        for one, following in pairwise(letters):
            self._follow(one, following)
        last = tuple(state for each in letters[max(least, 1) - 1 :] for state in each.last)
        return _Piece(least == 0, letters[0].first, last)

    def _loop(self, least: int, parts: Any) -> _Piece:
        once = self.sequence(parts)
        self._follow(once, once)
        if once.empty and least > 1:
            # Each of the times that it must be taken, it may be taken for nothing.
            self._follow(once, once)
        return _Piece(once.empty or least == 0, once.first, once.last)

    def _follow(self, left: _Piece, right: _Piece) -> None:
        self.edges.update((end, start) for end in left.last for start in right.first)

    def _joined(self, left: _Piece, right: _Piece) -> _Piece:
        self._follow(left, right)
        return _Piece(
            left.empty and right.empty,
            left.first + (right.first if left.empty else ()),
            right.last + (left.last if right.empty else ()),
        )

    def is_ambiguous(self) -> bool:
        """Whether one text leads from a place back to it in two ways."""
        follow: dict[_State, list[_State]] = {}
        for end, start in self.edges:
            follow.setdefault(end, []).append(start)
        beyond = {state: _reached(state, follow) for state in follow}
        if any(count > 1 and end in beyond.get(start, ()) for (end, start), count in self.edges.items()):
            return True
        return any(self._parts_and_meets(state, follow) for state in follow if state in beyond[state])

    def _parts_and_meets(self, state: _State, follow: dict[_State, list[_State]]) -> bool:
        """Whether two walkers who leave a place on one text can be at different places and meet there again."""
        steps: dict[_Pair, list[_Pair]] = {}
        waiting = [(state, state)]
        while waiting:
            pair = waiting.pop()
            if pair in steps:
                continue
            steps[pair] = [
                (one, other)
                for one in follow.get(pair[0], ())
                for other in follow.get(pair[1], ())
                if not self.letters[one].isdisjoint(self.letters[other])
            ]
            waiting += steps[pair]
        back: dict[_Pair, list[_Pair]] = {}
        for pair, following in steps.items():
            for each in following:
                back.setdefault(each, []).append(pair)
        return any(one != other for one, other in _reached((state, state), back))


def _either(pieces: Sequence[_Piece]) -> _Piece:
    return _Piece(
        any(each.empty for each in pieces),
        tuple(state for each in pieces for state in each.first),
        tuple(state for each in pieces for state in each.last),
    )


def _reached(start: Any, steps: dict[Any, list[Any]]) -> set[Any]:
    """Everything that one step or more lead to."""
    found: set[Any] = set()
    waiting = list(steps.get(start, ()))
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += steps.get(each, ())
    return found
