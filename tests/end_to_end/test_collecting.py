"""Collecting as it happens: every wrapping, every order, several versions, and runs that are killed."""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.build.bureau import Bureau, Json, county_header
from tests.build.county_plan import county_plan
from tests.build.monday import Inbox, packed_again
from workbook_tools import standing
from workbook_tools.workspace import Workspace

PERIOD = ("--period", "2024-01")
ISSUED, RECEIVED, LATER = "2024-02-01T09:00:00", "2024-02-05T09:00:00", "2024-02-06T09:00:00"
CONSOLIDATED = "2024-02-07T09:00:00"
VERDICTS = {"collected", "duplicate", "held", "refused", "ignored"}


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> tuple[Bureau, Inbox]:
    """The county's bureau with January's forms issued, to be copied, and what its units may send."""
    folder = tmp_path_factory.mktemp("issued")
    bureau = Bureau.founded(folder / "台账", county_plan(folder / "方案.xlsx"))
    templates = bureau.issued("2024-01", ISSUED)
    return bureau, Inbox(templates, {form.code: form for form in bureau.plan.forms})


@pytest.fixture
def bureau(issued: tuple[Bureau, Inbox], tmp_path: Path) -> Bureau:
    """A bureau of one's own, forms issued."""
    return copied(issued[0], tmp_path / "台账")


@pytest.fixture(scope="module")
def inbox(issued: tuple[Bureau, Inbox]) -> Inbox:
    """What the county's units may send."""
    return issued[1]


@pytest.fixture(scope="module")
def files(inbox: Inbox) -> Mapping[str, bytes]:
    """Everything that came on Monday, by its path in the inbox."""
    return inbox.monday()


@pytest.fixture(scope="module")
def monday(
    issued: tuple[Bureau, Inbox], files: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Bureau, Json]:
    """A bureau that took Monday's inbox in at once, and what collect said."""
    bureau = copied(issued[0], tmp_path_factory.mktemp("monday") / "台账")
    return bureau, bureau.did("collect", str(bureau.handed_in(files)), now=RECEIVED)


def copied(bureau: Bureau, to: Path) -> Bureau:
    """The same workspace elsewhere."""
    shutil.copytree(bureau.root, to)
    return Bureau(to)


def collected(bureau: Bureau, files: Mapping[str, bytes], now: str = RECEIVED) -> dict[str, tuple[str, str]]:
    """Hand these files in: file name -> (verdict, code)."""
    folder = bureau.handed_in(files, f"inbox/{now[:10]}")
    told = bureau.did("collect", str(folder), now=now)["files"]
    return {Path(file["path"]).name: (file["verdict"], file["code"]) for file in told}


def state(bureau: Bureau) -> standing.State:
    """What the ledger amounts to."""
    with closing(Workspace.open(bureau.root).ledger()) as ledger:
        return standing.fold(ledger.events())


def events(bureau: Bureau) -> int:
    """How many events the ledger holds."""
    with closing(Workspace.open(bureau.root).ledger()) as ledger:
        assert ledger.check() == ()
        return len(ledger.entries())


def master(bureau: Bureau) -> bytes:
    """The bytes of the master, after validating."""
    bureau.did("validate", *PERIOD, now=RECEIVED)
    return Path(bureau.did("consolidate", *PERIOD, now=CONSOLIDATED)["master"]).read_bytes()


def unit_status(bureau: Bureau, unit: str, form: str) -> Json:
    """Where one obligation stands after validating."""
    bureau.did("validate", *PERIOD, now=LATER)
    units = bureau.did("status", *PERIOD)["units"]
    return next(each for each in units if (each["unit"], each["form"]) == (unit, form))


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
        "乱.xlsx": ("refused", "F153"),
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
    bureau = copied(monday[0], tmp_path / "台账")
    before, first = state(bureau), master(bureau)
    number = events(bureau)
    again = bureau.did("collect", str(bureau.root / "inbox"), now=LATER)["files"]
    assert Counter(file["verdict"] for file in again)["duplicate"] == 7, "six returns and a copy of one"
    assert events(bureau) == number
    assert state(bureau).submissions == before.submissions
    assert master(bureau) == first


