"""Return slips from the day they are written until the unit has put things right, in the slip's own workbook."""

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from scripts.examples.filling import Record
from tests.build.bureau import CONSOLIDATED, LATER, PERIOD, Bureau, Json, county_header
from tests.build.county_returns import rows
from tests.build.excel_limits import breaches
from tests.build.monday import DAY, Inbox
from tests.build.retyped import retyped
from tests.office import Office
from workbook_tools import layout
from workbook_tools.cli.main import run
from workbook_tools.model import Address, Form, Value, a1

UNIT, FORM = "B02", "XS-01"
SLIP = "附件1-02-县商务局-规上企业培育表-202401-退回意见"
WHY = "该企业新承接大额订单，产值翻番"


def mistaken() -> list[Record]:
    """Four factories: a number in words, a wrong number of registration, too much output, no name."""
    first, second, third, fourth = (dict(row) for row in rows(FORM, 4))
    return [
        {**first, "staff": "十来个"},
        {**second, "reg": "X1"},
        {**third, "out": 200000.0},
        {**fourth, "title": None},
    ]


@pytest.fixture
def returned(bureau: Bureau, inbox: Inbox) -> Bureau:
    """A bureau that has sent back the one return it got, in which nobody has signed either."""
    header = {**county_header(DAY), "who": None}
    bureau.collected({"商务.xlsx": inbox.typed(UNIT, FORM, header, mistaken())})
    assert bureau.did("validate", *PERIOD)["slips"]
    return bureau


def slip_of(bureau: Bureau) -> bytes:
    return (bureau.root / "returned" / "202401" / f"{SLIP}.xlsx").read_bytes()


def place(form: Form, key: str, record: int) -> Address:
    return form.layout.first_row + record, form.layout.columns[key]


def corrections(form: Form) -> dict[Address, Value]:
    """What puts everything right."""
    return {
        place(form, "staff", 0): 12,
        place(form, "reg", 1): "SL000099",
        place(form, "why", 2): WHY,
        place(form, "title", 3): "示例第4机械有限公司",
        layout.issued_cells(form)["who"]: "示例经办",
    }


def submissions(bureau: Bureau, now: str = LATER) -> list[Json]:
    found: list[Json] = bureau.did("validate", *PERIOD, now=now)["submissions"]
    return found


def codes(submission: Json) -> list[str]:
    return [finding["code"] for finding in submission["findings"]]


def test_a_return_corrected_in_its_own_slip_is_accepted(returned: Bureau) -> None:
    corrected = retyped(slip_of(returned), corrections(returned.form(FORM)))
    assert returned.collected({"改好.xlsx": corrected}, now=LATER) == {"改好.xlsx": ("collected", "")}
    newest, first = submissions(returned)
    assert (newest["status"], first["status"]) == ("accepted", "superseded")
    assert set(codes(newest)) <= set(codes(first)), "nothing in the slip itself is a defect"


def test_a_slip_that_comes_back_as_it_was_says_what_the_return_said(returned: Bureau) -> None:
    returned.collected({"没改.xlsx": slip_of(returned)}, now=LATER)
    newest, first = submissions(returned)
    assert (newest["status"], first["status"]) == ("returned", "superseded")
    assert codes(newest) == codes(first)
    contents = {each.facts.content for each in returned.state().submissions.values()}
    assert len(contents) == 1


def test_the_slip_of_a_slip_ranks_above_it(returned: Bureau) -> None:
    returned.collected({"没改.xlsx": slip_of(returned)}, now=LATER)
    submissions(returned)
    returned.collected({"又没改.xlsx": slip_of(returned)}, now=CONSOLIDATED)
    assert sorted(each.facts.round for each in returned.state().submissions.values()) == [0, 1, 2]


def test_a_slip_is_a_workbook_that_excel_takes(returned: Bureau) -> None:
    assert breaches(slip_of(returned)) == []


def test_the_same_return_gives_the_same_slip_on_any_day(returned: Bureau) -> None:
    first = slip_of(returned)
    submissions(returned, now=CONSOLIDATED)
    assert slip_of(returned) == first


def test_records_stand_one_under_another_and_findings_go_with_them(bureau: Bureau, inbox: Inbox) -> None:
    first, second = rows(FORM, 2)
    listed: Sequence[Record] = [first, {}, {}, {**second, "staff": "十来个", "reg": first["reg"]}]
    bureau.collected({"商务.xlsx": inbox.typed(UNIT, FORM, county_header(DAY), listed)})
    (told,) = submissions(bureau)
    form = bureau.form(FORM)
    (number,) = (finding for finding in told["findings"] if finding["code"] == "C114")
    assert number["cell"] == a1(place(form, "staff", 3)), "as in the file"
    sheet = load_workbook(bureau.root / "returned" / "202401" / f"{SLIP}.xlsx")[layout.COVER_SHEET]
    lines = {row[8]: row for row in sheet.iter_rows(values_only=True)}
    assert lines["C114"][2] == a1(place(form, "staff", 1))


def test_the_bureau_gets_a_summary_and_a_text_for_every_slip(returned: Bureau) -> None:
    answer = returned.did("validate", *PERIOD)
    sheet = load_workbook(answer["summary"]).worksheets[0]
    line = [cell.value for cell in sheet[4]]
    assert line[:6] == [1, "县商务局", "规上企业培育表", "商务.xlsx", 4, 2]
    assert line[7:] == [f"{SLIP}.xlsx", 1]
    text = Path(answer["slips"][0]).with_suffix(".txt").read_text("utf-8-sig")
    assert text.splitlines()[1] == "必须改正 4 处，需要说明 2 处，供参考 0 处。"
    assert f"《{SLIP}.xlsx》" in text.splitlines()[-1]


