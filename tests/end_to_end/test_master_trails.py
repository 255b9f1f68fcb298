"""The master's trails in a workspace: from each row of 企业名录 to the archived file, its cell, and the rulings."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.build.bureau import PERIOD, Bureau, county_header
from tests.build.day import EAST, FIRST, WEST, Day, shop
from tests.build.monday import Inbox

# openpyxl says so of the data bars, which these tests do not look at.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported:UserWarning")
Row = dict[str, object]


@pytest.fixture
def master(bureau: Bureau, inbox: Inbox) -> Path:
    """Two townships claim one shop, which is ruled to be the east's, then open again, then the west's.

    The west wrote a year in full-width digits.
    """
    day = Day(bureau, inbox)
    typed = [{**shop("W5"), "since": "２０２４"}, shop("W6")]
    day.came(east=day.shops(EAST, "W4", "W5"), west=inbox.typed(*WEST, county_header(FIRST), typed))
    day.rules("归属裁定", "东乡镇")
    day.takes_back("归属裁定")
    day.rules("归属裁定", "西乡镇")
    return Path(bureau.did("consolidate", *PERIOD, now=day.now())["master"])


def rows(master: Path, sheet: str) -> Iterator[Row]:
    heads, *found = load_workbook(master)[sheet].iter_rows(min_row=3, values_only=True)
    return (dict(zip(map(str, heads), row, strict=True)) for row in found)


def original(master: Path, sha256: object) -> Path:
    (path,) = master.parent.glob(f"archive/originals/{sha256}.*")
    return path


def test_every_row_leads_to_the_cell_of_the_archived_file_that_has_its_key(master: Path) -> None:
    found = list(rows(master, "企业名录"))
    assert len(found) == 4
    for row in found:
        book = load_workbook(original(master, row["sha256"]))
        assert book[str(row["工作表"])][str(row["单元格"])].value == row["网店编号"]


def test_what_a_row_says_was_unified_stands_so_in_the_archived_file(master: Path) -> None:
    (row,) = (row for row in rows(master, "企业名录") if row["统一写法"])
    told = re.fullmatch(r"(\w+)“(.+)”→“(.+)”", str(row["统一写法"]))
    assert told
    assert told.groups()[1:] == ("２０２４", "2024")
    assert load_workbook(original(master, row["sha256"]))[str(row["工作表"])][told[1]].value == told[2]


def test_a_row_leads_to_each_ruling_on_its_enterprise(master: Path) -> None:
    rulings = {str(row["序号"]): str(row["内容"]) for row in rows(master, "裁定记录")}
    named = {
        (row["责任单位"], row["网店编号"]): row["裁定"] for row in rows(master, "企业名录") if row["裁定"]
    }
    assert named == {("东乡镇", "W5"): "1、2、3", ("西乡镇", "W5"): "1、2、3"}
    assert all("W5" in rulings[number] for number in "123")


def test_the_link_of_each_return_opens_the_archived_file(master: Path) -> None:
    sheet = load_workbook(master)["报送情况"]
    links = [cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert len(links) == 2
    assert all((master.parent / str(link)).is_file() for link in links)
