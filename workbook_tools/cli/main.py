"""The group of commands, and what becomes of faults: one sentence and an exit code, never a traceback."""

import json
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

import click

from workbook_tools import __version__
from workbook_tools.cli.call import finding_json, printable
from workbook_tools.cli.commands import COMMANDS
from workbook_tools.errors import EnvironmentFault
from workbook_tools.messages import render, terminal
from workbook_tools.pipeline.planned import PlanMistakes

CLEAN, FINDINGS, USAGE, UNEXPECTED = 0, 1, 2, 3


@click.group(
    help=terminal.HELP_GROUP, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="workbook-tools", message="%(prog)s %(version)s")
def group() -> None:
    """All commands stand under this one."""


for _command in COMMANDS:
    group.add_command(_command)


def _prepare_console(as_json: bool) -> None:
    """Chinese must come out whole in JSON, and must not stop a run on a console that cannot show it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8" if as_json else None, errors="backslashreplace")


def _say(sentence: str, as_json: bool, **data: object) -> None:
    if as_json:
        click.echo(json.dumps({"error": sentence, **data}, ensure_ascii=False))
    else:
        click.echo(printable(sentence), err=True)


def _unexpected(as_json: bool) -> int:
    log = Path(tempfile.gettempdir()) / f"workbook-tools-{os.getpid()}.log"
    log.write_text(traceback.format_exc(), encoding="utf-8")
    _say(terminal.UNEXPECTED.format(log=log), as_json, log=str(log))
    return UNEXPECTED


def _mistakes(found: PlanMistakes, as_json: bool) -> int:
    if as_json:
        click.echo(json.dumps({"findings": [finding_json(f) for f in found.findings]}, ensure_ascii=False))
    else:
        click.echo(terminal.PLAN_MISTAKES.format(count=len(found.findings)), err=True)
        for finding in found.findings:
            click.echo(printable(render(finding)), err=True)
    return FINDINGS


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    as_json = "--json" in arguments
    _prepare_console(as_json)
    try:
        return int(group.main(list(arguments), prog_name="workbook-tools", standalone_mode=False) or CLEAN)
    except PlanMistakes as found:
        return _mistakes(found, as_json)
    except EnvironmentFault as fault:
        _say(fault.sentence, as_json, code=type(fault).__name__)
        return fault.exit_code
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as problem:
        problem.show()
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        _say(terminal.STOPPED, as_json)
        return 130
    except Exception:
        return _unexpected(as_json)


def main() -> None:
    """The console script."""
    sys.exit(run(sys.argv[1:]))
