"""The group of commands, and what becomes of faults: one sentence and an exit code, never a traceback."""

import importlib
import os
import sys
import warnings
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper

import click

from workbook_tools import __version__
from workbook_tools.cli import usage
from workbook_tools.cli.call import finding_json, one_object
from workbook_tools.cli.log import written_down
from workbook_tools.errors import EnvironmentFault, PlanMistakesError
from workbook_tools.messages import render, terminal
from workbook_tools.messages.plain_text import visible
from workbook_tools.safe_write import unexpected_fault

CLEAN, FINDINGS, USAGE, UNEXPECTED = 0, 1, 2, 3
_OTHERS = 0o077
"""Rights that are nobody's in a file made here: libraries, SQLite and workers make some too."""

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
    "doctor",
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
        click.echo(one_object({"error": sentence, **data}))
    else:
        click.echo(visible(sentence), err=True)


def _fault(fault: EnvironmentFault, as_json: bool) -> int:
    try:
        _say(fault.sentence, as_json, code=type(fault).__name__)
    except OSError:
        # stdout itself is what takes no more.
        with suppress(OSError):
            _say(fault.sentence, as_json=False)
    return fault.exit_code


def _unexpected(error: BaseException, as_json: bool) -> int:
    log = written_down(error)
    sentence = terminal.UNEXPECTED.format(log=log) if log else terminal.UNEXPECTED_UNLOGGED
    _say(sentence, as_json, log=str(log) if log else None)
    return UNEXPECTED


def _mistakes(found: PlanMistakesError, as_json: bool) -> int:
    if as_json:
        click.echo(one_object({"findings": [finding_json(f) for f in found.findings]}))
    else:
        click.echo(terminal.PLAN_MISTAKES.format(count=len(found.findings)), err=True)
        for finding in found.findings:
            click.echo(visible(render(finding)), err=True)
    return FINDINGS


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; whatever it writes is its owner's alone."""
    custom = os.umask(_OTHERS)
    try:
        return _run(arguments)
    finally:
        os.umask(custom)


def _run(arguments: Sequence[str]) -> int:  # noqa: PLR0911 (one for each way to end)
    as_json = "--json" in arguments
    _prepare_console(as_json)
    try:
        return int(group.main(list(arguments), prog_name="workbook-tools", standalone_mode=False) or CLEAN)
    except PlanMistakesError as found:
        return _mistakes(found, as_json)
    except EnvironmentFault as fault:
        return _fault(fault, as_json)
    except OSError as error:
        return _fault(unexpected_fault(error), as_json)
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
    except BaseException as error:
        # Native code panics with what is no Exception, and that must not end in a traceback either.
        return _unexpected(error, as_json)


def _let_go_of_output() -> None:
    """Forget what could not be printed: it was told of, and Python would try again at its end, and complain."""
    try:
        if sys.stdout:
            sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> None:
    """The console script."""
    if not sys.warnoptions:
        # Libraries tell in English what of a workbook they pass over; whoever develops asks Python for it.
        warnings.simplefilter("ignore")
    code = run(sys.argv[1:])
    _let_go_of_output()
    sys.exit(code)
