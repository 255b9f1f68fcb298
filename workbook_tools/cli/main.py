"""The group of commands, and what becomes of faults: one sentence and an exit code, never a traceback."""

import importlib
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
from workbook_tools.cli import usage
from workbook_tools.cli.call import finding_json, printable
from workbook_tools.errors import EnvironmentFault, PlanMistakesError
from workbook_tools.messages import render, terminal

CLEAN, FINDINGS, USAGE, UNEXPECTED = 0, 1, 2, 3


COMMANDS = (
    "init",
    "import-annex",
    "import-list",
    "check-plan",
    "generate",
    "collect",
    "validate",
    "decide",
    "consolidate",
    "status",
    "close",
    "reopen",
    "verify",
    "trace",
    "sample",
    "export-evidence",
)


class Commands(click.Group):
    """The commands in the order of the work, each imported when it is called for.

    pandas, openpyxl and xlsxwriter take a second or two to import, in every worker process again.
    """

    context_class = usage.Context

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """All names."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command; a usage error for an unknown name, None for what is an option."""
        if cmd_name.startswith("-"):
            return None
        if cmd_name not in COMMANDS:
            known = "、".join(COMMANDS)
            raise click.UsageError(terminal.USAGE_NO_COMMAND.format(name=cmd_name, known=known))
        name = cmd_name.replace("-", "_")
        module = importlib.import_module(f"workbook_tools.cli.commands.{name}")
        command: click.Command = getattr(module, name)
        command.context_class = usage.Context
        return command


@click.group(
    cls=Commands,
    help=terminal.HELP_GROUP,
    context_settings={"max_content_width": 100},
)
@click.help_option("-h", "--help", help=terminal.HELP_HELP)
@click.version_option(
    __version__, prog_name="workbook-tools", message="%(prog)s %(version)s", help=terminal.HELP_VERSION
)
def group() -> None:
    """All commands stand under this one."""


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


def _mistakes(found: PlanMistakesError, as_json: bool) -> int:
    if as_json:
        click.echo(json.dumps({"findings": [finding_json(f) for f in found.findings]}, ensure_ascii=False))
    else:
        click.echo(terminal.PLAN_MISTAKES.format(count=len(found.findings)), err=True)
        for finding in found.findings:
            click.echo(printable(render(finding)), err=True)
    return FINDINGS


def run(arguments: Sequence[str]) -> int:  # noqa: PLR0911 (one for each way to end)
    """Run one command line and return its exit code."""
    as_json = "--json" in arguments
    _prepare_console(as_json)
    try:
        return int(group.main(list(arguments), prog_name="workbook-tools", standalone_mode=False) or CLEAN)
    except PlanMistakesError as found:
        return _mistakes(found, as_json)
    except EnvironmentFault as fault:
        _say(fault.sentence, as_json, code=type(fault).__name__)
        return fault.exit_code
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.exceptions.NoArgsIsHelpError as help_wanted:
        help_wanted.show()
        return USAGE
    except click.ClickException as problem:
        _say(usage.sentence(problem), as_json, code="Usage")
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        _say(terminal.STOPPED, as_json)
        return 130
    except SystemExit:
        # click's way to end quietly when nobody reads on.
        raise
    except BaseException:
        # Native code panics with what is no Exception, and that must not end in a traceback either.
        return _unexpected(as_json)


def main() -> None:
    """The console script."""
    sys.exit(run(sys.argv[1:]))
