"""Golden cases run through the real pipeline: many in one workspace, each by a unit of its own."""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook

from tests.golden.cases import Case
from tests.golden.cases.case import Replan
from tests.golden.sound import RETURNED, Files, Sound
from workbook_tools.period import month
from workbook_tools.pipeline.collect import Judged, collect
from workbook_tools.pipeline.generate import generate
from workbook_tools.pipeline.planned import obligations, usable
from workbook_tools.pipeline.start import start
from workbook_tools.pipeline.validate import Reviewed, validate
from workbook_tools.workspace import Workspace

PERIOD = month(2023, 10)
ISSUED = datetime.fromisoformat("2023-10-20T09:00:00")
RECEIVED = datetime.fromisoformat("2023-11-03T09:00:00")
USER = "示例"


@dataclass(frozen=True)
class Outcome:
    """What became of the files one case handed in (paths as the case names them), and of the submissions in them."""

    files: tuple[Judged, ...]
    submissions: tuple[Reviewed, ...]


def silent(done: int, total: int) -> None:
    """No progress is shown."""


def issued_workspace(folder: Path, replan: Replan | None = None) -> Workspace:
    """A workspace of the example plan, changed or as it is, with all templates of the period issued."""
    workspace = start(folder, None)
    if replan:
        plan = load_workbook(workspace.plan)
        replan(plan)
        plan.save(workspace.plan)
    generate(workspace, PERIOD, ISSUED, USER, silent)
    return workspace


def sound_returns(workspace: Workspace) -> list[Sound]:
    """What each unit would return, in the plan's order."""
    outbox = workspace.outbox(PERIOD)
    return [
        Sound(
            owed, next(outbox.glob(f"附件{owed.annex.number}-{owed.row.seq:02}-*.xlsx")).read_bytes(), 10 * i
        )
        for i, owed in enumerate(obligations(usable(workspace)))
    ]


def dealt(cases: Sequence[Case], returns: Sequence[Sound]) -> Iterator[dict[Case, Sound]]:
    """The cases in as few batches as there are, in each one every case with a unit of its own."""
    waiting = list(cases)
    while waiting:
        free = list(returns)
        batch: dict[Case, Sound] = {}
        for case in sorted(waiting, key=lambda each: not each.unit):
            sound = next((each for each in free if _suits(each, case)), None)
            if sound:
                free.remove(sound)
                batch[case] = replace(sound, first=case.first)
        waiting = [case for case in waiting if case not in batch]
        yield batch


def _suits(sound: Sound, case: Case) -> bool:
    """Cases speak of three enterprises that count, which is too many for a target of one."""
    owed = sound.owed
    return owed.form.code == case.form and case.unit in ("", owed.unit.name) and owed.row.targets[0] > 1


def outcomes(issued: Workspace, folder: Path, handed_in: Mapping[str, Files]) -> dict[str, Outcome]:
    """Collect and validate what each sender handed in, in a copy of the issued workspace made at `folder`."""
    shutil.copytree(issued.root, folder)
    workspace = Workspace.open(folder)
    inbox = workspace.root / "inbox"
    for sender, files in handed_in.items():
        for name, data in files.items():
            path = inbox / sender / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    collected = collect(workspace, [inbox], RECEIVED, USER, silent).files
    submissions = validate(workspace, PERIOD, RECEIVED, USER, silent).submissions
    return {sender: _outcome(f"{inbox.as_posix()}/{sender}/", collected, submissions) for sender in handed_in}


def _outcome(folder: str, collected: Sequence[Judged], submissions: Sequence[Reviewed]) -> Outcome:
    files = tuple(each for each in collected if each.path.startswith(folder))
    hashes = {each.sha256 for each in files}
    return Outcome(files, tuple(each for each in submissions if each.sha256 in hashes))


def run_cases(issued: Workspace, folder: Path, cases: Sequence[Case]) -> dict[Case, Outcome]:
    """What became of each case; the plan's own workspace is issued anew for every change of the plan."""
    found: dict[Case, Outcome] = {}
    for number, replan in enumerate(dict.fromkeys(case.replan for case in cases)):
        place = folder / str(number)
        workspace = issued_workspace(place / "issued", replan) if replan else issued
        found |= _run_cases(workspace, place, [case for case in cases if case.replan is replan])
    return found


def _run_cases(issued: Workspace, folder: Path, cases: Sequence[Case]) -> dict[Case, Outcome]:
    found: dict[Case, Outcome] = {}
    for number, batch in enumerate(dealt(cases, sound_returns(issued))):
        handed_in = {case.folder: case.files(sound) for case, sound in batch.items()}
        results = outcomes(issued, folder / str(number), handed_in)
        found |= {case: results[case.folder] for case in batch}
    return found


def _unchanged(books: list[bytes]) -> list[bytes]:
    return books


def run_sound(
    issued: Workspace,
    folder: Path,
    returns: Sequence[Sound],
    save: Callable[[list[bytes]], list[bytes]] = _unchanged,
    name: str = RETURNED,
) -> dict[str, Outcome]:
    """What becomes of sound returns, by unit and form; `save` saves them all in another way."""
    books = save([each.book() for each in returns])
    senders = [f"{each.owed.unit.name} {each.owed.form.code}" for each in returns]
    return outcomes(
        issued, folder, {sender: {name: book} for sender, book in zip(senders, books, strict=True)}
    )
