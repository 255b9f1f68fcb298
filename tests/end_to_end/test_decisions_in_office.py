"""待办 filled in in a real LibreOffice, saved by it, and taken."""

from datetime import date
from pathlib import Path

import pytest

from tests.build.bureau import PERIOD, Bureau, county_header
from tests.build.monday import Inbox
from tests.office import Office
from workbook_tools.messages import decisions as words

pytestmark = pytest.mark.office


def contested(bureau: Bureau, inbox: Inbox) -> Path:
    """待办 with one contested shop."""
    row = {"shop": "示例网店", "id": "W5", "since": "2024", "grade": "县级示范"}
    book = {
        unit: inbox.typed(unit, "XS-02", county_header(date(2024, 2, 2)), [row]) for unit in ("T01", "T02")
    }
    bureau.collected({f"{unit}.xlsx": data for unit, data in book.items()})
    return Path(bureau.did("validate", *PERIOD)["pending"]["path"])


@pytest.mark.parametrize("format_", ["xlsx", "xls", "ods"])
def test_it_is_filled_in_saved_and_taken(
    office: Office, bureau: Bureau, inbox: Inbox, tmp_path: Path, format_: str
) -> None:
    path = contested(bureau, inbox)
    assert office.open(path) == {words.SHEET_OPEN: True, words.SHEET_DECIDED: True, "_裁定项": False}
    typed = [("G4", "西乡镇"), ("H4", "示例：住所在西乡镇"), ("I4", "示例经办"), ("J4", "2024年2月6日")]
    office.type(words.SHEET_OPEN, [*typed, ("E4", "改不动")])
    saved = office.save(tmp_path / f"待办.{format_}")
    assert office.invalid(words.SHEET_OPEN) == []
    office.close()
    answer = bureau.said("decide", str(saved), now="2024-02-06T10:00:00")
    assert answer.data["findings"] == []
    assert [(each["ruling"], each["date"]) for each in answer.data["decisions"]] == [("T02", "2024-02-06")]


def test_a_ruling_that_is_not_offered_is_marked_invalid(office: Office, bureau: Bureau, inbox: Inbox) -> None:
    office.open(contested(bureau, inbox))
    office.type(words.SHEET_OPEN, [("G4", "县商务局"), ("J4", "昨天")])
    assert office.invalid(words.SHEET_OPEN) == ["G4", "J4"]
    office.close()
