"""doctor on a damaged ledger: what one copy proves is mended to the same bytes, what none proves is left alone."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from tests.build.auditor import MASTER, entries, overwrite, verified
from tests.build.bureau import PERIOD, Bureau, Json
from tests.build.doctoring import (
    AT,
    another_journal,
    both_damaged,
    both_lost,
    both_shortened,
    codes,
    cut_short,
    doctor,
    each_in_another_place,
    emptied,
    events,
    is_content,
    line_copied,
    line_edited,
    line_removed,
    lost,
    newer_format,
    newer_line,
    one_rewritten,
    other_tables,
    overwritten,
    remedies,
    state_of,
    torn,
    twin_edited,
    twin_edited_and_sealed,
    twin_lost,
    twin_thinned,
)
from workbook_tools.messages.doctor import TROUBLES, Grade
from workbook_tools.pipeline.doctor import mending
from workbook_tools.record import Mended
from workbook_tools.workspace import Workspace

pytestmark = pytest.mark.usefixtures("libraries_loaded_here")

# ---------------------------------------------------------------- to be mended


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lost, "W121"),
        (emptied, "W122"),
        (torn, "W122"),
        (overwritten, "W122"),
        (other_tables, "W122"),
        (line_edited, "W122"),
        (line_removed, "W122"),
        (another_journal, "W122"),
        (cut_short, "W123"),
        (twin_edited, "W124"),
        (twin_edited_and_sealed, "W124"),
        (twin_lost, "W124"),
        (twin_thinned, "W124"),
        (each_in_another_place, "W124"),
    ],
)
def test_a_ledger_that_one_copy_proves_is_mended_to_the_same_master(
    audited: Bureau, damage: Callable[[Bureau], None], code: str
) -> None:
    master = (audited.root / MASTER).read_bytes()
    told = entries(audited)
    damage(audited)
    damaged = state_of(audited)
    answer = doctor(audited)
    assert code in codes(answer)
    assert answer.code == (0 if TROUBLES[code].grade is Grade.REMINDER else 1)
    assert "doctor --mend" in remedies(answer)
    assert state_of(audited) == damaged, "to look changes nothing"

    mended = doctor(audited, "--mend")
    assert code in {each["code"] for each in mended.data["mended"]}
    assert (mended.code, mended.data["problems"]) == (0, [])
    assert entries(audited)[:-1] == told
    assert is_content(audited)
    assert doctor(audited, "--mend").data["mended"] == []
    audited.did("consolidate", *PERIOD, now=AT)
    assert (audited.root / MASTER).read_bytes() == master
    assert verified(audited).code == 0


def test_what_was_damaged_is_kept_under_another_name(audited: Bureau) -> None:
    overwritten(audited)
    twin = events(audited) / "00000003.json"
    edited = b"{}"
    line_edited_by = audited.root / "ledger.sqlite"
    damaged = line_edited_by.read_bytes()
    doctor(audited, "--mend")
    (kept,) = audited.root.glob("ledger.sqlite.损坏-*")
    assert kept.read_bytes() == damaged
    overwrite(twin, edited)
    doctor(audited, "--mend")
    (kept,) = audited.root.glob("00000003.json.损坏-*")
    assert kept.read_bytes() == edited
    assert all(map(Workspace(audited.root).owns, audited.root.glob("*.损坏-*")))


def test_what_was_mended_is_recorded_and_no_number_depends_on_it(audited: Bureau) -> None:
    lost(audited)
    doctor(audited, "--mend")
    with closing(Workspace.open(audited.root).ledger()) as ledger:
        last = ledger.events()[-1]
    assert isinstance(last.record, Mended)
    assert (last.at, last.record.done) == (AT, ("W121",))
    assert verified(audited).data["identical"]


# ---------------------------------------------------------------- not to be mended


@pytest.mark.parametrize(
    ("damage", "code", "says"),
    [
        (both_damaged, "W125", "00000003.json"),
        (both_shortened, "W125", "00000003.json 至 00000004.json"),
        (line_copied, "W125", ".json"),
        (one_rewritten, "W126", "备份"),
        (both_lost, "W128", "备份"),
        (newer_format, "W127", "升级"),
        (newer_line, "W127", "升级"),
    ],
)
def test_a_ledger_that_nothing_proves_is_left_alone_and_the_way_out_is_named(
    audited: Bureau, damage: Callable[[Bureau], None], code: str, says: str
) -> None:
    damage(audited)
    damaged = state_of(audited)
    for arguments in ([], ["--mend"]):
        answer = doctor(audited, *arguments)
        wrong = next(each for each in answer.data["problems"] if each["code"] == code)
        assert says in wrong["remedy"]
        assert (answer.code, wrong["mendable"]) == (1, False)
        kept = {
            name: data for name, data in state_of(audited).items() if "events" in name or "ledger" in name
        }
        assert kept == {name: data for name, data in damaged.items() if name in kept}


@pytest.mark.parametrize("damage", [both_damaged, both_shortened, both_lost])
def test_with_the_lines_named_out_of_a_backup_the_rest_is_mended(
    audited: Bureau, january: tuple[Bureau, Json], damage: Callable[[Bureau], None]
) -> None:
    damage(audited)
    backup = events(january[0])
    for path in backup.iterdir():
        target = events(audited) / path.name
        if not target.exists() or target.read_bytes() != path.read_bytes():
            target.parent.mkdir(exist_ok=True)
            target.unlink(missing_ok=True)
            shutil.copy(path, target)
    assert doctor(audited, "--mend").data["mended"]
    assert is_content(audited)
    assert verified(audited).code == 0


# ---------------------------------------------------------------- killed while mending


class _Killed(BaseException):
    """What ends a run without a chance to tidy up."""


@pytest.mark.parametrize("step", range(1, 9))
@pytest.mark.parametrize("damage", [each_in_another_place, another_journal])
def test_killed_at_any_step_of_mending_the_next_one_completes(
    audited: Bureau, damage: Callable[[Bureau], None], step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = entries(audited)
    damage(audited)
    with monkeypatch.context() as patch, _killed_at(step, patch):
        doctor(audited, "--mend")
    mended = doctor(audited, "--mend")
    assert (mended.code, mended.data["problems"]) == (0, [])
    assert entries(audited)[: len(told)] == told
    assert is_content(audited)


@contextmanager
def _killed_at(step: int, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """End a run at the n-th file that mending writes."""
    written = []

    def write(path: Path, data: bytes, *mode: int) -> None:
        written.append(path)
        if len(written) == step:
            raise _Killed
        real(path, data, *mode)

    real = mending.write_atomically
    patch.setattr(mending, "write_atomically", write)
    with suppress(_Killed):
        yield
