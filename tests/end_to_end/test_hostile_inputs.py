"""Whatever is handed to a command ends in one sentence and the right exit code, and changes nothing.

Of the plan, notices, lists, 待办, masters and evidence packs; returns are elsewhere.
"""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.build.auditor import MASTER
from tests.build.bureau import PERIOD, Answer, Bureau, Json
from tests.build.handed import (
    HEADING,
    LAST,
    STYLES,
    bomb,
    cell_at,
    docx,
    framed_to_the_end,
    merged,
    nested,
    on_sheet,
    reworked,
    with_doctype,
    word_cell,
)
from tests.build.ole import ole
from tests.build.packages import cell, rows, xlsx, zip_of
from workbook_tools.messages import master_words

Make = Callable[[bytes], bytes]
FORM = "XS-02"
REFUSED, FOUND, USAGE = 12, 1, 2
_OF_A_RUN = (".writer", ".derived", "cache.sqlite", "ledger.sqlite")
"""What a run may touch without changing what is recorded."""


def fingerprints(folder: Path) -> dict[str, str]:
    """The files of a workspace, each with the sha256 of its bytes."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(_OF_A_RUN)
    }


def sentences(answer: Answer) -> str:
    """All that was said against what was handed in."""
    return str(answer.data.get("error", "")) + "".join(
        each["message"] for each in answer.data.get("findings", ())
    )


@pytest.fixture(scope="module")
def busy(january: tuple[Bureau, Json], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bureau]:
    """A bureau with a month's work behind it; nothing that is refused changes any of it."""
    bureau = january[0].copied(tmp_path_factory.mktemp("handed") / "台账")
    before, events = fingerprints(bureau.root), bureau.events()
    yield bureau
    assert (fingerprints(bureau.root), bureau.events()) == (before, events)


def handed(bureau: Bureau, tmp_path: Path, name: str, data: bytes) -> str:
    """A file outside the workspace; its path."""
    path = tmp_path / name
    path.write_bytes(data)
    return str(path)


# ---------------------------------------------------------------- the plan

