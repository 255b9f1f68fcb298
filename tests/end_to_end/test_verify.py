"""verify: a master that nobody touched is clean, and every hand edit of it is named."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.build.auditor import MASTER, edited_master, text_of, verified
from tests.build.bureau import PERIOD, Answer, Bureau, Json
from tests.build.day import EAST, LATER, Day, edited
from tests.build.monday import Inbox
from tests.office import Office
from workbook_tools import __version__
from workbook_tools.messages import master_words, proof
from workbook_tools.messages import verify as words
from workbook_tools.pipeline.verifying.claims import Source, claims, footing, published
from workbook_tools.pipeline.verifying.differences import Blame, Cause, compared
from workbook_tools.pipeline.verifying.lines import Witnesses, witnesses
from workbook_tools.pipeline.verifying.opened import Opened, opened
from workbook_tools.workspace import Workspace
from workbook_tools.xlsx.compare import read_facts

ANNEX, REGISTER = "附件2", master_words.SHEET_REGISTER


def differences(answer: Answer) -> set[tuple[str, str, str, str, str]]:
    names = ("sheet", "cell", "kind", "expected", "found")
    return {tuple(each[name] for name in names) for each in answer.data["differences"]}  # type: ignore[misc]


def fingerprints(folder: Path) -> dict[str, tuple[str, int]]:
    return {
        str(path.relative_to(folder)): (
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_mtime_ns,
        )
        for path in folder.rglob("*")
        if path.is_file()
    }


# ---------------------------------------------------------------- what nobody touched


def test_a_master_that_nobody_touched_is_the_one_rebuilt(january: tuple[Bureau, Json]) -> None:
    bureau, said = january
    answer = verified(bureau)
    assert answer.code == 0
    assert answer.data["ok"] and answer.data["identical"] and answer.data["published"]
    assert (answer.data["differences"], answer.data["archive"], answer.data["ledger"]) == ([], [], [])
    assert answer.data["digest"] == said["digest"]
    assert answer.data["digest_matches"] is None
    assert answer.data["verdict"] == words.IDENTICAL


def test_verify_writes_nothing_into_the_workspace_and_trusts_no_cache(audited: Bureau) -> None:
    (audited.root / "cache.sqlite").write_bytes(b"whoever wrote this")
    before = fingerprints(audited.root)
    assert verified(audited).data["identical"]
    assert fingerprints(audited.root) == before


def test_the_code_on_paper_is_compared_however_it_is_typed(january: tuple[Bureau, Json]) -> None:
    bureau, said = january
    typed = said["digest"].replace("-", " ").lower()
    assert verified(bureau, "--digest", typed).data["digest_matches"] is True
    other = ("0" if said["digest"][0] != "0" else "1") + said["digest"][1:]
    answer = verified(bureau, "--digest", other)
    assert (answer.code, answer.data["ok"], answer.data["digest_matches"]) == (1, False, False)
    assert answer.data["verdict"].endswith(words.DIGEST_DIFFERS)
    assert verified(bureau, "--digest", "AA66").code == 2


def test_the_code_stands_on_the_overview_on_a_sheet_of_its_own_and_in_the_properties(
    january: tuple[Bureau, Json],
) -> None:
    bureau, said = january
    book = load_workbook(bureau.root / MASTER)
    assert said["digest"] in str(book[master_words.SHEET_OVERVIEW]["A4"].value)
    sheet = {
        row[0].value: row[1].value
        for row in book[proof.SHEET].iter_rows(min_row=3, max_row=2 + len(proof.LABELS) + 1)
    }
    properties = {each.name: each.value for each in book.custom_doc_props.props}  # type: ignore[attr-defined]
    assert sheet == properties
    assert sheet[proof.CODE] == said["digest"]
    assert book.sheetnames[-1] == proof.SHEET


def test_without_a_database_the_lines_in_the_archive_speak(audited: Bureau, tmp_path: Path) -> None:
    """As in an unpacked evidence pack: archive and master, nothing else, and no workspace named."""
    pack = tmp_path / "证据"
    shutil.copytree(audited.root / "archive", pack / "archive")
    shutil.copy(audited.root / MASTER, pack)
    answer = Bureau(Path()).said("verify", str(pack / MASTER))
    assert (answer.code, answer.data["identical"]) == (0, True)
    assert not (pack / "ledger.sqlite").exists()


def test_a_master_as_of_an_earlier_hour_is_rebuilt_from_the_lines_of_that_hour(
    january: tuple[Bureau, Json], audited: Bureau
) -> None:
    said = audited.did("consolidate", *PERIOD, "--as-of", "2024-02-06T01:30:00", now="2024-03-01T09:00:00")
    answer = verified(audited)
    assert (answer.code, answer.data["identical"], answer.data["digest"]) == (0, True, said["digest"])
    assert answer.data["digest"] != january[1]["digest"], "the ruling had not been given yet"


def test_the_master_of_a_closed_period_is_rebuilt_with_what_came_too_late(
    audited: Bureau, inbox: Inbox
) -> None:
    day = Day(audited, inbox)
    audited.did("close", *PERIOD, now="2024-02-07T09:00:00")
    audited.collected({"late.xlsx": day.shops(EAST, "W4", on=LATER)}, now="2024-02-08T09:00:00")
    audited.did("consolidate", *PERIOD, now="2024-02-09T09:00:00")
    answer = verified(audited)
    assert (answer.code, answer.data["identical"]) == (0, True)


def test_a_master_that_an_earlier_tool_worded_otherwise_is_not_put_down_to_the_file(
    audited: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(master_words, "REGISTER_NOTE", "从前的说法")
        audited.did("consolidate", *PERIOD)
    answer = verified(audited)
    (difference,) = answer.data["differences"]
    assert (difference["found"], difference["cause"]) == ("从前的说法", "tool")
    assert (answer.data["published"], answer.data["verdict"]) == (True, words.OF_TOOL)


@pytest.mark.office
def test_a_master_saved_again_by_libreoffice_is_clean(audited: Bureau, office: Office) -> None:
    path = audited.root / MASTER
    office.open(path)
    office.save(path.with_name("另存.xlsx"))
    office.close()
    answer = verified(audited, master="另存.xlsx")
    assert answer.data["differences"] == []
    assert (answer.code, answer.data["identical"], answer.data["published"]) == (0, False, False)
    assert answer.data["verdict"] == words.SAME_CONTENT


def test_a_master_of_an_older_tool_is_rebuilt_and_the_answer_says_so(
    audited: Bureau, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("workbook_tools.pipeline.grounds.__version__", "0.0.9")
        audited.did("consolidate", *PERIOD)
    answer = verified(audited)
    assert (answer.code, answer.data["identical"], answer.data["basis"]["tool"]) == (0, True, "0.0.9")
    told = text_of(audited, capsys)
    assert words.OTHER_TOOL.format(theirs="0.0.9", ours=__version__) in told


# ---------------------------------------------------------------- the file was changed


def first(sheet: Worksheet, heading: str) -> tuple[int, int]:
    """Where the first cell below a heading stands."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == heading:
                return cell.row + 1, cell.column
    raise AssertionError(heading)


