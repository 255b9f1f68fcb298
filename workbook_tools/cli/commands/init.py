"""init: a new workspace."""

from pathlib import Path

import click

from workbook_tools.cli.call import Call, common
from workbook_tools.messages import terminal
from workbook_tools.pipeline.start import start


@click.command(help=terminal.HELP_INIT)
@common
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--template", type=click.Path(path_type=Path), default=None, help=terminal.HELP_TEMPLATE)
def init(call: Call, folder: Path, template: Path | None) -> int:
    """Make a workspace in DIR; -w names a workspace that is there already and has no say here."""
    workspace = start(folder, template)
    data = {"workspace": str(workspace.root), "plan": str(workspace.plan)}
    call.answer(
        data,
        lambda: [
            terminal.INIT_DONE.format(workspace=workspace.root),
            terminal.INIT_NEXT.format(plan=workspace.plan),
        ],
    )
    return 0
