"""sample: an audit sample of a period's register, as a workbook beside the master and a line of the ledger."""

import hashlib
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from workbook_tools.errors import Misuse
from workbook_tools.ledger import Ledger
from workbook_tools.messages import sample as words
from workbook_tools.model import Plan
from workbook_tools.period import Period
from workbook_tools.pipeline import Progress
from workbook_tools.pipeline.consolidate import current_grounds
from workbook_tools.pipeline.grounds import Grounds
from workbook_tools.pipeline.readings import Readings
from workbook_tools.pipeline.tables import tables
from workbook_tools.record import Sampled
from workbook_tools.safe_write import read_bytes, write_atomically
from workbook_tools.sampling import Design, Method, Sample, measures, take
from workbook_tools.workspace import Workspace
from workbook_tools.xlsx.sample import sample_book

_JOINT = "、"


@dataclass(frozen=True, slots=True)
class Sampling:
    """The sample drawn and its workbook: where, sha256, the 校验码; `aside` is where another one of this name went."""

    sample: Sample
    path: Path
    sha256: str
    code: str
    aside: Path | None


def sample(
    workspace: Workspace, period: Period, design: Design, now: datetime, user: str, progress: Progress
) -> Sampling:
    """Draw a sample from the register that `consolidate` would write now.

    Raises PlanMistakesError, Misuse (an amount that cannot be drawn by, nobody to draw) and faults of the environment.
    """
    with workspace.writing(user) as ledger:
        on = current_grounds(workspace, ledger, period, now)
        _check_amount(on.plan, design)
        drawn, data = _drawn(on, design, progress)
        path = workspace.sample(period, design.seed)
        aside = _put_aside(path, data)
        write_atomically(path, data)
        _record(ledger, on, drawn, now.isoformat())
    return Sampling(drawn, path, hashlib.sha256(data).hexdigest(), on.basis.code, aside)


def _check_amount(plan: Plan, design: Design) -> None:
    """Misuse where the amount is missing, is no number, or is asked in several measures: those cannot be compared."""
    if design.method is not Method.BY_AMOUNT:
        if design.amount:
            raise Misuse(words.AMOUNT_UNUSED)
        return
    found = measures(plan)
    known = _JOINT.join(label for label, asked in found.items() if len(asked) == 1)
    if not design.amount:
        raise Misuse(words.NO_AMOUNT.format(known=known))
    if design.amount not in found:
        raise Misuse(words.NOT_AN_AMOUNT.format(label=design.amount, known=known))
    if len(asked := found[design.amount]) > 1:
        told = _JOINT.join(sorted(asked))
        raise Misuse(words.SEVERAL_MEASURES.format(label=design.amount, measures=told, known=known))


def _drawn(on: Grounds, design: Design, progress: Progress) -> tuple[Sample, bytes]:
    with closing(Readings(on.workspace, on.plan, on.state)) as readings:
        made = tables(on, readings, progress)
        drawn = take(made, design)
    if not drawn.drawn:
        weight = words.NOBODY_WEIGHED.format(label=design.amount) if design.amount else ""
        raise Misuse(words.NOBODY.format(weight=weight))
    root, originals = on.workspace.root, on.workspace.archive.originals
    named = {each.enterprise.shown.source.sha256 for each in drawn.drawn}
    places = {sha256: originals.path(sha256).relative_to(root).as_posix() for sha256 in named}
    return drawn, sample_book(drawn, made, places)


def _put_aside(path: Path, data: bytes) -> Path | None:
    """Keep another workbook of this name under its digest: an auditor may have filled it in."""
    if not path.is_file() or (there := read_bytes(path)) == data:
        return None
    aside = path.with_stem(f"{path.stem}-{hashlib.sha256(there).hexdigest()[:8]}")
    write_atomically(aside, there)
    return aside


def _record(ledger: Ledger, on: Grounds, drawn: Sample, at: str) -> None:
    """Record the draw, unless just this one is recorded already."""
    design = drawn.design
    event = Sampled(
        period=on.basis.period,
        code=on.basis.code,
        method=words.METHODS[design.method.value],
        weight=design.amount,
        seed=design.seed,
        drawn=tuple((s.enterprise.shown.source.sha256, s.enterprise.shown.row) for s in drawn.drawn),
    )
    if all(each.record != event for each in ledger.events()):
        ledger.append(event, at)
