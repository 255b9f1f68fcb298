"""What understanding one cell comes to: a value, or none, and what there is to say about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from workbook_tools.model import Choice, Severity, Value


@dataclass(frozen=True, slots=True)
class Note:
    """A finding that does not know its place yet; `severity` None means the one of the catalogue."""

    code: str
    params: tuple[tuple[str, str], ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """A value as understood, None where blank or not understood; `bad` where a MANDATORY note says why."""

    value: Value
    notes: tuple[Note, ...] = ()
    bad: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What understanding needs beside the field: choice lists by name, and whether dates count from 1904."""

    choices: Mapping[str, tuple[Choice, ...]]
    date1904: bool = False


Reader = Callable[[object], Understood]
"""Understands whatever stands in a cell of one field."""

Quick = Callable[[object], Understood | None]
"""Takes a value that is already well typed and well written; None sends the cell to the careful reader."""


@dataclass(frozen=True, slots=True)
class Approach:
    """How one type of field is read: the quick way for the many, the careful way for the rest."""

    quick: Quick
    careful: Reader


BLANK = Understood(None)


def note(code: str, **params: str) -> Note:
    """A note with its parameters by name."""
    return Note(code, tuple(params.items()))


def taken(value: Value, code: str = "") -> Understood:
    """A value taken over, with a note on its change of form where `code` is given."""
    return Understood(value, (note(code, understood=str(value)),) if code else ())


def refused(code: str, **params: str) -> Understood:
    """Something that cannot be understood, and why."""
    return Understood(None, (note(code, **params),), bad=True)
