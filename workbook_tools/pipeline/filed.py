"""Which file of the archive a line of the ledger rests on."""

from workbook_tools.archive import Archive, Store
from workbook_tools.record import Decided, ListRecorded, PlanRecorded, Received, Record


def filed(archive: Archive, record: Record) -> tuple[Store, str] | None:
    """The area of the archive and the sha256 of the file there; None for a line that rests on none."""
    match record:
        case Received(sha256=sha256):
            return archive.originals, sha256
        case PlanRecorded(sha256=sha256):
            return archive.plans, sha256
        case Decided(sha256=sha256):
            return archive.decisions, sha256
        case ListRecorded(sha256=sha256):
            return archive.lists, sha256
        case _:
            return None
