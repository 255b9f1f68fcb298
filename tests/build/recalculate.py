"""Run by the system's own Python, which has LibreOffice's UNO bridge: recalculate a workbook hard, print every formula.

    python3 recalculate.py BOOK.xlsx

Prints one JSON object: sheet -> [[cell, formula, value as loaded, value after calculateAll, error code]].
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.sheet.CellFlags import FORMULA

TEXT_RESULT = 2


def start(home, pipe):
    """An office of its own in a new session, so that ending it ends its children too."""
    command = ["soffice", "--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;"]
    profile = f"-env:UserInstallation={Path(home).as_uri()}"
    quiet = subprocess.DEVNULL
    return subprocess.Popen(
        [*command, profile], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    )


def desktop(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(600):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.05)
        else:
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    raise TimeoutError("LibreOffice did not start")


def formula_cells(sheet):
    for area in sheet.queryContentCells(FORMULA).RangeAddresses:
        for row in range(area.StartRow, area.EndRow + 1):
            for column in range(area.StartColumn, area.EndColumn + 1):
                yield sheet.getCellByPosition(column, row)


def shown(cell):
    return cell.String if cell.FormulaResultType2 == TEXT_RESULT else cell.Value


def recalculated(book):
    before = {}
    for sheet in book.Sheets:
        for cell in formula_cells(sheet):
            before[cell.AbsoluteName] = shown(cell)
    book.calculateAll()
    result = {}
    for sheet in book.Sheets:
        result[sheet.Name] = [
            [
                cell.AbsoluteName.split(".")[-1].replace("$", ""),
                cell.Formula,
                before[cell.AbsoluteName],
                shown(cell),
                cell.getError(),
            ]
            for cell in formula_cells(sheet)
        ]
    return result


def main(path):
    pipe = f"recalculate{os.getpid()}"
    home = tempfile.mkdtemp()
    process = start(home, pipe)
    try:
        hidden = PropertyValue(Name="Hidden", Value=True)
        book = desktop(pipe).loadComponentFromURL(Path(path).absolute().as_uri(), "_blank", 0, (hidden,))
        print(json.dumps(recalculated(book), ensure_ascii=False))
        book.close(True)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1])
