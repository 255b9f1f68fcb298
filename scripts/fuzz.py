"""Hand in thousands of returns changed at random: does every one get its verdict, and nothing ever break?

    PYTHONPATH=. python -m scripts.fuzz --count 20000 --seed 1 --folder mutants

Each batch goes through the real command line in a workspace of its own, among sound returns. A batch that is done is
noted in the folder, so that a run that was stopped goes on where it was. Bases saved by a real LibreOffice are kept
there too: it never writes the same bytes twice, and a mutant follows from its base and its number. What broke a worker,
or anything else, is kept under `suspicious`. Ends with 1 where anything went wrong.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.build.bureau import RECEIVED, Answer, Bureau
from tests.build.mutator import bases as made
from tests.build.mutator import batch
from tests.build.mutator.trial import Outcome, Trial
from tests.office import Office, lacking

_REPOSITORY = Path(__file__).resolve().parents[1]
_RESAVED = ("filled.xlsx", "shops.xlsx", "slip.xlsx")
_SECONDS = 900
"""No command may take nearly as long over one batch; one that does hangs."""


class AtTheCommandLine(Bureau):
    """A bureau whose commands are processes of their own, ended where they hang."""

    def said(self, command: str, *arguments: str, now: str = RECEIVED) -> Answer:
        """Run a command with --json; exit code -1 where it hangs, and no data where it printed no JSON."""
        line = (command, *arguments, "-w", str(self.root), "--now", now, "--json")
        try:
            ended = subprocess.run(
                (sys.executable, "-m", "workbook_tools", *line),
                cwd=_REPOSITORY,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
                env={**os.environ, "PYTHONUTF8": "1"},
            )
        except subprocess.TimeoutExpired:
            return Answer(-1, {}, "hangs")
        aside = ended.stderr.decode("utf-8", "replace")
        try:
            return Answer(ended.returncode, json.loads(ended.stdout), aside)
        except ValueError:
            return Answer(ended.returncode or 3, {}, aside)


@dataclass(frozen=True, slots=True)
class Fuzzing:
    """A run in its folder: the bureau to copy, the bases, and what is noted of each batch."""

    folder: Path
    issued: Bureau
    bases: Mapping[str, bytes]
    sound: Mapping[str, bytes]

    @classmethod
    def begun(cls, folder: Path) -> "Fuzzing":
        """A run in this folder, the bases made if they are not there yet."""
        issued = Bureau(folder / "issued" / "台账")
        kept = folder / "bases"
        if not kept.is_dir():
            shutil.rmtree(folder / "issued", ignore_errors=True)
            (folder / "issued").mkdir(parents=True)
            _make_bases(made.issued_county(folder / "issued"), folder)
        bases = {path.name: path.read_bytes() for path in sorted(kept.iterdir())}
        return cls(folder, issued, bases, made.sound_returns(made.inbox_of(issued)))

    @property
    def notes(self) -> Path:
        """One line of JSON for every batch that is done."""
        return self.folder / "batches.jsonl"

    def done(self) -> list[dict[str, Any]]:
        """The batches done so far."""
        return (
            [json.loads(line) for line in self.notes.read_text().splitlines()] if self.notes.exists() else []
        )

    def run(self, numbers: range, count_too: bool) -> dict[str, Any]:
        """Hand one batch in and note what became of it."""
        started = time.monotonic()
        workspace = self.folder / "work"
        shutil.rmtree(workspace, ignore_errors=True)
        trial = Trial(AtTheCommandLine(self.issued.copied(workspace / "台账").root), self.sound)
        mutants = list(batch(self.bases, numbers))
        outcome = trial.collect(mutants)
        if count_too and not outcome.wrong:
            outcome.wrong += trial.count()
        self._keep(outcome, {each.name: each.data for each in mutants})
        told = {each.name: each.told for each in mutants}
        note = {
            "first": numbers.start,
            "count": len(numbers),
            "seconds": round(time.monotonic() - started, 1),
            "verdicts": [[*key, times] for key, times in sorted(outcome.verdicts.items())],
            "suspicious": [[code, name, told[name]] for code, name in outcome.suspicious],
            "wrong": outcome.wrong,
        }
        with self.notes.open("a", encoding="utf-8") as file:
            file.write(json.dumps(note, ensure_ascii=False) + "\n")
        return note

    def _keep(self, outcome: Outcome, files: Mapping[str, bytes]) -> None:
        named = {name for _, name in outcome.suspicious} | {
            n for n in files if any(n in w for w in outcome.wrong)
        }
        for name in sorted(named):
            kept = self.folder / "suspicious" / name
            kept.parent.mkdir(exist_ok=True)
            kept.write_bytes(files[name])


def _make_bases(bureau: Bureau, folder: Path) -> None:
    """All bases, those saved by LibreOffice among them where there is one; they appear at once or not at all."""
    slip = made.slip_of(bureau.copied(folder / "issued" / "slip"))
    found = made.bases(made.inbox_of(bureau), slip)
    if not lacking():
        (folder / "issued" / "office").mkdir()
        with Office(folder / "issued" / "profile") as office:
            sources = {name: found[name] for name in _RESAVED}
            found |= dict(made.saved_by(office, sources, folder / "issued" / "office"))
    half = folder / "bases.part"
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir()
    for name, data in found.items():
        (half / name).write_bytes(data)
    half.rename(folder / "bases")


def _table(notes: list[dict[str, Any]]) -> Iterator[str]:
    """How often each verdict was given, what broke its worker, and what went wrong."""
    verdicts: Counter[tuple[str, str]] = Counter()
    for note in notes:
        verdicts.update({(verdict, code): times for verdict, code, times in note["verdicts"]})
    yield f"{sum(note['count'] for note in notes)} mutants in {sum(note['seconds'] for note in notes):.0f} s"
    yield from (f"{times:8} {verdict:10} {code}" for (verdict, code), times in verdicts.most_common())
    for note in notes:
        yield from (f"{code} {name}: {', '.join(told)}" for code, name, told in note["suspicious"])
    for note in notes:
        yield from (f"WRONG in {note['first']}: {wrong}" for wrong in note["wrong"])


def main() -> int:
    """Run until as many mutants as asked for have been handed in."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1, help="numbers from a million times this on")
    parser.add_argument("--batch", type=int, default=500)
    parser.add_argument("--every", type=int, default=4, help="validate and consolidate every so many batches")
    parser.add_argument("--folder", type=Path, required=True)
    asked = parser.parse_args()
    fuzzing = Fuzzing.begun(asked.folder)
    first = asked.seed * 1_000_000
    known = {(note["first"], note["count"]) for note in fuzzing.done()}
    stopped = False
    try:
        for start in range(first, first + asked.count, asked.batch):
            numbers = range(start, min(start + asked.batch, first + asked.count))
            if (numbers.start, len(numbers)) in known:
                continue
            note = fuzzing.run(numbers, (start - first) // asked.batch % asked.every == 0)
            done = numbers.stop - first
            trouble = f"{len(note['suspicious'])} suspicious, {len(note['wrong'])} wrong"
            print(f"{done}/{asked.count}: {note['seconds']} s, {trouble}", flush=True)
    except KeyboardInterrupt:
        stopped = True
    notes = fuzzing.done()
    print("\n".join(_table(notes)))
    return 130 if stopped else int(any(note["wrong"] for note in notes))


if __name__ == "__main__":
    sys.exit(main())
