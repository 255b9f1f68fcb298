"""Whether the workbooks of all contenders hold the same enterprises with the same values.

`python -m scripts.bench_parts.same WORKBOOK...` says where two differ and exits with 1. What this tool masks
(telephones) is not compared.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineWorkbook

from scripts.bench_parts.form import KEY

COMPARED = (
    "企业名称", "培育状态", "入库日期", "市级入库编号", "成立日期", "产业领域", "来源方式", "主营产品（服务）",
    "上年营业收入（万元）", "上年研发费用（万元）", "从业人员数（人）", "科技人员数（人）", "有效知识产权数（项）",
    "是否全国科技型中小企业", "是否高新技术企业", "佐证材料", "备注",
)  # fmt: skip

Row = tuple[object, ...]


def _plain(value: object) -> object:
    """A heading or value as it compares: no line breaks, a date without its time, a whole number as such."""
    if isinstance(value, str):
        return "".join(value.split())
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _grid(path: Path) -> Iterator[Row]:
    """The rows of the sheet that lists the enterprises, from its heading on."""
    with CalamineWorkbook.from_path(path) as workbook:
        for name in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(name).to_python()
            head = next((at for at, row in enumerate(rows) if KEY in row and len(row) > len(COMPARED)), None)
            if head is not None:
                yield from (tuple(map(_plain, row)) for row in rows[head:])
                return


def enterprises(path: Path) -> Mapping[object, Row]:
    """The compared values by credit code; ValueError where a column is missing."""
    heading, *rows = _grid(path)
    key, columns = heading.index(KEY), [heading.index(label) for label in COMPARED]
    return {row[key]: tuple(row[column] for column in columns) for row in rows}


def difference(paths: Sequence[Path]) -> str:
    """Where a workbook differs first from the first of them, or an empty text."""
    expected = enterprises(paths[0])
    for path in paths[1:]:
        found = enterprises(path)
        for code in [*expected, *found]:
            if expected.get(code) != found.get(code):
                return f"{code}: {paths[0]} has {expected.get(code)}, {path} has {found.get(code)}"
    return ""


def main(paths: Sequence[Path]) -> None:
    """Say what all hold alike, or leave with the first difference."""
    if found := difference(paths):
        sys.exit(found)
    count = len(enterprises(paths[0]))
    print(f"{count} enterprises, the same {len(COMPARED)} values of each in {len(paths)} workbooks")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
