"""Files handed to a command: whatever their bytes are, the command ends in a sentence, and soon.

They are read in a worker of their own with limits of its own, which costs about half a second. What a task says
against a file it raises as it would anywhere; a file that breaks its worker is unreadable.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from workbook_tools.errors import EnvironmentFault, FileUnreadable
from workbook_tools.intake import formats, workers
from workbook_tools.intake.failures import Allowance, Failure
from workbook_tools.messages import handed as words
from workbook_tools.messages.found import found
from workbook_tools.model import Finding, Look
from workbook_tools.safe_write import read_faults
from workbook_tools.xlsx.look import look

MAX_BYTES = 64 * 2**20
"""The master of 450 units and 90,000 enterprises has 12 MiB."""

Task = TypeVar("Task")
Result = TypeVar("Result")


def read_handed(path: Path, most: int = MAX_BYTES) -> bytes:
    """The bytes of a file; FileUnreadable where it cannot be read or has more than `most`."""
    with read_faults(path):
        if path.exists() and not path.is_file():
            # A pipe or a device would be waited for, or never end.
            raise FileUnreadable(words.NO_FILE.format(path=path))
        with path.open("rb") as file:
            data = file.read(most + 1)
    if len(data) > most:
        raise FileUnreadable(words.TOO_LARGE.format(path=path, limit=most // 2**20))
    return data


def alone(
    task: Callable[[Task], Result],
    item: Task,
    file: str,
    allowance: Allowance = workers.ALLOWANCE,
    sentence: str = words.UNREADABLE,
) -> Result:
    """What a task of a module makes of an item, in a worker; raises what the task raises against the file.

    FileUnreadable with `sentence` about the `file` where it took more than the worker's allowance, or killed it.
    """
    answer = workers.alone(_Told(task), item, allowance)
    if isinstance(answer, EnvironmentFault):
        raise answer
    if isinstance(answer, Failure):
        raise FileUnreadable(sentence.format(file=file, reason=words.REASONS[answer.kind.value]))
    return answer


@dataclass(frozen=True, slots=True)
class _Told(Generic[Task, Result]):
    """A task that gives back what it would raise: what it says against a file is an answer."""

    task: Callable[[Task], Result]

    def __call__(self, item: Task) -> Result | EnvironmentFault:
        try:
            return self.task(item)
        except EnvironmentFault as fault:
            return fault


def look_at(data: bytes) -> Look | Finding:
    """A workbook of any format as found, or why it cannot be read; only to be called in a worker."""
    known = formats.recognise(data)
    if known.refusal or known.format not in formats.WORKBOOKS:
        return known.refusal or found("F112")
    return look(data, known.format)
