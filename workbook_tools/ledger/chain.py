"""The lines of the ledger and the chain of hashes that holds them together."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from enum import Enum
from typing import Self

from workbook_tools import __version__, record
from workbook_tools.record import Event


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger.

    `body` is canonical JSON, `previous` the hash of the line before (empty for the first), `hash` the sha256
    of the canonical JSON array [seq, at, kind, body, previous].
    """

    seq: int
    at: str
    kind: str
    body: str
    previous: str
    hash: str = ""

    @classmethod
    def after(cls, last: Self | None, event: Event) -> Self:
        """The line that follows `last` (None at the start), with the version of this tool in its body."""
        body = record.canonical(record.body(event.record) | {"tool": __version__})
        seq, previous = (last.seq + 1, last.hash) if last else (1, "")
        return cls(seq, event.at, event.record.kind, body, previous).sealed()

    @classmethod
    def parse(cls, line: bytes) -> Self:
        """The line out of its JSON text; KeyError, TypeError or ValueError where it is none."""
        parsed = json.loads(line)
        return cls(**{**parsed, "body": record.canonical(parsed["body"])})

    def sealed(self) -> Self:
        """The same line with the hash that belongs to it."""
        at, kind, previous = (record.canonical(text) for text in (self.at, self.kind, self.previous))
        text = f"[{self.seq},{at},{kind},{self.body},{previous}]"
        # A body changed from outside may hold what is no text; escaped, it still gets some hash.
        return replace(self, hash=hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest())

    @property
    def text(self) -> str:
        """The line as JSON, its body readable in place."""
        return record.canonical(asdict(self) | {"body": json.loads(self.body)})

    @property
    def event(self) -> Event:
        """What happened; KeyError, TypeError or ValueError where this version knows no such event."""
        return Event(self.at, record.load(self.kind, json.loads(self.body)))


class Broken(Enum):
    """In what way a line of the ledger does not hold; the values name the sentences in `messages.faults`."""

    GAP = "gap"
    UNLINKED = "unlinked"
    ALTERED = "altered"
    UNARCHIVED = "unarchived"
    DIFFERS = "differs"
    UNRECORDED = "unrecorded"


@dataclass(frozen=True, slots=True)
class Break:
    """One line that does not hold, and why."""

    seq: int
    why: Broken


def breaks(entries: Iterable[Entry], last: Entry | None = None) -> Iterator[Break]:
    """Every line that does not follow from the one before it (the first from `last`) or from its own text."""
    for entry in entries:
        seq, previous = (last.seq + 1, last.hash) if last else (1, "")
        if entry.seq != seq:
            yield Break(entry.seq, Broken.GAP)
        elif entry.previous != previous:
            yield Break(entry.seq, Broken.UNLINKED)
        if entry.sealed().hash != entry.hash:
            yield Break(entry.seq, Broken.ALTERED)
        last = entry
