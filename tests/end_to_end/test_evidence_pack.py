"""The evidence pack: one zip from which a stranger finds out whether a master is what the returns come to."""

import io
import json
import os
import re
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest
from openpyxl import Workbook, load_workbook

import workbook_tools
from tests.build.bureau import PERIOD, Bureau, Json
from tests.build.day import EAST, WEST, Day
from tests.build.excel_limits import breaches
from tests.build.monday import Inbox, gbk_zip
from tests.build.packed import altered, changed, listed_again, members, packed, unpacked

ROOT = Path(workbook_tools.__file__).parents[1]
MASTER, PLAN, LEDGER, RULES = (
    "data/master-202401.xlsx",
    "data/plan.xlsx",
    "data/台账记录.xlsx",
    "data/口径与规则.txt",
)
FORMULA = "=1+1.xlsx"
"""The name of a file handed in."""
AREAS = ("originals", "plans", "decisions", "lists", "events")


def _list() -> bytes:
    book, buffer = Workbook(), io.BytesIO()
    assert book.active
    for row in (("登记号", "企业全称"), ("SL000001", "示例机械有限公司")):
        book.active.append(row)
    book.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def january(issued: Bureau, inbox: Inbox, tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """January from end to end: returns, one in a zip, a file refused, a list, a ruling, and the master written.

    To be copied, not to be worked in.
    """
    folder = tmp_path_factory.mktemp("january")
    day = Day(issued.copied(folder / "台账"), inbox)
    (folder / "名单.xlsx").write_bytes(_list())
    day.bureau.did("import-list", str(folder / "名单.xlsx"), "--annex", "1", "--kind", "官方", now=day.now())
    others = {"商务局.zip": gbk_zip({"商务局电商.xlsx": inbox.book("B02", "XS-02")}), FORMULA: b"?"}
    day.bureau.did("collect", str(day.bureau.handed_in(others)), now=day.now())
    day.came(east=day.shops(EAST, "W4", "W5"), west=day.shops(WEST, "W5", "W6"))
    day.rules("归属裁定", "东乡镇", "W5")
    day.validated()
    day.bureau.did("consolidate", *PERIOD, now=day.now())
    return day.bureau


def exported(bureau: Bureau) -> Json:
    """What export-evidence says of January."""
    answer = bureau.said("export-evidence", *PERIOD)
    assert answer.code == 0, answer
    return answer.data


@pytest.fixture(scope="module")
def told(january: Bureau) -> Json:
    """What export-evidence said."""
    return exported(january)


@pytest.fixture(scope="module")
def pack(told: Json) -> bytes:
    """January's pack."""
    return Path(told["pack"]).read_bytes()


# ---------------------------------------------------------------- what it is


def test_it_is_a_bag_that_another_program_finds_valid(pack: bytes, told: Json, tmp_path: Path) -> None:
    bag = bagit.Bag(str(unpacked(pack, tmp_path)))
    bag.validate()
    assert bag.version_info == (1, 0)
    assert bag.info["External-Identifier"] == told["digest"]
    assert "2024年1月" in bag.info["External-Description"]
    assert bag.info["Bagging-Date"] == "2024-02-06", "the ledger's day, whatever day it is"


def test_it_holds_the_master_and_all_that_the_record_names(pack: bytes, january: Bureau) -> None:
    inside = members(pack)
    assert inside[MASTER] == (january.root / "master-202401.xlsx").read_bytes()
    assert inside[PLAN] == next((january.root / "archive" / "plans").iterdir()).read_bytes()
    archived = {
        f"data/{path.relative_to(january.root).as_posix()}": path.read_bytes()
        for area in AREAS
        for path in (january.root / "archive" / area).iterdir()
    }
    assert archived.items() <= inside.items()
    assert {name.split("/")[2] for name in archived} == set(AREAS), "and there is something of each"
    assert inside.keys() - archived.keys() == {
        MASTER,
        PLAN,
        LEDGER,
        RULES,
        *("bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"),
        *("说明.txt", "README.md"),
    }


def test_what_it_says_of_itself_is_so(pack: bytes, told: Json) -> None:
    assert told["bytes"] == len(pack)
    assert told["files"] == len(members(pack))
    assert "没有遮盖" in told["notice"], "whoever hands it on is told of the personal data in it"


def test_its_links_lead_to_the_originals_in_it(pack: bytes, tmp_path: Path) -> None:
    folder = unpacked(pack, tmp_path) / "data"
    sheet = load_workbook(folder / "master-202401.xlsx")["报送情况"]
    links = [cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    targets = [link.replace("\\", "/") for link in links if link]
    assert targets
    assert all((folder / target).is_file() for target in targets)


@pytest.mark.parametrize("guide", ["说明.txt", "README.md"])
def test_its_guides_name_what_is_there_and_how_to_check_it(pack: bytes, told: Json, guide: str) -> None:
    inside = members(pack)
    text = inside[guide].decode("utf-8-sig")
    for name in (MASTER, PLAN, LEDGER, RULES, "manifest-sha256.txt", "sha256sum -c", "certutil"):
        assert name in text
    assert f"workbook-tools verify 证据包-202401.zip --digest {told['digest']}" in text
    mentioned = re.findall(r"data/[^\s`，）]+", text.replace("archive/plans/`, `decisions/`, `lists/`", ""))
    assert all(any(inner.startswith(name) for inner in inside) for name in mentioned)


def test_the_ledger_can_be_read_without_the_tool(pack: bytes) -> None:
    inside = members(pack)
    events = sorted(name for name in inside if name.startswith("data/archive/events/"))
    lines = [json.loads(inside[name]) for name in events]
    assert [line["seq"] for line in lines] == list(range(1, len(lines) + 1))
    assert all(b"\n" not in inside[name].rstrip(b"\n") for name in events)
    sheet = load_workbook(io.BytesIO(inside[LEDGER])).active
    assert sheet
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert sorted({row[0] for row in rows}) == [line["seq"] for line in lines]
    assert {row[2] for row in rows} == {"方案启用", "名单启用", "下发", "收件", "审核", "裁定", "写出总台账"}
    ruling = next(row[3] for row in rows if row[2] == "裁定")
    assert (
        ruling
        == "[归属裁定] 东乡镇（电商主体培育表） “W5”的归属：东乡镇。理由：示例理由（示例经办，2024-02-06）"
    )


def test_no_name_of_a_file_becomes_a_formula(pack: bytes) -> None:
    data = members(pack)[LEDGER]
    assert breaches(data) == []
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet
    cells = [cell for row in sheet.iter_rows() for cell in row if FORMULA in str(cell.value)]
    assert [cell.data_type for cell in cells] == ["s"]


def test_the_rules_in_force_are_those_of_the_master(pack: bytes) -> None:
    inside = members(pack)
    text = inside[RULES].decode("utf-8-sig")
    sheet = load_workbook(io.BytesIO(inside[MASTER]))["口径与规则"]
    shown = [str(cell.value) for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert len(shown) > 100
    assert all(value in text for value in shown)


def test_its_files_are_private_and_bear_the_time_of_the_ledger(pack: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(pack)) as archive:
        infos = archive.infolist()
    assert {info.external_attr >> 16 for info in infos} == {stat.S_IFREG | 0o600}
    assert len({info.date_time for info in infos}) == 1
    assert infos[0].date_time[:3] == (2024, 2, 6)


# ---------------------------------------------------------------- the same again


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
        {"TZ": "Pacific/Chatham", "LANG": "zh_CN.GBK", "PYTHONHASHSEED": "3"},
    ],
    ids=lambda elsewhere: elsewhere["TZ"],
)
def test_an_equal_ledger_gives_equal_bytes(
    january: Bureau, pack: bytes, tmp_path: Path, elsewhere: dict[str, str]
) -> None:
    copy = january.copied(tmp_path / "别处")
    command = [sys.executable, "-m", "workbook_tools", "export-evidence", *PERIOD, "-w", str(copy.root)]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} | elsewhere
    subprocess.run(command, env=environment, capture_output=True, check=True)
    assert (copy.root / "证据包-202401.zip").read_bytes() == pack


