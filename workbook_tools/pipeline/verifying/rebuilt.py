"""The master made again from ledger and archive alone, every return read afresh from its original."""

from dataclasses import dataclass, replace
from pathlib import Path

from workbook_tools import __version__
from workbook_tools.basis import Basis
from workbook_tools.errors import FileUnreadable, Misuse, PlanMistakesError
from workbook_tools.messages import verify as words
from workbook_tools.model import Plan
from workbook_tools.pipeline import Progress, grounds
from workbook_tools.pipeline.consolidate import make
from workbook_tools.pipeline.verifying.claims import Footing
from workbook_tools.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The master's bytes as they should be, and the basis and plan that they come from.

    Where something stands in the way, `data` is empty and `reason` says what; basis and plan are None where already
    the grounds could not be made out.
    """

    data: bytes = b""
    basis: Basis | None = None
    plan: Plan | None = None
    reason: str = ""


NOT_REBUILT = Rebuilt()


def rebuilt(
    workspace: Workspace, footing: Footing, tool: str, scratch: Path, progress: Progress, *, sound: bool
) -> Rebuilt:
    """The master on its footing, signed by the version `tool` (empty: this one); `scratch` takes the readings.

    `sound`: ledger and archive are as they were, so that whatever goes wrong is no matter of theirs.
    """
    afresh, known = Workspace(workspace.root, cache=scratch / "cache.sqlite"), NOT_REBUILT
    try:
        on = grounds.of_basis(afresh, footing.entries[: footing.line], footing.claim.basis)
        on = replace(on, basis=replace(on.basis, tool=tool or __version__))
        known = Rebuilt(basis=on.basis, plan=on.plan)
        return replace(known, data=make(on, progress).data)
    except (FileUnreadable, Misuse) as obstacle:
        reason = obstacle.sentence
    except PlanMistakesError:
        reason = words.PLAN_UNUSABLE
    except Exception:
        # Whoever rewrites the record may write what no run ever did: there is no list of what that breaks.
        if sound:
            raise
        reason = words.CONTRADICTORY
    return replace(known, reason=reason)
