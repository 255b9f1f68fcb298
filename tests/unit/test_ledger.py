"""The ledger remembers everything in order, shows every tampering, and can be rebuilt from the archive."""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import astuple
from pathlib import Path

import pytest

from workbook_tools import __version__
from workbook_tools.errors import LedgerDamaged, WorkspaceInUse
from workbook_tools.ledger import Break, Broken, Entry, Ledger
from workbook_tools.model import Verdict
from workbook_tools.record import Event, Issued, PlanRecorded, Received, Record, Result, Template, Validated

MORNING = "2023-11-02T09:00:00"
PLAN = PlanRecorded("d1", "a" * 64)
ISSUED = Issued(
    "2023-10", "d1", (Template("U1", "F1", "i1", "示例表.xlsx", "b" * 64, {"target": 3, "note": None}),)
)
RECEIVED = Received(
    "c" * 64,
    "收件.zip/赵家.xlsx",
    "收件.zip",
    4096,
    "xlsx",
    Verdict.COLLECTED,
    params=(("named", "xls"),),
    unit="U1",
)
VALIDATED = Validated("2023-10", "d1", (Result("c" * 64, "returned", {"MANDATORY": 2}),))
STORY: tuple[Record, ...] = (PLAN, ISSUED, RECEIVED, VALIDATED)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    book = Ledger(tmp_path / "ledger.sqlite", tmp_path / "events")
    for record in STORY:
        book.append(record, MORNING)
    yield book
    book.close()


def tamper(folder: Path, statement: str) -> None:
    """Change the ledger as somebody with a database editor would."""
    with sqlite3.connect(folder / "ledger.sqlite") as database:
        database.executescript("DROP TRIGGER no_update; DROP TRIGGER no_delete;")
        database.executescript(statement)
    database.close()


def test_every_event_comes_back_as_it_was_recorded(ledger: Ledger) -> None:
    assert ledger.events() == tuple(Event(MORNING, record) for record in STORY)


def test_a_ledger_that_nobody_touched_holds(ledger: Ledger) -> None:
    assert ledger.check() == ()


def test_each_line_is_sealed_by_a_hash_anyone_can_compute(ledger: Ledger) -> None:
    first, second, *_ = ledger.entries()
    text = json.dumps(
        [second.seq, second.at, second.kind, json.loads(second.body), second.previous],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    assert second.previous == first.hash
    assert second.hash == hashlib.sha256(text.encode()).hexdigest()


def test_every_line_says_which_version_of_the_tool_wrote_it(ledger: Ledger) -> None:
    assert {json.loads(entry.body)["tool"] for entry in ledger.entries()} == {__version__}


def test_each_event_lies_in_the_archive_as_readable_json(ledger: Ledger, tmp_path: Path) -> None:
    line = json.loads((tmp_path / "events" / "00000003.json").read_text(encoding="utf-8"))
    assert (line["kind"], line["body"]["name"]) == ("received", "收件.zip/赵家.xlsx")


def test_a_file_name_that_is_no_valid_text_is_kept_to_the_byte(ledger: Ledger) -> None:
    odd = Received("d" * 64, "\udcd5\udcd4.xlsx", "", 1, "", Verdict.REFUSED, "F112")
    ledger.append(odd, MORNING)
    assert ledger.events()[-1].record == odd
    assert ledger.check() == ()


def test_a_database_editor_is_asked_to_leave_the_lines_alone(ledger: Ledger, tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "ledger.sqlite")
    for statement in ("UPDATE events SET at = ''", "DELETE FROM events"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            database.execute(statement)
    database.close()


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        (
            "UPDATE events SET body = replace(body, 'F1', 'F2') WHERE seq = 2",
            {(2, "altered"), (2, "differs")},
        ),
        ("UPDATE events SET at = '2023-11-01T09:00:00' WHERE seq = 4", {(4, "altered"), (4, "differs")}),
        ("DELETE FROM events WHERE seq = 2", {(3, "gap"), (2, "unrecorded")}),
        ("DELETE FROM events WHERE seq = 4", {(4, "unrecorded")}),
        (
            "INSERT INTO events SELECT 5, at, kind, body, hash, previous FROM events WHERE seq = 3",
            {(5, "unlinked"), (5, "altered"), (5, "unarchived")},
        ),
        (
            "UPDATE events SET seq = -seq WHERE seq IN (2, 3); UPDATE events SET seq = 5 + seq WHERE seq < 0",
            {(2, "unlinked"), (2, "altered"), (2, "differs"), (3, "unlinked"), (3, "altered"), (3, "differs")}
            | {(4, "unlinked")},
        ),
    ],
    ids=[
        "a body edited",
        "a time edited",
        "a line removed",
        "the end cut off",
        "a line added",
        "two lines swapped",
    ],
)
def test_tampering_is_named_by_line(
    ledger: Ledger, tmp_path: Path, statement: str, broken: set[tuple[int, str]]
) -> None:
    tamper(tmp_path, statement)
    assert {(each.seq, each.why.value) for each in ledger.check()} == broken


