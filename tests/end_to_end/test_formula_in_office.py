"""The live formula in a form and the check on receipt agree: what LibreOffice calculates is what we find."""

import math
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.build.looks import CHOICES, FORM, credit_code
from workbook_tools import rules
from workbook_tools.formula import (
    Call,
    FormulaFault,
    Label,
    Matches,
    Node,
    Number,
    Result,
    evaluate,
    labels,
    over_table,
    parse,
    rewritten,
    to_excel,
)
from workbook_tools.formula.tree import Logical
from workbook_tools.model import Entry, Field, Value

OFFICE = shutil.which("soffice")
pytestmark = [pytest.mark.office, pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice (soffice)")]

ROWS = 90
LABELS = ("甲数", "乙数", "文字", "编号", "起日", "止日", "阶段", "混填", "原样")
LEVELS = {"阶段": {"拟申报": 1, "已申报": 2, "已认定": 3}}

# Without what docs/formulas.md names as different: logical values as numbers or texts, texts as conditions,
# numbers typed as texts into SUM, the year of a blank, serials outside 61 to 2958465, FIND of an empty text.
FORMULAS = (
    "[甲数]+[乙数]*2-1",
    "[甲数]-[乙数]-0.1",
    "[甲数]/[乙数]",
    "-[甲数]%",
    "[甲数]=[乙数]",
    "[甲数]<>[乙数]",
    "[甲数]<[乙数]",
    "[甲数]>=[混填]",
    "[混填]=0",
    '[混填]=""',
    '[混填]="5"',
    "[混填]+1",
    "[混填]*[甲数]",
    "[文字]=[混填]",
    '[文字]="ABC"',
    'EXACT([文字],"ABC")',
    "[文字]>[甲数]",
    '[文字]&[甲数]&"尾"',
    "[甲数]/3&[混填]",
    "AND([甲数]>0,[乙数]>0)",
    "AND([混填],[甲数])",
    "AND([文字],[混填])",
    "OR([甲数]<0,[乙数]/[甲数]>2)",
    "NOT([甲数])",
    "IF([甲数]>[乙数],[甲数],[文字])",
    "IF([甲数],1,0)",
    "IF([甲数]>20,[乙数]/[甲数]>=0.03,TRUE)",
    'IFERROR([乙数]/[甲数],"无从计算")',
    "IFERROR([混填]+1,[混填])",
    "ISBLANK([混填])",
    "ISNUMBER([混填])",
    "ISTEXT([混填])",
    "ISERROR([混填]+1)",
    "ABS([甲数])",
    "INT([甲数])",
    "INT([甲数]*100)",
    "MOD(INT([甲数]),7)",
    "MOD(INT([甲数]),-7)",
    "MOD([甲数],INT([乙数]))",
    "ROUND([甲数],1)",
    "ROUND([甲数]*[乙数],2)",
    "ROUND([甲数]/[乙数],4)",
    "ROUND([甲数],-1)",
    "ROUNDUP([甲数],1)",
    "ROUNDDOWN([甲数]*1.1,1)",
    "SUM([甲数],[乙数],[混填])",
    "MIN([甲数],[混填],[文字])",
    "MAX([混填],[文字])",
    "AVERAGE([甲数],[混填])",
    "COUNT([甲数],[混填],[文字])",
    "COUNTA([甲数],[混填],[文字])",
    "VALUE([混填])",
    "LEN([文字])",
    "LEN([混填])",
    "LEFT([编号],2)",
    "LEFT([文字],[乙数])",
    "RIGHT([编号],3)",
    "RIGHT([甲数],1)",
    "MID([编号],3,4)",
    "MID([文字],[甲数],2)",
    "VALUE(MID([编号],3,4))",
    "UPPER([编号])",
    "LOWER([文字])",
    "TRIM([文字])",
    'SUBSTITUTE([编号],"0","-")',
    'SUBSTITUTE([编号],"0","-",2)',
    'FIND("2",[编号])',
    'FIND("2",[编号],4)',
    'SEARCH("r2",[编号])',
    'SEARCH("r?0*1",[编号])',
    "[起日]<=[止日]",
    "[止日]-[起日]",
    "IF(ISBLANK([起日]),0,YEAR([起日])*10000+MONTH([起日])*100+DAY([起日]))",
    "IF(ISBLANK([起日]),0,EDATE([起日],36)-1)",
    "IF(ISBLANK([起日]),0,EDATE([起日],INT([乙数])))",
    "IF(ISBLANK([起日]),0,EOMONTH([起日],-1))",
    "DATE(2023,INT([乙数]),INT([甲数]))",
    "级次([阶段])",
    "级次([阶段])>=2",
    "IFERROR(级次([阶段]),0)",
    'AND([阶段]="已认定",级次([阶段])=3)',
    "重复次数([编号])",
    "重复次数([阶段],[文字])",
    "重复次数([混填])",
)
OVER_TABLE = (
    "SUM([甲数])",
    "SUM([混填],[甲数])",
    "MIN([乙数])-MAX([乙数])",
    "AVERAGE([混填])",
    "COUNT([混填])",
    "COUNTA([文字])",
    "IF(SUM([乙数])>0,COUNTA([起日]),0)",
)
PATTERNS = (
    r"^GR20\d{2}\d{4}$",
    r"gr\d{8}|GR20[0-2]\d{5}",
    r"(示例|abc)(（开州）)?",
    r"1[3-9]\d{9}|(?:0\d{2,3}-?)?\d{7,8}",
)


def _typed(field: Field) -> Node:
    """The number of the first demand on a raw cell that is broken, as the form asks: errors break nothing."""
    found: Node = Number(0, 0)
    asked = rules.typing(field, CHOICES.get(field.choices, ()))
    for number, demand in reversed(list(enumerate(asked, 1))):
        named = rewritten(demand.broken, lambda part: Label("原样", 0) if isinstance(part, Label) else part)
        settled = Call("IF", (named, Logical(True, 0), Logical(False, 0)), 0)
        found = Call("IF", (Call("IFERROR", (settled, Logical(False, 0)), 0), Number(number, 0), found), 0)
    return Call("IF", (Call("ISBLANK", (Label("原样", 0),), 0), Number(0, 0), found), 0)


NODES: dict[str, Node] = {
    **{text: parse(text) for text in FORMULAS},
    **{f"{text} over the table": over_table(parse(text), frozenset(LABELS)) for text in OVER_TABLE},
    **{pattern: Matches(label, pattern) for pattern in PATTERNS for label in ("编号", "文字", "原样")},
    **{f"the type of {field.label}": _typed(field) for field in FORM.fields if field.entry is Entry.UNIT},
}


RAW: tuple[Value, ...] = (
    *(None, 12, 2.5, -1, 0, 1e15, 9.15e17, 45052, 2023, 400, 20230506, True),
    *(
        "12",
        "１２",
        "12人",
        "三家",
        "abc",
        "无",
        "不适用",
        "n/a",
        "—",
        " ",
        "TRUE",
        "1.2E+05",
        "示例（开州）",
    ),
    *(
        "2023.5.6",
        "5月6日",
        "二〇二三年五月六日",
        "东乡",
        "东乡镇",
        "东 乡镇",
        "西乡镇。",
        "南乡镇",
        "是",
        "√",
        "✔",
    ),
    *(
        "示例县甲有限公司",
        " 甲公司",
        "甲公司\u200b",
        "甲公司和乙厂",
        "甲有限公司、乙有限公司",
        "甲\n公司",
        "GR20240001",
    ),
    *(
        "gr20240001",
        "第1号",
        "13800000001",
        "138-0000-0001",
        "023-52220000",
        "023-5222-0000",
        "8613800000001",
    ),
    *(
        credit_code(7),
        credit_code(7).lower(),
        credit_code(7)[:-1] + "1",
        "I" + credit_code(7)[1:],
        "91500101",
    ),
    *(credit_code(7) + " ", "９" + credit_code(7)[1:], "91-" + credit_code(7)[2:], "9150010XMA5000007X"),
)
"""Cells as they come, right and wrong for every type of field."""


def _table(chance: random.Random) -> dict[str, list[Value]]:
    """Values of every kind a form may hold, blanks among them; nothing stands for a real unit."""

    def number() -> Value:
        return chance.choice([None, 0, chance.randint(-30, 60), chance.randint(-9999, 99999) / 100])

    def day() -> Value:
        return chance.choice([None, date(1995, 1, 1) + timedelta(chance.randint(0, 14000))])

    makers: dict[str, Callable[[], Value]] = {
        "甲数": number,
        "乙数": number,
        "文字": lambda: chance.choice([None, "示例", "abc", "ABC", "  a  b ", "无", "示例（开州）𠮷"]),
        "编号": lambda: chance.choice(
            [None, "gr20230001", f"GR{chance.randint(2000, 2030)}00{chance.randint(0, 99)}"]
        ),
        "起日": day,
        "止日": day,
        "阶段": lambda: chance.choice([None, "拟申报", "已申报", "已认定", "未通过"]),
        "混填": lambda: chance.choice(
            [None, 0, 5, -1.25, "5", "无", " 12 ", "3%", "1,234", "2023-05-06", "12人"]
        ),
        "原样": lambda: chance.choice(RAW),
    }
    return {label: [makers[label]() for _ in range(ROWS)] for label in LABELS}


def _write(path: Path, table: dict[str, list[Value]]) -> None:
    """Values on the left, one column a formula on their right, none of it calculated."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("表", 0)
    for column, label in enumerate(LABELS, 1):
        for row, value in enumerate(table[label], 1):
            cell = sheet.cell(row, column, value)
            if isinstance(value, str):
                cell.number_format = "@"
    for column, node in enumerate(NODES.values(), len(LABELS) + 1):
        for row in range(1, ROWS + 1):
            text = to_excel(node, partial(_cell, row), LEVELS, column=_whole)
            sheet.cell(row, column).value = f"={text}"
    book.save(path)


def _whole(label: str) -> str:
    letter = get_column_letter(LABELS.index(label) + 1)
    return f"${letter}$1:${letter}${ROWS}"


def _cell(row: int, label: str) -> str:
    return f"${get_column_letter(LABELS.index(label) + 1)}{row}"


def _recalculate(path: Path, folder: Path) -> Path:
    profile = (folder / "profile").as_uri()
    command = [str(OFFICE), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(folder / "out"), str(path)], check=True, capture_output=True, timeout=180
    )
    return folder / "out" / path.name


def _differences(sheet: Worksheet, table: dict[str, list[Value]]) -> Iterator[str]:
    for column, (text, node) in enumerate(NODES.items(), len(LABELS) + 1):
        for row, ours in enumerate(evaluate(node, table, LEVELS), 1):
            theirs = sheet.cell(row, column).value
            if not _same(ours, theirs):
                used = {label: table[label][row - 1] for label in labels(node)}
                yield f"{text} with {used}: {ours!r}, in LibreOffice {theirs!r}"


def _same(ours: Result, theirs: object) -> bool:
    if isinstance(ours, FormulaFault):
        return theirs == ours.value
    if isinstance(ours, str):
        # A formula that comes to an empty text is stored without a value.
        return theirs == ours or (not ours and theirs is None)
    if isinstance(ours, bool) or isinstance(theirs, bool):
        return ours is theirs
    assert isinstance(ours, int | float)
    return isinstance(theirs, int | float) and math.isclose(ours, theirs, rel_tol=1e-13, abs_tol=1e-13)


@pytest.mark.parametrize("seed", [1, 2])
def test_libreoffice_comes_to_the_same_value_in_every_row(seed: int, tmp_path: Path) -> None:
    table = _table(random.Random(seed))
    path = tmp_path / "公式.xlsx"
    _write(path, table)
    sheet = openpyxl.load_workbook(_recalculate(path, tmp_path), data_only=True)["表"]
    found = list(_differences(sheet, table))
    assert not found, "\n".join(found)
    # The control: against other values than those recalculated, differences are seen.
    assert list(_differences(sheet, table | {"甲数": table["甲数"][::-1]}))
