"""The log of what nobody foresaw: enough for the next engineer, nothing of what was being read, for nobody else."""

import os
import stat
import sys
from pathlib import Path

import pytest

from workbook_tools.cli.log import written_down

PHONE, ID_CARD, CODE = "13912345678", "99999919900101123X", "91500234MA5U0000X0"


def failure(folder: str = "") -> BaseException:
    """An error that quotes what was read, out of another that does."""
    try:
        try:
            {}[PHONE]
        except KeyError as first:
            raise ValueError(f"身份证 {ID_CARD}，{CODE}") from first
    except ValueError as error:
        return error
    raise AssertionError(folder)


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The temporary folder of the system."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def told(error: BaseException) -> str:
    log = written_down(error)
    assert log
    return log.read_text(encoding="utf-8")


@pytest.mark.usefixtures("shared")
def test_it_says_what_happened_and_where_and_what_led_to_it() -> None:
    text = told(failure())
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert f'File "{__file__}"' in text


@pytest.mark.usefixtures("shared")
def test_it_quotes_nothing_of_what_was_being_read() -> None:
    text = told(failure())
    assert [secret for secret in (PHONE, ID_CARD, CODE, ID_CARD[:17], "身份证 9") if secret in text] == []


@pytest.mark.usefixtures("shared")
def test_a_long_number_in_the_name_of_a_folder_is_masked_too(tmp_path: Path) -> None:
    module = tmp_path / f"示例{PHONE}.py"
    module.write_text("1 / 0\n", encoding="utf-8")
    try:
        exec(compile(module.read_text(encoding="utf-8"), str(module), "exec"))
    except ZeroDivisionError as error:
        text = told(error)
    assert PHONE not in text
    assert "示例***********.py" in text


@pytest.mark.usefixtures("shared")
def test_the_number_of_an_error_of_the_system_is_kept() -> None:
    assert "builtins.PermissionError (errno 13)" in told(PermissionError(13, PHONE, PHONE))


@pytest.mark.usefixtures("shared")
def test_errors_that_led_to_each_other_end() -> None:
    first, second = KeyError(), ValueError()
    first.__cause__, second.__cause__ = second, first
    assert told(first).count("Error") == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
@pytest.mark.parametrize("mask", [0o000, 0o777])
def test_only_its_owner_can_read_it(shared: Path, mask: int) -> None:
    old = os.umask(mask)
    try:
        log = written_down(failure())
    finally:
        os.umask(old)
    assert log
    assert log.parent == shared
    assert stat.S_IMODE(log.stat().st_mode) & 0o077 == 0


def test_no_two_runs_write_to_one_file_whose_name_could_be_foreseen(shared: Path) -> None:
    names = {written_down(failure()) for _ in range(4)}
    assert len(names) == 4
    assert not any(str(os.getpid()) == name.stem.rpartition("-")[2] for name in names if name)
    assert len(list(shared.iterdir())) == 4


def test_without_a_place_to_write_to_there_is_none(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(shared / "没有"))
    assert written_down(failure()) is None
