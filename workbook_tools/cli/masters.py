"""A master named on the command line, and the workspace that it belongs to."""

from pathlib import Path

from workbook_tools.cli.call import Call
from workbook_tools.errors import FileUnreadable
from workbook_tools.messages import verify as words
from workbook_tools.workspace import Workspace


def located(call: Call, named: Path) -> tuple[Workspace, Path]:
    """The workspace and the file: as named, or as it is called in the workspace; raises FileUnreadable.

    Where no workspace was asked for it is the folder in which the master lies, if that is one.
    """
    path = next((each for each in (named, call.root / named) if each.is_file()), None)
    if path is None:
        raise FileUnreadable(words.NO_MASTER.format(path=named))
    beside = path.resolve().parent
    is_beside = call.root == Path() and (beside / "archive").is_dir()
    return Workspace(beside if is_beside else call.root), path
