"""What everybody in the bench knows of the form: its sheet, where its heading stands, and its key column."""

SHEET = "填报表"
HEADING_ROW = 8
"""The row of the column headings, counted from 1."""
KEY = "统一社会信用代码"
