"""System calls of the real command line, watched and disturbed with strace: full disks, pulled plugs.

A run is watched first, on a copy of the workspace. Each of its calls on a file of the workspace can then be made to
fail, or to kill the run, in another copy: the same run makes the same calls in the same order.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

CHANGING = (
    "open",
    "openat",
    "creat",
    "mkdir",
    "mkdirat",
    "write",
    "pwrite64",
    "writev",
    "fsync",
    "fdatasync",
    "ftruncate",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "unlink",
    "unlinkat",
    "rmdir",
    "chmod",
    "fchmod",
    "fchmodat",
    "copy_file_range",
    "sendfile",
)
"""All that can change a file; of those that open one, only what opens it for writing is told."""
READING = ("openat", "read", "pread64", "getdents64", "newfstatat", "lseek")
"""What looks at a file or into a folder."""

_REPOSITORY = Path(__file__).parents[2]
_SAME_NAMES = Path(__file__).parent / "same_names"
_LINE = re.compile(r"^\d+ +(\w+)\((.*)")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"|<((?:/[^<>\\]|\\.|[^<>\\])*)>')
_OPENING, _RENAMING = ("open", "openat"), ("rename", "renameat", "renameat2")
_TO_WRITE = re.compile(r"O_(WRONLY|RDWR|CREAT|TRUNC)")
_STRACE = ("strace", "-f", "-qq", "--seccomp-bpf")
_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Touch:
    """One system call on a file of the workspace: the `nth` (from 1) of its name that the run made on `path`.

    `path` is relative to the workspace's folder, "." for the folder itself; `to` is the new name that a rename gives.
    """

    name: str
    path: str
    nth: int
    to: str = ""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: exit code (negative for a signal), what it printed, and what it complained of."""

    code: int
    out: str
    err: str


@cache
def lacking() -> str:
    """Why nothing can be disturbed here, "" where it can: no strace, or no right to trace."""
    if not shutil.which("strace"):
        return "strace is not installed"
    tried = subprocess.run(
        (*_STRACE, "-e", "trace=fsync", "-e", "inject=fsync:error=EIO", "true"),
        capture_output=True,
        check=False,
    )
    return "" if tried.returncode == 0 else f"strace cannot trace here: {tried.stderr.decode()[:200]}"


def needed() -> None:
    """Skip a test where nothing can be disturbed; fail it where all tests must run (CI)."""
    if reason := lacking():
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)


def watched(
    root: Path, arguments: Sequence[str], names: Sequence[str] = CHANGING
) -> tuple[Ended, tuple[Touch, ...]]:
    """Run a command on the workspace `root`, and tell every call of those names that it made in there, in order."""
    with tempfile.NamedTemporaryFile(suffix=".strace") as log:
        ended = _run(
            root, arguments, *_STRACE, "-y", "-e", f"trace={_known(names)}", "-s", "4096", "-o", log.name
        )
        lines = Path(log.name).read_text("utf-8", "surrogateescape").splitlines()
    touched = _touched(lines, root)
    return ended, tuple(touch for touch, only_looks in touched if not (only_looks and names is CHANGING))


def undisturbed(root: Path, arguments: Sequence[str]) -> Ended:
    """Run a command on the workspace `root` as it is run every day."""
    return _run(root, arguments)


def disturbed(
    root: Path, arguments: Sequence[str], touch: Touch, what: str, *, lasting: bool = False
) -> Ended:
    """Run a command whose call `touch` does not succeed: `what` is `error=ENOSPC`, `retval=…`.

    `delay_exit=…` holds it up (microseconds). Where it is `lasting`, every later call of the same name on that path is
    met likewise.
    """
    return _run(root, arguments, *_STRACE, *_tampering(root, touch, what, "+" if lasting else ""))


def killed(root: Path, arguments: Sequence[str], touch: Touch) -> Ended:
    """Run a command that is killed, as by a pulled plug, when its main process makes the call `touch`.

    Its code is -SIGKILL if it came by that call.
    """
    # No signal gets through with --seccomp-bpf. Without -f, workers are not watched: they end as they would.
    return _run(root, arguments, "strace", "-qq", *_tampering(root, touch, "signal=SIGKILL"))


def _tampering(root: Path, touch: Touch, what: str, on: str = "") -> tuple[str, ...]:
    path = os.path.normpath(root / touch.path)
    tampering = f"inject={touch.name}:{what}:when={touch.nth}{on}"
    return ("-P", path, "-e", f"trace={touch.name}", "-e", tampering, "-o", os.devnull)


def _run(root: Path, arguments: Sequence[str], *strace: str) -> Ended:
    """Run a command, under strace where it is given with its options."""
    command = (*strace, sys.executable, "-m", "workbook_tools", *arguments, "-w", str(root))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        environment = os.environ | {
            "PYTHONPATH": os.pathsep.join((str(_SAME_NAMES), str(_REPOSITORY))),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONUTF8": "1",
            "TMPDIR": scratch,
        }
        process = subprocess.run(command, capture_output=True, check=False, env=environment, timeout=_SECONDS)
    return Ended(process.returncode, process.stdout.decode(), process.stderr.decode())


def _known(names: Iterable[str]) -> str:
    # A question mark: some of them exist on some processors only.
    return ",".join(f"?{name}" for name in names)


def _touched(lines: Iterable[str], root: Path) -> Iterator[tuple[Touch, bool]]:
    """Every call on a file of the workspace, numbered, and whether it only looks (an opening for reading)."""
    seen: Counter[tuple[str, str]] = Counter()
    for name, rest in (call.groups() for call in map(_LINE.match, lines) if call):
        paths = [path for path in map(_path, _QUOTED.findall(rest)) if path.is_relative_to(root)]
        if paths:
            path, *to = (path.relative_to(root).as_posix() for path in paths)
            seen[name, path] += 1
            touch = Touch(name, path, seen[name, path], *to[:1] if name in _RENAMING else ())
            yield touch, name in _OPENING and not _TO_WRITE.search(rest)


def _path(quoted: tuple[str, str]) -> Path:
    """A path as strace prints it: bytes above 127 as octal escapes."""
    text = quoted[0] or quoted[1]
    return Path(os.fsdecode(text.encode("latin-1", "replace").decode("unicode_escape").encode("latin-1")))
