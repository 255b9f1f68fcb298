"""An officer changes rules by hand, in LibreOffice: form, receipt, slip and master follow, or the plan is refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook

from scripts.examples import enterprises
from scripts.examples.filling import fill
from tests.build.bureau import Bureau, Json
from tests.build.round_trip import Clerk
from tests.office import Office
from workbook_tools import layout
from workbook_tools.messages import master_words
from workbook_tools.model import a1

pytestmark = pytest.mark.office

PERIOD = ("--period", "2023-10")
ISSUED, CAME = "2023-11-01T09:00:00", "2023-11-21T09:00:00"
SHEET = "规则"
TOWNSHIP, DEPARTMENT = "KZ-KJ-02", "KZ-GQ-01"
Row = Sequence[str]
"""What is typed into a row of 规则, from 规则代码 on."""


@dataclass(frozen=True)
class Officer:
    """Someone with the plan open in LibreOffice."""

    office: Office
    bureau: Bureau
    folder: Path

    def edits(self, changes: Mapping[str, str], rows: Sequence[Row] = ()) -> int:
        """Type into cells of 规则 and into the rows below the last rule; save. The first row typed."""
        plan = self.bureau.root / "plan.xlsx"
        self.office.open(plan)
        free = max(row for row, texts in enumerate(self.office.table(SHEET), 1) if any(texts)) + 1
        typed = [
            (a1((row, column)), text)
            for row, texts in enumerate(rows, free)
            for column, text in enumerate(texts, 1)
            if text
        ]
        self.office.type(SHEET, [*changes.items(), *typed])
        saved = self.office.save(self.folder / "plan.xlsx")
        plan.write_bytes(saved.read_bytes())
        return free

    def row_of(self, code: str) -> int:
        """The row of a rule."""
        sheet = load_workbook(self.bureau.root / "plan.xlsx")[SHEET]
        return next(
            row for row, (cell,) in enumerate(sheet.iter_rows(max_col=1, values_only=True), 1) if cell == code
        )

    def mistakes(self) -> list[Json]:
        """What check-plan says."""
        found: list[Json] = self.bureau.did("check-plan")["findings"]
        return found

    def returned(self, form: str, header: Mapping[str, str], broken: Mapping[str, str]) -> "Return":
        """Issue the forms, fill one in with one record and type what breaks rules; validate it."""
        templates = self.bureau.issued(PERIOD[1], ISSUED)
        template = next(data for (_, code), data in templates.items() if code == form)
        clerk = Clerk(self.office, self.bureau.form(form))
        row = enterprises.township_row if form == TOWNSHIP else enterprises.department_row
        sheet = self.folder / "填报表.xlsx"
        sheet.write_bytes(fill(template, clerk.form, enterprises.header(1), [row(500, True)]))
        self.office.open(sheet)
        entries = [(a1(clerk.at(key, None)), text) for key, text in header.items()]
        entries += [(a1(clerk.at(key, 0)), text) for key, text in broken.items()]
        self.office.type(layout.FORM_SHEET, entries)
        words = a1((clerk.form.layout.first_row, layout.live_columns(clerk.form).words))
        (said,) = self.office.texts(layout.FORM_SHEET, [words])
        line = clerk.line()
        sent = self.office.save(self.folder / "报送.xlsx").read_bytes()
        self.bureau.collected({f"{form}.xlsx": sent}, now=CAME)
        (told,) = self.bureau.did("validate", *PERIOD, now=CAME)["submissions"]
        return Return(line, said, told["status"], {each["code"]: each for each in told["findings"]})


@dataclass(frozen=True)
class Return:
    """What the form said (its line, and the words beside the record), and what receipt said by code."""

    line: str
    words: str
    status: str
    findings: Mapping[str, Json]


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    return Bureau.founded(tmp_path_factory.mktemp("packaged") / "台账")


@pytest.fixture
def officer(office: Office, founded: Bureau, tmp_path: Path) -> Officer:
    return Officer(office, founded.copied(tmp_path / "台账"), tmp_path)


OF_A_ROW = (
    "ZX01", TOWNSHIP, "行", "强制性", 'IF([是否高新技术企业]="是"，[有效知识产权数（项）]>0，TRUE)',
    "高新技术企业“{企业名称}”的有效知识产权数为{有效知识产权数（项）}项", "请核对专利、软件著作权等的个数",
)  # fmt: skip
OF_EVERY_FORM = (
    "ZX02", "", "表头", "核实性", "[填报日期]<=[数据截止日]+15", "填报日期{填报日期}比数据截止日晚半个月以上",
    "请核对填报日期；确实逾期的，请在综合说明中写明原因", "填报日期",
)  # fmt: skip
BREAKS_BOTH = {"h_date": "2023-11-20"}, {"is_gq": "是", "ip": "0"}
SAYS = "高新技术企业“示例000500号科技有限公司”的有效知识产权数为0项"


def test_a_rule_typed_into_the_plan_is_asked_everywhere(officer: Officer) -> None:
    officer.edits({}, [OF_A_ROW, OF_EVERY_FORM])
    assert officer.mistakes() == []
    told = officer.returned(TOWNSHIP, *BREAKS_BOTH)
    assert SAYS in told.words and "（ZX01）" in told.words
    assert told.line.startswith("尚有 1 处需修改、1 处需说明。")
    assert told.status == "returned"
    assert SAYS in told.findings["ZX01"]["message"]
    assert "填报日期2023-11-20比数据截止日晚半个月以上" in told.findings["ZX02"]["message"]
    (slip,) = (officer.bureau.root / "returned" / "202310").glob("附件*-退回意见.xlsx")
    lines = {row[8]: row for row in texts(slip, layout.COVER_SHEET)}
    assert lines["ZX01"][5:7] == (SAYS, OF_A_ROW[6])
    assert lines["ZX02"][1] == "需要说明"
    master = Path(officer.bureau.did("consolidate", *PERIOD, now=CAME)["master"])
    assert any(
        OF_A_ROW[0] in row and OF_A_ROW[3] in str(row) for row in texts(master, master_words.SHEET_RULES)
    )
    assert any("ZX01" in str(row) and SAYS in str(row) for row in texts(master, master_words.SHEET_PROBLEMS))


def texts(path: Path, sheet: str) -> list[tuple[object, ...]]:
    """The rows of a sheet."""
    return list(load_workbook(path)[sheet].iter_rows(values_only=True))


def test_a_rule_without_a_form_is_asked_in_the_other_form_too(officer: Officer) -> None:
    officer.edits({}, [OF_EVERY_FORM])
    told = officer.returned(DEPARTMENT, {"h_date": "2023-11-20"}, {})
    assert "（ZX02）" in told.line
    assert set(told.findings) - {"ZX02"} == set()


def test_a_rule_switched_off_and_one_made_graver(officer: Officer) -> None:
    off, graver = officer.row_of("KJ09"), officer.row_of("KJ07")
    officer.edits({f"A{off}": "# KJ09", f"D{graver}": "强制性"})
    assert officer.mistakes() == []
    told = officer.returned(TOWNSHIP, {}, {"tech": "99", "rd": "9000"})
    assert "KJ09" not in told.words and told.words.startswith("【须修改】上年研发费用9000万元")
    assert {code: each["severity"] for code, each in told.findings.items()} == {"KJ07": "MANDATORY"}


def rule(condition: str = "[科技人员数（人）]>0", **changed: str) -> Row:
    """A rule of the township's form, with what is wrong in it."""
    sound = {"代码": "", "表号": TOWNSHIP, "范围": "行", "类别": "强制性", "条件": condition, "提示": "示例"}
    return list({**sound, **changed}.values())


