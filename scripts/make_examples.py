"""Make the example notices: `python scripts/make_examples.py [FOLDER]` (default: examples).

The same two annex tables three times: as text flattened to one cell a line, the way a web page is copied;
as a Word document; as a web page. Only the tables, none of the notice's prose.
"""

import io
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

import docx
from annex_template.annexes import ANNEXES, YEARS, PrintedAnnex
from docx.enum.text import WD_ALIGN_PARAGRAPH

FOLDER = Path(__file__).resolve().parent.parent / "examples"
STEM = "开州区附件"
HEADING = ("序号", "责任单位", *(f"{year}年培育数" for year in YEARS))
# Where the published page breaks these names over lines, inside their cells.
BROKEN = {"区经济信息委": ("区经济", "信息委"), "区农业农村委": ("区农业", "农村委")}

_PAGE = """<!DOCTYPE html>
<html>
<head><meta charset="utf-8"><title>{title}</title></head>
<body>
{body}
</body>
</html>
"""


def _body_rows(annex: PrintedAnnex) -> Iterable[tuple[str, ...]]:
    for number, row in enumerate(annex.rows, 1):
        yield (str(number), row.unit, *map(str, row.planned))


def _totals(annex: PrintedAnnex) -> tuple[str, ...]:
    return (annex.total_label, *map(str, annex.totals))


def _captions(annex: PrintedAnnex) -> tuple[str, ...]:
    return (f"附件{annex.number}", annex.title, f"（单位：{annex.measure}）")


def flattened() -> str:
    """Both annexes with one cell a line; every cell opens with a tab, the rest of a broken name does not."""
    lines: list[str] = []
    for annex in ANNEXES:
        lines += _captions(annex)
        for row in (HEADING, *_body_rows(annex), _totals(annex)):
            for cell in row:
                first, *rest = BROKEN.get(cell, (cell,))
                lines += [f"\t{first}", *(line for part in rest for line in ("", part))]
            lines.append("")
        lines += ["", ""]
    return "\n".join(lines)


def page() -> str:
    """Both annexes as tables of a web page; 合计 spans the first two columns."""
    pieces = []
    for annex in ANNEXES:
        pieces += [f"<p>{text}</p>" for text in _captions(annex)]
        pieces.append("<table border='1'>")
        pieces.append(_tr(f"<td>{cell}</td>" for cell in HEADING))
        for row in _body_rows(annex):
            pieces.append(_tr(f"<td>{'<br>'.join(BROKEN.get(cell, (cell,)))}</td>" for cell in row))
        label, *totals = _totals(annex)
        pieces.append(_tr([f"<td colspan='2'>{label}</td>", *(f"<td>{total}</td>" for total in totals)]))
        pieces.append("</table>")
    return _PAGE.format(title=STEM, body="\n".join(pieces))


def _tr(cells: Iterable[str]) -> str:
    return f"<tr>{''.join(cells)}</tr>"


def document() -> bytes:
    """Both annexes as tables of a Word document; the same bytes on every run."""
    made = docx.Document()
    for annex in ANNEXES:
        number, title, measure = _captions(annex)
        made.add_paragraph(number)
        made.add_paragraph(title).alignment = WD_ALIGN_PARAGRAPH.CENTER
        made.add_paragraph(measure).alignment = WD_ALIGN_PARAGRAPH.RIGHT
        label, *totals = _totals(annex)
        rows = (HEADING, *_body_rows(annex), (label, "", *totals))
        table = made.add_table(rows=0, cols=len(HEADING), style="Table Grid")
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = "\n".join(BROKEN.get(text, (text,)))
        first, second = table.rows[-1].cells[:2]
        first.merge(second).text = label
    made.core_properties.author = "workbook_tools"
    buffer = io.BytesIO()
    made.save(buffer)
    return _without_times(buffer)


def _without_times(package: io.BytesIO) -> bytes:
    fixed = io.BytesIO()
    with zipfile.ZipFile(package) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(member, source.read(name))
    return fixed.getvalue()


def write_examples(folder: Path) -> None:
    """Write the three files; text with line feeds on every system."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{STEM}.txt").write_bytes(flattened().encode("utf-8"))
    (folder / f"{STEM}.html").write_bytes(page().encode("utf-8"))
    (folder / f"{STEM}.docx").write_bytes(document())


if __name__ == "__main__":
    write_examples(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
