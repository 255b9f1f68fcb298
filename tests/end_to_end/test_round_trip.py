"""One return with thirty mistakes, one slip: a clerk corrects it in the slip's own workbook, and it is accepted."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts.examples import enterprises
from scripts.examples.filling import Record, fill
from tests.build import department_mistakes, township_mistakes
from tests.build.bureau import Bureau, Json
from tests.build.round_trip import Clerk, Mistake, Papers
from tests.office import Office
from workbook_tools import layout
from workbook_tools.model import a1

pytestmark = pytest.mark.office

PERIOD = ("--period", "2023-10")
ISSUED, CAME, CAME_AGAIN = "2023-11-01T09:00:00", "2023-11-03T09:00:00", "2023-11-07T09:00:00"
PASSED = "校验通过，可以报送"
NOTE = "综合说明"
"""Where the form's own checks have nothing to ask, and receipt asks for a reason."""


@dataclass(frozen=True)
class Case:
    """Whose form it is, what is wrong in it, what it comes to in the end, and the name under which it comes back.

    `unit` has a target of less than half of what it reports.
    """

    unit: str
    form: str
    records: Sequence[Record]
    mistakes: Sequence[Mistake]
    counted: int
    comes_back_as: str


CASES = {
    "township": Case(
        "南雅镇",
        "KZ-KJ-02",
        township_mistakes.RECORDS,
        township_mistakes.MISTAKES,
        township_mistakes.COUNTED,
        "改好了(1).xlsx",
    ),
    "department": Case(
        "区商务委",
        "KZ-GQ-01",
        department_mistakes.RECORDS,
        department_mistakes.MISTAKES,
        department_mistakes.COUNTED,
        "新建 工作表.ods",
    ),
}


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    bureau = Bureau.founded(tmp_path_factory.mktemp("packaged") / "台账")
    bureau.issued(PERIOD[1], ISSUED)
    return bureau


def found(submission: Json) -> list[tuple[str, str]]:
    """(cell, code) of its findings, but for what is only on record."""
    return sorted((f["cell"], f["code"]) for f in submission["findings"] if f["severity"] != "RECORD")


def expected(clerk: Clerk, mistakes: Sequence[Mistake]) -> list[tuple[str, str]]:
    """(cell, code) of everything that receipt must find."""
    told = [(each.record, key, code) for each in mistakes for code, key in each.found]
    return sorted((a1(clerk.at(key, record)) if key else "", code) for record, key, code in told)


@dataclass(frozen=True)
class Desk:
    """The clerk's desk: the form, the papers behind it, and the bureau that it is sent to."""

    case: Case
    clerk: Clerk
    papers: Papers
    bureau: Bureau
    folder: Path

    def fills_in(self, template: bytes) -> Path:
        """The form with all that is wrong in it, typed by hand."""
        sound = self.folder / "填报表.xlsx"
        sound.write_bytes(fill(template, self.clerk.form, enterprises.header(1), self.case.records))
        self.clerk.office.open(sound)
        self.clerk.mistakes(self.case.mistakes)
        assert self.clerk.line().startswith("尚有 ")
        return self.clerk.office.save(self.folder / "报送.xlsx")

    def corrects(self, slip: Path) -> Path:
        """The slip's own workbook, with every cell that it names put right, and none that it does not name."""
        self.clerk.office.open(slip)
        lines = self.clerk.reads()
        for line in lines:
            assert line.link.replace("$", "") == f"#'{layout.FORM_SHEET}'.{line.first}"
        receipt_alone = [line for line in lines if line.label == NOTE]
        self.clerk.follows([line for line in lines if line.label != NOTE], self.papers)
        self.clerk.office.recalculate()
        assert self.clerk.line() == f"{PASSED}（退回时标出的还有 1 处没有改动或说明，请对照退回意见）"
        self.clerk.follows(receipt_alone, self.papers)
        self.clerk.office.recalculate()
        assert self.clerk.line() == PASSED
        assert set("".join(self.clerk.marks())) <= {"0"}, "the colours are gone"
        return self.clerk.office.save(self.folder / self.case.comes_back_as)

    def sends(self, book: Path, now: str) -> list[Json]:
        """What validate says, newest first, after the bureau took the workbook in."""
        taken = self.bureau.collected({book.name: book.read_bytes()}, now=now)
        assert taken == {book.name: ("collected", "")}
        told: list[Json] = self.bureau.did("validate", *PERIOD, now=now)["submissions"]
        return told


@pytest.mark.parametrize("name", CASES)
def test_what_the_slip_says_is_enough_to_be_accepted(
    name: str, issued: Bureau, office: Office, tmp_path: Path
) -> None:
    case, bureau = CASES[name], issued.copied(tmp_path / "台账")
    assert len(case.mistakes) >= 30
    assert len({each.kind for each in case.mistakes}) >= 15
    unit = next(each.code for each in bureau.plan.units if each.name == case.unit)
    clerk = Clerk(office, bureau.form(case.form))
    papers = Papers.behind(enterprises.header(1), case.records, case.mistakes)
    desk = Desk(case, clerk, papers, bureau, tmp_path)

    (told,) = desk.sends(desk.fills_in(bureau.outbox()[unit, case.form]), CAME)
    assert told["status"] == "returned"
    assert found(told) == expected(clerk, case.mistakes)

    (slip,) = (bureau.root / "returned" / "202310").glob("附件*-退回意见.xlsx")
    newest, first = desk.sends(desk.corrects(slip), CAME_AGAIN)
    assert (newest["status"], first["status"]) == ("accepted", "superseded")
    annexes = bureau.did("consolidate", *PERIOD, now=CAME_AGAIN)["annexes"]
    counts = {each["code"]: each["cumulative"] for annex in annexes for each in annex["units"]}
    assert counts[unit] == case.counted
