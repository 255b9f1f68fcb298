"""What a worker process may take for one item, and what is said of an item that took more."""

from dataclasses import dataclass
from enum import Enum

from workbook_tools.messages.found import found
from workbook_tools.model import Finding


@dataclass(frozen=True, slots=True)
class Allowance:
    """Of one item: `seconds` of a processor between one answer and the next, `memory` bytes beyond what an idle worker
    has, `output` bytes a pickled answer."""

    seconds: float
    memory: int
    output: int


class FailureKind(Enum):
    """What happened to the worker, with the code of the finding about the file."""

    TIMEOUT = "F151"
    MEMORY = "F152"
    CRASH = "F153"
    ERROR = "F154"
    OUTPUT = "F155"


@dataclass(frozen=True, slots=True)
class Failure:
    """Instead of an answer: what happened, and for the log an exit code or the exception."""

    kind: FailureKind
    detail: str = ""

    @property
    def finding(self) -> Finding:
        """The refusal of the file."""
        return found(self.kind.value)
