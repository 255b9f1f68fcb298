"""What the bench works on: workspaces with any number of units, and their returned workbooks.

`python -m scripts.bench_parts.inputs FOLDER UNITS ROWS` makes both, with `planned` behind it only the workspace,
and nothing is issued in it. It runs in a process of its own, so that the one that measures stays small.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from openpyxl import load_workbook

from scripts.examples.enterprises import header, township_row
from scripts.examples.filling import fill
from workbook_tools.cli.main import run
from workbook_tools.period import Period, month
from workbook_tools.pipeline.planned import Obligation, obligations, usable
from workbook_tools.workspace import Workspace

TEMPLATE = Path(__file__).resolve().parents[2] / "templates" / "annex_template.xlsx"
PERIOD: Period = month(2023, 10)
FORM = "KZ-KJ-02"
_ANNEX = 2
_YEARS = range(2023, 2028)


def _template(rows: int) -> bytes:
    """The plan template with so many roster rows in the form of annex 2."""
    book = load_workbook(TEMPLATE)
    sheet = book["方案"]
    headings = [cells[3].value for cells in sheet.iter_rows()]
    sheet.cell(headings.index("名单行数") + 1 + _ANNEX, 4, rows)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _notice(units: int, target: int) -> str:
    """An annex 2 with so many made-up townships, as a web page."""
    headings = ("序号", "责任单位", *(f"{year}年培育数" for year in _YEARS))
    body = [(str(n), f"示例{n:04d}镇", *(str(target) for _ in _YEARS)) for n in range(1, units + 1)]
    totals = ("", "合计", *(str(target * units) for _ in _YEARS))
    table = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (headings, *body, totals)
    )
    return f"<p>附件{_ANNEX}</p><p>科技型企业培育目标任务分解表</p><p>（单位：家）</p><table>{table}</table>"


def _command(*arguments: str) -> None:
    code = run(arguments)
    if code not in (0, 1):
        raise SystemExit(code)


def make_workspace(root: Path, units: int, rows: int) -> None:
    """A workspace in which annex 2 has so many units, each with a form of so many rows; nothing issued yet."""
    root.parent.mkdir(parents=True, exist_ok=True)
    template, notice = root.parent / "template.xlsx", root.parent / "notice.html"
    template.write_bytes(_template(rows))
    notice.write_text(_notice(units, rows), encoding="utf-8")
    _command("init", str(root), "--template", str(template))
    _command("import-annex", str(notice), "-w", str(root))


def _owed(workspace: Workspace) -> Iterator[tuple[Obligation, Path]]:
    """Every obligation of the bench's form with its template, in the notice's order."""
    paths = {path.name.split("-")[1]: path for path in workspace.outbox(PERIOD).glob(f"附件{_ANNEX}-*.xlsx")}
    numbers = {int(number): path for number, path in paths.items()}
    return (
        (owed, numbers[owed.row.seq]) for owed in obligations(usable(workspace)) if owed.form.code == FORM
    )


def fill_returns(workspace: Workspace, folder: Path, rows: int) -> None:
    """A sound return of so many rows for every unit of annex 2; half of the enterprises count."""
    folder.mkdir(parents=True, exist_ok=True)
    for owed, template in _owed(workspace):
        first = owed.row.seq * rows
        records = [township_row(number, number % 2 == 0) for number in range(first, first + rows)]
        data = fill(template.read_bytes(), owed.form, header(owed.row.seq), records)
        (folder / template.name).write_bytes(data)


def main(folder: Path, units: int, rows: int, only_planned: bool) -> None:
    """Make folder/workspace and, unless it is to stay as planned, folder/returns; then mark them as whole."""
    make_workspace(folder / "workspace", units, rows)
    if not only_planned:
        _command("generate", "--period", str(PERIOD), "-w", str(folder / "workspace"))
        fill_returns(Workspace.open(folder / "workspace"), folder / "returns", rows)
    (folder / "made").touch()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), "planned" in sys.argv[4:])
