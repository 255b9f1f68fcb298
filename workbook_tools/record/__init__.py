"""What the ledger records: one frozen type an event, and the JSON object each is kept as."""

from workbook_tools.record.closing import Closed, Mended, Published, Reopened, Sampled
from workbook_tools.record.decisions import Decided, Decision, Listed, ListKind, ListRecorded, Matter
from workbook_tools.record.event import OBSERVING, Event, Record, body, load
from workbook_tools.record.kept import Body, Scalar, canonical, stated
from workbook_tools.record.returns import Issued, PlanRecorded, Received, Result, Template, Validated

__all__ = [
    "OBSERVING",
    "Body",
    "Closed",
    "Decided",
    "Decision",
    "Event",
    "Issued",
    "ListKind",
    "ListRecorded",
    "Listed",
    "Matter",
    "Mended",
    "PlanRecorded",
    "Published",
    "Received",
    "Record",
    "Reopened",
    "Result",
    "Sampled",
    "Scalar",
    "Template",
    "Validated",
    "body",
    "canonical",
    "load",
    "stated",
]
