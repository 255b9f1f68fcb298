"""What everybody in the bench knows of the form: its sheet, where its heading stands, and two of its columns."""

SHEET = "填报表"
HEADING_ROW = 8
"""The row of the column headings, counted from 1."""
NAME = "企业名称"
"""Filled in on every row that holds an enterprise, and on no other."""
KEY = "统一社会信用代码"
