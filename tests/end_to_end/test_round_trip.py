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


@dataclass(frozen=True)
class Case:
    """A form, what is wrong in it, what it comes to in the end, and the name under which it comes back."""

    form: str
    records: Sequence[Record]
    mistakes: Sequence[Mistake]
    counted: int
    comes_back_as: str


CASES = {
    "township": Case(
        "KZ-KJ-02",
        township_mistakes.RECORDS,
        township_mistakes.MISTAKES,
        township_mistakes.COUNTED,
        "改好了(1).xlsx",
    ),
    "department": Case(
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


def submissions(bureau: Bureau, now: str) -> list[Json]:
    """What validate says, newest first."""
    found: list[Json] = bureau.did("validate", *PERIOD, now=now)["submissions"]
    return found


def found(submission: Json) -> list[tuple[str, str]]:
    """(cell, code) of its findings, but for what is only on record."""
    return sorted((f["cell"], f["code"]) for f in submission["findings"] if f["severity"] != "RECORD")


def expected(clerk: Clerk, mistakes: Sequence[Mistake]) -> list[tuple[str, str]]:
    """(cell, code) of everything that receipt must find."""
    told = [(each.record, key, code) for each in mistakes for code, key in each.found]
    return sorted((a1(clerk.at(key, record)) if key else "", code) for record, key, code in told)


@pytest.mark.parametrize("name", CASES)
def test_what_the_slip_says_is_enough_to_be_accepted(
    name: str, issued: Bureau, office: Office, tmp_path: Path
) -> None:
    case, bureau = CASES[name], issued.copied(tmp_path / "台账")
    assert len(case.mistakes) >= 30
    assert len({each.kind for each in case.mistakes}) >= 15
    unit, template = next((unit, data) for (unit, form), data in bureau.outbox().items() if form == case.form)
    clerk, header = Clerk(office, bureau.form(case.form)), enterprises.header(1)
    papers = Papers.behind(header, case.records, case.mistakes)

    sound = tmp_path / "填报表.xlsx"
    sound.write_bytes(fill(template, clerk.form, header, case.records))
    office.open(sound)
    clerk.mistakes(case.mistakes)
    assert clerk.line().startswith("尚有 ")
    sent = office.save(tmp_path / "报送.xlsx")
    assert bureau.collected({"第一次.xlsx": sent.read_bytes()}, now=CAME) == {"第一次.xlsx": ("collected", "")}
    (told,) = submissions(bureau, CAME)
    assert told["status"] == "returned"
    assert found(told) == expected(clerk, case.mistakes)

    (slip,) = (bureau.root / "returned" / "202310").glob("附件*-退回意见.xlsx")
    office.open(slip)
    lines = clerk.reads()
    for line in lines:
        assert line.link.replace("$", "") == f"#'{layout.FORM_SHEET}'.{line.first}"
    clerk.follows(lines, papers)
    office.recalculate()
    assert clerk.line() == PASSED
    assert set("".join(clerk.marks())) <= {"0"}

    corrected = office.save(tmp_path / case.comes_back_as)
    came = {case.comes_back_as: corrected.read_bytes()}
    assert bureau.collected(came, now=CAME_AGAIN) == {case.comes_back_as: ("collected", "")}
    newest, first = submissions(bureau, CAME_AGAIN)
    assert (newest["status"], first["status"]) == ("accepted", "superseded")
    annexes = bureau.did("consolidate", *PERIOD, now=CAME_AGAIN)["annexes"]
    counts = {each["code"]: each["cumulative"] for annex in annexes for each in annex["units"]}
    assert counts[unit] == case.counted