def test_neither_order_nor_batches_matter(
    issued: tuple[Bureau, Inbox], monday: tuple[Bureau, Json], files: Mapping[str, bytes], tmp_path: Path
) -> None:
    at_once = copied(monday[0], tmp_path / "at once")
    in_five = copied(issued[0], tmp_path / "in five")
    parts = sorted(in_five.handed_in(files).iterdir(), reverse=True)
    for start in range(5):
        in_five.did("collect", *map(str, parts[start::5]), now=RECEIVED)
    assert state(in_five) == state(at_once)
    assert master(in_five) == master(at_once)


def test_a_name_that_lies_is_told_the_same_in_every_order(
    issued: tuple[Bureau, Inbox], inbox: Inbox, tmp_path: Path
) -> None:
    book = inbox.book("B01", "XS-01")
    masters = set()
    for number, names in enumerate([("表.xls", "表.xlsx"), ("表.xlsx", "表.xls")]):
        bureau = copied(issued[0], tmp_path / str(number))
        for name in names:
            collected(bureau, {name: book})
            (bureau.root / f"inbox/{RECEIVED[:10]}" / name).unlink()
        masters.add(master(bureau))
    assert len(masters) == 1


def test_a_deleted_cache_is_made_again_and_gives_the_same_master(bureau: Bureau, inbox: Inbox) -> None:
    collected(bureau, {"经信.xls": inbox.book("B01", "XS-01"), "东乡.xlsx": inbox.book("T01", "XS-03")})
    first = master(bureau)
    (bureau.root / "cache.sqlite").unlink()
    assert master(bureau) == first
    (bureau.root / "cache.sqlite").write_bytes(b"no database at all")
    assert master(bureau) == first


# ---------------------------------------------------------------- versions


def test_an_older_version_that_arrives_later_does_not_count(bureau: Bureau, inbox: Inbox) -> None:
    newer, older = (inbox.book("B01", "XS-01", on=date(2024, 2, day)) for day in (4, 2))
    assert collected(bureau, {"新.xlsx": newer}) == {"新.xlsx": ("collected", "")}
    assert collected(bureau, {"旧.xlsx": older}, LATER) == {"旧.xlsx": ("collected", "S902")}
    where = unit_status(bureau, "B01", "XS-01")
    assert (where["status"], where["counts"]) == ("accepted", hashlib.sha256(newer).hexdigest())


def test_versions_of_one_date_that_differ_are_both_held(bureau: Bureau, inbox: Inbox) -> None:
    versions = {"一.xlsx": inbox.book("B01", "XS-01", 1), "二.xlsx": inbox.book("B01", "XS-01", 2)}
    assert set(collected(bureau, versions).values()) == {("held", "S901")}
    where = unit_status(bureau, "B01", "XS-01")
    assert (where["status"], where["counts"], where["sha256"]) == ("held", None, None)


def test_the_same_values_in_other_bytes_stand_once(bureau: Bureau, inbox: Inbox) -> None:
    book = inbox.book("B01", "XS-01")
    told = collected(bureau, {"一.xlsx": book, "二.xlsx": packed_again(book)})
    assert Counter(told.values()) == {("collected", ""): 1, ("collected", "S903"): 1}
    assert unit_status(bureau, "B01", "XS-01")["status"] == "accepted"


