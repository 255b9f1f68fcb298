"""trace: where any cell of a master came from, back to cells of archived files and lines of the ledger."""

from workbook_tools.pipeline.tracing.answer import (
    Detail,
    Differing,
    LedgerLine,
    Source,
    Step,
    Trace,
)
from workbook_tools.pipeline.tracing.tracer import Tracer

__all__ = ["Detail", "Differing", "LedgerLine", "Source", "Step", "Trace", "Tracer"]
