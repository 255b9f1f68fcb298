"""A master named on the command line, and the workspace that it belongs to."""

from pathlib import Path

from workbook_tools.cli.call import Call
from workbook_tools.errors import FileUnreadable
from workbook_tools.messages import verify as words
from workbook_tools.workspace import Workspace


def named_file(root: Path, named: Path) -> Path:
    """The file as named, or as it is called in the workspace; raises FileUnreadable."""
    for path in (named, root / named):
        if path.is_file():
            return path
    if named.is_dir():
        raise FileUnreadable(words.A_FOLDER.format(path=named))
    raise FileUnreadable(words.NO_MASTER.format(path=named))


def workspace_of(call: Call, master: Path) -> Workspace:
    """The workspace asked for; where none was, the folder in which the master lies, if that is one."""
    beside = master.resolve().parent
    is_beside = call.root == Path() and (beside / "archive").is_dir()
    return Workspace(beside if is_beside else call.root)