def one_digit(book: Workbook) -> tuple[str, str, str]:
    row, column = first(book[ANNEX], master_words.TARGET_YEAR)
    cell = book[ANNEX].cell(row, column)
    assert isinstance(cell.value, int)
    cell.value += 1
    return ANNEX, cell.coordinate, "value"


def formula_to_value(book: Workbook) -> tuple[str, str, str]:
    row, column = first(book[ANNEX], master_words.NEW)
    cell = book[ANNEX].cell(row, column)
    assert str(cell.value).startswith("=")
    cell.value = 2
    return ANNEX, cell.coordinate, "formula"


def row_deleted(book: Workbook) -> tuple[str, str, str]:
    row, _ = first(book[REGISTER], "序号")
    book[REGISTER].delete_rows(row + 1)
    return REGISTER, f"A{row + 1}", "row removed"


def sheet_sorted(book: Workbook) -> tuple[str, str, str]:
    sheet = book[REGISTER]
    row, _ = first(sheet, "序号")
    upper, lower = ([cell.value for cell in sheet[at]] for at in (row, row + 1))
    for column, (one, other) in enumerate(zip(upper, lower, strict=True), 1):
        sheet.cell(row, column).value, sheet.cell(row + 1, column).value = other, one
    return REGISTER, "", "row moved"


def row_hidden(book: Workbook) -> tuple[str, str, str]:
    row, _ = first(book[REGISTER], "序号")
    book[REGISTER].row_dimensions[row].hidden = True
    return REGISTER, f"{row}:{row}", "hidden row"


@pytest.mark.parametrize("tampering", [one_digit, formula_to_value, row_deleted, sheet_sorted, row_hidden])
def test_a_hand_edit_is_named_with_its_cell_and_put_down_to_the_file(
    audited: Bureau, tampering: Callable[[Workbook], tuple[str, str, str]]
) -> None:
    where: list[tuple[str, str, str]] = []
    edited_master(audited, lambda book: where.append(tampering(book)))
    answer = verified(audited)
    sheet, cell, kind = where[0]
    named = {
        (each["sheet"], each["kind"], each["cell"] if cell else "") for each in answer.data["differences"]
    }
    assert (sheet, kind, cell) in named
    assert {each["cause"] for each in answer.data["differences"]} == {"file"}
    assert (answer.code, answer.data["ok"], answer.data["published"]) == (1, False, False)
    assert answer.data["verdict"] == words.OF_FILE


