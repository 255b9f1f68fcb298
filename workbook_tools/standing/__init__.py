"""Standing: what the recorded events amount to; pure, and the same for every order and batching of them.

`fold` makes the state; which version counts, the status of every obligation and the verdict on every file are
functions of it.
"""

from workbook_tools.standing.files import Judgement, Registered, register, scans, verdicts
from workbook_tools.standing.obligations import Flag, Standing, counting, standings
from workbook_tools.standing.state import Issue, Obligation, Outcome, State, Submission, fold
from workbook_tools.standing.versions import Ruling, rulings

__all__ = [
    "Flag",
    "Issue",
    "Judgement",
    "Obligation",
    "Outcome",
    "Registered",
    "Ruling",
    "Standing",
    "State",
    "Submission",
    "counting",
    "fold",
    "register",
    "rulings",
    "scans",
    "standings",
    "verdicts",
]
