"""Whoever changes the ledger behind the bureau's back is found out, line by line; and what nobody could find out."""

from collections.abc import Callable

import pytest

from tests.build.auditor import (
    MASTER,
    chained,
    doctored,
    edited_master,
    entries,
    in_database,
    put_into_archive,
    put_into_database,
    verified,
)
from tests.build.bureau import PERIOD, Answer, Bureau, Json
from workbook_tools.messages import faults
from workbook_tools.messages import verify as words


def problems(answer: Answer) -> set[tuple[int | None, str]]:
    return {(each["line"], each["problem"]) for each in answer.data["ledger"]}


def broken(*named: tuple[int, str]) -> set[tuple[int | None, str]]:
    return {(line, faults.BREAKS[why]) for line, why in named}


# ---------------------------------------------------------------- one of the two records of it changed


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        (
            "UPDATE events SET body = replace(body, '.xlsx', '.xls') WHERE seq = 3",
            broken((3, "altered"), (3, "differs")),
        ),
        (
            "UPDATE events SET body = x'FF00FE' WHERE seq = 3",
            broken((3, "altered"), (3, "differs")) | {(3, words.LINE_UNKNOWN)},
        ),
        ("DELETE FROM events WHERE seq = 3", broken((4, "gap"), (3, "unrecorded"))),
        (
            "INSERT INTO events SELECT 99, at, kind, body, previous, hash FROM events WHERE seq = 3",
            broken((99, "gap"), (99, "altered"), (99, "unarchived")),
        ),
        (
            "UPDATE events SET seq = -seq WHERE seq IN (3, 4); UPDATE events SET seq = 7 + seq WHERE seq < 0",
            broken((3, "unlinked"), (3, "altered"), (3, "differs"))
            | broken((4, "unlinked"), (4, "altered"), (4, "differs"), (5, "unlinked")),
        ),
    ],
    ids=["edited", "made no text", "removed", "inserted", "swapped"],
)
def test_a_line_changed_in_the_database_is_named_and_the_archive_proves_the_master(
    audited: Bureau, statement: str, named: set[tuple[int | None, str]]
) -> None:
    in_database(audited, statement)
    answer = verified(audited)
    assert problems(answer) == named
    assert (answer.code, answer.data["ok"], answer.data["identical"]) == (1, False, True)
    assert answer.data["verdict"] == words.DATABASE_CHANGED + words.IDENTICAL


def test_lines_cut_off_the_database_are_named(audited: Bureau) -> None:
    kept = len(entries(audited)) - 3
    in_database(audited, f"DELETE FROM events WHERE seq > {kept}")
    answer = verified(audited)
    assert problems(answer) == broken(*((kept + each, "unrecorded") for each in (1, 2, 3)))
    assert answer.data["verdict"] == words.DATABASE_SHORT.format(count=3) + words.IDENTICAL
    assert answer.code == 1


def test_an_event_changed_in_the_archive_is_named_and_the_database_proves_the_master(audited: Bureau) -> None:
    told = entries(audited)
    path = audited.root / "archive" / "events" / "00000003.json"
    text = path.read_text(encoding="utf-8")
    path.chmod(0o600)
    path.write_text(text.replace(told[2].at, "2024-02-01T00:00:00"), encoding="utf-8")
    answer = verified(audited)
    assert problems(answer) == broken((3, "differs")) | {(3, words.IN_TWIN + faults.BREAKS["altered"])}
    assert answer.data["verdict"] == words.TWIN_CHANGED + words.IDENTICAL


def test_an_event_that_people_and_programs_would_read_otherwise_is_named(audited: Bureau) -> None:
    """Of a name given twice, most programs take the last, people the first."""
    path = audited.root / "archive" / "events" / "00000003.json"
    text = path.read_text(encoding="utf-8")
    path.chmod(0o600)
    path.write_text(text.replace("{", '{"at":"2023-01-01T00:00:00",', 1), encoding="utf-8")
    answer = verified(audited)
    assert (3, words.IN_TWIN + faults.BREAKS["altered"]) in problems(answer)
    assert answer.data["verdict"] == words.TWIN_CHANGED + words.IDENTICAL


def test_a_chain_made_to_fit_again_in_the_database_alone_differs_from_the_archive(audited: Bureau) -> None:
    told = entries(audited)
    put_into_database(audited, doctored(told, "received", renamed))
    at = next(entry.seq for entry in told if entry.kind == "received")
    answer = verified(audited)
    assert problems(answer) == broken(*((line, "differs") for line in range(at, len(told) + 1)))
    said = words.ONE_REWRITTEN.format(witness=words.WITNESSES[1])
    assert answer.data["verdict"] == said + words.IDENTICAL


def renamed(body: Json) -> Json:
    return body | {"name": "另一个文件.xlsx"}


# ---------------------------------------------------------------- both of them rewritten


