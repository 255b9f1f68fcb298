"""init: a workspace around the plan workbook that travels with the tool, or another one."""

from importlib.resources import files
from pathlib import Path

from workbook_tools.errors import FileUnreadable
from workbook_tools.messages import drop, names, terminal
from workbook_tools.workspace import Workspace
from workbook_tools.xlsx.grids import grids_of, read_plan

_PACKAGED = "templates/annex_template.xlsx"


def packaged_template() -> Path:
    """The plan workbook that travels with the tool: in the wheel, or beside the package in a checkout."""
    inside = Path(str(files("workbook_tools"))) / _PACKAGED
    beside = inside.parents[2] / _PACKAGED
    found = next((path for path in (inside, beside) if path.is_file()), None)
    if found is None:
        raise FileUnreadable(terminal.NO_TEMPLATE.format(path=inside))
    return found


def start(folder: Path, template: Path | None) -> Workspace:
    """A new workspace in a folder; raises where there is one already or the template is no workbook."""
    source = template or packaged_template()
    if not source.is_file():
        raise FileUnreadable(terminal.NO_TEMPLATE.format(path=source))
    workbook = read_plan(source)
    grids_of(workbook, source.name)
    return Workspace.create(folder, workbook, {names.DROP_COMMAND: drop.script(None)})
