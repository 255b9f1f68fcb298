"""The ordinary script with the two quickest engines pandas knows: calamine to read, xlsxwriter to save.

`python -m scripts.bench_parts.swifter RETURNS OUTPUT`
"""

import sys
from pathlib import Path

import pandas as pd

from scripts.bench_parts.form import HEADING_ROW, NAME, SHEET


def main(returns: Path, output: Path) -> None:
    """Put the enterprises of all workbooks of a folder into one."""
    tables = []
    for path in sorted(returns.glob("*.xlsx")):
        table = pd.read_excel(path, sheet_name=SHEET, header=HEADING_ROW - 1, engine="calamine")
        table = table[table[NAME].notna()].copy()
        table["来源文件"] = path.name
        tables.append(table)
    pd.concat(tables, ignore_index=True).to_excel(output, index=False, engine="xlsxwriter")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
