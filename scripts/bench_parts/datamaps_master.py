"""datamaps, where it is installed: a datamap of every roster cell, and its import of all workbooks into a master.

`python -m scripts.bench_parts.datamaps_master RETURNS OUTPUT ROWS`
datamaps works in Documents/datamaps of the home folder, so it is given one of its own. It gives one column a
workbook and one line a cell, unchecked; it reads no more than 500 rows of a sheet.
"""

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.bench_parts.form import HEADING_ROW, SHEET
from workbook_tools.model import a1

COLUMNS = range(2, 26)


def _datamap(path: Path, rows: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(("cell_key", "template_sheet", "cell_reference"))
        for row in range(HEADING_ROW + 1, HEADING_ROW + 1 + rows):
            lines.writerows((a1((row, column)), SHEET, a1((row, column))) for column in COLUMNS)


def main(returns: Path, output: Path, rows: int) -> None:
    """Let datamaps make its master of a folder of workbooks."""
    home = output.parent / "datamaps-home"
    shutil.rmtree(home, ignore_errors=True)
    folder = home / "Documents" / "datamaps"
    (folder / "output").mkdir(parents=True)
    shutil.copytree(returns, folder / "input")
    _datamap(folder / "input" / "datamap.csv", rows)
    command = [sys.executable, "-c", "from datamaps.main import cli; cli()", "import", "templates", "-m"]
    subprocess.run(command, check=True, env={**os.environ, "HOME": str(home)})
    shutil.move(folder / "output" / "master.xlsx", output)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
