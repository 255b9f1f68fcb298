"""Collecting as it happens: every wrapping, every order and batch, and several versions of one return."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from tests.build.bureau import CONSOLIDATED, LATER, PERIOD, RECEIVED, Bureau, Json, county_header
from tests.build.monday import Inbox, packed_again
from workbook_tools.model import Plan
from workbook_tools.pipeline import readers, readings
from workbook_tools.pipeline.examine import Examined
from workbook_tools.pipeline.readers import Job

VERDICTS = {"collected", "duplicate", "held", "refused", "ignored"}


# ---------------------------------------------------------------- one verdict each


def test_every_file_handed_in_has_exactly_one_verdict(monday: tuple[Bureau, Json]) -> None:
    bureau, told = monday
    paths = [file["path"] for file in told["files"]]
    handed_in = {path.as_posix() for path in (bureau.root / "inbox").rglob("*") if path.is_file()}
    assert len(paths) == len(set(paths))
    assert handed_in <= set(paths)
    assert {file["verdict"] for file in told["files"]} <= VERDICTS
    assert all(file["reason"] for file in told["files"])


def test_sound_returns_are_found_in_whatever_they_are_wrapped(monday: tuple[Bureau, Json]) -> None:
    bureau, told = monday
    taken = {
        Path(file["path"]).relative_to(bureau.root / "inbox").as_posix(): (file["unit"], file["form"])
        for file in told["files"]
        if file["verdict"] == "collected"
    }
    assert taken == {
        "县经信局.xlsx": ("B01", "XS-01"),
        "东乡镇/东乡镇.xlsx": ("T01", "XS-02"),
        "西乡镇.eml/西乡镇电商.xlsx": ("T02", "XS-02"),
        "西乡镇.eml/转发.eml/西乡镇农产品.xlsx": ("T02", "XS-03"),
        "商务局.zip/商务局/商务局电商.xlsx": ("B02", "XS-02"),
        "商务局.zip/里层.zip/东乡镇农产品.xlsx": ("T01", "XS-03"),
    }


def test_what_is_no_return_is_told_apart_and_stops_nothing(monday: tuple[Bureau, Json]) -> None:
    told = {Path(file["path"]).name: (file["verdict"], file["code"]) for file in monday[1]["files"]}
    assert {name: told[name] for name in told if told[name][0] != "collected"} == {
        "新建 XLSX 工作表.xlsx": ("duplicate", "S904"),
        "盖章扫描件.pdf": ("ignored", "SCAN"),
        "截图.png": ("ignored", "SCAN"),
        "西乡镇.eml": ("ignored", "F121"),
        "转发.eml": ("ignored", "F121"),
        "商务局.zip": ("ignored", "F121"),
        "里层.zip": ("ignored", "F121"),
        "~$县经信局.xlsx": ("ignored", "F129"),
        "Thumbs.db": ("ignored", "F129"),
        "._县经信局.xlsx": ("ignored", "F129"),
        "空.xlsx": ("refused", "F101"),
        "没传完.xlsx": ("refused", "F102"),
        "远.xlsx": ("refused", "F144"),
        "乱.xlsx": ("refused", "F157"),
        "说明.txt": ("refused", "F108"),
    }


def test_a_scan_ties_to_the_unit_whose_workbook_came_with_it(monday: tuple[Bureau, Json]) -> None:
    units = monday[0].did("status", *PERIOD)["units"]
    assert {(u["unit"], u["form"]) for u in units if u["scan"]} >= {("T01", "XS-02")}
    assert not next(u for u in units if (u["unit"], u["form"]) == ("T02", "XS-03"))["scan"]


def test_originals_are_archived_bit_for_bit(monday: tuple[Bureau, Json], files: Mapping[str, bytes]) -> None:
    originals = {path.stem: path for path in (monday[0].root / "archive/originals").iterdir()}
    for name, data in files.items():
        digest = hashlib.sha256(data).hexdigest()
        if not name.rpartition("/")[2].startswith(("~$", "._", "Thumbs")):
            assert originals[digest].read_bytes() == data, name
    assert all(hashlib.sha256(path.read_bytes()).hexdigest() == name for name, path in originals.items())


# ---------------------------------------------------------------- order, batches, repetition


def test_collecting_again_changes_nothing(monday: tuple[Bureau, Json], tmp_path: Path) -> None:
    bureau = monday[0].copied(tmp_path / "台账")
    before, first = bureau.state(), bureau.master()
    number = bureau.events()
    again = bureau.did("collect", str(bureau.root / "inbox"), now=LATER)["files"]
    assert Counter(file["verdict"] for file in again)["duplicate"] == 7, "six returns and a copy of one"
    assert bureau.events() == number
    assert bureau.state().submissions == before.submissions
    assert bureau.master() == first


def test_neither_order_nor_batches_matter(
    issued: Bureau, monday: tuple[Bureau, Json], files: Mapping[str, bytes], tmp_path: Path
) -> None:
    at_once = monday[0].copied(tmp_path / "at once")
    in_five = issued.copied(tmp_path / "in five")
    parts = sorted(in_five.handed_in(files).iterdir(), reverse=True)
    for start in range(5):
        in_five.did("collect", *map(str, parts[start::5]), now=RECEIVED)
    assert in_five.state() == at_once.state()
    assert in_five.master() == at_once.master()


def test_a_name_that_lies_is_told_the_same_in_every_order(
    issued: Bureau, inbox: Inbox, tmp_path: Path
) -> None:
    book = inbox.book("B01", "XS-01")
    masters = set()
    for number, names in enumerate([("表.xls", "表.xlsx"), ("表.xlsx", "表.xls")]):
        bureau = issued.copied(tmp_path / str(number))
        for name in names:
            bureau.collected({name: book})
            (bureau.root / f"inbox/{RECEIVED[:10]}" / name).unlink()
        masters.add(bureau.master())
    assert len(masters) == 1


def test_a_deleted_cache_is_made_again_and_gives_the_same_master(bureau: Bureau, inbox: Inbox) -> None:
    bureau.collected({"经信.xls": inbox.book("B01", "XS-01"), "东乡.xlsx": inbox.book("T01", "XS-03")})
    first = bureau.master()
    (bureau.root / "cache.sqlite").unlink()
    assert bureau.master() == first
    (bureau.root / "cache.sqlite").write_bytes(b"no database at all")
    assert bureau.master() == first


def test_returns_of_earlier_periods_are_read_again_all_at_once(
    bureau: Bureau, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    bureau.collected({"经信.xlsx": inbox.book("B01", "XS-01"), "东乡.xlsx": inbox.book("T01", "XS-03")})
    bureau.did("validate", *PERIOD, now=RECEIVED)
    bureau.issued("2024-02", LATER)
    (bureau.root / "cache.sqlite").unlink()
    batches: list[int] = []

    def examine_all(plan: Plan, jobs: Sequence[Job]) -> Iterator[tuple[Job, Examined]]:
        batches.append(len(jobs))
        return readers.examine_all(plan, jobs)

    monkeypatch.setattr(readings, "examine_all", examine_all)
    bureau.did("consolidate", "--period", "2024-02", now=CONSOLIDATED)
    assert [size for size in batches if size] == [2], "starting worker processes takes a second each time"


def test_a_return_refused_for_want_of_an_issue_is_taken_in_once_its_forms_are_issued(
    bureau: Bureau, tmp_path: Path
) -> None:
    forms = {form.code: form for form in bureau.plan.forms}
    february = Inbox(bureau.copied(tmp_path / "别处").issued("2024-02", RECEIVED), forms)
    book = {"二月.xlsx": february.book("B01", "XS-01", on=date(2024, 3, 1))}
    march = "2024-03-04T09:00:00"
    assert bureau.collected(book, march) == {"二月.xlsx": ("refused", "S009")}
    number = bureau.events()
    assert bureau.collected(book, march) == {"二月.xlsx": ("refused", "S009")}
    assert bureau.events() == number, "nothing new was learnt of it"
    bureau.issued("2024-02", march)
    assert bureau.collected(book, march) == {"二月.xlsx": ("collected", "")}, "at whatever time, that one too"
    assert bureau.collected(book, march) == {"二月.xlsx": ("duplicate", "S904")}


def test_a_file_that_comes_under_its_name_from_another_folder_is_noted_as_coming_from_there(
    bureau: Bureau, inbox: Inbox
) -> None:
    book = inbox.book("B01", "XS-01")
    for folder in ("inbox/甲", "inbox/乙", "inbox/甲"):
        bureau.did("collect", str(bureau.handed_in({"表.xlsx": book}, folder) / "表.xlsx"))
    (submission,) = bureau.state().submissions.values()
    assert submission.groups == ("乙", "甲"), "so that a scan beside it is tied to it in every order"


# ---------------------------------------------------------------- versions


def test_an_older_version_that_arrives_later_does_not_count(bureau: Bureau, inbox: Inbox) -> None:
    newer, older = (inbox.book("B01", "XS-01", on=date(2024, 2, day)) for day in (4, 2))
    assert bureau.collected({"新.xlsx": newer}) == {"新.xlsx": ("collected", "")}
    assert bureau.collected({"旧.xlsx": older}, LATER) == {"旧.xlsx": ("collected", "S902")}
    where = bureau.where("B01", "XS-01")
    assert (where["status"], where["counts"]) == ("accepted", hashlib.sha256(newer).hexdigest())


def test_versions_of_one_date_that_differ_are_both_held(bureau: Bureau, inbox: Inbox) -> None:
    versions = {"一.xlsx": inbox.book("B01", "XS-01", 1), "二.xlsx": inbox.book("B01", "XS-01", 2)}
    assert set(bureau.collected(versions).values()) == {("held", "S901")}
    where = bureau.where("B01", "XS-01")
    assert (where["status"], where["counts"], where["sha256"]) == ("held", None, None)


def test_the_same_values_in_other_bytes_stand_once(bureau: Bureau, inbox: Inbox) -> None:
    book = inbox.book("B01", "XS-01")
    told = bureau.collected({"一.xlsx": book, "二.xlsx": packed_again(book)})
    assert Counter(told.values()) == {("collected", ""): 1, ("collected", "S903"): 1}
    assert bureau.where("B01", "XS-01")["status"] == "accepted"


def test_a_corrected_version_displaces_the_accepted_one_only_when_it_is_sound(
    bureau: Bureau, inbox: Inbox
) -> None:
    sound = inbox.book("B01", "XS-01", on=date(2024, 2, 2))
    hollow = inbox.typed("B01", "XS-01", county_header(date(2024, 2, 4)), [])
    bureau.collected({"一.xlsx": sound})
    bureau.did("validate", *PERIOD, now=RECEIVED)
    bureau.collected({"二.xlsx": hollow}, LATER)
    where = bureau.where("B01", "XS-01")
    assert (where["status"], where["flags"]) == ("returned", ["暂用前版"]), "否, and nobody listed"
    assert where["counts"] == hashlib.sha256(sound).hexdigest()
