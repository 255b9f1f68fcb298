"""trace on the command line: how cells may be named, what is said of them, and what lies between file and value."""

import io
import json
import re
import shutil
import zipfile
from contextlib import redirect_stderr, redirect_stdout
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.build.originals import Originals
from tests.build.two_years import PRODUCTS, TwoYears, product
from workbook_tools.cli.main import run
from workbook_tools.messages import master_words as words
from workbook_tools.messages import trace as said
from workbook_tools.messages import verify as verify_words

Json = dict[str, Any]
NAMES = ("企业全称", "网店名称", "产品")


def answer(*arguments: str) -> tuple[int, str]:
    """Exit code and what was printed."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        code = run(["trace", *arguments])
    return code, out.getvalue()


@pytest.fixture(scope="module")
def master(two_years: TwoYears) -> Path:
    """The master of the last period."""
    return two_years.bureau.root / "master-202501.xlsx"


def asked(master: Path, cell: str) -> Json:
    """What trace says of a cell, as JSON."""
    code, text = answer(str(master), cell, "-w", str(master.parent), "--json")
    assert code in (0, 1), text
    found: Json = json.loads(text)
    return found


def test_a_count_names_its_files_cells_and_texts(master: Path, two_years: TwoYears) -> None:
    found = asked(master, "附件1!E5")
    assert found["sheet"] == "附件1"
    assert (found["cell"], found["value"]) == ("E5", 1)
    assert found["formula"].startswith("=COUNTIFS(")
    assert found["differs"] == []
    (source,) = found["sources"]
    assert {
        name: source[name] for name in ("unit", "file", "sheet", "cell", "raw", "value", "changed_by")
    } == {
        "unit": "县经信局",
        "file": "县经信局.xlsx",
        "sheet": "填报表",
        "cell": "C8",
        "raw": "SL000005",
        "value": "SL000005",
        "changed_by": None,
    }
    assert [(each["field"], each["cell"], each["raw"]) for each in source["because"]] == [
        ("进度", "D8", "入统")
    ]
    assert source["period"] == "2025年1月"
    assert source["sha256"] in Originals(two_years.bureau.root / "archive")
    assert re.fullmatch(r"企业名录!\d+", source["listed"])
    assert found["digest"]


def register(master: Path) -> dict[str, dict[str, str]]:
    """The cells of 企业名录 by the name of the enterprise and heading."""
    sheet = load_workbook(master, data_only=True)[words.SHEET_REGISTER]
    headings = {str(cell.value): cell.column for cell in sheet[3]}
    found = {}
    for row in range(4, sheet.max_row + 1):
        name = next(filter(None, (sheet.cell(row, headings[each]).value for each in NAMES)))
        found[name] = {heading: sheet.cell(row, column).coordinate for heading, column in headings.items()}
    return found


def source_of(master: Path, name: str, heading: str) -> Json:
    """The one source of a cell of 企业名录."""
    (source,) = asked(master, f"{words.SHEET_REGISTER}!{register(master)[name][heading]}")["sources"]
    return dict(source)


def test_a_rewritten_value_is_told_with_its_text_and_what_was_done_to_it(master: Path) -> None:
    code = source_of(master, "示例第1机械有限公司", words.REGISTER_FIRST)
    assert (code["raw"], code["value"]) == ("sl０００００１", "SL000001")
    assert "（C" in code["changed_by"]
    (status,) = source_of(master, "示例第2机械有限公司", words.REGISTER_FIRST)["because"]
    assert (status["raw"], status["value"]) == ("已入统", "入统")
    assert status["changed_by"].endswith("（C362）")


def test_a_merged_cell_is_named_where_its_text_stands(master: Path) -> None:
    because = source_of(master, "示例网店6", words.REGISTER_FIRST)["because"]
    (grade,) = (each for each in because if each["field"] == "等级")
    assert (grade["cell"], grade["raw"]) == ("E8", "县级示范")
    assert "E8:E9" in grade["changed_by"]


def test_a_ruling_that_lies_between_a_file_and_its_numbers_is_told(master: Path) -> None:
    assert "身份确认" in source_of(master, "示例大米3号", words.REGISTER_FIRST)["changed_by"]
    lost = asked(master, f"{words.SHEET_REGISTER}!{register(master)['示例网店4'][words.REGISTER_OUTCOME]}")
    assert lost["value"] == words.OUTCOME_LOST
    assert "归属：东乡镇" in lost["sources"][0]["changed_by"]


@pytest.mark.parametrize(
    "spelled",
    [
        "附件1!E5",
        "'附件1'!E5",
        "附件1！e5",
        "附件1!$E$5",
        " 附件1 ! e5 ",
        "附件１！Ｅ５",
        "'附件1'!$e5",
        "'附件1!E5'",
    ],
)
def test_a_cell_may_be_spelled_in_many_ways(spelled: str, master: Path) -> None:
    assert asked(master, spelled)["cell"] == "E5"


@pytest.mark.parametrize(
    "spelled", ["附件1", "附件1!", "!E5", "附件1!E", "附件1!5", "附件1!E0", "附件1!XFE1", "E5:F6"]
)
def test_what_names_no_cell_is_told_how_to_write_it(spelled: str, master: Path) -> None:
    code, text = answer(str(master), spelled, "-w", str(master.parent))
    assert code == 2
    assert said.BAD_ADDRESS.format(value=spelled) in text


def test_an_unknown_sheet_is_answered_with_those_there_are(master: Path) -> None:
    code, text = answer(str(master), "附件9!A1", "-w", str(master.parent))
    assert code == 2
    assert "附件9" in text
    assert words.SHEET_REGISTER in text


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("总览!A1", said.HEADING),
        ("总览!D2", said.HEADING),
        ("总览!Z99", said.EMPTY),
        ("附件1!A4", said.HEADING),
    ],
)
def test_a_cell_that_holds_no_figure_says_so(cell: str, says: str, master: Path) -> None:
    found = asked(master, cell)
    assert says in found["what"]
    assert found["sources"] == []


def test_a_cell_of_a_merged_area_stands_for_its_first(master: Path) -> None:
    assert asked(master, "总览!D2")["cell"] == "A2"


def test_a_number_changed_by_hand_is_named_before_it_is_traced(
    master: Path, two_years: TwoYears, tmp_path: Path
) -> None:
    edited = tmp_path / "改过.xlsx"
    book = load_workbook(master)
    book["附件1"]["C5"] = 40
    book.save(edited)
    code, text = answer(str(edited), "附件1!C5", "-w", str(two_years.bureau.root))
    assert code == 1
    assert text.splitlines()[0] == said.LINE_DIFFERS.format(expected="4", found="40")
    found = asked_of(edited, "附件1!C5", two_years)
    assert found["differs"] == [{"expected": "4", "found": "40"}]
    assert found["value"] == 4
    assert [(each["file"], each["sheet"], each["raw"]) for each in found["sources"]] == [
        ("plan.xlsx", "附件1", "4")
    ]


def asked_of(file: Path, cell: str, county: TwoYears) -> Json:
    """What trace says of a cell of a file that lies elsewhere."""
    found: Json = json.loads(answer(str(file), cell, "-w", str(county.bureau.root), "--json")[1])
    return found


def test_a_master_of_other_records_is_not_traced(master: Path, two_years: TwoYears, tmp_path: Path) -> None:
    other = two_years.bureau.copied(tmp_path / "台账")
    for line in list((other.root / "archive" / "events").iterdir())[5:]:
        line.unlink()
    (other.root / "ledger.sqlite").unlink()
    code, text = answer(str(master), "附件1!E5", "-w", str(other.root))
    assert code == 2
    assert text.strip() == said.NOT_BORNE_OUT.format(file=master.name)


def test_what_came_after_the_closing_is_traced_to_its_file(two_years: TwoYears, tmp_path: Path) -> None:
    bureau = two_years.bureau.copied(tmp_path / "台账")
    bureau.did("close", "--period", "2025-01", now="2025-02-03T09:00:00")
    late = two_years.filled("T01", PRODUCTS, product(1), product(2), product(9))
    bureau.collected({"东乡补报.xlsx": late}, "2025-02-04T09:00:00")
    master = Path(bureau.did("consolidate", "--period", "2025-01", now="2025-02-05T09:00:00")["master"])
    sheet = load_workbook(master)[words.SHEET_REPORTS]
    (cell,) = (each.coordinate for row in sheet for each in row if each.value == "东乡补报.xlsx")
    (source,) = asked(master, f"{words.SHEET_REPORTS}!{cell}")["sources"]
    assert (source["unit"], source["file"], source["received"]) == (
        "东乡镇",
        "东乡补报.xlsx",
        "2025-02-04 09:00",
    )
    assert source["sha256"] == sha256(late).hexdigest()
    assert [each["kind"] for each in source["ledger"]] == ["收件"]
    last = load_workbook(master)[words.SHEET_DECISIONS].max_row
    (closing,) = asked(master, f"{words.SHEET_DECISIONS}!C{last}")["sources"]
    assert [(each["at"], each["kind"]) for each in closing["ledger"]] == [("2025-02-03T09:00:00", "封存")]


def test_without_the_database_the_archived_lines_are_enough(
    master: Path, two_years: TwoYears, tmp_path: Path
) -> None:
    pack = two_years.bureau.copied(tmp_path / "台账").root
    shutil.move(pack / "ledger.sqlite", tmp_path)
    (pack / "cache.sqlite").unlink()
    before = sorted(path.name for path in pack.iterdir())
    found = json.loads(answer(str(pack / master.name), "附件1!E5", "-w", str(pack), "--json")[1])
    assert found == asked(master, "附件1!E5")
    assert sorted(path.name for path in pack.iterdir()) == before, "an evidence pack is only read"


def test_the_answer_for_a_person_goes_from_the_cell_to_the_file(master: Path) -> None:
    code, text = answer(str(master), "附件1!G7", "-w", str(master.parent))
    assert code == 0
    lines = text.splitlines()
    assert lines[0].startswith("附件1!G7  合  计“本年累计（净增）”：0。")
    assert lines[1] == "公式：=E7-F7"
    assert "  县经信局 · 县经信局.xlsx · 填报表!C8 · 登记号“SL000005” · 2025-02-02 02:00 收到" in lines
    assert "    依据：进度 D7“退统”" in lines
    assert "校验码" in lines[-1]


def test_a_pack_is_to_be_unpacked_before_a_cell_in_it_is_traced(master: Path, tmp_path: Path) -> None:
    pack = tmp_path / "证据包.zip"
    with zipfile.ZipFile(pack, "w") as archive:
        archive.writestr("证据包/bagit.txt", "BagIt-Version: 1.0\n")
    assert answer(str(pack), "附件1!E5", "-w", str(master.parent)) == (
        2,
        said.A_PACK.format(path=pack) + "\n",
    )


def test_a_folder_is_no_master_and_says_where_the_master_is(master: Path) -> None:
    code, text = answer(str(master.parent), "附件1!E5")
    assert (code, text) == (12, verify_words.A_FOLDER.format(path=master.parent) + "\n")


def test_a_criterion_that_leaves_something_out_is_said_in_words(master: Path) -> None:
    _, text = answer(str(master), "附件1!F5", "-w", str(master.parent))
    assert "计入结果不是“待裁定”" in text.splitlines()[0]


def test_a_rate_is_told_as_the_sheet_shows_it_too(master: Path) -> None:
    sheet = load_workbook(master)["附件3"]
    (column,) = (cell.column_letter for cell in sheet[4] if cell.value == words.RATE)
    found = [asked(master, f"附件3!{column}{row}") for row in (5, 6)]
    for each in found:
        assert f"（表上显示为 {each['value']:.1%}）" in each["what"]
