"""No text of a return becomes a formula, a link, a code or mark-up in anything the tool writes, and each is shown.

A month is lived through twice: in hostile words and in plain ones, in the same cells. What is active in the two must
be the same, to the last formula.
"""

import io
import re
from collections.abc import Iterable, Mapping

import pytest
from python_calamine import CalamineWorkbook

from tests.build.active_content import active, damage, texts
from tests.build.bureau import Bureau
from tests.build.excel_limits import breaches
from tests.build.monday import Inbox
from tests.build.poisoned import MARKS, TEXTS
from tests.build.poisoned_month import Month, lived, written
from workbook_tools.understand.characters import seen
from workbook_tools.xlsx.cell_text import held


@pytest.fixture(scope="module")
def months(issued: Bureau, inbox: Inbox, tmp_path_factory: pytest.TempPathFactory) -> Mapping[bool, Month]:
    """The month in hostile words (True) and in plain ones."""
    folder = tmp_path_factory.mktemp("words")
    return {
        hostile: lived(issued.copied(folder / str(hostile) / "台账"), inbox, hostile)
        for hostile in (True, False)
    }


@pytest.fixture(scope="module")
def books(months: Mapping[bool, Month]) -> Mapping[bool, Mapping[str, bytes]]:
    """Every workbook of each month."""
    return {hostile: written(month.bureau.root) for hostile, month in months.items()}


def test_both_months_wrote_the_same_workbooks_and_one_of_every_kind(
    books: Mapping[bool, Mapping[str, bytes]],
) -> None:
    assert books[True].keys() == books[False].keys()
    kinds = (
        "master",
        "收件登记",
        "催报名单",
        "抽样",
        "待办",
        "退回汇总",
        "退回意见.xlsx",
        "台账记录",
        "outbox/202402",
    )
    assert [kind for kind in kinds if not any(kind in name for name in books[True])] == []


def _alike(says: str) -> str:
    """What is said, without what follows from the content: hashes, codes, rows."""
    return re.sub(r"(?<=[A-Z$\"])\d+|[0-9a-f]{64}|\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b", "#", says)


def _does(workbook: bytes) -> set[tuple[str, str, str]]:
    """What a workbook does, in pieces: a slip joins one piece a cell with findings, more or fewer of them in a row.

    Of the properties that carry hashes of the content, only that they are there.
    """
    return {
        (each.kind, each.part, "" if each.part == "docProps/custom.xml" else piece)
        for each in active(workbook)
        for piece in _alike(each.says).split("&")
    }


def test_nothing_is_active_but_what_is_in_plain_words_too(books: Mapping[bool, Mapping[str, bytes]]) -> None:
    more = {name: _does(book) - _does(books[False][name]) for name, book in books[True].items()}
    assert {name: sorted(found)[:3] for name, found in more.items() if found} == {}


def test_nothing_active_speaks_their_words(books: Mapping[bool, Mapping[str, bytes]]) -> None:
    wrong = {
        (name, each)
        for name, book in books[True].items()
        for each in active(book)
        if any(mark in each.says for mark in MARKS)
    }
    assert wrong == set()


def test_every_workbook_is_sound_to_a_strict_reader_and_to_excel(
    books: Mapping[bool, Mapping[str, bytes]],
) -> None:
    assert {name: found for name, book in books[True].items() if (found := damage(book))} == {}
    assert {name: found for name, book in books[True].items() if (found := breaches(book))} == {}


def _shown(books: Iterable[bytes]) -> set[str]:
    return {text for book in books for text in texts(book)}


def test_the_master_shows_every_text_as_it_was_understood(books: Mapping[bool, Mapping[str, bytes]]) -> None:
    shown = _shown([books[True]["master-202401.xlsx"]])
    assert [text for text in TEXTS if seen(text).strip() not in shown] == []


def test_a_slip_returns_every_text_as_it_came_but_for_what_no_xml_carries(
    books: Mapping[bool, Mapping[str, bytes]],
) -> None:
    (slip,) = (book for name, book in books[True].items() if "西乡镇" in name and "退回意见" in name)
    shown = _shown([slip])
    assert [text for text in TEXTS if held(text) not in shown] == []


def test_the_register_names_every_file_and_only_what_cannot_be_seen_is_not_shown_as_it_was(
    months: Mapping[bool, Month], books: Mapping[bool, Mapping[str, bytes]]
) -> None:
    named = "".join(_shown([books[True]["收件登记-202401.xlsx"]]))
    lost = [
        text
        for text in TEXTS
        for piece in re.split(r"[/\\]", months[True].said(text))
        if piece.isprintable() and piece not in named
    ]
    assert lost == []
    assert all(letter.isprintable() or letter in "\n\u3000" for letter in named)


def test_what_a_slip_or_the_master_holds_is_the_same_when_it_is_read_again(
    books: Mapping[bool, Mapping[str, bytes]],
) -> None:
    for name, book in books[True].items():
        with CalamineWorkbook.from_filelike(io.BytesIO(book)) as opened:
            cells = {
                value
                for sheet in opened.sheet_names
                for row in opened.get_sheet_by_name(sheet).to_python()
                for value in row
                if isinstance(value, str)
            }
        assert {text for text in _shown([book]) if "毒" in text} <= cells, name
