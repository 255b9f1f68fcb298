"""What comes in is copied as it stands, into a private folder that is gone when the command ends."""

import stat
import sys
import threading
import time
from pathlib import Path

import pytest

from workbook_tools.archive import Archive
from workbook_tools.intake import spool as spooling
from workbook_tools.intake.spool import ChangingFileError, Spool, spool

SIZE = 32 * 2**20


@pytest.fixture
def incoming(tmp_path: Path) -> Spool:
    folder = tmp_path / "spool"
    folder.mkdir()
    return Spool(folder)


@pytest.fixture
def handed_in(tmp_path: Path) -> Path:
    path = tmp_path / "赵家.xlsx"
    # Large enough that somebody else gets to write while it is read.
    path.write_bytes(bytes(SIZE))
    return path


def test_each_file_is_copied_whole_under_a_number(incoming: Spool, handed_in: Path) -> None:
    copies = [incoming.take(handed_in), incoming.take(handed_in)]
    assert [copy.name for copy in copies] == ["1", "2"]
    assert {copy.read_bytes() for copy in copies} == {handed_in.read_bytes()}


def test_a_file_that_changes_while_it_is_read_is_read_again_once_it_stands_still(
    incoming: Spool, handed_in: Path
) -> None:
    ended = threading.Event()

    def write_on() -> None:
        with handed_in.open("ab") as file:
            while not ended.wait(0.0001):
                file.write(b"more")
                file.flush()

    writer = threading.Thread(target=write_on)
    writer.start()
    threading.Timer(0.4, ended.set).start()
    copy = incoming.take(handed_in)
    writer.join()
    assert copy.read_bytes() == handed_in.read_bytes()


def test_a_file_that_never_stands_still_is_not_taken(
    incoming: Spool, handed_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = threading.Event()

    def write_on() -> None:
        with handed_in.open("ab") as file:
            while not ended.is_set():
                file.write(b"more")
                file.flush()

    writer = threading.Thread(target=write_on)
    writer.start()
    while handed_in.stat().st_size == SIZE:
        time.sleep(0.001)
    monkeypatch.setattr(spooling, "_PAUSE_SECONDS", 0.01)
    with pytest.raises(ChangingFileError):
        incoming.take(handed_in)
    ended.set()
    writer.join()
    assert not list(incoming.folder.iterdir())


def test_a_file_that_cannot_be_read_leaves_no_copy(incoming: Spool, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        incoming.take(tmp_path / "没有.xlsx")
    assert not list(incoming.folder.iterdir())


def test_the_folder_is_cleared_before_and_gone_after(tmp_path: Path) -> None:
    folder = tmp_path / "spool"
    folder.mkdir()
    (folder / "9").write_bytes(b"left by a killed run")
    with spool(folder) as incoming:
        assert not list(incoming.folder.iterdir())
        (incoming.folder / "1").write_bytes(b"example")
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no owner's mode bits")
def test_the_folder_is_private(tmp_path: Path) -> None:
    with spool(tmp_path / "spool") as incoming:
        assert stat.S_IMODE(incoming.folder.stat().st_mode) == 0o700


def test_the_archive_adopts_a_file_by_moving_it_and_knows_it_when_it_comes_again(
    incoming: Spool, handed_in: Path, tmp_path: Path
) -> None:
    originals = Archive(tmp_path / "archive").originals
    copies = [incoming.take(handed_in), incoming.take(handed_in)]
    names = {originals.adopt(copy, ".xlsx") for copy in copies}
    assert [originals.read(sha256) for sha256 in names] == [handed_in.read_bytes()]
    assert [copy.exists() for copy in copies] == [False, True]
