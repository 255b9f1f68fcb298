"""The master as handed in: what it says, in its cells and in its document's properties.

It may be anybody's file: it is read in a worker, for each purpose no more of it than that needs.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from workbook_tools.envelope import RefusedError
from workbook_tools.errors import Misuse
from workbook_tools.intake import workers
from workbook_tools.intake.failures import Allowance
from workbook_tools.messages import master_words, proof
from workbook_tools.messages import verify as words
from workbook_tools.model import Address
from workbook_tools.pipeline.handed import alone, read_handed
from workbook_tools.pipeline.verifying.claims import Told
from workbook_tools.xlsx.compare import CellFact, SheetFacts, read_facts
from workbook_tools.xlsx.look.package import Package, custom_properties
from workbook_tools.xlsx.walk import CellBook

_OURS = (proof.SHEET, master_words.SHEET_OVERVIEW, master_words.SHEET_REGISTER)
"""Sheets by which a master is known: one of them is enough."""
_SECONDS, _MEMORY = 10 / 2**20, 100
"""What a worker may take more for each byte of the master as it should be: one of 90,000 rows takes its time."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A master's name, its bytes, and what it says it is computed from."""

    name: str
    data: bytes
    told: Told

    @property
    def sha256(self) -> str:
        """Of its bytes."""
        return self.told.sha256

    def fact(self, sheet: str, address: Address, expected: bytes) -> CellFact:
        """All that one cell says; as long as reading the master that was `expected` takes, this may."""
        return alone(_fact, (self.data, self.name, sheet, address), self.name, allowance(expected))


def opened(path: Path) -> Opened:
    """The master in a file; raises FileUnreadable, and Misuse where it is no master of this tool."""
    data = read_handed(path)
    told = alone(_told, (data, path.name), path.name)
    if told is None:
        raise Misuse(words.NOT_OURS.format(path=path, sheets="”“".join(_OURS)))
    return Opened(path.name, data, told)


def allowance(expected: bytes) -> Allowance:
    """What a worker may take for a master, where the one that should be there is known."""
    usual, size = workers.ALLOWANCE, len(expected)
    return replace(usual, seconds=usual.seconds + _SECONDS * size, memory=usual.memory + _MEMORY * size)


def properties(data: bytes) -> Mapping[str, str]:
    """The custom document properties of a master by name; none where they cannot be read."""
    try:
        return custom_properties(Package(data))
    except (RefusedError, LookupError, ValueError, etree.XMLSyntaxError):
        return {}


def _told(item: tuple[bytes, str]) -> Told | None:
    """What the bytes of a file say it is computed from; None where it has none of the sheets of a master."""
    data, name = item
    facts = read_facts(data, name, _OURS[:2])
    sheets = {sheet.name: sheet for sheet in facts.sheets}
    if sheets.keys().isdisjoint(_OURS):
        return None
    texts = [text for name in _OURS[:2] if name in sheets for text in _texts(sheets[name])]
    labelled = dict(_labelled(sheets[proof.SHEET])) if proof.SHEET in sheets else {}
    custom = properties(data)
    sha256 = hashlib.sha256(data).hexdigest()
    return Told(sha256, labelled, custom, "\n".join([*texts, *custom.values()]))


def _fact(item: tuple[bytes, str, str, Address]) -> CellFact:
    data, name, sheet, address = item
    return CellBook(read_facts(data, name, (sheet,))).fact(sheet, address)


def _texts(sheet: SheetFacts) -> Iterator[str]:
    for row in sheet.rows.values():
        yield from (cell.value for cell in row.values() if isinstance(cell.value, str))


def _labelled(sheet: SheetFacts) -> Iterator[tuple[str, str]]:
    """Each label of the sheet with the text to the right of it."""
    for row in sheet.rows.values():
        for column, cell in row.items():
            beside = row.get(column + 1)
            if isinstance(cell.value, str) and beside is not None and isinstance(beside.value, str):
                yield cell.value, beside.value
