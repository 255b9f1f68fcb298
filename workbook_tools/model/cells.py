"""Cells and their values: addresses as the workbook counts them, values as understood."""

import re
from datetime import date

Address = tuple[int, int]
"""(row, column), both counted from 1 as in the workbook."""
LAST_CELL: Address = (1_048_576, 16_384)
"""The last cell of a sheet."""

Value = str | int | float | date | None
"""A value as understood. None is blank; the text 无 means does not apply and is neither blank nor zero."""

NOT_APPLICABLE = "无"
ALWAYS = "必填"
"""What `Field.required` says where it is no formula."""

_CELL = re.compile(r"([A-Z]+)([0-9]+)")


def column_letter(column: int) -> str:
    """The letters of a column counted from 1 (27 -> AA)."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column by its letters (AA -> 27)."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def a1(address: Address) -> str:
    """An address as spreadsheets print it: (12, 6) -> F12."""
    return f"{column_letter(address[1])}{address[0]}"


def printed(value: Value) -> str:
    """A value as a person writes it: whole numbers without a point, dates as 2023-10-31, blank as ''."""
    if isinstance(value, float):
        return f"{value:.15g}"
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def address_of(text: str) -> Address | None:
    """The address that a text such as F12 spells; None for any other text."""
    match = _CELL.fullmatch(text)
    return (int(match[2]), column_number(match[1])) if match else None