def test_a_corrected_version_displaces_the_accepted_one_only_when_it_is_sound(
    bureau: Bureau, inbox: Inbox
) -> None:
    sound = inbox.book("B01", "XS-01", on=date(2024, 2, 2))
    hollow = inbox.typed("B01", "XS-01", county_header(date(2024, 2, 4)), [])
    collected(bureau, {"一.xlsx": sound})
    bureau.did("validate", *PERIOD, now=RECEIVED)
    collected(bureau, {"二.xlsx": hollow}, LATER)
    where = unit_status(bureau, "B01", "XS-01")
    assert (where["status"], where["flags"]) == ("returned", ["暂用前版"]), "否, and nobody listed"
    assert where["counts"] == hashlib.sha256(sound).hexdigest()


# ---------------------------------------------------------------- a plan changed after collecting

Edit = Callable[[Workbook], None]


def edited(bureau: Bureau, edit: Edit) -> None:
    """The bureau changes its plan workbook."""
    book = load_workbook(bureau.root / "plan.xlsx")
    edit(book)
    book.save(bureau.root / "plan.xlsx")
    assert bureau.said("check-plan").data == {"findings": []}


def renamed(book: Workbook) -> None:
    """The column 产品 of XS-03 is called 产品名称 now."""
    for row in book["字段"].iter_rows():
        if row[3].value == "产品":
            row[3].value = "产品名称"
    sheet = book["XS-03"]
    heading = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "产品")
    heading.value = "产品名称"


def with_another_column(book: Workbook) -> None:
    """XS-03 asks for a 产地 too, which may be left blank."""
    book["字段"].append(["XS-03", "明细", "origin", "产地", "文本", "", "填报"])
    sheet = book["XS-03"]
    heading = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "说明")
    heading.offset(0, 1).value = "产地"


def without_a_locked_cell(book: Workbook) -> None:
    """XS-03 no longer shows 上期已计."""
    fields = book["字段"]
    fields.delete_rows(
        next(r[0].row for r in fields.iter_rows() if (r[0].value, r[3].value) == ("XS-03", "上期已计"))
    )
    for row in book["XS-03"].iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and "上期已计" in cell.value:
                cell.value = None


@pytest.mark.parametrize(
    ("edit", "status", "codes"),
    [
        (renamed, "returned", {"L015", "L041"}),
        (with_another_column, "accepted", {"L017"}),
        (without_a_locked_cell, "accepted", {"L041"}),
    ],
    ids=["a label changed", "a column added", "a locked cell removed"],
)
def test_a_plan_changed_after_collecting_is_the_one_that_holds(
    bureau: Bureau, inbox: Inbox, edit: Edit, status: str, codes: set[str]
) -> None:
    collected(bureau, {"东乡.xlsx": inbox.book("T01", "XS-03")})
    assert unit_status(bureau, "T01", "XS-03")["status"] == "accepted"
    edited(bureau, edit)
    (told,) = bureau.did("validate", *PERIOD, now=CONSOLIDATED)["submissions"]
    assert {finding["code"] for finding in told["findings"]} == codes
    assert told["status"] == status
    annex = bureau.did("consolidate", *PERIOD, now=CONSOLIDATED)["annexes"][2]
    assert annex["units"][0]["cumulative"] == (2 if status == "accepted" else 0)


def unrecognisable(book: Workbook) -> None:
    """Every column of XS-03 has another name now."""
    new = {
        "所在乡镇": "乡镇",
        "产品": "农产品",
        "证书号": "认证编号",
        "发证日": "认证日",
        "是否有效": "有效",
        "说明": "附注",
    }
    for sheet in ("字段", "XS-03"):
        for row in book[sheet].iter_rows():
            for cell in row if sheet == "XS-03" or row[0].value == "XS-03" else ():
                cell.value = new.get(str(cell.value), cell.value)
    for row in book["方案"].iter_rows():
        for cell in row if row[1].value == "XS-03" else ():
            text = str(cell.value).replace("[是否有效]", "[有效]")
            cell.value = new.get(text, text) if isinstance(cell.value, str) else cell.value


