"""What a state comes to, as one digest: the same for every order and batching of the events that led to it."""

import hashlib

from workbook_tools.period import Period
from workbook_tools.record import canonical
from workbook_tools.standing.state import State


def digest(state: State) -> str:
    """The sha256 of all that a state says: what was issued, every file and its result, rulings, lists, closings.

    Files, plans and rulings are named by their sha256, so that none of them can be another. Plans that were in use
    before are left out, and so is the judgement, which is no part of the record.
    """
    return _sha256(
        state.issues,
        state.submissions,
        state.outcomes,
        state.history,
        sorted(canonical([list(key), listed]) for key, listed in state.lists.items()),
        state.closures,
    )


def digest_of_closed(closed: State, known: State, period: Period) -> str:
    """The same of a closed period: the state it was closed in, its closing, and the files that came for it since."""
    closures = [each for each in known.closures if each.record.period == str(period)]
    late = sorted((each.received, each.facts.sha256, each.names) for each in known.late(period))
    return _sha256(digest(closed), closures, late)


def _sha256(*parts: object) -> str:
    return hashlib.sha256(canonical(parts).encode("utf-8", "backslashreplace")).hexdigest()
