"""Returns that came as .xls and .ods: their cells have addresses too, the same as in the form."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.build.bureau import CONSOLIDATED, PERIOD, RECEIVED, Bureau
from tests.build.monday import Inbox
from tests.golden.office import saved_as

pytestmark = pytest.mark.office


@pytest.mark.parametrize("format_", ["xls", "ods"])
def test_a_count_leads_to_the_cells_of_a_return_in_another_format(
    bureau: Bureau, inbox: Inbox, tmp_path: Path, format_: str
) -> None:
    typed = inbox.book("B01", "XS-01", count=3)
    bureau.collected({f"县经信局.{format_}": saved_as(format_, typed)}, RECEIVED)
    bureau.did("validate", *PERIOD, now=RECEIVED)
    master = bureau.did("consolidate", *PERIOD, now=CONSOLIDATED)["master"]
    found = bureau.did("trace", master, "附件1!E5")
    assert found["value"] == len(found["sources"]) == 2
    as_typed = tmp_path / "typed.xlsx"
    as_typed.write_bytes(typed)
    sheet = load_workbook(as_typed)["填报表"]
    for source in found["sources"]:
        assert source["file"] == f"县经信局.{format_}"
        assert sheet[source["cell"]].value == source["raw"]
        assert [(each["field"], sheet[each["cell"]].value) for each in source["because"]] == [
            ("进度", "入统")
        ]