def test_what_came_after_the_master_is_not_in_it_and_is_told(
    january: Bureau, inbox: Inbox, pack: bytes, tmp_path: Path
) -> None:
    bureau = january.copied(tmp_path / "台账")
    bureau.collected({"晚到.xlsx": inbox.book("B01", "XS-01")})
    told = exported(bureau)
    assert told["later"] == 1
    assert Path(told["pack"]).read_bytes() == pack


def test_a_pack_is_not_taken_in_as_a_return(january: Bureau, tmp_path: Path) -> None:
    bureau = january.copied(tmp_path / "台账")
    exported(bureau)
    told = bureau.did("collect", str(bureau.root))["files"]
    packs = {Path(file["path"]).name: file["verdict"] for file in told if "证据包" in file["path"]}
    assert packs == {"证据包-202401.zip": "ignored"}, "and what is in it is not looked at"


# ---------------------------------------------------------------- what is no evidence


def _no_master(bureau: Bureau) -> None:
    (bureau.root / "master-202401.xlsx").unlink()


def _another_master(bureau: Bureau) -> None:
    path = bureau.root / "master-202401.xlsx"
    book = load_workbook(path)
    book.save(path)


def _original_changed(bureau: Bureau) -> None:
    # One that no number depends on: it is read for the pack alone.
    (path,) = (bureau.root / "archive" / "originals").glob("*.zip")
    path.chmod(0o600)
    path.write_bytes(changed(path.read_bytes()))


