"""Cells of plan sheets: tables found by their headings, and typed reading that collects every mistake."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import TypeVar

from workbook_tools.messages import plans as words
from workbook_tools.messages import severity
from workbook_tools.model import Address, Finding, SheetLook, a1
from workbook_tools.period import Period, parse_paper

Word = TypeVar("Word", bound=Enum)

_UNSHOWN = "P041"
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?%?")


def as_text(value: object) -> str:
    """A cell's value as the officer sees it: whole numbers without a decimal point, dates as 2023-10-31."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value).strip()


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell of the plan: its value and where it stands."""

    sheet: str
    address: Address
    value: object = None
    heading: str = ""

    @property
    def text(self) -> str:
        """The value as text, '' where blank."""
        return as_text(self.value)


class Mistakes:
    """Every mistake found in a plan so far."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._unshown: set[tuple[str, str]] = set()

    def add(self, code: str, entry: Entry, **params: object) -> None:
        """Record a mistake at a cell; of one that shows no value (P041) there is nothing more to say."""
        texts = tuple((name, str(value)) for name, value in params.items())
        place = a1(entry.address)
        if (entry.sheet, place) in self._unshown:
            return
        if code == _UNSHOWN:
            self._unshown.add((entry.sheet, place))
        self.findings.append(
            Finding(code, severity(code), entry.sheet, place, entry.heading, entry.text, texts)
        )

    @property
    def any(self) -> bool:
        """Whether anything stands in the way of using the plan (notices do not)."""
        return any(finding.severity.name != "NOTICE" for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a headed table; a column the table lacks reads as blank."""

    sheet: str
    number: int
    cells: Mapping[str, Entry]

    def __getitem__(self, heading: str) -> Entry:
        return self.cells.get(heading) or Entry(self.sheet, (self.number, 1), None, heading)


def headings(sheet: SheetLook, number: int) -> dict[str, int]:
    """The headings in a sheet row: text -> column."""
    row = sheet.rows[number - 1] if 0 < number <= len(sheet.rows) else ()
    return {as_text(value): column for column, value in enumerate(row, 1) if as_text(value)}


def _check_repeated(sheet: SheetLook, heading_row: int, columns: Sequence[str], mistakes: Mistakes) -> None:
    """Of two columns with one heading nobody can tell which holds."""
    first: dict[str, int] = {}
    row = sheet.rows[heading_row - 1] if heading_row <= len(sheet.rows) else ()
    for column, value in enumerate(row, 1):
        text = as_text(value)
        if text in columns and first.setdefault(text, column) != column:
            at = Entry(sheet.name, (heading_row, column), text)
            mistakes.add("P007", at, first=a1((heading_row, first[text])), what=words.HEADING)


def _is_comment(value: object) -> bool:
    return as_text(value).startswith("#")


def table(
    sheet: SheetLook,
    heading_row: int,
    last_row: int,
    columns: Sequence[str],
    mistakes: Mistakes,
    *,
    optional: Sequence[str] = (),
) -> Iterator[Row]:
    """The non-blank rows under a heading row; missing and unknown columns are mistakes of the heading row."""
    found = headings(sheet, heading_row)
    _check_repeated(sheet, heading_row, (*columns, *optional), mistakes)
    for heading in columns:
        if heading not in found:
            mistakes.add("P003", Entry(sheet.name, (heading_row, 1)), column=heading)
    for heading, column in found.items():
        if heading not in (*columns, *optional):
            mistakes.add("P004", Entry(sheet.name, (heading_row, column), heading), column=heading)
    for number in range(heading_row + 1, min(last_row, len(sheet.rows)) + 1):
        values = sheet.rows[number - 1]
        if _is_comment(values[0]) or not any(as_text(values[column - 1]) for column in found.values()):
            continue
        yield Row(
            sheet.name,
            number,
            {
                name: Entry(sheet.name, (number, column), values[column - 1], name)
                for name, column in found.items()
            },
        )


def required(entry: Entry, mistakes: Mistakes) -> str:
    """The text of a cell that must not be blank."""
    if not entry.text:
        mistakes.add("P005", entry, column=entry.heading)
    return entry.text


def unique(entry: Entry, seen: dict[str, Entry], what: str, mistakes: Mistakes) -> None:
    """A text must not be there twice; `seen` has the first entry of each, which the mistake names."""
    first = seen.setdefault(entry.text, entry)
    if entry.text and first is not entry:
        mistakes.add("P007", entry, first=a1(first.address), what=what)


def word(entry: Entry, kind: type[Word], mistakes: Mistakes, default: Word) -> Word:
    """One of a fixed set of words; blank is the default, anything else a mistake that lists them."""
    if not entry.text:
        return default
    for member in kind:
        if member.value == entry.text:
            return member
    mistakes.add("P006", entry, allowed="、".join(str(member.value) for member in kind))
    return default


def whole(entry: Entry, mistakes: Mistakes, low: int, high: int) -> int | None:
    """A whole number within bounds, or None where blank; anything else is a mistake."""
    if not entry.text:
        return None
    if not re.fullmatch(r"-?\d{1,15}", entry.text) or not low <= int(entry.text) <= high:
        mistakes.add("P008", entry, low=low, high=high)
        return None
    return int(entry.text)


def number(entry: Entry, mistakes: Mistakes) -> float | None:
    """A number, a percentage written as text included, or None where blank."""
    text = entry.text
    if not text:
        return None
    # float() would also take nan, inf and 1_000.
    if _NUMBER.fullmatch(text) and math.isfinite(found := float(text.removesuffix("%"))):
        return found / 100 if text.endswith("%") else found
    mistakes.add("P017", entry)
    return None


def within(entry: Entry, mistakes: Mistakes, low: float, high: float) -> float | None:
    """A number within bounds, or None where blank; anything else is a mistake."""
    found = number(entry, mistakes)
    if found is not None and not low <= found <= high:
        mistakes.add("P039", entry, low=f"{low:g}", high=f"{high:g}")
        return None
    return found


def day(entry: Entry, mistakes: Mistakes) -> date | None:
    """A date cell or a text such as 2023-10-31, or None where blank."""
    if not entry.text:
        return None
    try:
        return date.fromisoformat(entry.text.replace("/", "-"))
    except ValueError:
        mistakes.add("P009", entry)
        return None


def period(entry: Entry, mistakes: Mistakes) -> Period | None:
    """A reporting period as in commands or on paper; a date cell stands for its month."""
    value = entry.value
    # Spreadsheets turn a typed 2023-10 into the first day of that month.
    found = Period(value.year, value.month, 12) if isinstance(value, date) else parse_paper(entry.text)
    if found is None:
        mistakes.add("P010", entry)
    return found


def listed(entry: Entry) -> tuple[str, ...]:
    """The items of a cell that holds several, separated by 、 or a comma or semicolon of either width."""
    return tuple(part.strip() for part in re.split(r"[、，,；;]", entry.text) if part.strip())
