"""What is owed, and its status: exactly one for each unit, form and period."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from workbook_tools.model import ReportingPeriod, Status
from workbook_tools.period import Period
from workbook_tools.standing.files import scans
from workbook_tools.standing.state import Obligation, State
from workbook_tools.standing.versions import Versions, by_obligation


class Flag(Enum):
    """What is said beside a status, with the words printed for it."""

    ZERO = "零报告"
    OVERDUE = "逾期"
    CARRIED = "沿用上期"
    PREVIOUS = "暂用前版"


@dataclass(frozen=True, slots=True)
class Standing:
    """One obligation and where it stands.

    `status` (and `code`, its reason where findings are not) is that of the newest version; `current` is its
    sha256, empty where nothing came or versions of equal rank disagree. `counts` is the version whose figures
    count, `carried` the return of an earlier period used in its place; at most one of the two. `versions` are
    all files, newest first. `received` (ISO) and `filled_on` (ISO or empty) are of the version that counts,
    else of the newest. `scan` tells whether a stamped scan came with one of the versions.
    """

    obligation: Obligation
    status: Status
    code: str = ""
    flags: tuple[Flag, ...] = ()
    current: str = ""
    counts: str = ""
    carried: str = ""
    versions: tuple[str, ...] = ()
    received: str = ""
    filled_on: str = ""
    scan: bool = False


def standings(
    state: State, owed: Iterable[tuple[str, str]], period: ReportingPeriod, *, carry: bool, as_of: date
) -> tuple[Standing, ...]:
    """The standing of every (unit code, form code) owed for a period, in the order given.

    `carry` is the plan's 未报处理: whether a unit without an accepted return keeps its last figures. `as_of` is the
    day the question is asked: what has not come by then is overdue once its due day has passed.
    """
    came = by_obligation(state)
    last = _last_before(came, period.period) if carry else {}
    scanned = _scanned_groups(state)
    passed = as_of > period.due
    return tuple(
        _flagged(state, _standing(state, obligation, came.get(obligation), last), period.due, passed, scanned)
        for obligation in (Obligation(period.period, unit, form) for unit, form in owed)
    )


def counting(state: State, through: Period) -> Mapping[Obligation, str]:
    """The version that counts (its sha256) of every return accepted for this period or an earlier one."""
    return {
        obligation: versions.counting.stands
        for obligation, versions in by_obligation(state).items()
        if obligation.period <= through and versions.counting
    }


def _standing(
    state: State, obligation: Obligation, versions: Versions | None, last: Mapping[tuple[str, str], str]
) -> Standing:
    carried = last.get((obligation.unit, obligation.form), "")
    if versions is None:
        return Standing(obligation, Status.MISSING, carried=carried)
    newest, counted = versions.newest, versions.counting
    speaks = counted or newest
    return Standing(
        obligation,
        newest.ruling.status,
        newest.ruling.code,
        current=newest.stands,
        counts=counted.stands if counted else "",
        carried="" if counted else carried,
        versions=tuple(sha256 for edition in versions.editions for sha256 in edition.files),
        received=speaks.received,
        filled_on=state.submissions[speaks.files[0]].facts.filled_on,
    )


def _flagged(
    state: State, standing: Standing, due: date, passed: bool, scanned: Mapping[str, frozenset[str]]
) -> Standing:
    speaks = state.submissions.get(standing.counts or standing.current)
    flags = {
        Flag.ZERO: speaks is not None and speaks.facts.zero,
        Flag.OVERDUE: standing.received[:10] > due.isoformat() or (passed and not standing.versions),
        Flag.CARRIED: bool(standing.carried),
        Flag.PREVIOUS: standing.counts not in ("", standing.current),
    }
    groups = {group for sha256 in standing.versions for group in state.submissions[sha256].groups}
    return replace(
        standing,
        flags=tuple(flag for flag, holds in flags.items() if holds),
        scan=not groups.isdisjoint(scanned.get(standing.obligation.unit, ())),
    )


def _last_before(came: Mapping[Obligation, Versions], period: Period) -> Mapping[tuple[str, str], str]:
    # Obligations come in the order of their periods, so the latest of a unit's returns is the one that stays.
    return {
        (obligation.unit, obligation.form): versions.counting.stands
        for obligation, versions in came.items()
        if obligation.period < period and versions.counting
    }


def _scanned_groups(state: State) -> Mapping[str, frozenset[str]]:
    """By unit, the mails, zips and folders with a scan of its own in them."""
    groups: dict[str, frozenset[str]] = {}
    for sha256, unit in scans(state).items():
        if unit is not None:
            groups[unit] = groups.get(unit, frozenset()).union(state.submissions[sha256].groups)
    return groups


def times_returned(state: State, where: Standing) -> int:
    """How many different contents were sent back for an obligation: a file that came twice was returned once."""
    returned = {
        state.submissions[sha256].facts.content for sha256 in where.versions if _was_returned(state, sha256)
    }
    return max(len(returned), int(where.status is Status.RETURNED))


def _was_returned(state: State, sha256: str) -> bool:
    outcome = state.outcomes.get(sha256)
    own = Status(outcome.result.status) if outcome else None
    return state.judged.get(sha256, own) is Status.RETURNED
