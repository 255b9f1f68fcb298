"""Forty townships through twelve months, in plain Python: what each reports, and what then must be counted.

Nothing of the tool is used: this is the bookkeeping that an officer would do by hand, to hold the tool's against.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum

from scripts.examples.enterprises import township_row
from scripts.examples.filling import Record

COUNTED, CULTIVATED, LEFT = "已入库（新增）", "拟培育", "出库"
REASON = "示例：该企业已于本月注销，故报出库"
SKIPPER, SKIPPED = 1, (4, 5)
"""The township that sends nothing for two months on end, and in which turns."""


class Act(Enum):
    """What a township does in a month."""

    SILENT = "sends nothing"
    REFUSED = "sends a list with a wrong code, and does not answer the slip"
    CORRECTED = "sends a list with a wrong code, and corrects it in the slip"
    LATE = "sends its list after the due day"
    UNCHANGED = "ticks 零报告 and leaves the list as it is"
    GROWN = "adds an enterprise newly in the library and one to cultivate"
    MOVED = "reports one that it cultivates as newly in the library, and now and then one that left"


MISTYPED = (Act.REFUSED, Act.CORRECTED)
UNSETTLED = (Act.SILENT, Act.REFUSED)
"""Nothing of theirs is accepted in the month."""
AFTERWARDS = (Act.CORRECTED, Act.LATE)
"""What is accepted of them comes in a second round."""


def has_second_round(turn: int) -> bool:
    """Whether the bureau waits, in the `turn`-th month, for what comes late and for answers to its slips."""
    return turn % 4 == 1


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month and what follows from it."""

    year: int
    number: int

    @property
    def name(self) -> str:
        """As in commands: 2023-10."""
        return f"{self.year}-{self.number:02d}"

    @property
    def next(self) -> "Month":
        """The month after it."""
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def last_day(self) -> date:
        """When its forms are issued."""
        return date(self.next.year, self.next.number, 1) - timedelta(days=1)

    def after(self, day: int) -> date:
        """A day of the month after it, in which its returns are filled in and come; they are due on the 5th."""
        return date(self.next.year, self.next.number, day)


@dataclass(slots=True)
class Township:
    """What one township has reported so far, as far as it was accepted, and what that counts.

    `listed` is its last accepted list and `listed_in` the month of it; `counted` and `left` are the codes by year.
    """

    place: int
    listed: Sequence[Record] = ()
    listed_in: Month | None = None
    counted: dict[int, set[str]] = field(default_factory=dict)
    left: dict[int, set[str]] = field(default_factory=dict)
    made: int = 0

    def act(self, turn: int) -> Act:
        """What it does in the `turn`-th month: each its own way, nearly all ways in every month."""
        again = has_second_round(turn)
        if self.place == SKIPPER and turn in SKIPPED:
            return Act.SILENT
        if (7 * self.place + 3 * turn) % 11 == 0:
            return Act.LATE if again else Act.SILENT
        if (self.place + 2 * turn) % 13 == 0:
            return Act.CORRECTED if again else Act.REFUSED
        return (Act.UNCHANGED, Act.GROWN, Act.MOVED)[(self.place + turn) % 3]

    def begins_with(self, month: Month) -> list[Record]:
        """The list its form of a month must begin with: a new year begins without those that left."""
        same_year = self.listed_in is not None and self.listed_in.year == month.year
        return [row for row in self.listed if same_year or row["status"] != LEFT]

    def told_of(self, row: Record, month: Month) -> str:
        """What the form of a month says of an enterprise that it begins with: whether an earlier year has it."""
        years = [year for year, codes in self.counted.items() if year < month.year and _code(row) in codes]
        return f"{min(years)}年已计入" if years else ""

    def report(self, act: Act, month: Month) -> list[Record]:
        """The list it means to send in a month."""
        rows = self.begins_with(month)
        if act is Act.MOVED:
            return self._moved(rows, month)
        if act is Act.GROWN:
            rows.append(self._new(month, counts=False))
        if act is not Act.UNCHANGED:
            rows.append(self._new(month, counts=True))
        return rows

    def accept(self, rows: Sequence[Record], month: Month) -> None:
        """The bureau accepted this list."""
        self.listed, self.listed_in = rows, month
        counted = self.counted.setdefault(month.year, set())
        counted |= {_code(row) for row in rows if _counts(row, month)}
        ever = set().union(*self.left.values())
        left = {_code(row) for row in rows if row["status"] == LEFT}
        self.left.setdefault(month.year, set()).update(left - ever)

    def cumulative(self, year: int) -> int:
        """How many counted in a year so far."""
        return len(self.counted.get(year, ()))

    def exits(self, year: int) -> int:
        """How many left in a year so far."""
        return len(self.left.get(year, ()))

    def _new(self, month: Month, *, counts: bool) -> Record:
        self.made += 1
        return _dated(township_row(self.place * 1000 + self.made, counts), month)

    def _moved(self, rows: Sequence[Record], month: Month) -> list[Record]:
        moved = list(rows)
        waiting = [n for n, row in enumerate(rows) if row["status"] == CULTIVATED]
        if waiting:
            row = moved[waiting[0]]
            entered = {"status": COUNTED, "in_no": f"SL{row['uscc']}", "proof": "入库证明"}
            moved[waiting[0]] = _dated({**row, **entered}, month)
        else:
            moved.append(self._new(month, counts=False))
        present = [n for n, row in enumerate(rows) if row["status"] == COUNTED]
        if len(present) > 2:
            moved[present[0]] = {**rows[present[0]], "status": LEFT, "explain": REASON}
        return moved


def mistyped(rows: Sequence[Record]) -> list[Record]:
    """A list as it is sent with a slip of the pen in its last code."""
    *others, last = rows
    return [*others, {**last, "uscc": _code(last)[:-1] + "#"}]


def _code(row: Record) -> str:
    return str(row["uscc"])


def _counts(row: Record, month: Month) -> bool:
    return row["status"] == COUNTED and row["count_year"] == str(month.year)


def _dated(row: Record, month: Month) -> Record:
    """The row as one that entered the library in this month, if it did; without the cells left blank."""
    entered: Record = {"count_year": str(month.year), "in_date": date(month.year, month.number, 5)}
    dated = {**row, **entered} if row["status"] == COUNTED else row
    return {key: value for key, value in dated.items() if value is not None}
