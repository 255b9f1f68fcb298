"""The log of what nobody foresaw: where it happened and of what kind, and nothing that a file says."""

import os
import platform
import re
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

from workbook_tools import __version__

_LONG_NUMBER = re.compile(r"\d{7,}")
"""Phones, id-card numbers, credit codes. Folders can hold them too."""


def written_down(error: BaseException) -> Path | None:
    """The new file that says where an error arose; None where none can be written.

    Messages of exceptions stay out: they quote what was being read. The file is its owner's alone, and its name
    cannot be foreseen, so that nothing lies in wait under it in a temporary folder that others share.
    """
    text = _LONG_NUMBER.sub(lambda number: "*" * len(number[0]), "".join(_told(error)))
    try:
        handle, name = tempfile.mkstemp(prefix="workbook-tools-", suffix=".log")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError:
        return None
    return Path(name)


def _told(error: BaseException) -> Iterator[str]:
    """The error, and what led to it, the last first."""
    yield f"workbook-tools {__version__}, Python {platform.python_version()}, {platform.system()}\n"
    told: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in told:
        told.add(id(cause))
        yield f"\n{_kind(cause)}\n"
        yield from reversed(traceback.format_tb(cause.__traceback__))
        cause = cause.__cause__ or cause.__context__


def _kind(error: BaseException) -> str:
    """What kind of error it is, with the number that the operating system gives one of its own."""
    number = f" (errno {error.errno})" if isinstance(error, OSError) else ""
    return f"{type(error).__module__}.{type(error).__qualname__}{number}"
