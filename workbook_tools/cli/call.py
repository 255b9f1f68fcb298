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
from workbook_tools.messages.plain_text import unseen, visible
from workbook_tools.model import Finding
from workbook_tools.period import Period, parse
from workbook_tools.workspace import Workspace

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Call:
    """One run of a command; `by_clock`: its time is the computer's, nobody gave it."""

    root: Path
    now: datetime
    as_json: bool
    by_clock: bool = False

    def workspace(self) -> Workspace:
        """The workspace named on the command line; raises WorkspaceMissing."""
        return Workspace.open(self.root, _told, self._clock)

    def unopened(self) -> Workspace:
        """The same, whatever is there."""
        return Workspace(self.root, told=_told, clock=self._clock)

    @property
    def _clock(self) -> datetime | None:
        return self.now if self.by_clock else None

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
            click.echo(one_object(data))
            return
        for line in lines():
            click.echo(visible(line))


def _told(sentence: str) -> None:
    click.echo(visible(sentence), err=True)


def one_object(data: Mapping[str, Any]) -> str:
    """A JSON object on one line in which nothing but spaces is unseen: what names and cells hold of that is escaped.

    json leaves alone what is no control character of ASCII: C1 controls, direction overrides, lone surrogates,
    which no stream takes.
    """
    text = json.dumps(data, ensure_ascii=False, default=str)
    return text.translate({ord(letter): json.dumps(letter)[1:-1] for letter in set(text) if unseen(letter)})


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
    clock = datetime.now().replace(microsecond=0)  # noqa: DTZ005 (local time is meant)
    return Call(root, now or clock, as_json, by_clock=now is None)


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
