"""import-list: a list of enterprises taken into the record, or refused whole."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.build.bureau import Bureau, Json
from workbook_tools.archive import Archive
from workbook_tools.cli.main import run
from workbook_tools.record import Listed, ListKind

HEADING = ("序号", "企业全称", "登记号", "责任单位")
FIRST, SECOND = "2024-01-11T09:00", "2024-01-12T09:00"


def saved(bureau: Bureau, *rows: tuple[int | str | None, ...], name: str = "名单.xlsx") -> Path:
    """A workbook of these rows below the heading."""
    book = Workbook()
    assert book.active
    for row in (("示例名单",), HEADING, *rows):
        book.active.append(row)
    book.save(bureau.root / name)
    return bureau.root / name


def taken(bureau: Bureau, path: Path, kind: str = "官方", now: str = FIRST) -> Json:
    """What import-list says of a list for annex 1."""
    return bureau.did("import-list", str(path), "--annex", "1", "--kind", kind, now=now)


ONE, TWO = (1, "示例第1机械有限公司", "SL000001", "经信局"), (2, "示例第2机械有限公司", "SL000002", None)


def test_a_list_is_archived_recorded_and_in_use_for_its_annex_and_kind(bureau: Bureau) -> None:
    path = saved(bureau, ONE, TWO)
    told = taken(bureau, path)
    sha256 = told["list"]["sha256"]
    assert told["list"] == {"annex": 1, "kind": "官方名单", "entries": 2, "sha256": sha256}
    assert Archive(bureau.root / "archive").lists.read(sha256) == path.read_bytes()
    (listed,) = bureau.state().lists.values()
    assert (listed.annex, listed.listing) == (1, ListKind.OFFICIAL)
    assert listed.entries == (
        Listed("SL000001", "示例第1机械有限公司", "县经信局"),
        Listed("SL000002", "示例第2机械有限公司"),
    )


def test_the_same_list_again_is_not_recorded_again(bureau: Bureau) -> None:
    path = saved(bureau, ONE)
    first = taken(bureau, path)
    before = bureau.events()
    assert taken(bureau, path, now=SECOND)["list"] == first["list"]
    assert bureau.events() == before


def test_a_new_list_takes_the_place_of_the_one_of_its_kind(bureau: Bureau) -> None:
    old = taken(bureau, saved(bureau, ONE, TWO))
    baseline = taken(bureau, saved(bureau, ONE), kind="基数")
    new = taken(bureau, saved(bureau, TWO, name="新名单.xlsx"), now=SECOND)
    assert new["replaces"] == old["list"]
    assert {kind: len(each.entries) for (_, kind), each in bureau.state().lists.items()} == {
        ListKind.BASELINE: baseline["list"]["entries"],
        ListKind.OFFICIAL: 1,
    }


def test_the_officer_is_told_how_the_list_differs_from_the_one_before(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    taken(bureau, saved(bureau, ONE))
    path = saved(bureau, TWO, (3, "示例第3机械有限公司", "SL000003", ""))
    said = ("import-list", str(path), "--annex", "附件1", "--kind", "官方", "-w", str(bureau.root), "--now")
    capsys.readouterr()
    assert (run([*said, SECOND]), run([*said, SECOND])) == (0, 0)
    assert capsys.readouterr().out.splitlines() == [
        "已启用附件1的官方名单：2 家企业，代替原来的 1 家（增加 2 家，减少 1 家）。",
        "附件1的官方名单（2 家企业）与现用的相同，无需改动。",
    ]


def test_a_list_with_anything_wrong_is_refused_whole(bureau: Bureau) -> None:
    path = saved(bureau, ONE, (2, "示例第2机械有限公司", "", "示例局"), (3, "示例", "SL000001", ""))
    answer = bureau.said("import-list", str(path), "--annex", "1", "--kind", "官方")
    assert (answer.code, answer.data["list"]) == (1, None)
    assert [(f["code"], f["cell"]) for f in answer.data["findings"]] == [
        ("P305", "C4"),
        ("P307", "D4"),
        ("P306", "C5"),
    ]
    assert bureau.state().lists == {}


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "空的"), ("示例,名单".encode(), "纯文本"), (b"PK\x03\x04", "损坏"), (b"%PDF-1.4\n", "pdf")],
    ids=["empty", "text", "broken off", "a PDF"],
)
def test_what_is_no_workbook_is_no_list(bureau: Bureau, content: bytes, said: str) -> None:
    path = bureau.root / "名单.xlsx"
    path.write_bytes(content)
    answer = bureau.said("import-list", str(path), "--annex", "1", "--kind", "基数")
    (finding,) = answer.data["findings"]
    assert (answer.code, finding["code"]) == (1, "P301")
    assert said in finding["message"]


def test_a_list_for_an_annex_the_plan_does_not_have_is_a_misuse(bureau: Bureau) -> None:
    answer = bureau.said("import-list", str(saved(bureau, ONE)), "--annex", "9", "--kind", "官方")
    assert (answer.code, answer.data["code"]) == (2, "Misuse")
    assert "（有：1、2、3）" in answer.data["error"]


def test_a_list_that_is_not_there_is_a_fault_of_the_environment(bureau: Bureau) -> None:
    answer = bureau.said("import-list", "没有.xlsx", "--annex", "1", "--kind", "官方")
    assert (answer.code, answer.data["code"]) == (12, "FileUnreadable")
