"""What the environment can do to us: one class a kind, each with its sentence for the user and its exit code."""

from workbook_tools.model import Finding


class EnvironmentFault(Exception):
    """A fault of the environment, shown to the user as one Chinese sentence without a traceback."""

    exit_code = 10

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class WorkspaceMissing(EnvironmentFault):
    """The folder is not a workspace, or its plan workbook is missing."""

    exit_code = 10


class WorkspaceInUse(EnvironmentFault):
    """Another run is writing in the workspace."""

    exit_code = 11


class FileUnreadable(EnvironmentFault):
    """A file that the command needs cannot be read."""

    exit_code = 12


class FileUnwritable(EnvironmentFault):
    """A result cannot be written (read-only, held open by Excel, no permission)."""

    exit_code = 13


class DiskFull(EnvironmentFault):
    """No space left."""

    exit_code = 14


class LedgerDamaged(EnvironmentFault):
    """The ledger cannot be opened, or its chain does not hold."""

    exit_code = 15


class LedgerNewer(LedgerDamaged):
    """The ledger was written by a newer version of this tool."""


class ClockWentBack(EnvironmentFault):
    """The computer's clock is behind the last line of the ledger, and the command would record its time."""

    exit_code = 16


class Misuse(EnvironmentFault):
    """The command was asked for something the plan does not have (an unknown period, a file that is no workbook)."""

    exit_code = 2


class PlanMistakesError(Exception):
    """The plan workbook has mistakes that stand in the way; `findings` are all of them."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(len(findings))
        self.findings = findings
