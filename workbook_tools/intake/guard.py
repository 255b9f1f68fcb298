"""What reading a file never needs: the network, other programs, writing outside one folder.

A worker forbids them to itself before the first file. This stops what Python code does, whatever led it there; it
is a second wall behind readers that do none of it, and no sandbox: native code passes below it.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

_NETWORK = (
    "socket.",
    "urllib.",
    "http.",
    "ftplib.",
    "smtplib.",
    "imaplib.",
    "poplib.",
    "telnetlib.",
    "nntplib.",
)
_PROGRAMS = (
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.fork",
    "os.startfile",
    "pty.",
)
_FILES = (
    "os.rename",
    "os.remove",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.utime",
    "os.ch",
    "shutil.",
)
_FORBIDDEN = (*_NETWORK, *_PROGRAMS, *_FILES, "webbrowser.")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def forbid(folder: Path | None) -> None:
    """From now on this process opens no connection, starts no program, and writes nowhere but in `folder`.

    What tries raises PermissionError. There is no way back, for the process or for what it reads.
    """
    # Python would write what it compiles of a module imported later.
    sys.dont_write_bytecode = True
    sys.addaudithook(_refusing(folder.absolute() if folder else None))


def _refusing(folder: Path | None) -> Callable[[str, tuple[Any, ...]], None]:
    def refuse(event: str, details: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = details
            if flags & _WRITING and not _is_allowed(path, folder):
                raise PermissionError(event)
        elif event.startswith(_FORBIDDEN):
            raise PermissionError(event)

    return refuse


def _is_allowed(path: object, folder: Path | None) -> bool:
    if not isinstance(path, str | os.PathLike):
        return False
    # The spool is flat: what is written stands right in it.
    return str(path) == os.devnull or Path(path).absolute().parent == folder
