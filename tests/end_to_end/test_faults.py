"""Disks that fill up, fail or say no while a command writes: one sentence, an exit code, and the next run completes.

Each case is one system call of the real command line, made to fail by strace. `scripts/faults.py` tries all of them.
"""

import json
import re
from collections.abc import Callable, Iterable
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

from tests.build import syscalls
from tests.build.disturbing import Whole
from tests.build.journey import Journey, contents
from tests.build.syscalls import Touch, disturbed

WRITES = (
    ("generate", "EACCES", "mkdir", "outbox/202401"),
    ("collect", "EIO", "fsync", "archive/originals/*.xlsx"),
    ("collect", "ENOSPC", "pwrite64", "ledger.sqlite-journal"),
    ("collect", "EBUSY", "rename", "收件登记*.xlsx"),
    ("validate", "ENOSPC", "write", "returned/*.xlsx"),
    ("validate", "EIO", "pwrite64", "cache.sqlite"),
    ("decide", "EIO", "fdatasync", "ledger.sqlite"),
    ("consolidate", "EROFS", "rename", "master-*.xlsx"),
    ("close", "EACCES", "unlink", "ledger.sqlite-journal"),
)
"""Step, error, system call, and the file that is being written, under the name that it was to get."""


@pytest.fixture(scope="module")
def step(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Whole]:
    """A step of a month, watched once."""
    syscalls.needed()
    folder = tmp_path_factory.mktemp("month")
    journey = Journey(folder)

    @cache
    def whole(name: str) -> Whole:
        return Whole.of(journey.steps[name], folder / f"台账-{name}")

    return whole


def last(whole: Whole, name: str, pattern: str) -> Touch:
    """The last call of this name on such a file, or on the temporary file that becomes it."""
    becomes = {touch.path: touch.to for touch in whole.touches if touch.to}
    found = [
        touch
        for touch in whole.touches
        if touch.name == name and fnmatch(becomes.get(touch.path, touch.path), pattern)
    ]
    assert found, f"{pattern} is not touched by {name}"
    return found[-1]


@pytest.mark.parametrize(("name", "error", "call", "pattern"), WRITES, ids=str)
def test_a_write_that_fails_ends_in_one_sentence_and_the_next_run_completes(
    step: Callable[[str], Whole], name: str, error: str, call: str, pattern: str
) -> None:
    whole = step(name)
    assert whole.complaint(last(whole, call, pattern), error) == ""


# Reading: what a unit sent costs that file only, what is the workspace's own ends the run.

INBOX_FAULTS = (
    ("openat", "EACCES", "产品.zip", "F127"),
    ("read", "ESTALE", "西乡镇.xlsx", "F127"),
    ("getdents64", "ENOTCONN", "", "F127"),
)
"""System call, error, what of the inbox it strikes (the folder itself: a stick pulled out), and the verdict."""


@pytest.mark.parametrize(("call", "error", "name", "code"), INBOX_FAULTS, ids=str)
def test_a_return_that_cannot_be_read_is_refused_and_the_others_are_taken_in(
    step: Callable[[str], Whole], call: str, error: str, name: str, code: str
) -> None:
    whole = step("collect")
    root, inbox = whole.step.copied(whole.root), whole.step.before.parent / "来件"
    ended = disturbed(
        root, (*whole.step.at(root), "--json"), Touch(call, str(inbox / name), 1), f"error={error}"
    )
    files = {Path(each["path"]).name: each for each in json.loads(ended.out)["files"]}
    assert files[name or inbox.name]["code"] == code
    assert name == "" or files["东乡镇.xlsx"]["verdict"] == "collected"
    assert whole.again() == whole.ended.code
    assert originals(contents(root)) == originals(whole.left)


def originals(left: Iterable[str]) -> set[str]:
    """Those of a workspace's files that came in."""
    return {name for name in left if name.startswith("archive/originals/")}


OWN_FAULTS = (
    ("read", "plan.xlsx", 12),
    ("read", "archive/originals/*.xlsx", 12),
    ("pread64", "ledger.sqlite", 13),
)
"""System call, a file of the workspace, and the exit code when it fails."""


@pytest.mark.parametrize(("call", "pattern", "code"), OWN_FAULTS, ids=str)
def test_what_the_workspace_itself_cannot_give_ends_the_run_and_judges_nobody(
    step: Callable[[str], Whole], call: str, pattern: str, code: int
) -> None:
    whole = step("validate")
    root = whole.step.copied(whole.root)
    (root / "cache.sqlite").unlink()
    path = min(root.glob(pattern)).relative_to(root).as_posix()
    ended = disturbed(root, whole.step.at(root), Touch(call, path, 1), "error=EIO")
    assert (ended.code, ended.err.count("\n"), ended.out) == (code, 1, "")
    assert whole.again() == whole.ended.code
    assert contents(root) == whole.left


def test_a_disk_that_is_full_while_a_container_is_opened_says_nothing_of_the_container(
    step: Callable[[str], Whole],
) -> None:
    whole = step("collect")
    inside = next(touch for touch in whole.touches if re.fullmatch(r".*/\d+-\d+", touch.path))
    assert inside.name == "openat"
    assert whole.complaint(Touch("write", inside.path, 1), "ENOSPC") == ""
