"""The decisions workbook 待办: what needs the bureau written out, and what it ruled read back."""

from workbook_tools.xlsx.decisions.questions import BLANK, Choice, Entry, Filled, Question, plain
from workbook_tools.xlsx.decisions.read import Row, read
from workbook_tools.xlsx.decisions.write import Pending, write

__all__ = ["BLANK", "Choice", "Entry", "Filled", "Pending", "Question", "Row", "plain", "read", "write"]
