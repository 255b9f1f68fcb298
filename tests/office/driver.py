"""Run by the system's own Python, which has LibreOffice's UNO bridge: one office, told what to do line by line.

    python3 driver.py PROFILE_FOLDER

Reads one JSON array a line, [method, argument ...], and answers each with one line: {"answer": ...} or
{"error": text}. One workbook is open at a time. The office ends with its input.
"""

import json
import os
import subprocess
import sys
import time
import traceback
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from editing import ACTS

# Texts are read as a clerk in China means them, 2023年10月9日 among them.
LOCALE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>zh-CN</value></prop>
</item>
</oor:items>
"""
FREE = "ANY"
FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xls": "MS Excel 97",
    ".ods": "calc8",
    ".pdf": "calc_pdf_Export",
}


def properties(**named):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in named.items())


def reference(cell):
    """The address of a cell as in B12."""
    return cell.AbsoluteName.rsplit(".", 1)[1].replace("$", "")


class Office:
    """A running office with a profile of its own, and the workbook open in it."""

    def __init__(self, profile):
        settings = Path(profile, "user", "registrymodifications.xcu")
        settings.parent.mkdir(parents=True)
        settings.write_text(LOCALE, encoding="utf-8")
        pipe = f"workbook-tools-{os.getpid()}"
        command = ["soffice", "--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;"]
        quiet = subprocess.DEVNULL
        home = f"-env:UserInstallation={Path(profile).absolute().as_uri()}"
        self.process = subprocess.Popen([*command, home], stdin=quiet, stdout=quiet, stderr=quiet)
        context = self._connected(pipe)
        create = context.ServiceManager.createInstanceWithContext
        self.desktop = create("com.sun.star.frame.Desktop", context)
        self.dispatcher = create("com.sun.star.frame.DispatchHelper", context)
        self.book = None

    def _connected(self, pipe):
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(1200):
            try:
                return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            except Exception:
                time.sleep(0.05)
        raise TimeoutError("LibreOffice did not start")

    def open(self, path):
        """Open a workbook; the names of its sheets and whether each is shown."""
        self.close()
        self.book = self.desktop.loadComponentFromURL(
            Path(path).absolute().as_uri(), "_blank", 0, properties(MacroExecutionMode=0, UpdateDocMode=0)
        )
        if self.book is None:
            raise OSError(f"LibreOffice refused {path}")
        return [[sheet.Name, sheet.IsVisible] for sheet in self.book.Sheets]

    def close(self):
        if self.book is not None:
            self.book.close(True)
            self.book = None

    def formats(self, sheet):
        """What cells of one format are: [locked, validation type and bounds, areas as [top, left, bottom, right]]."""
        page = self.book.Sheets.getByName(sheet)
        cursor = page.createCursor()
        cursor.gotoEndOfUsedArea(False)
        used = page.getCellRangeByPosition(0, 0, cursor.RangeAddress.EndColumn, cursor.RangeAddress.EndRow)
        found = []
        for cells in used.UniqueCellFormatRanges:
            check = cells.Validation
            kind = check.Type.value
            bounds = ["", ""] if kind == FREE else [check.getFormula1(), check.getFormula2()]
            areas = [
                [at.StartRow + 1, at.StartColumn + 1, at.EndRow + 1, at.EndColumn + 1]
                for at in cells.RangeAddresses
            ]
            found.append([cells.CellProtection.IsLocked, kind, *bounds, areas])
        return found

    def type(self, sheet, entries):
        """Type texts into cells, [[cell, text] ...]; what each cell then holds and shows."""
        view = self.book.CurrentController
        page = self.book.Sheets.getByName(sheet)
        view.setActiveSheet(page)
        found = []
        for cell, text in entries:
            self.dispatcher.executeDispatch(view.Frame, ".uno:GoToCell", "", 0, properties(ToPoint=cell))
            self.dispatcher.executeDispatch(
                view.Frame, ".uno:EnterString", "", 0, properties(StringName=text)
            )
            typed = page.getCellRangeByName(cell)
            found.append([typed.Formula, typed.String])
        return found

    def texts(self, sheet, cells):
        """The text that each cell shows."""
        page = self.book.Sheets.getByName(sheet)
        return [page.getCellRangeByName(cell).String for cell in cells]

    def table(self, sheet):
        """The text of every cell of the used area, row by row."""
        page = self.book.Sheets.getByName(sheet)
        cursor = page.createCursor()
        cursor.gotoEndOfUsedArea(False)
        last = cursor.RangeAddress
        used = page.getCellRangeByPosition(0, 0, last.EndColumn, last.EndRow)
        return [
            [used.getCellByPosition(column, row).String for column in range(last.EndColumn + 1)]
            for row in range(last.EndRow + 1)
        ]

    def link(self, sheet, cell):
        """Where a link in a cell leads, as in #'Sheet 2'.B12; empty without one."""
        fields = self.book.Sheets.getByName(sheet).getCellRangeByName(cell).TextFields
        return fields.getByIndex(0).URL if fields.Count else ""

    def edit(self, act, arguments):
        """Make one edit of editing.py."""
        ACTS[act](self.book, *arguments)

    def unprotect(self, sheet):
        """Take a sheet's protection away, as who knows that it has no password does."""
        self.book.Sheets.getByName(sheet).unprotect("")

    def recalculate(self):
        """Calculate every formula anew; the seconds it took."""
        began = time.perf_counter()
        self.book.calculateAll()
        return time.perf_counter() - began

    def entering(self, sheet, cell, value):
        """Put a text into a cell and calculate what depends on it; the seconds it took."""
        typed = self.book.Sheets.getByName(sheet).getCellRangeByName(cell)
        began = time.perf_counter()
        typed.setString(value)
        self.book.calculate()
        return time.perf_counter() - began

    def invalid(self, sheet):
        """The filled cells that break their own validation: typing by hand would have been refused."""
        page = self.book.Sheets.getByName(sheet)
        page.unprotect("")
        page.showInvalid()
        marks = [page.DrawPage.getByIndex(index) for index in range(page.DrawPage.Count)]
        cells = [mark.Anchor for mark in marks if mark.ShapeType.endswith("EllipseShape")]
        found = sorted(reference(cell) for cell in cells if cell.Formula)
        page.clearArrows()
        return found

    def save(self, path):
        """Save a copy in the format its name says."""
        to = properties(FilterName=FILTERS[Path(path).suffix], Overwrite=True)
        self.book.storeToURL(Path(path).absolute().as_uri(), to)

    def end(self):
        try:
            self.desktop.terminate()
        except Exception:
            # The bridge goes down with the office; what is left of it ends with its group.
            traceback.print_exc()
        self.process.wait(20)


def main(profile):
    office = Office(profile)
    for line in sys.stdin:
        method, *arguments = json.loads(line)
        try:
            answer = {"answer": getattr(office, method)(*arguments)}
        except Exception:
            answer = {"error": traceback.format_exc()}
        print(json.dumps(answer), flush=True)
    office.end()


if __name__ == "__main__":
    main(sys.argv[1])
