"""Two people at one workspace at once: what comes of it must be what comes of one after the other."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.build.bystanders import Said, said
from tests.build.journey import Step, contents
from tests.build.monday import packed_again
from workbook_tools.errors import WorkspaceInUse

Command = tuple[str, ...]
_REPOSITORY = Path(__file__).parents[2]
_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What each command answered (exit code and JSON, in the order of the commands), and every file left behind."""

    answers: tuple[Said, ...]
    files: Mapping[str, bytes]

    def beside(self, other: "Outcome") -> list[str]:
        """What is different in another outcome."""
        names = self.files.keys() | other.files
        files = sorted(name for name in names if self.files.get(name) != other.files.get(name))
        return [*files, *(str(answer) for answer in self.answers if answer not in other.answers)]


def started(root: Path, command: Command) -> subprocess.Popen[bytes]:
    """A command on its way, in a process of its own."""
    environment = os.environ | {"PYTHONPATH": str(_REPOSITORY), "PYTHONUTF8": "1"}
    whole = (sys.executable, "-m", "workbook_tools", *command, "-w", str(root), "--json")
    return subprocess.Popen(whole, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)


def _answer(process: subprocess.Popen[bytes]) -> Said:
    out, _ = process.communicate(timeout=_SECONDS)
    return Said(process.returncode, json.loads(out))


def together(start: Step, root: Path, commands: Sequence[Command]) -> Outcome:
    """Start all commands at once; who was told that the workspace stays in use comes again later."""
    start.copied(root)
    running = [started(root, command) for command in commands]
    answers = [_answer(process) for process in running]
    for at, answer in enumerate(answers):
        if answer.code == WorkspaceInUse.exit_code:
            answers[at] = _answer(started(root, commands[at]))
    return Outcome(tuple(answers), contents(root))


def in_turn(start: Step, root: Path, commands: Sequence[Command], order: Sequence[int]) -> Outcome:
    """One command after the other, in this order."""
    start.copied(root)
    answers = {at: said(root, *commands[at]) for at in order}
    return Outcome(tuple(answers[at] for at in range(len(commands))), contents(root))


def mixture(start: Step, root: Path, commands: Sequence[Command]) -> list[str]:
    """What two commands at once left or answered that neither order of the two does; nothing where one does."""
    found = together(start, root, commands)
    orders = [in_turn(start, root, commands, order) for order in ((0, 1), (1, 0))]
    return [] if found in orders else [line for each in orders for line in ["or:", *found.beside(each)]][1:]


def overlapping(folder: Path, into: Path, chance: random.Random) -> tuple[Path, Path]:
    """Two folders out of one: every file in one of them or in both, some under one name with other bytes."""
    names = sorted(path.name for path in folder.iterdir())
    two = into / "甲", into / "乙"
    for place in two:
        place.mkdir(parents=True)
    for name in names:
        data = (folder / name).read_bytes()
        here, there = chance.choice([(True, True), (True, True), (True, False), (False, True)])
        other = packed_again(data) if name.endswith(".xlsx") and chance.random() < 0.4 else data
        for place, is_in, put in ((two[0], here, data), (two[1], there, other)):
            if is_in:
                (place / name).write_bytes(put)
    return two