def _event_changed(bureau: Bureau) -> None:
    path = bureau.root / "archive" / "events" / "00000003.json"
    path.chmod(0o600)
    path.write_text(path.read_text(encoding="utf-8").replace("2024", "2025"), encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "code", "says"),
    [
        (_no_master, 2, "consolidate"),
        (_another_master, 2, "consolidate"),
        (_original_changed, 12, "已被改动"),
        (_event_changed, 15, "第 3 条"),
    ],
)
def test_what_does_not_hold_is_not_packed(
    january: Bureau, tmp_path: Path, damage: Callable[[Bureau], None], code: int, says: str
) -> None:
    bureau = january.copied(tmp_path / "台账")
    (bureau.root / "证据包-202401.zip").unlink(missing_ok=True)
    damage(bureau)
    answer = bureau.said("export-evidence", *PERIOD)
    assert (answer.code, says in answer.data["error"]) == (code, True), answer
    assert list(bureau.root.glob("*证据包*")) == [], "nor half of it"


def test_a_period_without_a_master_has_no_pack(bureau: Bureau) -> None:
    assert bureau.said("export-evidence", *PERIOD).code == 2


# ---------------------------------------------------------------- verified by a stranger


def verified(folder: Path, data: bytes) -> tuple[int, Json]:
    """What verify says of a pack in an empty folder, and whether it leaves that as it was."""
    path = folder / "证据包.zip"
    path.write_bytes(data)
    answer = Bureau(folder).said("verify", str(path))
    assert [each.name for each in folder.iterdir()] == [path.name]
    return answer.code, answer.data


def test_a_pack_alone_verifies_on_another_machine(pack: bytes, told: Json, tmp_path: Path) -> None:
    (tmp_path / "证据包.zip").write_bytes(pack)
    program = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from workbook_tools.cli import main; main()"
    asked = ("verify", "证据包.zip", "--digest", told["digest"], "--json")
    command = [sys.executable, "-I", "-X", "utf8", "-c", program, *asked]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    found = json.loads(done.stdout)
    assert found["ok"]
    assert (found["pack"], found["archive"], found["ledger"], found["differences"]) == ([], [], [], [])
    assert (found["identical"], found["published"], found["digest_matches"]) == (True, True, True)
    assert found["digest"] == told["digest"]


def test_a_pack_zipped_again_on_windows_verifies(pack: bytes, tmp_path: Path) -> None:
    again = gbk_zip({f"证据包/{name}": data for name, data in members(pack).items()})
    code, found = verified(tmp_path, again)
    assert (code, found["pack"]) == (0, []), found


def test_an_unpacked_pack_verifies_where_it_lies(pack: bytes, tmp_path: Path) -> None:
    data = unpacked(pack, tmp_path) / "data"
    assert Bureau(data).said("verify", "master-202401.xlsx").code == 0


def _first(pack: bytes, folder: str) -> str:
    return min(name for name in members(pack) if name.startswith(f"data/archive/{folder}/"))