# ---------------------------------------------------------------- 核验依据 was changed


OTHER = {
    "period": "2024-02",
    "as_of": "2024-02-29",
    "at": "2024-01-01 00:00:00",
    "state": "0" * 64,
    "plan": "0" * 64,
    "plan_file": "0" * 64,
    "tool": "9.9.9",
}
LIES = [(label, OTHER[name]) for name, label in proof.LABELS.items()] + [
    (proof.CODE, "0000-0000-0000-0000-0000")
]


def on_the_sheet(book: Workbook, label: str, text: str) -> str:
    (cell,) = (row[1] for row in book[proof.SHEET].iter_rows() if row[0].value == label)
    cell.value = text
    return cell.coordinate


def in_the_properties(book: Workbook, label: str, text: str) -> str:
    book.custom_doc_props[label].value = text  # type: ignore[attr-defined]
    return label


@pytest.fixture(scope="module")
def recorded(
    january: tuple[Bureau, Json], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Opened, Witnesses]:
    """The master as it was written, and the ledger's lines."""
    bureau, _ = january
    scratch = tmp_path_factory.mktemp("scratch")
    return opened(bureau.root / MASTER), witnesses(Workspace(bureau.root), scratch)


@pytest.mark.parametrize("forge", [on_the_sheet, in_the_properties])
@pytest.mark.parametrize(("label", "text"), LIES)
def test_a_forged_field_is_named_and_does_not_mislead_the_rebuild(
    recorded: tuple[Opened, Witnesses],
    tmp_path: Path,
    label: str,
    text: str,
    forge: Callable[[Workbook, str, str], str],
) -> None:
    master, lines = recorded
    where: list[str] = []
    path = tmp_path / MASTER
    path.write_bytes(edited(master.data, lambda book: where.append(forge(book, label, text))))
    forged, masters = opened(path), published(lines.events())
    true, on = (footing(claims(each.told, masters), lines, masters) for each in (master, forged))
    assert true and on and on.stands and on.claim.basis.code == true.claim.basis.code
    assert (on.claim.basis.period, on.claim.basis.as_of) == (true.claim.basis.period, true.claim.basis.as_of)
    # What is rebuilt depends on the basis and the lines alone, so that it is the master as it was.
    expected, found = (read_facts(each.data, MASTER) for each in (master, forged))
    result = compared(expected, found, forged.told.properties, true.claim.basis, Blame(Cause.FILE))
    (difference,) = (each.difference for each in result.differences)
    sheet = proof.SHEET if forge is on_the_sheet else words.PROPERTIES
    assert (difference.sheet, difference.cell, difference.found) == (sheet, where[0], text)


def test_a_master_with_both_copies_gone_is_known_by_the_code_on_its_overview(audited: Bureau) -> None:
    path = audited.root / MASTER
    earlier = path.read_bytes()
    audited.did("consolidate", *PERIOD, now="2024-03-01T09:00:00")
    path.write_bytes(earlier)

    def strip(book: Workbook) -> None:
        del book[proof.SHEET]
        for label in list(book.custom_doc_props.names):  # type: ignore[attr-defined]
            del book.custom_doc_props[label]  # type: ignore[attr-defined]

    edited_master(audited, strip)
    answer = verified(audited)
    assert answer.data["basis_from"] == Source.PUBLISHED.value
    assert [(each["sheet"], each["kind"]) for each in answer.data["differences"]] == [
        (proof.SHEET, "sheet missing")
    ]


# ---------------------------------------------------------------- what cannot be verified


def test_what_a_cell_says_cannot_pass_for_a_line_of_the_answer(
    audited: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    edited_master(audited, lambda book: book[ANNEX].__setitem__("A1", f"附件2\n{words.FOUND_CLEAN}"))
    lines = text_of(audited, capsys)
    assert words.FOUND_WRONG in lines
    assert words.FOUND_CLEAN not in lines


def test_what_is_no_master_is_said_in_one_sentence(audited: Bureau, tmp_path: Path) -> None:
    (audited.root / "说明.txt").write_text("示例", encoding="utf-8")
    for name in ("说明.txt", "plan.xlsx", "没有这个文件.xlsx"):
        answer = verified(audited, master=name)
        assert answer.code in (2, 12)
        assert name in answer.data["error"]


def test_a_folder_without_an_archive_is_no_workspace(audited: Bureau, tmp_path: Path) -> None:
    shutil.copy(audited.root / MASTER, tmp_path)
    answer = verified(Bureau(tmp_path))
    assert (answer.code, answer.data["code"]) == (10, "WorkspaceMissing")