def test_a_slip_in_force_is_not_called_old(returned: Bureau) -> None:
    assert returned.did("validate", *PERIOD)["stale"] == []


def test_when_the_unit_has_put_it_right_the_old_slip_stays_and_is_named(
    returned: Bureau, inbox: Inbox, capsys: pytest.CaptureFixture[str]
) -> None:
    returned.collected({"商务改.xlsx": inbox.book(UNIT, FORM, on=date(2024, 2, 3))}, now=LATER)
    answer = returned.did("validate", *PERIOD, now=LATER)
    (old,) = map(Path, answer["stale"])
    assert (answer["slips"], old.exists()) == ([], True)
    capsys.readouterr()
    run(["validate", *PERIOD, "-w", str(returned.root), "--now", LATER])
    shown = capsys.readouterr().out.splitlines()
    assert shown[0].startswith("2024年1月共 2 份报送件"), "what is settled is counted, not listed"
    assert old.name in shown[1]


def test_an_accepted_return_whose_enterprise_another_unit_claims_gets_a_text(
    bureau: Bureau, inbox: Inbox
) -> None:
    bureau.collected({"经信.xlsx": inbox.book("B01", FORM), "商务.xlsx": inbox.book(UNIT, FORM)})
    answer = bureau.did("validate", *PERIOD)
    assert {each["status"] for each in answer["submissions"]} == {"accepted"}
    first, second = (Path(each).read_text("utf-8-sig") for each in answer["told"])
    assert "县商务局" in first and "（X1）" in first
    assert "县经信局" in second and "（X1）" in second


def renamed(text: str) -> str:
    """A text of the plan in which most columns of XS-03 have other names."""
    names = {"产品": "品名", "证书号": "证号", "发证日": "签发日", "所在乡镇": "乡镇名"}
    for old, new in names.items():
        text = (
            new if text == old else text.replace(f"[{old}]", f"[{new}]").replace(f"{{{old}}}", f"{{{new}}}")
        )
    return text


def test_a_return_that_no_form_can_be_filled_from_gets_the_opinion_alone(
    bureau: Bureau, inbox: Inbox
) -> None:
    bureau.collected({"东乡.xlsx": inbox.book("T01", "XS-03")})
    plan = load_workbook(bureau.root / "plan.xlsx")
    for cell in (cell for sheet in plan for row in sheet.iter_rows() for cell in row):
        if isinstance(cell.value, str):
            cell.value = renamed(cell.value)
    plan.save(bureau.root / "plan.xlsx")
    (slip,) = bureau.did("validate", *PERIOD)["slips"]
    book = load_workbook(slip)
    assert book.sheetnames == [layout.COVER_SHEET]
    assert any("L001" in row for row in book.worksheets[0].iter_rows(values_only=True))
    assert breaches(Path(slip).read_bytes()) == []


@pytest.mark.office
def test_marks_vanish_as_the_cells_are_corrected(returned: Bureau, office: Office, tmp_path: Path) -> None:
    form, saved = returned.form(FORM), tmp_path / "改.xlsx"
    office.open(returned.root / "returned" / "202401" / f"{SLIP}.xlsx")
    office.recalculate()
    before = marks(office.save(saved), form)
    office.type(layout.FORM_SHEET, [(a1(at), str(value)) for at, value in corrections(form).items()])
    after = marks(office.save(saved), form)
    staff, out = form.layout.columns["staff"], form.layout.columns["out"]
    first, _, third, _ = before.values()
    assert (first[staff - 1], third[out - 1]) == ("3", "2")
    assert set("".join(after.values())) == {"0"}, "what was explained is no longer marked either"
    assert returned.collected({"改好.xlsx": saved.read_bytes()}, now=LATER) == {
        "改好.xlsx": ("collected", "")
    }
    newest, first_of_all = submissions(returned)
    assert newest["status"] == "accepted"
    assert set(codes(newest)) <= set(codes(first_of_all)), (
        "the comments of the slip are no remarks of the unit's"
    )


def marks(path: Path, form: Form) -> dict[int, str]:
    """The digits of what was returned, by sheet row; the header's first row left out."""
    sheet = load_workbook(path, data_only=True)[layout.FORM_SHEET]
    column = layout.live_columns(form).reported
    shown = {row: sheet.cell(row, column).value for row in range(form.layout.first_row, sheet.max_row + 1)}
    return {row: str(digits) for row, digits in shown.items() if digits}


def test_a_slip_has_beside_it_what_its_form_was_issued_with(bureau: Bureau, inbox: Inbox) -> None:
    bureau.collected({"一月.xlsx": inbox.book(UNIT, FORM)})
    submissions(bureau)
    issued = bureau.issued("2024-02", "2024-03-01T09:00:00")[UNIT, FORM]
    bureau.collected({"二月.xlsx": issued}, now="2024-03-04T09:00:00")
    (slip,) = bureau.did("validate", "--period", "2024-02", now="2024-03-04T10:00:00")["slips"]
    begun = beside(issued)
    assert begun and beside(Path(slip).read_bytes()) == begun


def beside(workbook: bytes) -> dict[str, object]:
    """The hidden copy of what a form's list began with: cell -> value."""
    sheet = load_workbook(io.BytesIO(workbook))[layout.PRIOR_SHEET]
    return {
        cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None
    }
