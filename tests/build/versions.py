"""A return from a few words, and where its unit stands: `came("a", ...)`, `checked(a="accepted")`, `stand(...)`.

A return is of round 0, filled in on 1 November, for unit 甲, form 表一 and October 2023 unless said otherwise.
"""

from datetime import date
from typing import Any

from workbook_tools import period
from workbook_tools.model import ReportingPeriod, Verdict
from workbook_tools.record import Event, Received, Result, Validated
from workbook_tools.standing import Standing, fold, standings

OCTOBER, NOVEMBER = period.month(2023, 10), period.month(2023, 11)
IN_TIME, LATE, LATER = "2023-11-02T09:00:00", "2023-11-06T09:00:00", "2023-11-07T09:00:00"


def came(sha256: str, at: str = IN_TIME, **facts: Any) -> Event:
    """A return that was handed in; its values are unlike any other's unless `content` says so."""
    known: dict[str, Any] = {
        "name": f"{sha256}.xlsx",
        "group": "",
        "size": 1,
        "format": "xlsx",
        "verdict": Verdict.COLLECTED,
        "unit": "甲",
        "form": "表一",
        "period": "2023-10",
        "filled_on": "2023-11-01",
        "content": f"values of {sha256}",
    }
    return Event(at, Received(sha256, **(known | facts)))


def scan(sha256: str, group: str) -> Event:
    """A picture or PDF that was handed in: by itself it is refused."""
    nothing = {"unit": "", "form": "", "period": "", "filled_on": "", "content": ""}
    return came(sha256, group=group, format="pdf", verdict=Verdict.REFUSED, code="F106", **nothing)


def checked(at: str = LATER, **statuses: str) -> Event:
    """The rules were applied to returns."""
    return Event(at, Validated("2023-10", "d1", tuple(Result(each, statuses[each], {}) for each in statuses)))


def stand(
    *events: Event, month: period.Period = OCTOBER, carry: bool = True, as_of: date | None = None
) -> Standing:
    """Where unit 甲 stands with 表一; seen on the due day unless `as_of` says otherwise."""
    due = date(month.year, month.last_month + 1, 5)
    reporting = ReportingPeriod(month, month.end, due, {})
    (standing,) = standings(fold(events), [("甲", "表一")], reporting, carry=carry, as_of=as_of or due)
    return standing
