"""What events come to, as one digest: the same in whatever order, and however many at a time, they were recorded."""

import hashlib
from collections.abc import Iterable, Iterator

from workbook_tools.record import Event, Issued, PlanRecorded, Validated, canonical, stated


def digest(events: Iterable[Event]) -> str:
    """The sha256 of everything that events say, each thing once: also of what later ones have replaced.

    Files, plans and rulings are named by their sha256, so that none of them can be another. A field that a later
    version adds to an event changes no digest of what was recorded before it.
    """
    said = {canonical(stated(each)) for event in events for each in _said(event)}
    return hashlib.sha256(canonical(sorted(said)).encode("utf-8", "backslashreplace")).hexdigest()


def _said(event: Event) -> Iterator[object]:
    """What an event says, thing by thing; when a plan or template came into being decides nothing."""
    record = event.record
    match record:
        case PlanRecorded():
            yield record.kind, record
        case Issued(period, plan, templates):
            yield from ((record.kind, period, plan, each) for each in templates)
        case Validated(period, plan, results):
            yield from ((record.kind, event.at, period, plan, each) for each in results)
        case _:
            yield record.kind, event.at, record
