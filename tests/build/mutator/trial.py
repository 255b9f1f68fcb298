"""A bureau that is handed mutants among sound returns: what it must hold to, whatever they are."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.build.bureau import CONSOLIDATED, LATER, PERIOD, Bureau, Json
from tests.build.excel_limits import breaches
from tests.build.mutator.batch import Mutant

UNEXPECTED = "F154"
BROKE_ITS_WORKER = ("F151", "F152", "F153")
"""Verdicts that name a limit or an end of the worker where a reason might be named."""


@dataclass(slots=True)
class Outcome:
    """What became of the files: verdicts and codes counted, mutants that broke their worker, all that went wrong."""

    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    suspicious: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Trial:
    """A bureau with January's forms issued, and the sound returns handed in with every batch."""

    bureau: Bureau
    sound: Mapping[str, bytes]

    def collect(self, mutants: Sequence[Mutant]) -> Outcome:
        """Hand the mutants in among the sound returns, collect once, and say what became of them."""
        outcome = Outcome()
        files = {each.name: each.data for each in mutants} | dict(self.sound)
        answer = self.bureau.said("collect", str(self.bureau.handed_in(files)))
        if answer.code not in (0, 1):
            outcome.wrong.append(f"collect ended with {answer.code}: {answer.data} {answer.aside[-500:]}")
            return outcome
        lines: list[Json] = answer.data["files"]
        outcome.verdicts.update((line["verdict"], line["code"]) for line in lines)
        outcome.wrong += [
            *self._unsaid(files, lines),
            *self._not_archived(files, lines),
            *self._not_in(lines),
        ]
        for line in lines:
            name = self._handed_in_as(line)
            if line["code"] == UNEXPECTED:
                outcome.wrong.append(f"unexpected error over {line['path']}")
            if line["code"] in BROKE_ITS_WORKER:
                outcome.suspicious.append((line["code"], name))
        return outcome

    def count(self) -> list[str]:
        """Validate and consolidate what was collected, and look into the slips; all that went wrong."""
        validated = self.bureau.said("validate", *PERIOD, now=LATER)
        counted = self.bureau.said("consolidate", *PERIOD, now=CONSOLIDATED)
        wrong = [
            f"{command} ended with {answer.code}: {answer.data}"
            for command, answer in (("validate", validated), ("consolidate", counted))
            if answer.code not in (0, 1)
        ]
        return wrong or [*_unexpected(validated.data["submissions"]), *_unsound(validated.data["slips"])]

    def _unsaid(self, files: Iterable[str], lines: Sequence[Json]) -> Iterator[str]:
        """Every file handed in has exactly one verdict."""
        said = Counter(Path(line["path"]).name for line in lines if self._is_handed_in(line))
        yield from (f"{said[name]} verdicts on {name}" for name in files if said[name] != 1)

    def _not_archived(self, files: Mapping[str, bytes], lines: Sequence[Json]) -> Iterator[str]:
        """Every file is in the archive byte for byte."""
        kept = {path.stem: path for path in (self.bureau.root / "archive" / "originals").iterdir()}
        told = {Path(line["path"]).name: line["sha256"] for line in lines if self._is_handed_in(line)}
        for name, data in files.items():
            sha256 = hashlib.sha256(data).hexdigest()
            if sha256 not in kept or kept[sha256].read_bytes() != data or told.get(name) != sha256:
                yield f"not archived as it came: {name}"

    def _not_in(self, lines: Sequence[Json]) -> Iterator[str]:
        """Every sound return is collected."""
        verdicts = {Path(line["path"]).name: line["verdict"] for line in lines}
        yield from (f"{name}: {verdicts[name]}" for name in self.sound if verdicts[name] != "collected")

    def _is_handed_in(self, line: Json) -> bool:
        return Path(line["path"]).parent == self.bureau.root / "inbox"

    def _handed_in_as(self, line: Json) -> str:
        return Path(line["path"]).relative_to(self.bureau.root / "inbox").parts[0]


def _unexpected(submissions: Sequence[Json]) -> Iterator[str]:
    broke = {UNEXPECTED, *BROKE_ITS_WORKER}
    for submission in submissions:
        codes = broke & {finding["code"] for finding in submission["findings"]}
        if codes:
            yield f"validate: {sorted(codes)} over {submission['name']} {submission['sha256']}"


def _unsound(slips: Sequence[str]) -> Iterator[str]:
    for slip in slips:
        data = Path(slip).read_bytes()
        yield from (f"slip {Path(slip).name}: {breach}" for breach in breaches(data))
