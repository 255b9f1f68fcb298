"""An auditor's master, and what somebody may do to it, to the archive and to the ledger behind the bureau's back."""

import io
import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.build.bureau import PERIOD, Answer, Bureau, Json
from tests.build.day import EAST, WEST, Day
from tests.build.monday import Inbox
from workbook_tools.cli.main import run
from workbook_tools.ledger import Entry, lines
from workbook_tools.workspace import Workspace

MASTER = "master-202401.xlsx"


def a_published_month(bureau: Bureau, inbox: Inbox) -> Json:
    """January of the example county: two returns, a contest ruled on, and the master; what consolidate said."""
    day = Day(bureau, inbox)
    day.came(east=day.shops(EAST, "W4", "W5"), west=day.shops(WEST, "W5", "W6"))
    day.rules("归属裁定", "东乡镇", "W5")
    day.validated()
    return bureau.did("consolidate", *PERIOD, now=day.now())


def verified(bureau: Bureau, *arguments: str, master: str | Path = MASTER) -> Answer:
    """What verify says of a master of this bureau."""
    return bureau.said("verify", str(master), *arguments)


def text_of(bureau: Bureau, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The lines that verify prints of the bureau's master."""
    run(["verify", MASTER, "-w", str(bureau.root)])
    return capsys.readouterr().out.splitlines()


def edited_master(bureau: Bureau, edit: Callable[[Workbook], None]) -> None:
    """Change the bureau's master by hand, as with openpyxl."""
    path = bureau.root / MASTER
    book = load_workbook(io.BytesIO(path.read_bytes()))
    edit(book)
    book.save(path)


def overwrite(path: Path, data: bytes) -> None:
    """Put other bytes into a file that is read-only."""
    path.chmod(0o600)
    path.write_bytes(data)


def original(bureau: Bureau, name: str) -> Path:
    """The archived original that came under a name."""
    found = (each for each in bureau.state().submissions.values() if name in each.names)
    return Workspace(bureau.root).archive.originals.path(next(found).facts.sha256)


def in_database(bureau: Bureau, statement: str) -> None:
    """Change the ledger as somebody with a database editor would."""
    with closing(sqlite3.connect(bureau.root / "ledger.sqlite")) as database:
        database.executescript("DROP TRIGGER no_update; DROP TRIGGER no_delete;")
        database.executescript(statement)


def entries(bureau: Bureau) -> list[Entry]:
    """The lines of the ledger as the archive has them."""
    return list(lines(Workspace(bureau.root).archive.events))


def doctored(told: Sequence[Entry], kind: str, change: Callable[[Json], Json]) -> list[Entry]:
    """The lines with the first one of a kind changed, and every hash after it made to fit again."""
    at = next(number for number, entry in enumerate(told) if entry.kind == kind)
    body = json.dumps(
        change(json.loads(told[at].body)), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return chained([*told[:at], replace(told[at], body=body), *told[at + 1 :]])


def chained(told: Sequence[Entry]) -> list[Entry]:
    """The lines numbered and hashed as if they had always been these."""
    made: list[Entry] = []
    for entry in told:
        previous = made[-1].hash if made else ""
        made.append(replace(entry, seq=len(made) + 1, previous=previous).sealed())
    return made


def put_into_database(bureau: Bureau, told: Sequence[Entry]) -> None:
    """Make these the lines of the database."""
    in_database(bureau, "DELETE FROM events")
    with closing(sqlite3.connect(bureau.root / "ledger.sqlite")) as database, database:
        database.executemany(
            "INSERT INTO events VALUES (:seq, :at, :kind, :body, :previous, :hash)", map(asdict, told)
        )


def put_into_archive(bureau: Bureau, told: Sequence[Entry]) -> None:
    """Make these the lines in the archive."""
    folder = Workspace(bureau.root).archive.events
    for path in folder.glob("*.json"):
        path.unlink()
    for entry in told:
        (folder / f"{entry.seq:08d}.json").write_text(f"{entry.text}\n", encoding="utf-8")
