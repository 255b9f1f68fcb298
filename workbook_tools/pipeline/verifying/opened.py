"""The master as handed in: what it says, in its cells and in its document's properties."""

import hashlib
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from workbook_tools.errors import Misuse
from workbook_tools.messages import master_words, proof
from workbook_tools.messages import verify as words
from workbook_tools.pipeline.verifying.claims import Told
from workbook_tools.safe_write import read_bytes
from workbook_tools.xlsx.compare import Facts, SheetFacts, read_facts
from workbook_tools.xlsx.look.package import Package, custom_properties

_OURS = (proof.SHEET, master_words.SHEET_OVERVIEW, master_words.SHEET_REGISTER)
"""Sheets by which a master is known: one of them is enough."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A master's bytes, their sha256, what its cells say, and its custom document properties by name."""

    data: bytes
    sha256: str
    facts: Facts
    properties: Mapping[str, str]

    def told(self) -> Told:
        """What it says it is computed from."""
        sheets = {sheet.name: sheet for sheet in self.facts.sheets}
        texts = [text for name in _OURS[:2] if name in sheets for text in _texts(sheets[name])]
        labelled = dict(_labelled(sheets[proof.SHEET])) if proof.SHEET in sheets else {}
        return Told(self.sha256, labelled, self.properties, "\n".join([*texts, *self.properties.values()]))


def opened(path: Path) -> Opened:
    """The master in a file; raises FileUnreadable, and Misuse where it is no master of this tool."""
    data = read_bytes(path)
    facts = read_facts(data, path.name)
    if not any(sheet.name in _OURS for sheet in facts.sheets):
        raise Misuse(words.NOT_OURS.format(path=path, sheets="”“".join(_OURS)))
    return Opened(data, hashlib.sha256(data).hexdigest(), facts, _properties(data))


def _properties(data: bytes) -> Mapping[str, str]:
    try:
        return custom_properties(Package(data))
    except (KeyError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError):
        return {}


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
