"""The machine and the programs on it: clock, version, libraries, worker processes, console."""

import importlib
import json
import re
import sys
from collections.abc import Iterator
from datetime import datetime

from workbook_tools import __version__
from workbook_tools.intake.failures import Allowance, Failure
from workbook_tools.intake.workers import alone
from workbook_tools.ledger import CLOCKS_DIFFER
from workbook_tools.messages.doctor import AND
from workbook_tools.messages.times import minute
from workbook_tools.pipeline.doctor.case import Case
from workbook_tools.pipeline.doctor.problem import Problem

_LIBRARIES = (
    "click",
    "docx",
    "filelock",
    "lxml.etree",
    "numpy",
    "openpyxl",
    "pandas",
    "psutil",
    "python_calamine",
    "rich",
    "sqlite3",
    "stdnum",
    "xlrd",
    "xlsxwriter",
)
_ALLOWANCE = Allowance(seconds=120.0, memory=4 * 2**30, output=2**20)
"""What loading them all may take, from a slow disk."""


def clock(case: Case) -> Iterator[Problem]:
    """A clock that lies behind the last line of the ledger; a time that somebody gave is theirs to choose."""
    clock = case.workspace.clock
    for entry in case.copies.joined.entries[-1:]:
        if clock and datetime.fromisoformat(entry.at) - clock > CLOCKS_DIFFER:
            now = minute(clock.isoformat())
            yield case.problem("W201", case.workspace.database, now=now, last=minute(entry.at))


def version(case: Case) -> Iterator[Problem]:
    """A tool older than the one that wrote the last line."""
    for entry in case.copies.joined.entries[-1:]:
        theirs = str(json.loads(entry.body).get("tool", ""))
        if _parts(theirs) > _parts(__version__):
            yield case.problem("W202", case.workspace.database, theirs=theirs, ours=__version__)


def _parts(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]


def programs(case: Case) -> Iterator[Problem]:
    """Libraries that do not load, and worker processes that do not start: the one is tried in the other."""
    try:
        missing = alone(_missing, _LIBRARIES, _ALLOWANCE)
    except (RuntimeError, OSError) as error:
        yield case.problem("W212", case.workspace.root, reason=error)
        return
    if isinstance(missing, Failure):
        yield case.problem("W212", case.workspace.root, reason=missing.detail)
    elif missing:
        yield case.problem("W211", case.workspace.root, names=AND.join(missing))


def _missing(libraries: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in libraries if not _loads(name))


def _loads(name: str) -> bool:
    try:
        importlib.import_module(name)
    except (ImportError, OSError):
        return False
    return True


def console(case: Case) -> Iterator[Problem]:
    """A console that cannot show Chinese."""
    # What is no stream of bytes has none, and takes any text.
    encoding = sys.stdout.encoding or "utf-8"
    try:
        "台账".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        yield case.problem("W214", case.workspace.root, encoding=encoding)
