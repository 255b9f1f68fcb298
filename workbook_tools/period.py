"""Reporting periods: `2023`, `2023Q3` or `2023-10`, and what they are called on paper and in file names."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_COMMAND = re.compile(r"(?P<year>\d{4})(?:Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2]))?\Z")
_PAPER = re.compile(
    r"(?P<year>\d{4})\s*年?\s*"
    r"(?:(?:第?\s*(?P<quarter>[1-4一二三四])\s*季度?)|(?:(?P<month>0?[1-9]|1[0-2])\s*月份?))?\s*\Z"
)
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A year (`parts` 1), a quarter (`parts` 4) or a month (`parts` 12), ordered by its last month."""

    year: int
    last_month: int
    parts: int

    @property
    def part(self) -> int:
        """The number of the quarter or month within its year; 1 for a whole year."""
        return self.last_month * self.parts // 12

    @property
    def end(self) -> date:
        """The last day of the period."""
        return date(self.year, self.last_month, calendar.monthrange(self.year, self.last_month)[1])

    @property
    def first_month(self) -> int:
        """The first month of the period (1-12)."""
        return self.last_month - 12 // self.parts + 1

    @property
    def number(self) -> int:
        """The period as one number, ordered within its kind: 2023, 20233 or 202310 (never read as a date)."""
        return {1: self.year, 4: self.year * 10 + self.part, 12: self.year * 100 + self.part}[self.parts]

    @property
    def number_format(self) -> str:
        """The spreadsheet number format that prints `number` as it is written on paper."""
        return {1: '0"年"', 4: '0000"年第"0"季度"', 12: '0000"年"00"月"'}[self.parts]

    @property
    def paper(self) -> str:
        """The period as it is written on paper: 2023年, 2023年第3季度, 2023年10月."""
        return {1: f"{self.year}年", 4: f"{self.year}年第{self.part}季度", 12: f"{self.year}年{self.part}月"}[
            self.parts
        ]

    @property
    def file(self) -> str:
        """The period as it stands in file names: 2023, 2023Q3, 202310."""
        return str(self).replace("-", "")

    def __str__(self) -> str:
        return {1: f"{self.year}", 4: f"{self.year}Q{self.part}", 12: f"{self.year}-{self.part:02d}"}[
            self.parts
        ]


def year(number: int) -> Period:
    """The whole year."""
    return Period(number, 12, 1)


def quarter(of_year: int, number: int) -> Period:
    """A quarter, 1 to 4."""
    return Period(of_year, number * 3, 4)


def month(of_year: int, number: int) -> Period:
    """A month, 1 to 12."""
    return Period(of_year, number, 12)


def _build(match: re.Match[str]) -> Period:
    of_year = int(match["year"])
    if match["quarter"]:
        return quarter(of_year, _QUARTERS.get(match["quarter"]) or int(match["quarter"]))
    return month(of_year, int(match["month"])) if match["month"] else year(of_year)


def parse(text: str) -> Period | None:
    """The period named in a command or a plan (`2023`, `2023Q3`, `2023-10`), or None."""
    match = _COMMAND.match(text.strip())
    return _build(match) if match else None


def parse_paper(text: str) -> Period | None:
    """The period as people write it (`2023年10月`, `2023年第3季度`, `202310`, or the command form), or None."""
    text = text.strip()
    if re.fullmatch(r"\d{4}(0[1-9]|1[0-2])", text):
        return month(int(text[:4]), int(text[4:]))
    match = _PAPER.match(text)
    return parse(text) or (_build(match) if match else None)


@lru_cache(maxsize=256)
def year_named(value: str | float | date | None) -> int | None:
    """The year a 计入年度 value names (2023, `2023`, `2023年`, a date); None for 不计入 and the like."""
    if isinstance(value, date):
        return value.year
    if isinstance(value, str):
        named = parse_paper(value)
        return named.year if named else None
    return None if value is None else int(value)