def test_a_return_that_the_changed_plan_cannot_read_is_sent_back(bureau: Bureau, inbox: Inbox) -> None:
    collected(bureau, {"东乡.xlsx": inbox.book("T01", "XS-03")})
    assert unit_status(bureau, "T01", "XS-03")["status"] == "accepted"
    edited(bureau, unrecognisable)
    asked = bureau.said("consolidate", *PERIOD, now=CONSOLIDATED)
    assert (asked.code, asked.data["code"]) == (2, "Misuse"), "first the new plan's verdict is needed"
    (told,) = bureau.did("validate", *PERIOD, now=CONSOLIDATED)["submissions"]
    assert (told["status"], [finding["code"] for finding in told["findings"]]) == ("returned", ["L001"])
    assert bureau.did("consolidate", *PERIOD, now=CONSOLIDATED)["annexes"][2]["totals"]["cumulative"] == 0


# ---------------------------------------------------------------- killed at any moment


def count(folder: Path, pattern: str) -> int:
    """Files of a folder, temporary ones aside."""
    return sum(1 for path in folder.rglob(pattern) if not path.name.startswith("."))


def killed(bureau: Bureau, arguments: Sequence[str], moment: Callable[[], bool]) -> bool:
    """Start a command and kill it once the moment has come; whether it came before the end."""
    command = [sys.executable, "-m", "workbook_tools", *arguments, "-w", str(bureau.root)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    while process.poll() is None and not moment():
        time.sleep(0.0005)
    process.kill()
    return process.wait() != 0


def collecting(bureau: Bureau) -> tuple[str, ...]:
    """The command that takes Monday's inbox in."""
    return ("collect", str(bureau.root / "inbox"), "--now", RECEIVED)


def moments(bureau: Bureau) -> Iterator[tuple[Sequence[str], Callable[[], bool]]]:
    """What is killed, and when: while originals, then events, slips and the master are being written."""
    archive = bureau.root / "archive"
    for most in (1, 6, 12):
        yield collecting(bureau), lambda: count(archive / "originals", "*") >= most
    for most in (3, 8, 14):
        yield collecting(bureau), lambda: count(archive / "events", "*.json") >= most
    recorded = count(archive / "events", "*.json")
    yield ("validate", *PERIOD, "--now", RECEIVED), lambda: count(archive / "events", "*.json") > recorded
    yield ("consolidate", *PERIOD, "--now", CONSOLIDATED), lambda: any(bureau.root.glob(".~*"))


def test_a_run_killed_at_any_moment_is_completed_by_the_next_to_the_same_master(
    monday: tuple[Bureau, Json], issued: tuple[Bureau, Inbox], files: Mapping[str, bytes], tmp_path: Path
) -> None:
    whole = copied(monday[0], tmp_path / "whole")
    expected = master(whole)
    bureau = copied(issued[0], tmp_path / "killed")
    bureau.handed_in(files)
    kills = [killed(bureau, arguments, moment) for arguments, moment in moments(bureau)]
    assert sum(kills) >= 6, "nearly all must have hit a run that was still going"
    bureau.did("collect", str(bureau.root / "inbox"), now=RECEIVED)
    assert state(bureau).submissions == state(whole).submissions
    assert master(bureau) == expected


def test_a_killed_generate_is_completed_by_the_next(issued: tuple[Bureau, Inbox], tmp_path: Path) -> None:
    bureau = Bureau.founded(tmp_path / "台账", county_plan(tmp_path / "方案.xlsx"))
    for most in (1, 4, 7):
        killed(
            bureau, ("generate", *PERIOD), lambda most=most: count(bureau.root / "outbox", "*.xlsx") >= most
        )
    bureau.did("generate", *PERIOD, now=ISSUED)
    assert outbox(bureau) == outbox(issued[0])
    assert state(bureau) == state(issued[0])


def outbox(bureau: Bureau) -> dict[str, bytes]:
    """What was issued, by name."""
    folder = bureau.root / "outbox"
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
