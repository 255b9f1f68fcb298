"""What is said of a cell: every note has its sentence, and every refusal says what to do."""

import ast
import re
from pathlib import Path

import pytest

import workbook_tools.understand
from workbook_tools.messages import cells, kind, render
from workbook_tools.messages.kind import Kind
from workbook_tools.model import Choice, Field, FieldType, Finding, Place, Severity
from workbook_tools.understand import Context, shown, understand

SOURCES = Path(workbook_tools.understand.__file__).parent
CONTEXT = Context({"状态": tuple(Choice(f"状态{i}") for i in range(1, 16))})


def codes_in_sources() -> set[str]:
    texts = (
        node.value
        for path in SOURCES.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return {text for text in texts if re.fullmatch(r"C\d{3}", text)}


def sentence(raw: object, kind_: FieldType, unit: str = "") -> str:
    field = Field("示例", Place.ROW, "key", "指标", kind_, unit=unit, choices="状态")
    (note,) = understand(raw, field, CONTEXT).notes
    finding = Finding(note.code, kind(note.code).severity, value=shown(raw, field), params=note.params)
    return render(finding, place=False)


def test_every_note_that_can_be_made_has_a_sentence_and_no_sentence_is_left_over() -> None:
    assert codes_in_sources() == {entry.code for entry in cells.KINDS}


@pytest.mark.parametrize("entry", cells.KINDS, ids=lambda entry: entry.code)
def test_what_must_be_corrected_or_explained_says_what_to_do(entry: Kind) -> None:
    assert entry.says
    assert entry.todo or entry.severity in (Severity.NOTICE, Severity.RECORD)


@pytest.mark.parametrize(
    ("raw", "kind_", "unit", "said"),
    [
        (
            "十二人左右",
            FieldType.INTEGER,
            "人",
            "应填确切数字，现为“十二人左右”。请填一个确切的数，不写约数和区间，例如 12。（C107）",
        ),
        (
            "1.2亿",
            FieldType.DECIMAL,
            "万元",
            "“1.2亿”的单位与本栏“万元”不同，折算为 12000万元。"
            "请核对：折算无误请在说明栏写明，有误请按“万元”改填，只填数字。（C105）",
        ),
        (
            "2023年5月",
            FieldType.DATE,
            "",
            "“2023年5月”只到月份，按 2023-05 记，未补日期。"
            "请填到日，例如 2023-05-06；确实无法查明的，请在说明栏写明。（C202）",
        ),
        (
            "91500154MA",
            FieldType.CREDIT_CODE,
            "",
            "统一社会信用代码应为 18 位，现为“91500154MA”，共 10 位。请对照营业执照填写 18 位代码。（C303）",
        ),
        (13800000000.0, FieldType.PHONE, "", "电话号码的书写形式已规范。（C341）"),
        (
            "状态",
            FieldType.CHOICE,
            "",
            "“状态”不在选项之内。请从下拉列表中选择，不适用请留空；"
            "可选：状态1、状态2、状态3、状态4、状态5、状态6、状态7、状态8、状态9、状态10、状态11、状态12等15项。（C363）",
        ),
    ],
)
def test_a_clerk_reads_what_was_found_and_what_to_do(
    raw: object, kind_: FieldType, unit: str, said: str
) -> None:
    assert sentence(raw, kind_, unit) == said
