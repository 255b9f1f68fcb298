"""The accepted returns that count, numbered as the master numbers them."""

from workbook_tools import reading, standing
from workbook_tools.consolidate.inputs import Return
from workbook_tools.errors import Misuse
from workbook_tools.messages import terminal
from workbook_tools.messages.times import minute
from workbook_tools.model import Plan, Reading
from workbook_tools.period import Period
from workbook_tools.pipeline.readings import Readings
from workbook_tools.standing import State


def accepted(plan: Plan, state: State, through: Period, readings: Readings) -> tuple[Return, ...]:
    """Every return accepted up to a period, numbered in the order of (period, annex, unit)."""
    places = {(row.unit, annex.form): (annex.number, row.seq) for annex in plan.annexes for row in annex.rows}
    counting = {
        (owed.period, *places[owed.unit, owed.form], owed): sha256
        for owed, sha256 in standing.counting(state, through).items()
        if (owed.unit, owed.form) in places
    }
    readings.prepare(counting.values())
    return tuple(
        _return(number, state, sha256, readings)
        for number, (_, sha256) in enumerate(sorted(counting.items()), 1)
    )


def _return(number: int, state: State, sha256: str, readings: Readings) -> Return:
    submission = state.submissions[sha256]
    owed = submission.obligation
    assert owed, "what counts answers an obligation"

    def load() -> Reading:
        data = readings.get(sha256)
        if data is None:
            told = terminal.NO_LONGER_READ.format(period=owed.period, file=submission.names[0])
            raise Misuse(told)
        return reading.load(data)

    file, received = submission.names[0], minute(submission.received)
    return Return(number, owed.period, owed.unit, owed.form, sha256, file, received, load)
