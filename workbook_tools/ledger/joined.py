"""What the copies of the ledger prove together, each perhaps damaged: hashes say which line follows which."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbook_tools.ledger.chain import Entry, breaks


@dataclass(frozen=True, slots=True)
class Joined:
    """The lines that follow one another from the first, each taken from whichever copy has it whole.

    `lost` are the (first, last) numbers of lines that no copy has whole. `contested` is the number of the first
    line of which the copies hold two versions, each sound by itself (0: none). Without either, `entries` is all
    that was ever recorded.
    """

    entries: tuple[Entry, ...]
    lost: tuple[tuple[int, int], ...] = ()
    contested: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing is lost or contested."""
        return not (self.lost or self.contested)


def joined(*copies: Sequence[Entry]) -> Joined:
    """The one ledger that these copies are of."""
    sealed = _sealed(copies)
    entries = tuple(_followed(sealed))
    numbers = {entry.seq for copy in copies for entry in copy if isinstance(entry.seq, int)}
    beyond = sorted(number for number in sealed if number > len(entries))
    contested = _contested(copies, entries, sealed)
    if contested or max(numbers, default=0) <= len(entries):
        return Joined(entries, contested=contested)
    return Joined(entries, tuple(_gaps(len(entries), beyond, max(numbers))))


_Sealed = dict[int, list[Entry]]
"""Number -> the lines under it that carry the hash of what they say; one, unless copies differ."""


def _sealed(copies: Sequence[Sequence[Entry]]) -> _Sealed:
    by_number: _Sealed = {}
    for entry in dict.fromkeys(entry for copy in copies for entry in copy):
        if isinstance(entry.seq, int) and entry.sealed().hash == entry.hash:
            by_number.setdefault(entry.seq, []).append(entry)
    return by_number


def _followed(sealed: _Sealed) -> Iterator[Entry]:
    """The lines from the first on, as long as one alone can be the next."""
    last: Entry | None = None
    while following := _following(sealed, last):
        if len(following) > 1:
            # Who changes one line can give it its hash; the line after it still names the old one.
            following = [entry for entry in following if _following(sealed, entry)]
        if len(following) != 1:
            return
        (last,) = following
        yield last


def _following(sealed: _Sealed, last: Entry | None) -> list[Entry]:
    number, previous = (last.seq + 1, last.hash) if last else (1, "")
    return [entry for entry in sealed.get(number, ()) if entry.previous == previous]


def _contested(copies: Sequence[Sequence[Entry]], entries: tuple[Entry, ...], sealed: _Sealed) -> int:
    """The first line that two copies which hold say differently, or that nothing after it decides; 0: none."""
    if len(_following(sealed, entries[-1] if entries else None)) > 1:
        return len(entries) + 1
    differing = [
        next(ours.seq for ours, theirs in zip(entries, copy, strict=False) if ours != theirs)
        for copy in copies
        if not any(breaks(copy)) and tuple(copy[: len(entries)]) != entries[: len(copy)]
    ]
    return min(differing, default=0)


def _gaps(known: int, beyond: Sequence[int], most: int) -> Iterator[tuple[int, int]]:
    """Numbers between those there are; where only the thread is broken, the two between which it is."""
    gaps = [
        (before + 1, after - 1)
        for before, after in zip([known, *beyond], [*beyond, most + 1], strict=True)
        if after - before > 1
    ]
    yield from gaps or [(max(known, 1), known + 1)]
