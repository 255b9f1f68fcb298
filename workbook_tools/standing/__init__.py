"""Standing: what the recorded events amount to; pure, and the same for every order and batching of them.

`fold` makes the state; which version counts, the status of every obligation and the verdict on every file are
functions of it.
"""

from workbook_tools.standing.closings import Closure
from workbook_tools.standing.files import Judgement, Registered, register, scans, verdicts
from workbook_tools.standing.obligations import Flag, Standing, counting, standings, times_returned
from workbook_tools.standing.state import (
    Issue,
    Made,
    Obligation,
    Outcome,
    State,
    Subject,
    Submission,
    fold,
    identity,
    in_time,
    owners,
)
from workbook_tools.standing.substance import digest
from workbook_tools.standing.versions import Ruling, correction_asked, rulings

__all__ = [
    "Closure",
    "Flag",
    "Issue",
    "Judgement",
    "Made",
    "Obligation",
    "Outcome",
    "Registered",
    "Ruling",
    "Standing",
    "State",
    "Subject",
    "Submission",
    "correction_asked",
    "counting",
    "digest",
    "fold",
    "identity",
    "in_time",
    "owners",
    "register",
    "rulings",
    "scans",
    "standings",
    "times_returned",
    "verdicts",
]