def rewritten(bureau: Bureau) -> None:
    """One event changed in both, and all hashes made to fit again."""
    made = doctored(entries(bureau), "received", renamed)
    put_into_database(bureau, made)
    put_into_archive(bureau, made)


def test_a_ledger_rewritten_everywhere_no_longer_bears_out_the_master(
    january: tuple[Bureau, Json], audited: Bureau
) -> None:
    at = verified(audited).data["basis"]["at"]
    rewritten(audited)
    answer = verified(audited, "--digest", january[1]["digest"])
    assert problems(answer) == set(), "by itself it holds together"
    assert answer.data["verdict"].startswith(words.LEDGER_REWRITTEN.format(at=at))
    assert words.OF_LEDGER in answer.data["verdict"]
    assert {each["cause"] for each in answer.data["differences"]} == {"ledger"}
    found = {(each["expected"], each["found"]) for each in answer.data["differences"]}
    assert any("另一个文件.xlsx" in expected for expected, _ in found), "the cells that the lie would change"
    assert (answer.code, answer.data["digest_matches"]) == (1, False)


def test_where_the_master_was_changed_too_nobody_is_blamed_alone(audited: Bureau) -> None:
    rewritten(audited)
    edited_master(audited, lambda book: book["附件2"].__setitem__("A1", "改"))
    answer = verified(audited)
    assert {each["cause"] for each in answer.data["differences"]} == {"unclear"}
    assert words.LEDGER_OR_FILE in answer.data["verdict"]


def test_a_ledger_cut_short_everywhere_no_longer_reaches_the_master(audited: Bureau) -> None:
    at = verified(audited).data["basis"]["at"]
    kept = [entry for entry in entries(audited) if entry.at < at]
    put_into_database(audited, kept)
    put_into_archive(audited, kept)
    answer = verified(audited)
    assert answer.data["verdict"].startswith(words.LEDGER_CUT.format(at=at, last=kept[-1].at))
    assert answer.code == 1
    assert {each["cause"] for each in answer.data["differences"]} <= {"unclear", "ledger"}


def test_who_rewrites_ledger_archive_and_master_is_found_out_by_the_paper_alone(
    january: tuple[Bureau, Json], audited: Bureau
) -> None:
    made = doctored(entries(audited), "received", renamed)
    unpublished = chained([entry for entry in made if entry.kind != "published"])
    put_into_database(audited, unpublished)
    put_into_archive(audited, unpublished)
    audited.did("consolidate", *PERIOD, now="2024-02-06T23:00:00")
    assert verified(audited).code == 0, "verify cannot know better, and its documents say so"
    answer = verified(audited, "--digest", january[1]["digest"])
    assert (answer.code, answer.data["digest_matches"]) == (1, False)


# ---------------------------------------------------------------- no ledger at all


def garbage(bureau: Bureau) -> None:
    (bureau.root / "ledger.sqlite").write_bytes(b"no database " * 100)


def emptied(bureau: Bureau) -> None:
    (bureau.root / "ledger.sqlite").write_bytes(b"")


def other_tables(bureau: Bureau) -> None:
    in_database(bureau, "DROP TABLE events; CREATE TABLE events (seq TEXT)")


def query_without_an_end(bureau: Bureau) -> None:
    endless = "WITH RECURSIVE n(at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM n)"
    columns = "at AS seq, '' AS at, '' AS kind, '' AS body, '' AS previous, '' AS hash"
    in_database(bureau, f"DROP TABLE events; CREATE VIEW events AS {endless} SELECT {columns} FROM n")


@pytest.mark.parametrize("damage", [garbage, emptied, other_tables, query_without_an_end])
def test_a_database_that_is_no_ledger_is_a_problem_and_no_crash(
    audited: Bureau, damage: Callable[[Bureau], None]
) -> None:
    damage(audited)
    before = (audited.root / "ledger.sqlite").read_bytes()
    answer = verified(audited)
    assert problems(answer) == {(None, words.DATABASE_UNREADABLE.format(name="ledger.sqlite"))}
    assert answer.data["verdict"] == words.DATABASE_CHANGED + words.IDENTICAL
    assert (audited.root / "ledger.sqlite").read_bytes() == before


def test_a_line_that_no_version_wrote_is_named(audited: Bureau) -> None:
    told = entries(audited)
    made = doctored(told, "received", lambda _body: {"something": "else"})
    put_into_database(audited, made)
    put_into_archive(audited, made)
    answer = verified(audited)
    at = next(entry.seq for entry in told if entry.kind == "received")
    assert (at, words.LINE_UNKNOWN) in problems(answer)
    assert words.CONTRADICTORY in answer.data["verdict"]


def test_the_master_of_another_workspace_is_not_borne_out(audited: Bureau, issued: Bureau) -> None:
    answer = verified(issued, master=audited.root / MASTER)
    assert answer.code == 1
    assert "不是本工作区写出的" in answer.data["verdict"]
