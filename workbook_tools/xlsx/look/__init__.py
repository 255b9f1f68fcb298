"""Returned workbooks as found: values from calamine, and beside them what calamine hides."""

from workbook_tools.xlsx.look.workbook import look

__all__ = ["look"]
