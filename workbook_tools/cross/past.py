"""What a unit's accepted returns of earlier periods amount to, for the checks on its next one."""

from dataclasses import dataclass, field

from workbook_tools.cross.statement import Statement
from workbook_tools.period import Period


@dataclass(slots=True)
class Past:
    """`last` is the last accepted return; the rest is by the key of an enterprise.

    `counted`: the years it counted in, each with the first period of that year. `stock`: the first period in which it
    was listed as 存量 without being new. `left`: when it was reported to have left, unless it came back since.
    `totals` are the numbers counted by the accepted returns of each year, oldest first.
    """

    last: Statement | None = None
    counted: dict[str, dict[int, Period]] = field(default_factory=dict)
    stock: dict[str, Period] = field(default_factory=dict)
    left: dict[str, Period] = field(default_factory=dict)
    totals: dict[int, list[int]] = field(default_factory=dict)

    def add(self, accepted: Statement) -> None:
        """Go on with the next accepted return; they are added in the order of their periods."""
        self.last, now = accepted, accepted.period
        for key in accepted.counted:
            self.counted.setdefault(key, {}).setdefault(now.year, now)
        for key, i in accepted.records.items():
            if accepted.stock[i] and not accepted.meets[i]:
                self.stock.setdefault(key, now)
            if accepted.exits[i]:
                self.left.setdefault(key, now)
            else:
                self.left.pop(key, None)
        self.totals.setdefault(now.year, []).append(len(accepted.counted))

    def counted_in(self, key: str, year: int) -> Period | None:
        """Since when an enterprise counts in a year, if it does."""
        return self.counted.get(key, {}).get(year)

    def year_before(self, key: str, year: int) -> int | None:
        """The last year before this one in which an enterprise counted, if any."""
        return max((each for each in self.counted.get(key, {}) if each < year), default=None)

    def held(self, year: int) -> frozenset[str]:
        """The enterprises of the last return that count in the year."""
        listed = self.last.records if self.last else {}
        return frozenset(key for key in listed if self.counted_in(key, year))
