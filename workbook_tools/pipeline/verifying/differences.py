"""The master at hand held against the one rebuilt: every difference, and what was changed to make it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from workbook_tools.basis import Basis
from workbook_tools.messages import proof
from workbook_tools.messages import verify as words
from workbook_tools.model import address_of
from workbook_tools.xlsx.compare import Difference, Facts, Kind, compare
from workbook_tools.xlsx.master.proof import spelled


class Cause(Enum):
    """What was changed: the master's file, an original in the archive, the ledger, the tool; or it cannot be told."""

    FILE = "file"
    ORIGINAL = "original"
    LEDGER = "ledger"
    TOOL = "tool"
    UNCLEAR = "unclear"


_OF_CONTENT = (Kind.VALUE, Kind.RESULT, Kind.ROW_REMOVED, Kind.ROW_ADDED, Kind.ROW_MOVED)
"""What another content of a return can change; it hides nothing, and makes no formula a number."""


@dataclass(frozen=True, slots=True)
class Named:
    """A difference and its cause."""

    difference: Difference
    cause: Cause


@dataclass(frozen=True, slots=True)
class Compared:
    """`identical`: the very bytes; else every difference, and how many formulas have no result stored."""

    identical: bool = False
    differences: tuple[Named, ...] = ()
    uncomputed: int = 0


@dataclass(frozen=True, slots=True)
class Blame:
    """What a difference is put down to: `cause`, or, in rows that name one of `altered`, an original.

    `altered` are sha256 of originals that were changed and names of their units. `of_basis` is for what differs in
    核验依据, which no original has a part in.
    """

    cause: Cause
    of_basis: Cause = Cause.FILE
    altered: frozenset[str] = frozenset()


NOT_COMPARED = Compared()


def compared(
    expected: Facts, found: Facts, properties: Mapping[str, str], basis: Basis, blame: Blame
) -> Compared:
    """Every difference between the rebuilt master and the one at hand, whose document properties are given too."""
    result = compare(expected, found)
    touched = _rows_naming(blame.altered, (expected, found)) if blame.altered else frozenset()
    named = (Named(each, _cause(each, blame, touched)) for each in result.differences)
    copies = (Named(each, blame.of_basis) for each in _of_properties(spelled(basis), properties))
    return Compared(differences=(*named, *copies), uncomputed=result.uncomputed)


def _of_properties(expected: Mapping[str, str], found: Mapping[str, str]) -> Iterator[Difference]:
    """The second copy of 核验依据, where the program that saved the file kept it at all."""
    if expected.keys().isdisjoint(found):
        return
    for label, text in expected.items():
        if found.get(label, "") != text:
            yield Difference(words.PROPERTIES, label, Kind.VALUE, text, found.get(label, ""))


def _rows_naming(texts: Collection[str], workbooks: Collection[Facts]) -> frozenset[tuple[str, int]]:
    """The rows (sheet, number) in which one of these texts stands in a cell."""
    return frozenset(
        (sheet.name, number)
        for workbook in workbooks
        for sheet in workbook.sheets
        for number, row in sheet.rows.items()
        if any(isinstance(cell.value, str) and cell.value in texts for cell in row.values())
    )


def _cause(difference: Difference, blame: Blame, touched: Collection[tuple[str, int]]) -> Cause:
    if difference.sheet == proof.SHEET:
        return blame.of_basis
    address = address_of(difference.cell) if difference.kind in _OF_CONTENT else None
    named = address is not None and (difference.sheet, address[0]) in touched
    return Cause.ORIGINAL if named else blame.cause
