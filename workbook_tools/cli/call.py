"""What every command takes: the workspace, the time, and whether to answer in JSON."""

import getpass
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from workbook_tools.messages import render, terminal
from workbook_tools.model import Finding
from workbook_tools.period import Period, parse
from workbook_tools.workspace import Workspace

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Call:
    """One run of a command."""

    root: Path
    now: datetime
    as_json: bool

    def workspace(self) -> Workspace:
        """The workspace named on the command line; raises WorkspaceMissing."""
        return Workspace.open(self.root)

    @property
    def user(self) -> str:
        """Who runs the command, as the operating system knows them."""
        try:
            return getpass.getuser()
        except (KeyError, OSError, ImportError):
            return str(os.getpid())

    def answer(self, data: Mapping[str, Any], lines: Callable[[], list[str]]) -> None:
        """Print the result: one JSON object, or lines for a person."""
        if self.as_json:
            click.echo(json.dumps(data, ensure_ascii=False, default=str))
            return
        for line in lines():
            click.echo(printable(line))


def printable(text: str) -> str:
    """Text from files made harmless for a terminal: control characters and direction overrides shown as escapes."""
    return "".join(c if c.isprintable() or c in "\t\n" else c.encode("unicode_escape").decode() for c in text)


def one_line(text: str) -> str:
    """A text from a cell in one line: what breaks it could pass for a line of the tool's own."""
    return text.replace("\n", "↵")


class Moment(click.ParamType[datetime]):
    """A point in time: 2023-11-03, 2023-11-03T09:30 or with seconds."""

    name = "TIME"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The time as given; a usage error where it is none."""
        if isinstance(value, datetime):
            return value
        return _moment(value) or self.fail(terminal.BAD_TIME.format(value=value), param, ctx)


def _moment(text: str) -> datetime | None:
    """A time as written; None where it is none, or one of a time zone: the ledger's are the bureau's own."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return None if found.tzinfo else found


class DayOrMoment(click.ParamType[str]):
    """The end of a day (2023-11-03) or a point in time (2023-11-03T09:30), as ISO text."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text in its one spelling; a usage error where it is neither."""
        found = _moment(value) or self.fail(terminal.BAD_TIME.format(value=value), param, ctx)
        return found.isoformat() if "T" in value or " " in value else found.date().isoformat()


class PeriodName(click.ParamType[Period]):
    """A reporting period: 2023, 2023Q3 or 2023-10."""

    name = "PERIOD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        """The period; a usage error where it is none."""
        found = value if isinstance(value, Period) else parse(value)
        return found or self.fail(terminal.BAD_PERIOD.format(value=value), param, ctx)


def _call(root: Path, now: datetime | None, as_json: bool) -> Call:
    return Call(root, now or datetime.now().replace(microsecond=0), as_json)  # noqa: DTZ005 (local time is meant)


def common(command: Command) -> Command:
    """The options every command has; the command gets them as one `call`."""

    def run(*args: Any, workspace: Path, now: datetime | None, as_json: bool, **options: Any) -> Any:
        return command(_call(workspace, now, as_json), *args, **options)

    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__click_params__ = getattr(command, "__click_params__", [])  # type: ignore[attr-defined]
    for option in (
        click.help_option("-h", "--help", help=terminal.HELP_HELP),
        click.option("--json", "as_json", is_flag=True, help=terminal.HELP_JSON),
        click.option("--now", type=Moment(), default=None, help=terminal.HELP_NOW),
        click.option(
            "-w",
            "--workspace",
            type=click.Path(path_type=Path),
            default=Path(),
            show_default=True,
            help=terminal.HELP_WORKSPACE,
        ),
    ):
        run = option(run)
    return run  # type: ignore[return-value]


def period_option(command: Command) -> Command:
    """The period a command is about."""
    return click.option("--period", type=PeriodName(), required=True, help=terminal.HELP_PERIOD)(command)


def finding_json(finding: Finding) -> dict[str, str]:
    """A finding as the command line's contract has it."""
    return {
        "code": finding.code,
        "severity": finding.severity.name,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "field": finding.field,
        "value": finding.value,
        "message": render(finding),
    }
