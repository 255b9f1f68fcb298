"""Beside the unit's own accepted returns of earlier periods: what vanished, fell, came back, grew or changed."""

from collections.abc import Iterator
from datetime import date

from workbook_tools import formula
from workbook_tools.cross.compared import compared
from workbook_tools.cross.statement import Flat, Statement, plain
from workbook_tools.cross.view import View
from workbook_tools.messages import cross as words
from workbook_tools.messages.submissions import NO
from workbook_tools.model import Finding, printed
from workbook_tools.period import Period


def check_vanished(own: Statement, view: View) -> Iterator[Finding]:
    """X3 for each enterprise of the last accepted return that counts in this year, is not listed now and never left."""
    last, past, year = view.past.last, view.past, own.period.year
    if last is None:
        return
    for key in sorted(last.records.keys() - own.records.keys() - past.left.keys()):
        if since := past.counted_in(key, year):
            name = view.name(last, last.records[key])
            yield view.of_table(own, "X3", name, key=key, since=since.paper)


def check_fallen(own: Statement, view: View) -> Iterator[Finding]:
    """X4 where fewer enterprises count than before, those that left or vanished (X3) aside."""
    last, held = view.past.last, view.past.held(own.period.year)
    excused = {key for key in held - own.counted if _is_gone(own, key)}
    if last and len(own.counted) + len(excused) < len(held):
        now, before = str(len(own.counted)), str(len(held))
        yield view.of_table(own, "X4", now=now, before=before, since=last.period.paper)


def _is_gone(own: Statement, key: str) -> bool:
    record = own.records.get(key)
    return record is None or own.exits[record]


def check_growth(own: Statement, view: View) -> Iterator[Finding]:
    """X7 where more is new than a multiple of the year's target, or of what the last accepted return added."""
    over_target, over_last = view.rule("X7").limits
    count, target = len(own.counted), view.target
    if target and count > over_target * target:
        share = f"{count / target:.0%}"
        yield _grown(own, view, words.OVER_TARGET.format(count=count, target=target, share=share))
    before = view.past.totals.get(own.period.year, [])
    if not before:
        return
    added, last = count - before[-1], before[-1] - (before[-2] if len(before) > 1 else 0)
    if last > 0 and added > over_last * last:
        times = f"{added / last:.1f}"
        yield _grown(own, view, words.OVER_LAST.format(count=added, last=last, times=times))


def _grown(own: Statement, view: View, growth: str) -> Finding:
    return view.of_table(own, "X7", growth=growth)


def check_copied(own: Statement, view: View) -> Iterator[Finding]:
    """X10 where the list is that of the last accepted return, word by word, and 零报告 says it is not.

    Where the form was issued with that list, the zero report is checked against it already (S051).
    """
    last = view.past.last
    if last and view.begun != last.sha256 and own.roster and own.roster == last.roster and own.zero == NO:
        yield view.of_table(own, "X10", since=last.period.paper)


def check_changes(own: Statement, view: View) -> Iterator[Finding]:
    """X12, X14 and X16: names, levels and money of enterprises that the last accepted return lists too."""
    last = view.past.last
    if last is None:
        return
    both = [(i, last.records[key]) for key, i in own.records.items() if key in last.records]
    for field in compared(view.plan, view.form, "X12"):
        if field.label != view.annex.counting.key:
            yield from _renamed(own, last, view, field.label, both)
    levels = formula.levels_by_label(view.form.roster, view.plan.choices)
    for field in compared(view.plan, view.form, "X14"):
        yield from _fallen_back(own, last, view, field.label, levels.get(field.label, {}), both)
    if last.period.year == own.period.year:
        for field in compared(view.plan, view.form, "X16"):
            yield from _jumped(own, last, view, field.label, both)


Pairs = list[tuple[int, int]]
"""Records of the same enterprise, in this return and in the last accepted one."""


def _renamed(own: Statement, last: Statement, view: View, label: str, both: Pairs) -> Iterator[Finding]:
    for now, then in both:
        before = last.value(label, then)
        old, new = plain(before), plain(own.value(label, now))
        if old and new and old != new:
            yield view.at(own, now, label, "X12", before=printed(before))


def _fallen_back(
    own: Statement, last: Statement, view: View, label: str, levels: dict[str, int], both: Pairs
) -> Iterator[Finding]:
    for now, then in both:
        before = printed(last.value(label, then))
        old, new = levels.get(before), levels.get(printed(own.value(label, now)))
        if old is not None and new is not None and new < old:
            yield view.at(own, now, label, "X14", before=before)


def _jumped(own: Statement, last: Statement, view: View, label: str, both: Pairs) -> Iterator[Finding]:
    (limit,) = view.rule("X16").limits
    for now, then in both:
        before = last.value(label, then)
        share = _change(before, own.value(label, now))
        if share is not None and share > limit:
            yield view.at(own, now, label, "X16", before=printed(before), share=f"{share:.0%}")


def _change(old: Flat, new: Flat) -> float | None:
    """By which part of itself a number changed; None where that cannot be said."""
    if not isinstance(old, int | float) or not isinstance(new, int | float) or not old:
        return None
    return abs(new - old) / abs(old)


def check_returned(own: Statement, view: View) -> Iterator[Finding]:
    """X15 for each enterprise that was reported to have left and is listed again as if it had not."""
    for key in sorted(own.records.keys() & view.past.left.keys()):
        record = own.records[key]
        if not own.exits[record]:
            yield view.at_key(own, record, "X15", since=view.past.left[key].paper)


def check_first_seen(own: Statement, view: View) -> Iterator[Finding]:
    """X17 where an enterprise that the last accepted return does not list has a date outside the period."""
    last = view.past.last
    if last is None:
        return
    for field in compared(view.plan, view.form, "X17"):
        for key, i in own.records.items():
            if key not in last.records and _is_outside(own.value(field.label, i), own.period):
                yield view.at(own, i, field.label, "X17", period=own.period.paper)


def _is_outside(value: Flat, period: Period) -> bool:
    """Whether a value is a day, and not one of the period."""
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return False
    return day.year != period.year or not period.first_month <= day.month <= period.last_month


def check_years(own: Statement, view: View) -> Iterator[Finding]:
    """X13 where what counts now counted in an earlier year, X6 where it was in stock before it was new."""
    year, stock = own.period.year, view.around.stock[own.form]
    for key in sorted(own.records.keys() & (view.past.counted.keys() | stock.keys())):
        i = own.records[key]
        if not own.meets[i] or view.past.counted_in(key, own.years[i]):
            continue
        before = view.past.year_before(key, year)
        since, unit = stock.get(key, (None, ""))
        if own.counts[i] and before is not None:
            yield view.at_key(own, i, "X13", year=str(before))
        elif before is None and since:
            whose = "" if unit == own.unit else words.WHOSE.format(unit=view.units([unit]))
            yield view.at_key(own, i, "X6", since=since.paper, whose=whose)
