"""What a master says it is computed from, and which of the ledger's lines bear it out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from workbook_tools.basis import Basis
from workbook_tools.ledger import Entry, breaks
from workbook_tools.messages import proof as words
from workbook_tools.period import parse
from workbook_tools.pipeline import grounds
from workbook_tools.pipeline.verifying.lines import Witnesses
from workbook_tools.record import Event, Published
from workbook_tools.xlsx.master.proof import understood


class Source(Enum):
    """Where the basis of a master was found."""

    SHEET = "sheet"
    PROPERTIES = "properties"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Claim:
    """One basis that a master may have, and where it is said."""

    source: Source
    basis: Basis


@dataclass(frozen=True, slots=True)
class Told:
    """What a master says of itself: its sha256, and the texts of 核验依据 by label, on the sheet and in the properties.

    `anywhere` is all text in which its 校验码 may stand.
    """

    sha256: str
    sheet: Mapping[str, str]
    properties: Mapping[str, str]
    anywhere: str


@dataclass(frozen=True, slots=True)
class Footing:
    """The basis to rebuild on, and the lines to rebuild from: the first `line` of a witness.

    `stands`: they bear it out, for the chain holds so far and amounts to what the basis names; `both`: so do those of
    the other witness.
    """

    claim: Claim
    entries: tuple[Entry, ...]
    line: int
    stands: bool
    both: bool


def published(events: Iterable[Event]) -> tuple[Published, ...]:
    """Every master that the ledger says was written."""
    return tuple(each.record for each in events if isinstance(each.record, Published))


def claims(told: Told, masters: Sequence[Published]) -> tuple[Claim, ...]:
    """Every basis that gives its own 校验码, the likeliest first.

    What the master says comes first (what was published before what was not, the sheet before the properties), then
    what was published: these very bytes, a 校验码 that the master shows, its period; the last before earlier ones.
    """
    own = [(Source.SHEET, understood(told.sheet)), (Source.PROPERTIES, understood(told.properties))]
    codes, label = {each.code for each in masters}, words.LABELS["period"]
    periods = {told.sheet.get(label), told.properties.get(label)}
    first = sorted(
        (Claim(source, basis) for source, basis in own if basis and _is_sound(basis)),
        key=lambda claim: claim.basis.code not in codes,
    )
    likely = sorted(
        masters,
        key=lambda m: (m.sha256 == told.sha256, m.code in told.anywhere, m.period in periods),
    )
    return (*first, *(Claim(Source.PUBLISHED, basis) for basis in _bases(reversed(likely))))


def _bases(masters: Iterable[Published]) -> Iterator[Basis]:
    for each in masters:
        try:
            basis = Basis.load(each.basis)
        except (KeyError, TypeError):
            continue
        if basis.code == each.code and _is_sound(basis):
            yield basis


def _is_sound(basis: Basis) -> bool:
    try:
        date.fromisoformat(basis.as_of)
    except (TypeError, ValueError):
        return False
    return isinstance(basis.period, str) and parse(basis.period) is not None


def footing(wanted: Sequence[Claim], witnesses: Witnesses, masters: Sequence[Published]) -> Footing | None:
    """The first claim that a witness bears out; else the first with all lines there are; None without any."""
    lines = {claim: [each.line for each in masters if each.code == claim.basis.code] for claim in wanted}
    pairs = [(claim, entries) for claim in wanted for entries in witnesses.all if entries]
    for claim, entries in pairs:
        if line := _standing(claim.basis, entries, lines[claim]):
            both = all(_standing(claim.basis, each, lines[claim]) for each in witnesses.all)
            return Footing(claim, entries, line, stands=True, both=both)
    for claim, entries in pairs:
        known = [line for line in lines[claim] if line <= len(entries)]
        return Footing(claim, entries, known[-1] if known else len(entries), stands=False, both=False)
    return None


def _standing(basis: Basis, entries: Sequence[Entry], likely: Sequence[int]) -> int | None:
    """Up to which line the ledger bears a basis out; None where it does not."""
    try:
        line = grounds.borne_out_by(entries, basis, likely)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        # A line that this version does not know, or that no run ever wrote.
        return None
    return line if line and not any(breaks(entries[:line])) else None
