"""The plan workbook: its sheets in, a Plan and every mistake in it out."""

from workbook_tools.plan.load import Loaded, load

__all__ = ["Loaded", "load"]
