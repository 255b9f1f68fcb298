"""Regular expressions as formulas: those of a fixed number of characters, for programs that know no patterns.

Understood are literals, classes, \\d, groups, alternation, ?, {m} and {m,n}, and ^ $ around the whole. Such a
pattern comes to a few alternatives of fixed length; anything else is for Python alone.
"""

import re
from functools import lru_cache
from itertools import product
from string import digits

from workbook_tools.formula.tree import Array, Binary, Call, Label, Node, Number, Text, Unary

MOST_ALTERNATIVES = 40
MOST_CHARACTERS = 64
"""Of one class, and of one alternative: more makes a formula that nobody can wait for."""

Place = str
"""The characters that may stand at one place."""
Alternative = tuple[Place, ...]

_PLAIN = re.compile(r"[^\\^$.|?*+()\[\]{}]")
_ESCAPED = re.compile(r"\\([^\w\s]|d)")
_CLASS = re.compile(r"\[((?:[^\\\[\]^-]|\\[^\w\s])(?:-?(?:[^\\\[\]-]|\\[^\w\s]|\\d))*)\]")
_IN_CLASS = re.compile(r"\\d|\\?(.)(?:-\\?(.))?", re.DOTALL)
_TIMES = re.compile(r"\{(\d{1,3})(?:,(\d{1,3}))?\}")


@lru_cache(maxsize=256)
def matcher(pattern: str) -> re.Pattern[str]:
    """A pattern as receipt applies it, to a whole text; \\d is 0 to 9 and nothing else. re.error if it is none."""
    return re.compile(pattern, re.ASCII)


@lru_cache(maxsize=256)
def alternatives(pattern: str) -> tuple[Alternative, ...] | None:
    """The texts a pattern describes as alternatives of fixed length; None where there are no, or too many, such."""
    reader = _Reader(pattern.removeprefix("^").removesuffix("$") if _is_whole(pattern) else pattern)
    try:
        found = reader.choice()
    except _NotFixed:
        return None
    return tuple(dict.fromkeys(found)) if reader.at_end() else None


def as_formula(name: str, pattern: str) -> Node | None:
    """The formula that a field's text matches the pattern; None where no formula can say it."""
    found = alternatives(pattern)
    if found is None:
        return None
    tests = tuple(_test(Label(name, 0), alternative) for alternative in found)
    return tests[0] if len(tests) == 1 else Call("OR", tests, 0)


def among(text: Node, places: tuple[int, ...], characters: str) -> Node:
    """The formula that the characters at these places (from 1) are all among the given ones."""
    at: Node = Array(tuple(map(float, places))) if len(places) > 1 else Number(places[0], 0)
    found = Call("FIND", (Call("MID", (text, at, Number(1, 0)), 0), Text(characters, 0)), 0)
    is_there = Call("ISNUMBER", (found,), 0)
    return Binary("=", how_many(is_there), Number(len(places), 0), 0) if len(places) > 1 else is_there


def how_many(conditions: Node) -> Node:
    """The formula that counts the conditions which hold, asked of several constants or rows at once."""
    return Call("SUMPRODUCT", (Unary("-", Unary("-", conditions, 0), 0),), 0)


def _is_whole(pattern: str) -> bool:
    """Whether ^ and $ stand around all of the pattern, and not around an alternative of it."""
    return "|" not in re.sub(r"\\.|\[[^\]]*\]|\([^()]*\)", "", pattern)


def _test(text: Node, alternative: Alternative) -> Node:
    """The length, then fixed characters in a row as they are, then the places of each class together."""
    tests: list[Node] = [Binary("=", Call("LEN", (text,), 0), Number(len(alternative), 0), 0)]
    tests += [_stands_at(text, first, literal) for first, literal in _literals(alternative)]
    classes: dict[str, list[int]] = {}
    for number, characters in enumerate(alternative, 1):
        if len(characters) > 1:
            classes.setdefault(characters, []).append(number)
    tests += [among(text, tuple(places), characters) for characters, places in classes.items()]
    return Call("AND", tuple(tests), 0)