def test_nothing_is_read_from_a_broken_chain(ledger: Ledger, tmp_path: Path) -> None:
    tamper(tmp_path, "UPDATE events SET at = '' WHERE seq = 2")
    with pytest.raises(LedgerDamaged, match="第 2 条"):
        ledger.events()


def test_an_event_changed_in_the_archive_is_named(ledger: Ledger, tmp_path: Path) -> None:
    archived = tmp_path / "events" / "00000002.json"
    archived.chmod(0o600)
    archived.write_text("{}", encoding="utf-8")
    assert ledger.check() == (Break(2, Broken.DIFFERS),)


def test_what_a_killed_run_archived_but_did_not_record_is_taken_in_by_the_next(
    ledger: Ledger, tmp_path: Path
) -> None:
    before = ledger.entries()
    tamper(tmp_path, "DELETE FROM events WHERE seq = 4")
    assert ledger.recover() == 1
    assert ledger.entries() == before
    assert ledger.recover() == 0


def test_a_forged_event_in_the_archive_is_not_taken_in(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "events" / "00000005.json").write_text("{}", encoding="utf-8")
    with pytest.raises(LedgerDamaged, match="第 5 条"):
        ledger.recover()


def test_the_ledger_is_rebuilt_from_the_archive_alone(ledger: Ledger, tmp_path: Path) -> None:
    rebuilt = Ledger.rebuild(tmp_path / "rebuilt.sqlite", tmp_path / "events")
    assert rebuilt.entries() == ledger.entries()
    rebuilt.close()


def test_a_lost_ledger_is_not_mistaken_for_a_new_one(ledger: Ledger, tmp_path: Path) -> None:
    ledger.close()
    (tmp_path / "ledger.sqlite").unlink()
    with pytest.raises(LedgerDamaged, match="不见了"):
        Ledger(tmp_path / "ledger.sqlite", tmp_path / "events")


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:3000])


def overwritten(path: Path) -> None:
    path.write_bytes(b"not a database at all" * 100)


def of_a_later_format(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()


def with_an_unknown_event(path: Path) -> None:
    with sqlite3.connect(path) as database:
        (previous,) = database.execute("SELECT hash FROM events WHERE seq = 4").fetchone()
        line = Entry(5, MORNING, "of a later version", "{}", previous).sealed()
        database.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)", astuple(line))
    database.close()


@pytest.mark.parametrize("damage", [cut_short, overwritten, of_a_later_format, with_an_unknown_event])
def test_a_damaged_ledger_says_so_in_one_sentence(
    ledger: Ledger, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    ledger.close()
    damage(tmp_path / "ledger.sqlite")
    with pytest.raises(LedgerDamaged, match="台账"):
        Ledger(tmp_path / "ledger.sqlite", tmp_path / "events").events()


def test_a_ledger_that_stays_locked_is_in_use(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbook_tools.ledger.book._BUSY_SECONDS", 0.01)
    holder = sqlite3.connect(tmp_path / "ledger.sqlite", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(WorkspaceInUse):
        Ledger(tmp_path / "ledger.sqlite", tmp_path / "events")
    holder.close()
