"""Whoever changes an archived file is found out, and what that changes is not put down to the master."""

import pytest
from openpyxl import Workbook

from tests.build.auditor import edited_master, original, overwrite, text_of, verified
from tests.build.bureau import Bureau
from tests.build.day import edited
from workbook_tools.messages import master_words
from workbook_tools.messages import verify as words
from workbook_tools.workspace import Workspace

REGISTER = master_words.SHEET_REGISTER


def more_sales(book: Workbook) -> None:
    """One more digit for the first shop of a return."""
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == 3.25]
    cells[0].value = 9.75


def test_a_changed_original_is_named_and_what_it_changes_is_not_put_down_to_the_master(
    audited: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    path = original(audited, "east.xlsx")
    overwrite(path, edited(path.read_bytes(), more_sales))
    answer = verified(audited)
    (wrong,) = answer.data["archive"]
    assert (wrong["sha256"], wrong["file"], wrong["unit"]) == (path.stem, "east.xlsx", "东乡镇")
    assert wrong["problem"] == words.FILE_CHANGED
    named = {(each["sheet"], each["expected"], each["found"]) for each in answer.data["differences"]}
    assert (REGISTER, "9.75", "3.25") in named
    assert {each["cause"] for each in answer.data["differences"]} == {"original"}
    assert answer.data["verdict"].endswith(words.OF_ORIGINALS)
    told = text_of(audited, capsys)
    assert any("east.xlsx（东乡镇）" in line and path.stem in line for line in told)


def test_beside_a_changed_original_a_changed_master_is_told_apart_as_far_as_can_be(audited: Bureau) -> None:
    path = original(audited, "east.xlsx")
    overwrite(path, edited(path.read_bytes(), more_sales))
    edited_master(audited, lambda book: book["附件1"].__setitem__("A1", "另一个标题"))
    answer = verified(audited)
    causes = {(each["sheet"], each["expected"]): each["cause"] for each in answer.data["differences"]}
    assert causes[REGISTER, "9.75"] == "original"
    assert {cause for (sheet, _), cause in causes.items() if sheet == "附件1"} == {"unclear"}
    assert answer.data["verdict"].endswith(words.ORIGINALS_OR_FILE)


def test_a_lost_original_is_named_and_stands_in_the_way(audited: Bureau) -> None:
    path = original(audited, "west.xlsx")
    path.unlink()
    answer = verified(audited)
    (wrong,) = answer.data["archive"]
    assert (wrong["file"], wrong["problem"]) == ("west.xlsx", words.FILE_LOST)
    assert answer.data["verdict"].endswith(words.NOT_REBUILT_FILES)
    assert (answer.code, answer.data["differences"]) == (1, [])


def test_an_original_under_another_ending_is_named_and_not_put_down_to_the_master(audited: Bureau) -> None:
    path = original(audited, "east.xlsx")
    path.rename(path.with_suffix(".xls"))
    answer = verified(audited)
    assert [(each["file"], each["problem"]) for each in answer.data["archive"]] == [
        ("east.xlsx", words.FILE_RENAMED)
    ]
    assert {each["cause"] for each in answer.data["differences"]} == {"original"}


@pytest.mark.parametrize("place", ["events/00000001 (1).json", "originals/备份/a.xlsx", "说明.txt"])
def test_whatever_else_lies_in_the_archive_is_noted(audited: Bureau, place: str) -> None:
    path = audited.root / "archive" / place
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"x")
    answer = verified(audited)
    assert (answer.code, answer.data["strangers"]) == (0, [place])


@pytest.mark.parametrize("lost", [False, True], ids=["changed", "lost"])
def test_without_the_plan_of_that_time_nothing_can_be_rebuilt(audited: Bureau, lost: bool) -> None:
    (path,) = Workspace(audited.root).archive.plans.folder.iterdir()
    overwrite(path, b"another plan")
    if lost:
        path.unlink()
    answer = verified(audited)
    assert [each["file"] for each in answer.data["archive"]] == [words.FILES["plan"]]
    assert answer.data["verdict"].endswith(words.NOT_REBUILT_FILES)


def test_a_file_in_the_archive_that_the_ledger_does_not_name_is_noted(audited: Bureau) -> None:
    (audited.root / "archive" / "originals" / f"{'0' * 64}.xlsx").write_bytes(b"left by a killed run")
    answer = verified(audited)
    assert (answer.code, answer.data["strangers"]) == (0, [f"originals/{'0' * 64}.xlsx"])
