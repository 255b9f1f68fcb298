"""The archive keeps bytes by their sha256: once, unchanged, for good."""

import hashlib
import os
import stat
from pathlib import Path

import pytest

from workbook_tools.archive import Archive, Store
from workbook_tools.errors import FileUnreadable

RETURN = "示例：一份报送表".encode()
SHA256 = hashlib.sha256(RETURN).hexdigest()


@pytest.fixture
def originals(tmp_path: Path) -> Store:
    return Archive(tmp_path / "archive").originals


def test_what_is_put_is_known_by_its_sha256_and_can_be_opened_by_its_suffix(originals: Store) -> None:
    assert originals.put(RETURN, ".xlsx") == SHA256
    assert originals.path(SHA256) == originals.folder / f"{SHA256}.xlsx"
    assert originals.read(SHA256) == RETURN
    assert SHA256 in originals


def test_putting_the_same_bytes_again_changes_nothing(originals: Store) -> None:
    originals.put(RETURN, ".xlsx")
    before = originals.path(SHA256).stat().st_mtime_ns
    another_run = Store(originals.folder)
    assert another_run.put(RETURN, ".xlsx") == SHA256
    assert originals.path(SHA256).stat().st_mtime_ns == before
    assert len(list(originals.folder.iterdir())) == 1


def test_a_file_is_kept_as_it_is(originals: Store, tmp_path: Path) -> None:
    handed_in = tmp_path / "赵家.xlsx"
    handed_in.write_bytes(RETURN)
    assert originals.read(originals.adopt(handed_in, ".xlsx")) == RETURN


def test_a_file_that_is_gone_is_named(originals: Store, tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match=r"赵家\.xlsx"):
        originals.adopt(tmp_path / "赵家.xlsx", ".xlsx")


def test_an_original_that_was_changed_is_never_taken_for_the_original(originals: Store) -> None:
    originals.put(RETURN, ".xlsx")
    originals.path(SHA256).chmod(0o600)
    originals.path(SHA256).write_bytes(RETURN + b" ")
    with pytest.raises(FileUnreadable, match="已被改动"):
        originals.read(SHA256)


def test_an_original_that_was_never_put_is_named(originals: Store) -> None:
    with pytest.raises(FileUnreadable, match=SHA256):
        originals.read(SHA256)


def test_what_a_killed_run_left_half_written_is_no_original(originals: Store) -> None:
    originals.put(b"x", ".xlsx")
    (originals.folder / ".~half.tmp").write_bytes(b"half")
    assert ".~half" not in Store(originals.folder)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no owner's mode bits")
def test_originals_are_read_only_and_private(originals: Store) -> None:
    originals.put(RETURN, ".xlsx")
    assert stat.S_IMODE(originals.path(SHA256).stat().st_mode) == 0o400
    assert stat.S_IMODE(originals.folder.stat().st_mode) == 0o700


def test_the_areas_are_apart(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.plans.put(RETURN, ".xlsx")
    assert SHA256 in archive.plans
    assert SHA256 not in archive.originals
    assert SHA256 not in archive.decisions
