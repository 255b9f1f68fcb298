"""A plan changed after returns came: the plan as it is now holds, and nothing has to be collected again."""

import io
from collections.abc import Callable
from contextlib import closing

import pytest
from openpyxl import Workbook, load_workbook

from tests.build.bureau import CONSOLIDATED, LATER, PERIOD, Bureau
from tests.build.monday import Inbox
from workbook_tools.layout import FORM_SHEET
from workbook_tools.model import SheetLook
from workbook_tools.pipeline import planned
from workbook_tools.record import PlanRecorded
from workbook_tools.workspace import Workspace

Edit = Callable[[Workbook], None]


def edited(bureau: Bureau, edit: Edit) -> None:
    """The bureau changes its plan workbook."""
    book = load_workbook(bureau.root / "plan.xlsx")
    edit(book)
    book.save(bureau.root / "plan.xlsx")
    assert bureau.said("check-plan").data == {"findings": []}


def renamed(book: Workbook) -> None:
    """The column 产品 of XS-03 is called 产品名称 now."""
    for row in book["字段"].iter_rows():
        if row[3].value == "产品":
            row[3].value = "产品名称"
    sheet = book["XS-03"]
    heading = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "产品")
    heading.value = "产品名称"


def with_another_column(book: Workbook) -> None:
    """XS-03 asks for a 产地 too, which may be left blank."""
    book["字段"].append(["XS-03", "明细", "origin", "产地", "文本", "", "填报"])
    sheet = book["XS-03"]
    heading = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "说明")
    heading.offset(0, 1).value = "产地"


def without_a_locked_cell(book: Workbook) -> None:
    """XS-03 no longer shows 上期已计."""
    fields = book["字段"]
    rows = enumerate(fields.iter_rows(values_only=True), 1)
    fields.delete_rows(next(number for number, row in rows if (row[0], row[3]) == ("XS-03", "上期已计")))
    for row in book["XS-03"].iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and "上期已计" in cell.value:
                cell.value = None


@pytest.mark.parametrize(
    ("edit", "status", "codes"),
    [
        (renamed, "returned", {"L015", "L041"}),
        (with_another_column, "accepted", {"L017"}),
        (without_a_locked_cell, "accepted", set()),
    ],
    ids=["a label changed", "a column added", "a locked cell removed"],
)
def test_a_plan_changed_after_collecting_is_the_one_that_holds(
    bureau: Bureau, inbox: Inbox, edit: Edit, status: str, codes: set[str]
) -> None:
    bureau.collected({"东乡.xlsx": inbox.book("T01", "XS-03")})
    assert bureau.where("T01", "XS-03")["status"] == "accepted"
    edited(bureau, edit)
    (told,) = bureau.did("validate", *PERIOD, now=CONSOLIDATED)["submissions"]
    assert {finding["code"] for finding in told["findings"]} == codes
    assert told["status"] == status
    annex = bureau.did("consolidate", *PERIOD, now=CONSOLIDATED)["annexes"][2]
    assert annex["units"][0]["cumulative"] == (2 if status == "accepted" else 0)


def test_a_plan_saved_while_a_command_runs_is_neither_recorded_nor_issued(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = bureau.root / "plan.xlsx"
    edited(bureau, renamed)
    other = plan.read_bytes()
    edited(bureau, with_another_column)
    meant, real = plan.read_bytes(), planned.grids_of

    def read(workbook: bytes, file: str) -> tuple[SheetLook, ...]:
        """The plan as it is, and saved by somebody meanwhile."""
        plan.write_bytes(other)
        return real(workbook, file)

    with monkeypatch.context() as patch:
        patch.setattr(planned, "grids_of", read)
        issued = bureau.issued("2024-01", LATER)
    assert plan.read_bytes() == other != meant
    with closing(Workspace.open(bureau.root).ledger()) as ledger:
        recorded = [event.record for event in ledger.events() if isinstance(event.record, PlanRecorded)]
    assert Workspace.open(bureau.root).archive.plans.read(recorded[-1].sha256) == meant
    form = load_workbook(io.BytesIO(issued["T01", "XS-03"]))[FORM_SHEET]
    assert "产地" in {cell.value for row in form.iter_rows() for cell in row}


def test_the_master_says_how_many_returns_have_not_been_checked_under_the_plan_as_it_is(
    bureau: Bureau, inbox: Inbox
) -> None:
    bureau.collected({"东乡.xlsx": inbox.book("T01", "XS-03")})
    assert bureau.did("consolidate", *PERIOD, now=CONSOLIDATED)["unchecked"] == 1
    bureau.did("validate", *PERIOD, now=LATER)
    assert bureau.did("consolidate", *PERIOD, now=CONSOLIDATED)["unchecked"] == 0
    edited(bureau, with_another_column)
    assert bureau.did("consolidate", *PERIOD, now=CONSOLIDATED)["unchecked"] == 1
    bureau.did("validate", *PERIOD, now=CONSOLIDATED)
    assert bureau.did("consolidate", *PERIOD, now=CONSOLIDATED)["unchecked"] == 0


def unrecognisable(book: Workbook) -> None:
    """Every column of XS-03 has another name now."""
    labels = ["所在乡镇", "产品", "证书号", "发证日", "是否有效", "说明"]
    new = dict(zip(labels, ["乡镇", "农产品", "认证编号", "认证日", "有效", "附注"], strict=True))
    for sheet in ("字段", "XS-03"):
        for row in book[sheet].iter_rows():
            for cell in row if sheet == "XS-03" or row[0].value == "XS-03" else ():
                cell.value = new.get(str(cell.value), cell.value)
    for row in list(book["规则"].iter_rows())[::-1]:
        if row[1].value == "XS-03":
            book["规则"].delete_rows(row[0].row)
    for row in book["方案"].iter_rows():
        for cell in row if row[1].value == "XS-03" else ():
            text = str(cell.value).replace("[是否有效]", "[有效]")
            cell.value = new.get(text, text) if isinstance(cell.value, str) else cell.value


def test_a_return_that_the_changed_plan_cannot_read_is_sent_back(bureau: Bureau, inbox: Inbox) -> None:
    bureau.collected({"东乡.xlsx": inbox.book("T01", "XS-03")})
    assert bureau.where("T01", "XS-03")["status"] == "accepted"
    edited(bureau, unrecognisable)
    asked = bureau.said("consolidate", *PERIOD, now=CONSOLIDATED)
    assert (asked.code, asked.data["code"]) == (2, "Misuse"), "first the new plan's verdict is needed"
    (told,) = bureau.did("validate", *PERIOD, now=CONSOLIDATED)["submissions"]
    assert (told["status"], [finding["code"] for finding in told["findings"]]) == ("returned", ["L001"])
    assert bureau.did("consolidate", *PERIOD, now=CONSOLIDATED)["annexes"][2]["totals"]["cumulative"] == 0