def _literals(alternative: Alternative) -> list[tuple[int, str]]:
    """(place, text) of each run of fixed characters."""
    runs: list[tuple[int, str]] = []
    for number, characters in enumerate(alternative, 1):
        if len(characters) != 1:
            continue
        if runs and runs[-1][0] + len(runs[-1][1]) == number:
            runs[-1] = runs[-1][0], runs[-1][1] + characters
        else:
            runs.append((number, characters))
    return runs


def _stands_at(text: Node, first: int, literal: str) -> Node:
    piece = Call("MID", (text, Number(first, 0), Number(len(literal), 0)), 0)
    return Call("EXACT", (piece, Text(literal, 0)), 0)


class _NotFixed(Exception):
    """The pattern has something that does not come to a few texts of fixed length."""


class _Reader:
    """Walks over a pattern once, and gives the alternatives of what it has read."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.place = 0

    def at_end(self) -> bool:
        return self.place == len(self.pattern)

    def take(self, form: re.Pattern[str]) -> re.Match[str] | None:
        match = form.match(self.pattern, self.place)
        self.place = match.end() if match else self.place
        return match

    def sign(self, sign: str) -> bool:
        found = self.pattern.startswith(sign, self.place)
        self.place += len(sign) if found else 0
        return found

    def choice(self) -> list[Alternative]:
        found = self.sequence()
        while self.sign("|"):
            found += self.sequence()
        return found

    def sequence(self) -> list[Alternative]:
        found: list[Alternative] = [()]
        while not self.at_end() and self.pattern[self.place] not in "|)":
            found = _joined(found, self.repeated())
        return found

    def repeated(self) -> list[Alternative]:
        once = self.once()
        if self.sign("?"):
            least, most = 0, 1
        elif times := self.take(_TIMES):
            least, most = int(times[1]), int(times[2] or times[1])
        else:
            return once
        if not self.at_end() and self.pattern[self.place] in "?*+{":
            raise _NotFixed
        return _times(once, least, most)

    def once(self) -> list[Alternative]:
        if self.sign("("):
            self.sign("?:")
            found = self.choice()
            if not self.sign(")"):
                raise _NotFixed
            return found
        if match := self.take(_CLASS):
            return [(_members(match[1]),)]
        if match := self.take(_ESCAPED):
            return [(digits if match[1] == "d" else match[1],)]
        if match := self.take(_PLAIN):
            return [(match[0],)]
        raise _NotFixed


def _members(text: str) -> Place:
    """The characters of a class such as 3-9A-F, each once."""
    members: dict[str, None] = {}
    for match in _IN_CLASS.finditer(text):
        if match[0] == r"\d":
            members |= dict.fromkeys(digits)
            continue
        first, last = ord(match[1]), ord(match[2] or match[1])
        if last - first >= MOST_CHARACTERS:
            raise _NotFixed
        members |= {chr(code): None for code in range(first, last + 1)}
    if len(members) > MOST_CHARACTERS:
        raise _NotFixed
    return "".join(members)


def _joined(left: list[Alternative], right: list[Alternative]) -> list[Alternative]:
    """Every alternative of the one followed by every one of the other."""
    if len(left) * len(right) > MOST_ALTERNATIVES:
        raise _NotFixed
    found = [first + then for first, then in product(left, right)]
    if any(len(alternative) > MOST_CHARACTERS for alternative in found):
        raise _NotFixed
    return found


def _times(once: list[Alternative], least: int, most: int) -> list[Alternative]:
    found: list[Alternative] = []
    repeated: list[Alternative] = [()]
    for times in range(most + 1):
        if times >= least:
            found += repeated
        repeated = _joined(repeated, once) if times < most else repeated
    if len(found) > MOST_ALTERNATIVES:
        raise _NotFixed
    return found