TYPOS: Sequence[tuple[Row, str, str]] = (
    (rule("[科技人员]>0"), "E", "是否应为 [科技人员数（人）]"),
    (rule("LENB([企业名称])>8"), "E", "LENB"),
    (rule("AND([科技人员数（人）]>0,[从业人员数（人）]>0"), "E", "请补上右括号"),
    (rule('COUNTIF([企业联系电话],"1")<5'), "E", "重复次数"),
    (rule("[从业人员数（人）]<=1000", 范围="表"), "E", "SUM"),
    (rule(范围="每行"), "C", "行"),
    (rule(表号="KZ-KJ-99"), "B", "KZ-KJ-99"),
    (rule("1<2"), "E", "没有用到任何指标"),
    (rule("=[科技人员数（人）]>0"), "E", "条件前面不加“=”"),
    (rule('[培育状态]>="已入库（新增）"'), "E", "级次"),
    (rule(提示="科技人员{科技人员}人"), "F", "科技人员"),
)
"""A rule with a typo, the column in which it is, and what helps."""


def test_typos_are_named_by_their_cells_and_nothing_is_issued(officer: Officer) -> None:
    rows = [(f"ZX{number:02}", *row[1:]) for number, (row, _, _) in enumerate(TYPOS, 1)]
    first = officer.edits({}, rows)
    mistakes = officer.mistakes()
    expected = {(SHEET, f"{column}{row}"): words for row, (_, column, words) in enumerate(TYPOS, first)}
    assert {(each["sheet"], each["cell"]) for each in mistakes} == set(expected)
    for (_, cell), words in expected.items():
        assert any(words in each["message"] for each in mistakes if each["cell"] == cell), cell
    refused = officer.bureau.said("generate", *PERIOD, now=ISSUED)
    assert (refused.code, refused.data["findings"]) == (1, mistakes)
    assert not list((officer.bureau.root / "outbox").rglob("*.xlsx"))