PLANS: dict[str, tuple[Make, int, str]] = {
    "an empty file": (lambda _: b"", REFUSED, "已损坏"),
    "half of the file": (lambda plan: plan[: len(plan) // 2], REFUSED, "已损坏"),
    "an old .xls": (lambda _: ole({"Workbook": b"\x09\x08\x10\0"}), REFUSED, "已损坏"),
    "a part that inflates to a thousand times its size": (bomb, REFUSED, "压缩比例"),
    "entities in the styles": (lambda plan: reworked(plan, STYLES, with_doctype), REFUSED, "实体定义"),
    "entities on a sheet": (on_sheet(FORM, with_doctype), REFUSED, "实体定义"),
    "a text in the last cell of a sheet": (on_sheet(FORM, cell_at(f"XFD{LAST}")), REFUSED, "没有读取|超出"),
    "a layout merged to its end": (on_sheet(FORM, merged(f"A1:XFD{LAST}")), FOUND, "P050"),
}


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_that_cannot_be_used_is_refused_by_check_plan(bureau: Bureau, name: str) -> None:
    make, code, said = PLANS[name]
    path = bureau.root / "plan.xlsx"
    path.write_bytes(make(path.read_bytes()))
    before = fingerprints(bureau.root)
    answer = bureau.said("check-plan")
    assert answer.code == code, answer
    assert any(each in sentences(answer) for each in said.split("|")), answer
    assert fingerprints(bureau.root) == before


SOUND_PLANS: dict[str, Make] = {
    "a blank area merged to the end of the layout": on_sheet(FORM, merged(f"A900:XFD{LAST}")),
    "rows with a look down to the last on a layout": on_sheet(FORM, framed_to_the_end),
}


@pytest.mark.parametrize("name", SOUND_PLANS)
def test_a_plan_that_goes_on_for_ever_without_saying_anything_gives_the_forms_it_always_gave(
    bureau: Bureau, name: str
) -> None:
    before = bureau.outbox()
    path = bureau.root / "plan.xlsx"
    path.write_bytes(SOUND_PLANS[name](path.read_bytes()))
    bureau.did("generate", *PERIOD, now="2024-02-01T10:00:00")
    assert bureau.outbox() == before


def test_styles_nested_without_end_stop_generate_with_a_sentence(bureau: Bureau) -> None:
    path = bureau.root / "plan.xlsx"
    path.write_bytes(reworked(path.read_bytes(), STYLES, nested))
    bureau.root.joinpath("outbox").rename(bureau.root / "outbox.before")
    answer = bureau.said("generate", *PERIOD, now="2024-02-01T10:00:00")
    assert (answer.code, "读不出来" in sentences(answer)) == (REFUSED, True), answer


def test_a_condition_typed_as_a_formula_is_one_mistake(bureau: Bureau) -> None:
    path = bureau.root / "plan.xlsx"
    typed = b'<row r="900"><c r="A900" t="str"><v>R90</v></c><c r="E900"><f>[x]&gt;1</f></c></row>'
    edit = on_sheet("规则", lambda part: part.replace(b"</sheetData>", typed + b"</sheetData>"))
    path.write_bytes(edit(path.read_bytes()))
    found = [each["code"] for each in bureau.said("check-plan").data["findings"] if each["cell"] == "E900"]
    assert found == ["P041"]


# ---------------------------------------------------------------- notices

SPANS = 10**9
NOTICES: dict[str, tuple[str, bytes, int, str]] = {
    "nothing": ("通知.txt", b"", FOUND, "P101"),
    "NULs": ("通知.txt", bytes(100_000), FOUND, "P102"),
    "one line of a hundred thousand letters": ("通知.txt", "责任单位".encode() * 25_000, FOUND, "P101"),
    "a thousand lines that may each open a table": (
        "通知.txt",
        "序号\n".encode() * 1_000,
        FOUND,
        "P101",
    ),
    "a page of nested tables": ("通知.html", b"<html><body>" + b"<table><tr><td>" * 100_000, FOUND, "P101"),
    "a page that spans a thousand million columns": (
        "通知.html",
        f"<html><table><tr><td colspan={SPANS} rowspan={SPANS}>责任单位<td>2024年</table>".encode(),
        FOUND,
        "P107",
    ),
    "a document with entities": (
        "通知.docx",
        docx("<w:tr>" + word_cell("&a;") + "</w:tr>", '<!DOCTYPE x [<!ENTITY a "责任单位">]>'),
        FOUND,
        "P101",
    ),
    "a document with an entity from a file": (
        "通知.docx",
        docx(
            "<w:tr>" + word_cell("&a;") + "</w:tr>", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        ),
        FOUND,
        "P101",
    ),
    "a document with a cell of a thousand million columns": (
        "通知.docx",
        docx(
            "<w:tr>"
            + word_cell("责任单位", f'<w:gridSpan w:val="{SPANS}"/>')
            + word_cell("2024年")
            + "</w:tr>"
        ),
        FOUND,
        "P102",
    ),
    "a zip that is no document": ("通知.docx", zip_of({"a.txt": "附件1"}), FOUND, "P102"),
    "half of a document": ("通知.docx", docx("")[:300], FOUND, "P102"),
}


@pytest.mark.parametrize("name", NOTICES)
def test_a_notice_that_cannot_be_read_leaves_the_plan_as_it_is(
    busy: Bureau, tmp_path: Path, name: str
) -> None:
    file, data, code, said = NOTICES[name]
    answer = busy.said("import-annex", handed(busy, tmp_path, file, data))
    assert (answer.code, said in sentences(answer)) == (code, True), answer


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_a_notice_may_be_in_any_encoding_that_offices_use(
    bureau: Bureau, tmp_path: Path, encoding: str
) -> None:
    answer = bureau.said("import-annex", handed(bureau, tmp_path, "通知.txt", HEADING.encode(encoding)))
    assert [each["units"] for each in answer.data["annexes"]] == [[{"name": "示例甲镇", "targets": [3]}]]


# ---------------------------------------------------------------- lists, 待办

LONG = xlsx(
    "<sheetData>"
    + "".join(f'<row r="{n}">{cell(f"A{n}", n)}</row>' for n in range(1, 20_003))
    + "</sheetData>"
)
BOOKS: dict[str, tuple[bytes, str]] = {
    "no workbook": (b"%PDF-1.7", "pdf"),
    "behind a password": (ole({"EncryptedPackage": bytes(600), "EncryptionInfo": bytes(600)}), "加密"),
    "a workbook of .xls that breaks off": (ole({"Workbook": b"\x09\x08\x10\0"}), "读不出来"),
    "a part that inflates to a thousand times its size": (bomb(xlsx(rows(cell("A1", 1)))), "压缩比例"),
    "entities": (xlsx('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "a">]><worksheet/>'), "读不出来"),
}


@pytest.mark.parametrize("name", BOOKS)
def test_a_list_that_cannot_be_read_is_a_finding(busy: Bureau, tmp_path: Path, name: str) -> None:
    data, said = BOOKS[name]
    path = handed(busy, tmp_path, "名单.xlsx", data)
    answer = busy.said("import-list", path, "--annex", "1", "--kind", "官方")
    assert (answer.code, "P301" in sentences(answer), said in sentences(answer)) == (FOUND, True, True), (
        answer
    )


def test_a_list_that_is_too_long_is_told_how_long_it_may_be(busy: Bureau, tmp_path: Path) -> None:
    path = handed(busy, tmp_path, "名单.xlsx", LONG)
    (found,) = busy.said("import-list", path, "--annex", "1", "--kind", "官方").data["findings"]
    assert (found["code"], found["cell"]) == ("P309", "A20001")
    assert "20000 行" in found["message"]


@pytest.mark.parametrize("name", BOOKS)
def test_a_filled_in_workbook_that_cannot_be_read_decides_nothing(
    busy: Bureau, tmp_path: Path, name: str
) -> None:
    data, said = BOOKS[name]
    answer = busy.said("decide", handed(busy, tmp_path, "待办.xlsx", data))
    assert (answer.code, said in sentences(answer)) == (REFUSED, True), answer


# ---------------------------------------------------------------- masters, packs

MASTERS: dict[str, tuple[Make, int, str]] = {
    "no workbook": (lambda _: b"%PDF-1.7", USAGE, "不是 .xlsx"),
    "half of the file": (lambda data: data[: len(data) // 2], USAGE, "已损坏"),
    "some other workbook": (lambda _: xlsx(rows(cell("A1", 1))), USAGE, "总览"),
    "styles nested without end": (lambda data: reworked(data, STYLES, nested), USAGE, "已损坏"),
    "entities on the overview": (on_sheet("总览", with_doctype), USAGE, "已损坏"),
}


@pytest.mark.parametrize("command", [("verify",), ("trace", "总览!A1")])
@pytest.mark.parametrize("name", MASTERS)
def test_a_master_that_cannot_be_read_is_said_to_be_none(
    busy: Bureau, tmp_path: Path, name: str, command: tuple[str, ...]
) -> None:
    make, code, said = MASTERS[name]
    path = handed(busy, tmp_path, MASTER, make((busy.root / MASTER).read_bytes()))
    answer = busy.said(command[0], path, *command[1:])
    assert (answer.code, said in sentences(answer)) == (code, True), answer


def test_a_master_whose_register_is_damaged_is_found_out_when_it_is_compared(
    busy: Bureau, tmp_path: Path
) -> None:
    edit = on_sheet(master_words.SHEET_REGISTER, lambda part: part.replace(b"</sheetData>", b""))
    path = handed(busy, tmp_path, MASTER, edit((busy.root / MASTER).read_bytes()))
    answer = busy.said("verify", path)
    assert (answer.code, "已损坏" in sentences(answer)) == (USAGE, True), answer


PACKS: dict[str, tuple[bytes, str]] = {
    "no zip": (b"PK\3\4" + bytes(200), "证据包"),
    "a path that leads out": (zip_of({"../bagit.txt": "x", "包/bagit.txt": "x"}), "../bagit.txt"),
    "a bomb": (bomb(zip_of({"包/bagit.txt": "x"})), "xl/media/image1.png"),
}


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_that_should_not_be_opened_is_named(busy: Bureau, tmp_path: Path, name: str) -> None:
    data, said = PACKS[name]
    answer = busy.said("verify", handed(busy, tmp_path, "证据包.zip", data))
    assert (answer.code, said in sentences(answer)) == (USAGE, True), answer
    assert [path.name for path in tmp_path.iterdir()] == ["证据包.zip"]


# ---------------------------------------------------------------- no file at all

COMMANDS = {
    "import-annex": (),
    "import-list": ("--annex", "1", "--kind", "官方"),
    "decide": (),
    "verify": (),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_is_no_file(busy: Bureau, tmp_path: Path, command: str) -> None:
    answer = busy.said(command, str(tmp_path), *COMMANDS[command])
    assert answer.code in (USAGE, REFUSED), answer
    assert sentences(answer)
