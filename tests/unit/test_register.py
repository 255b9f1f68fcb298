"""The register of what was handed in, as an officer opens it."""

import io
from datetime import datetime

from openpyxl import load_workbook

from workbook_tools.model import Verdict
from workbook_tools.xlsx.register import Line, register


def test_the_register_has_a_line_a_file() -> None:
    lines = [
        Line(
            "甲.xlsx", Verdict.COLLECTED, "示例镇", "示例表", "已收，待审核", "", "2024-02-01 09:00", "a" * 64
        ),
        Line(
            "=1+1.xlsx",
            Verdict.REFUSED,
            "",
            "",
            "文件是空的（0 字节）（F101）",
            "请重新发送",
            "2024-02-01 09:00",
            "b" * 64,
        ),
    ]
    data = register("2024年1月收件登记", lines, datetime.fromisoformat("2024-01-31"))
    (sheet,) = load_workbook(io.BytesIO(data)).worksheets
    rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    top = next(number for number, row in enumerate(rows) if row[0] == "序号")
    assert [row[:7] for row in rows[top + 1 :]] == [
        [1, "甲.xlsx", "已收", "示例镇", "示例表", "已收，待审核", ""],
        [2, "=1+1.xlsx", "拒收", "", "", "文件是空的（0 字节）（F101）", "请重新发送"],
    ]
