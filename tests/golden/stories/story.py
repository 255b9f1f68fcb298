"""What a golden story is: several returns, of several units and periods, and what the bureau does between them.

Every story is told twice: with its defect, and as it should have gone, when nothing may be said of anybody.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from zlib import crc32

from scripts.examples.enterprises import department_row, township_row
from scripts.examples.filling import Record
from workbook_tools.model import Value
from workbook_tools.period import Period, month
from workbook_tools.record import Listed, ListKind, Matter

OCTOBER, NOVEMBER, JANUARY = month(2023, 10), month(2023, 11), month(2024, 1)
DECEMBER = month(2023, 12)
"""Left to one story: a period is closed for everybody."""
DEPARTMENTS = ("区经济信息委", "区农业农村委", "区商务委", "区国资委", "浦里新区管委会")
"""All units of annex 1."""

_USUAL = 3
"""So many days after its end the returns of a period come, unless said otherwise."""


@dataclass(frozen=True, eq=False)
class Return:
    """A unit hands in its form of a period with these rows in place of the list it begins with; None leaves that list.

    `header` are header cells other than the usual ones.
    """

    day: date
    period: Period
    unit: str
    rows: Sequence[Record] | None
    header: Record = field(default_factory=dict)


@dataclass(frozen=True)
class Ruling:
    """The officer answers the question of 待办 on a matter that has `says` in it: with the choice that has `ruling`."""

    day: date
    period: Period
    matter: Matter
    says: str
    ruling: str


@dataclass(frozen=True)
class Listing:
    """The bureau supplies a reference list of an annex."""

    day: date
    period: Period
    annex: int
    kind: ListKind
    entries: tuple[Listed, ...]


@dataclass(frozen=True)
class Closing:
    """The bureau closes a period, or with a reason reopens it."""

    day: date
    period: Period
    reopened: str = ""


Act = Return | Ruling | Listing | Closing
Acts = Iterator[Act]
Tell = Callable[..., Acts]
"""Takes each `Party` of the story, in the order of its units, and as `wrong` whether the defect is to be there."""


def days_after(period: Period, days: int) -> date:
    """A day after a period's end."""
    return period.end + timedelta(days)


@dataclass(frozen=True)
class Party:
    """One unit of a story, and the enterprises it speaks of: the same number is the same enterprise to every unit."""

    unit: str
    first: int

    def new(self, number: int, since: Period = OCTOBER, **cells: Value) -> Record:
        """An enterprise that counts since a period."""
        made = self._row(number, counted=True)
        year, day = str(since.year), date(since.year, since.first_month, 16)
        entered = "cert_date" if "cert_date" in made else "in_date"
        dated: Record = {entered: day, "count_year": year}
        if "cert" in made:
            dated = {**dated, "cert": f"GR{year}51{self.first + number:06d}"}
        return {**made, **dated, **cells}

    def waiting(self, number: int, **cells: Value) -> Record:
        """An enterprise that is brought on and does not count yet."""
        return {**self._row(number, counted=False), **cells}

    def stock(self, number: int) -> Record:
        """An enterprise that a township has had in the library since an earlier year."""
        entered = date(OCTOBER.year - 1, 5, 16)
        return {
            **self.waiting(number),
            "status": "已入库（存量）",
            "in_date": entered,
            "in_no": f"SL2022{number:06d}",
        }

    def returns(self, period: Period, *rows: Record, days: int = _USUAL, **header: Value) -> Return:
        """This list handed in, filled in the day before."""
        return self._returned(period, rows, days, header)

    def leaves(self, period: Period, *, zero: str) -> Return:
        """The form handed in with the list as it was issued, and this answer to 零报告."""
        return self._returned(period, None, _USUAL, {"h_zero": zero})

    def _returned(self, period: Period, rows: Sequence[Record] | None, days: int, header: Record) -> Return:
        filled_on = days_after(period, days - 1)
        return Return(days_after(period, days), period, self.unit, rows, {"h_date": filled_on, **header})

    def _row(self, number: int, *, counted: bool) -> Record:
        row = department_row if self.unit in DEPARTMENTS else township_row
        return row(self.first + number, counted)


def ruled(matter: Matter, says: str, ruling: str, *, days: int, period: Period = OCTOBER) -> Ruling:
    """The bureau's answer so many days after the end of a period."""
    return Ruling(days_after(period, days), period, matter, says, ruling)


def supplied(
    annex: int, kind: ListKind, entries: Iterable[tuple[Record, str]], period: Period = OCTOBER
) -> Listing:
    """A list of enterprises, each with the unit it is listed under, on the day on which returns come."""
    listed = tuple(Listed(str(row["uscc"]), str(row["name"]), unit) for row, unit in entries)
    return Listing(days_after(period, _USUAL), period, annex, kind, listed)


@dataclass(frozen=True)
class Story:
    """A defect that one return alone does not show: its number in the catalogue, or the check's code; a short name.

    `units` are those that take part, or whose whole annex must be left to this story.
    """

    about: str
    name: str
    units: tuple[str, ...]
    tell: Tell

    @property
    def folder(self) -> str:
        """The folder of what is expected."""
        return f"{self.about}-{self.name}"

    @property
    def says(self) -> str:
        """What happened, in a sentence."""
        return (self.tell.__doc__ or "").strip()

    @property
    def first(self) -> int:
        """The number of its first enterprise; no two stories may speak of the same one."""
        return crc32(self.folder.encode()) % 99_000 * 10

    def acts(self, *, wrong: bool) -> tuple[Act, ...]:
        """All that happens, in its order."""
        return tuple(self.tell(*(Party(unit, self.first) for unit in self.units), wrong=wrong))


_STORIES: list[Story] = []


def story(about: str, name: str, *units: str) -> Callable[[Tell], Tell]:
    """Register the function as the story `about-name` of these units."""

    def register(tell: Tell) -> Tell:
        _STORIES.append(Story(about, name, units, tell))
        return tell

    return register


def every_story() -> tuple[Story, ...]:
    """All registered stories in the order of their folders."""
    return tuple(sorted(_STORIES, key=lambda each: each.folder))
