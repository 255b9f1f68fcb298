"""Archived files read by openpyxl alone, as somebody would who has never seen this tool."""

import unicodedata
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

_SAME = {"已入统": "入统", "√": "是"}
"""What the county's plan names as other spellings."""


class Originals:
    """The files of an archive, by sha256."""

    def __init__(self, archive: Path) -> None:
        self._paths = {path.stem: path for path in archive.rglob("*.xlsx")}
        self.book = cache(self._book)

    def __contains__(self, sha256: str) -> bool:
        return sha256 in self._paths

    def path(self, sha256: str) -> Path:
        """Where a file lies."""
        return self._paths[sha256]

    def text(self, sha256: str, sheet: str, cell: str) -> str:
        """What stands in a cell, as a person reads it."""
        return shown(self.book(sha256)[sheet][cell].value)

    def beside(self, sha256: str, sheet: str, label: str) -> str:
        """What stands to the right of a label."""
        for row in self.book(sha256)[sheet].iter_rows():
            for cell in row:
                if shown(cell.value).rstrip("：") == label:
                    return shown(row[cell.column].value)
        raise LookupError(label)

    def _book(self, sha256: str) -> Workbook:
        return load_workbook(self._paths[sha256], data_only=True)


def shown(value: Any) -> str:
    """A value as a person reads it: whole numbers without a point, days as 2024-01-31."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def meant(text: str) -> str:
    """What a text says, in whatever width, case or spelling, with or without thousands separators."""
    plain = unicodedata.normalize("NFKC", text).strip()
    plain = plain.replace(",", "") if plain[:1].isdecimal() else plain
    try:
        return shown(float(plain)) if "." in plain else _SAME.get(plain, plain.upper())
    except ValueError:
        return _SAME.get(plain, plain.upper())
