"""The evidence pack: a master with all that it was made from, as a bag (RFC 8493) in one zip, written and opened."""

from workbook_tools.pipeline.pack.entries import is_pack
from workbook_tools.pipeline.pack.export import Exported, export
from workbook_tools.pipeline.pack.opening import Flaw, Opened, Problem, opened
from workbook_tools.pipeline.pack.verifying import PackVerified, verify_pack

__all__ = [
    "Exported",
    "Flaw",
    "Opened",
    "PackVerified",
    "Problem",
    "export",
    "is_pack",
    "opened",
    "verify_pack",
]
