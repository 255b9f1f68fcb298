"""An event: one record of any kind, and when."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from workbook_tools.record.closing import Closed, Mended, Published, Reopened, Sampled
from workbook_tools.record.decisions import Decided, ListRecorded
from workbook_tools.record.kept import Body
from workbook_tools.record.returns import Issued, PlanRecorded, Received, Validated

Record = (
    PlanRecorded
    | Issued
    | Received
    | Validated
    | Decided
    | ListRecorded
    | Closed
    | Reopened
    | Published
    | Sampled
    | Mended
)

_KINDS: Mapping[str, type[Record]] = {
    kind.kind: kind
    for kind in (
        PlanRecorded,
        Issued,
        Received,
        Validated,
        Decided,
        ListRecorded,
        Closed,
        Reopened,
        Published,
        Sampled,
        Mended,
    )
}

OBSERVING = (Published.kind, Sampled.kind, Mended.kind)
"""Kinds of events that tell what was made of the record, or done to its copies; no number can depend on them."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, and the time of the command that recorded it (ISO text)."""

    at: str
    record: Record


def body(record: Record) -> dict[str, Any]:
    """The JSON object of a record, without its kind."""
    return asdict(record)


def load(kind: str, parsed: Body) -> Record:
    """The record out of kind and JSON object; KeyError, TypeError or ValueError where it is none we know."""
    return _KINDS[kind].load(parsed)
