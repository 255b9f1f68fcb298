"""Asking doctor, and the damage that a ledger can take."""

import shutil
from pathlib import Path

from tests.build.auditor import (
    doctored,
    entries,
    in_database,
    overwrite,
    put_into_archive,
    put_into_database,
)
from tests.build.bureau import Answer, Bureau

AT = "2024-02-06T20:00:00"
"""The evening of the day on which the master was written: written again, it is the same file."""


def doctor(bureau: Bureau, *arguments: str) -> Answer:
    return bureau.said("doctor", *arguments, now=AT)


def codes(answer: Answer) -> set[str]:
    return {each["code"] for each in answer.data["problems"]}


def remedies(answer: Answer) -> str:
    return "\n".join(each["remedy"] for each in answer.data["problems"])


def events(bureau: Bureau) -> Path:
    return bureau.root / "archive" / "events"


def state_of(bureau: Bureau) -> dict[str, bytes]:
    """Every file of the workspace; who was the last to lock it is no part of it."""
    files = (path for path in bureau.root.rglob("*") if path.is_file() and ".writer" not in path.name)
    return {str(path.relative_to(bureau.root)): path.read_bytes() for path in files}


def is_content(bureau: Bureau) -> bool:
    answer = doctor(bureau)
    assert (answer.data["problems"], answer.code, answer.data["ok"]) == ([], 0, True)
    return True


# ---------------------------------------------------------------- damage that one copy of the ledger undoes


def lost(bureau: Bureau) -> None:
    (bureau.root / "ledger.sqlite").unlink()


def emptied(bureau: Bureau) -> None:
    (bureau.root / "ledger.sqlite").write_bytes(b"")


def torn(bureau: Bureau) -> None:
    path = bureau.root / "ledger.sqlite"
    path.write_bytes(path.read_bytes()[:5000])


def overwritten(bureau: Bureau) -> None:
    (bureau.root / "ledger.sqlite").write_bytes(b"no database " * 100)


def other_tables(bureau: Bureau) -> None:
    in_database(bureau, "DROP TABLE events; CREATE TABLE events (seq TEXT)")


def line_edited(bureau: Bureau) -> None:
    in_database(bureau, "UPDATE events SET body = replace(body, '.xlsx', '.xls') WHERE seq = 3")


def line_removed(bureau: Bureau) -> None:
    in_database(bureau, "DELETE FROM events WHERE seq = 3")


def cut_short(bureau: Bureau) -> None:
    in_database(bureau, "DELETE FROM events WHERE seq > 3")


def another_journal(bureau: Bureau) -> None:
    """A damaged database beside a journal that would be rolled back into whatever takes its place."""
    overwritten(bureau)
    (bureau.root / "ledger.sqlite-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))


def twin_edited(bureau: Bureau) -> None:
    path = events(bureau) / "00000003.json"
    overwrite(path, path.read_bytes().replace(b"2024", b"2023", 1))


def twin_edited_and_sealed(bureau: Bureau) -> None:
    told = entries(bureau)
    made = doctored(told, "received", lambda body: body | {"name": "另一个.xlsx"})
    at = next(entry.seq for entry in told if entry.kind == "received")
    overwrite(events(bureau) / f"{at:08d}.json", f"{made[at - 1].text}\n".encode())


def twin_lost(bureau: Bureau) -> None:
    shutil.rmtree(events(bureau))


def twin_thinned(bureau: Bureau) -> None:
    for number in (1, 4):
        (events(bureau) / f"{number:08d}.json").unlink()


def each_in_another_place(bureau: Bureau) -> None:
    line_edited(bureau)
    (events(bureau) / "00000005.json").unlink()


# ---------------------------------------------------------------- damage that none does


def both_damaged(bureau: Bureau) -> None:
    line_edited(bureau)
    overwrite(events(bureau) / "00000003.json", b"{}")


def both_shortened(bureau: Bureau) -> None:
    """The archive lost two lines and the database all."""
    lost(bureau)
    for number in (3, 4):
        (events(bureau) / f"{number:08d}.json").unlink()


def line_copied(bureau: Bureau) -> None:
    """The last line's file lies under the next number too, as programs that keep folders alike copy files."""
    last = max(events(bureau).glob("*.json"))
    shutil.copy(last, last.with_name(f"{int(last.stem) + 1:08d}.json"))


def one_rewritten(bureau: Bureau) -> None:
    put_into_database(
        bureau, doctored(entries(bureau), "received", lambda body: body | {"name": "另一个.xlsx"})
    )


def both_lost(bureau: Bureau) -> None:
    lost(bureau)
    twin_lost(bureau)


def newer_format(bureau: Bureau) -> None:
    in_database(bureau, "PRAGMA user_version = 99")


def newer_line(bureau: Bureau) -> None:
    made = doctored(entries(bureau), "published", lambda _body: {"something": "else"})
    put_into_database(bureau, made)
    put_into_archive(bureau, made)
