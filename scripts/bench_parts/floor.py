"""The floor: the values calamine gives, written straight into a workbook as they come; nothing is checked.

`python -m scripts.bench_parts.floor RETURNS OUTPUT`
"""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from scripts.bench_parts.form import HEADING_ROW, NAME, SHEET


def _records(path: Path) -> list[list[Any]]:
    """The heading and the filled-in rows of one workbook."""
    with CalamineWorkbook.from_path(path) as workbook:
        grid = workbook.get_sheet_by_name(SHEET).to_python(skip_empty_area=False)
    heading, *rows = grid[HEADING_ROW - 1 :]
    name = heading.index(NAME)
    return [heading, *(row for row in rows if row[name] != "")]


def main(returns: Path, output: Path) -> None:
    """Put the enterprises of all workbooks of a folder into one."""
    book = xlsxwriter.Workbook(str(output), {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet()
    row = 0
    for path in sorted(returns.glob("*.xlsx")):
        for values in _records(path)[1 if row else 0 :]:
            for column, value in enumerate(values):
                if isinstance(value, str):
                    sheet.write_string(row, column, value)
                elif isinstance(value, date):
                    sheet.write_datetime(row, column, value)
                else:
                    sheet.write_number(row, column, value)
            row += 1
    book.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