@pytest.mark.parametrize("folder", AREAS)
def test_one_byte_changed_in_the_archive_is_named(pack: bytes, tmp_path: Path, folder: str) -> None:
    name = _first(pack, folder)
    code, found = verified(tmp_path, altered(pack, name, lambda data: changed(data, len(data) // 2)))
    assert code == 1
    assert found["pack"] == [{"file": name, "problem": "内容与清单的指纹不符"}]
    assert found["ledger"] if folder == "events" else found["archive"]


@pytest.mark.parametrize(
    "name", [MASTER, PLAN, LEDGER, RULES, "说明.txt", "bag-info.txt", "manifest-sha256.txt"]
)
def test_one_byte_changed_elsewhere_is_named(pack: bytes, tmp_path: Path, name: str) -> None:
    code, found = verified(tmp_path, altered(pack, name, lambda data: changed(data, 3)))
    assert code == 1
    assert name in {each["file"] for each in found["pack"]}


def test_whoever_lists_the_changed_files_anew_is_found_out_by_ledger_and_originals(
    pack: bytes, tmp_path: Path
) -> None:
    """Hashes prove nothing where somebody may write them again; the chain and the rebuilding do."""
    files = members(pack)
    original, event = _first(pack, "originals"), _first(pack, "events")
    for name in (original, event, PLAN, LEDGER, RULES):
        forged = packed(listed_again({**files, name: changed(files[name], len(files[name]) // 2)}))
        code, found = verified(tmp_path, forged)
        named = [*found["archive"], *found["ledger"], *found["pack"]]
        assert (code, bool(named)) == (1, True), name
        assert {each["file"] for each in found["pack"]} <= {name}


def test_what_was_added_and_what_was_taken_away_is_named(pack: bytes, tmp_path: Path) -> None:
    files = members(pack)
    gone = _first(pack, "originals")
    del files[gone]
    code, found = verified(tmp_path, packed({**files, "data/补充.xlsx": b"x", "补充说明.txt": b"x"}))
    assert code == 1
    assert {each["file"]: each["problem"] for each in found["pack"]} == {
        gone: "清单中有，包里没有",
        "data/补充.xlsx": "清单中没有这个文件",
        "补充说明.txt": "清单中没有这个文件",
        "bag-info.txt": "登记的文件数或字节数与包里的不符",
    }


@pytest.mark.parametrize(
    "name",
    [
        "data/master-202402.xlsx",
        "data/修订.xlsx",
        "data/archive/originals/补充.xlsx",
        "data/archive/其他/a.txt",
    ],
)
def test_what_was_added_is_named_though_it_is_listed(pack: bytes, tmp_path: Path, name: str) -> None:
    """Else another master could lie beside the one that was verified."""
    files = members(pack)
    code, found = verified(tmp_path, packed(listed_again({**files, name: files[MASTER]})))
    assert (code, found["pack"]) == (1, [{"file": name, "problem": "不是证据包应有的文件"}])


@pytest.mark.parametrize(
    ("name", "change", "problem"),
    [
        ("说明.txt", lambda data: data + b"!", "与据台账记录和方案重新写出的不一致"),
        ("README.md", lambda data: data + b"!", "与据台账记录和方案重新写出的不一致"),
        (
            "bag-info.txt",
            lambda data: re.sub(rb"(External-Identifier: )\w+", rb"\1" + b"0" * 4, data),
            "与据台账记录和方案重新写出的不一致",
        ),
        (
            "bagit.txt",
            lambda data: data.replace(b"1.0", b"0.97"),
            "与据台账记录和方案重新写出的不一致",
        ),
        ("fetch.txt", lambda _data: b"https://example.org/x 5 data/x\n", "不是证据包应有的文件"),
    ],
)
def test_what_a_pack_says_of_itself_cannot_be_rewritten(
    pack: bytes, tmp_path: Path, name: str, change: Callable[[bytes], bytes], problem: str
) -> None:
    """Else its guide could tell a stranger another 校验码."""
    files = members(pack)
    forged = packed(listed_again({**files, name: change(files.get(name, b""))}))
    assert verified(tmp_path, forged)[1]["pack"] == [{"file": name, "problem": problem}]


def test_a_pack_cut_short_is_said_to_be_no_pack(pack: bytes, tmp_path: Path) -> None:
    code, found = verified(tmp_path, pack[:-100])
    assert (code, "证据包.zip" in found["error"]) == (2, True)


def test_a_pack_damaged_on_its_way_names_the_file(pack: bytes, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(pack)) as archive:
        info = next(each for each in archive.infolist() if each.filename.endswith(MASTER))
    code, found = verified(tmp_path, changed(pack, info.header_offset + 200))
    assert (code, found["ok"]) == (1, False)
    assert {"file": MASTER, "problem": "压缩包中的这个文件已损坏，读不出来"} in found["pack"]


def test_a_cell_changed_in_the_master_is_named_though_all_hashes_fit(pack: bytes, tmp_path: Path) -> None:
    files = members(pack)
    book = load_workbook(io.BytesIO(files[MASTER]))
    sheet, buffer = book["企业名录"], io.BytesIO()
    cell = next(cell for row in sheet.iter_rows(min_row=3) for cell in row if cell.value == "W4")
    cell.value = "W7"
    book.save(buffer)
    code, found = verified(tmp_path, packed(listed_again({**files, MASTER: buffer.getvalue()})))
    assert (code, found["pack"], found["published"]) == (1, [], False)
    place = ("企业名录", cell.coordinate)
    assert place in {(each["sheet"], each["cell"]) for each in found["differences"]}
