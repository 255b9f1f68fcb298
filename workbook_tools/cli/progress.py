"""Progress on long work: a bar on a terminal, a plain line now and then elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from workbook_tools.pipeline import Progress

_EVERY = 200
"""Plain lines come every so many steps, so that a log stays short."""


@contextmanager
def progress(title: str, silent: bool) -> Iterator[Progress]:
    """A function to call with (done, total) while the work goes on; it prints on stderr, or nothing if `silent`."""
    if silent:
        yield lambda _done, _total: None
    elif sys.stderr and sys.stderr.isatty():
        with _bar(title) as advance:
            yield advance
    else:
        yield lambda done, total: _line(title, done, total)


def _line(title: str, done: int, total: int) -> None:
    if done % _EVERY == 0 or (done == total and total > _EVERY):
        click.echo(f"{title} {done}/{total}", err=True)


@contextmanager
def _bar(title: str) -> Iterator[Progress]:
    # Only a terminal needs rich; worker processes import the command line too.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
