"""Make the pictures of the auditor's guide: `python -m scripts.make_pictures [FOLDER]` (default: docs/pictures).

Runs the demonstration, draws a sample, and prints parts of the workbooks through LibreOffice and poppler: on paper as
they are, on screen with row and column headings and the cells in question marked. The guide gets the 校验码 that the
pictures show.
"""

import io
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.header_footer import HeaderFooter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from scripts import demo
from workbook_tools.cli.main import run

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "docs" / "审计指南.md"
FOLDER = GUIDE.parent / "pictures"
MASTER, SAMPLE = "master-202310.xlsx", "抽样-202310-20231115.xlsx"
RETURN = "附件2-02-文峰街道-科技型企业培育填报表-202310.xlsx"
_CODE = re.compile(r"(?:[0-9A-F]{4}-){4}[0-9A-F]{4}")
_MARGIN = 12
"""Pixels left around what is seen."""
_A3 = 8
_WIDE, _NARROW = 44, 9
"""Characters in a column that is shown in full, and in one of no stated width."""
_MARKER = PatternFill("solid", fgColor="FFD43B")


@dataclass(frozen=True, slots=True)
class Picture:
    """A part of a sheet: rows and columns; cells as if marked with a yellow pen; columns widened; dots an inch."""

    name: str
    book: str
    sheet: str
    rows: Sequence[int]
    columns: str
    marked: Sequence[str] = ()
    wide: str = ""
    on_paper: bool = False
    fineness: int = 90

    @property
    def letters(self) -> list[str]:
        """The columns shown: "A:C L" is A, B, C and L."""
        spans = [part.split(":") for part in self.columns.split()]
        numbers = [(column_index_from_string(span[0]), column_index_from_string(span[-1])) for span in spans]
        return [get_column_letter(at) for first, last in numbers for at in range(first, last + 1)]


PICTURES = (
    Picture("1-paper", MASTER, "附件2", range(1, 11), "A:R", ("D6",), on_paper=True),
    Picture("2-code", MASTER, "总览", range(1, 10), "A:L", ("A4:L4",), on_paper=True),
    Picture(
        "3-rows",
        MASTER,
        "企业名录",
        (3, *range(50, 54), 62, 63),
        "E:F H L BE:BG BJ BM:BN",
        ("BM50:BN50",),
        wide="BF BJ",
    ),
    Picture("4-returns", MASTER, "报送情况", (3, *range(9, 14)), "A D F H:J P:T", ("P10", "S10")),
    Picture(
        "5-original", RETURN, "填报表", (*range(1, 11), *range(21, 24)), "A:J M:O", ("E9:F9",), fineness=80
    ),
    Picture("6-changes", MASTER, "变更记录", range(3, 13), "E:I K:N", ("M7:N7",)),
    Picture("7-sample", SAMPLE, "抽样表", range(1, 8), "A:F I:K N:S"),
)


def _only(sheet: Worksheet, picture: Picture) -> None:
    """Nothing of the sheet but these rows and columns, those that are folded included."""
    for line in range(1, sheet.max_row + 1):
        sheet.row_dimensions[line].hidden = line not in picture.rows
    widths = {
        get_column_letter(at): group.width
        for group in sheet.column_dimensions.values()
        for at in range(group.min or 1, (group.max or 1) + 1)
    }
    widths |= dict.fromkeys(picture.wide.split(), _WIDE)
    sheet.column_dimensions.clear()
    for at in range(1, sheet.max_column + 1):
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = widths.get(letter, _NARROW)
        sheet.column_dimensions[letter].hidden = letter not in picture.letters


def _laid_out(sheet: Worksheet, picture: Picture) -> None:
    """One page, without what is printed around it; as on screen with the names of rows and columns."""
    sheet.print_area = f"{picture.letters[0]}{picture.rows[0]}:{picture.letters[-1]}{picture.rows[-1]}"
    sheet.print_title_rows = sheet.print_title_cols = None
    sheet.page_setup.paperSize = _A3
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.scale = None
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = 1
    sheet.page_margins = PageMargins(*(0.3,) * 6)
    sheet.print_options.headings = not picture.on_paper
    sheet.HeaderFooter = HeaderFooter()


def _part_of(book: Workbook, picture: Picture) -> None:
    for sheet in book.worksheets:
        sheet.sheet_state = "visible" if sheet.title == picture.sheet else "hidden"
    sheet = book[picture.sheet]
    book.move_sheet(sheet, -book.index(sheet))
    book.active = 0
    _only(sheet, picture)
    _laid_out(sheet, picture)
    for area in picture.marked:
        for row, column in CellRange(area).cells:
            sheet.cell(row, column).fill = _MARKER


def _shell(*command: str | Path) -> bytes:
    return subprocess.run([str(each) for each in command], check=True, capture_output=True).stdout


def _seen(pdf: Path, fineness: int) -> tuple[int, int, int, int]:
    """Left, top, width and height of what is not white on the only page, in pixels."""
    grey = _shell("pdftoppm", "-r", str(fineness), "-gray", "-singlefile", pdf)
    header = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", grey)
    assert header
    page = np.frombuffer(grey, np.uint8, offset=header.end()).reshape(int(header[2]), int(header[1]))
    down, across = np.nonzero(page < 250)
    left, top = max(0, across.min() - _MARGIN), max(0, down.min() - _MARGIN)
    return int(left), int(top), int(across.max() + _MARGIN - left), int(down.max() + _MARGIN - top)


def _printed(book: Workbook, name: str, work: Path) -> Path:
    """The visible sheet as a PDF."""
    part = work / f"{name}.xlsx"
    book.save(part)
    profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
    _shell("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", work, part)
    return part.with_suffix(".pdf")


def _draw(path: Path, picture: Picture, folder: Path, work: Path) -> None:
    book = load_workbook(path)
    _part_of(book, picture)
    pdf = _printed(book, picture.name, work)
    left, top, width, height = map(str, _seen(pdf, picture.fineness))
    crop = ("-x", left, "-y", top, "-W", width, "-H", height)
    _shell("pdftoppm", "-r", str(picture.fineness), *crop, "-png", "-singlefile", pdf, folder / picture.name)


def _found(workspace: Path, name: str) -> Path:
    """A workbook of the workspace: the master, the sample, or the last return of this name."""
    return max(workspace.rglob(name), key=lambda path: (path.parent.name == "更正", path))


def with_codes(guide: str, printed: str) -> str:
    """The guide with the 校验码 that a run of the demonstration printed: of its last and of its first master."""
    first, last = dict.fromkeys(_CODE.findall(printed))
    for quoted, actual in zip(dict.fromkeys(_CODE.findall(guide)), (last, first), strict=True):
        guide = guide.replace(quoted, actual)
    return guide


def main(folder: Path) -> None:
    """Make all pictures anew."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, redirect_stdout(io.StringIO()) as printed:
        work = Path(temporary)
        workspace = work / "demo"
        demo.main(workspace)
        run(("sample", *demo.PERIOD, "--size", "10", "--seed", "20231115", "-w", str(workspace)))
        for picture in PICTURES:
            _draw(_found(workspace, picture.book), picture, folder, work)
    guide = with_codes(GUIDE.read_text(encoding="utf-8"), printed.getvalue())
    GUIDE.write_text(guide, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
