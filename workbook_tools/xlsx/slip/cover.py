"""退回意见: the first sheet of a slip, one line for each thing that is asked, with a link to its cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from workbook_tools import layout
from workbook_tools.messages import forms, slips
from workbook_tools.messages.slips import Call, Remark
from workbook_tools.model import a1, address_of, column_letter
from workbook_tools.xlsx.cell_text import text_content
from workbook_tools.xlsx.lines import HIGHEST, line_count
from workbook_tools.xlsx.slip.styles import Look, Styles
from workbook_tools.xlsx.template.live.places import absolute

_WIDTHS = (6, 13, 15, 22, 23, 36, 40, 22, 8)
_LAST = column_letter(len(_WIDTHS))
_PLACE = 2
_WIDER = 2
"""The body font is wider than the one column widths are counted in: about this much in each cell."""
_LINE = 16
"""Height of one line of body text, in points."""
_BODY, _HEAD = "仿宋_GB2312", "黑体"
_FILLS = {
    Call.MUST: "FFC7CE",
    Call.WAIVER: "FFE699",
    Call.EXPLAIN: "FFE699",
    Call.EXPLAINED: "E2EFDA",
    Call.RESTORED: "E2EFDA",
    Call.NOTE: "F2F2F2",
}
_START = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:%s"/>'
    '<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">'
    '<pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/>'
    '<selection pane="bottomLeft" activeCell="A%d" sqref="A%d"/></sheetView></sheetViews>'
    '<sheetFormatPr defaultRowHeight="15"/><cols>%s</cols><sheetData>'
)
_END = (
    '<printOptions horizontalCentered="1"/>'
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>'
    f"<headerFooter><oddFooter>&amp;C{text_content(forms.FOOTER)}</oddFooter></headerFooter></worksheet>"
)


@dataclass(frozen=True, slots=True)
class CoverStyles:
    """The numbers of the looks that 退回意见 uses, in the style sheet of its workbook."""

    title: int
    text: int
    head: int
    left: int
    centre: int
    link: int
    calls: Mapping[Call, int]

    @classmethod
    def added_to(cls, styles: Styles) -> "CoverStyles":
        """The looks, added to a style sheet."""
        return cls(
            styles.add(Look("方正小标宋简体", 20, centred=True)),
            styles.add(Look(_BODY, 12)),
            styles.add(Look(_HEAD, 11, fill="E7EEF7", grid=True, centred=True)),
            styles.add(Look(_BODY, 11, grid=True)),
            styles.add(Look(_BODY, 11, grid=True, centred=True)),
            styles.add(Look(_BODY, 11, grid=True, link=True)),
            {
                call: styles.add(Look(_HEAD, 11, fill=rgb, grid=True, centred=True))
                for call, rgb in _FILLS.items()
            },
        )


def heading_row(lines: int) -> int:
    """The row of the headings, which every printed page repeats, under the title and so many lines."""
    return lines + 2


def cover(lines: Sequence[str], said: Sequence[Remark], styles: CoverStyles, *, linked: bool) -> bytes:
    """The sheet: title, lines of text, a table of remarks; `linked`: with links to the cells of the form."""
    top = heading_row(len(lines))
    texts = [(slips.TITLE, styles.title, 36.0), *((line, styles.text, _height_of(line)) for line in lines)]
    rows = [_row(n, height, [(text, style)]) for n, (text, style, height) in enumerate(texts, 1)]
    rows.append(_row(top, 24, [(heading, styles.head) for heading in slips.HEADINGS]))
    rows += [_remark(top + n, n, each, styles, linked) for n, each in enumerate(said, 1)]
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(_WIDTHS, 1)
    )
    corner = f"{_LAST}{top + len(said)}"
    merges = "".join(f'<mergeCell ref="A{row}:{_LAST}{row}"/>' for row in range(1, top))
    body = (
        f'{"".join(rows)}</sheetData><sheetProtection sheet="1" formatColumns="0" formatRows="0"/>'
        f'<mergeCells count="{top - 1}">{merges}</mergeCells>'
    )
    links = "".join(_links(top, said)) if linked else ""
    start = _START % (corner, top, top + 1, top + 1, top + 1, columns)
    return (start + body + (f"<hyperlinks>{links}</hyperlinks>" if links else "") + _END).encode()


def _height_of(line: str) -> float:
    return 18 * line_count(line, sum(_WIDTHS) - 2 * _WIDER) + 4


def _row(number: int, height: float, cells: Sequence[tuple[str | int, int]]) -> str:
    written = "".join(
        _cell(f"{column_letter(column)}{number}", value, style)
        for column, (value, style) in enumerate(cells, 1)
    )
    return f'<row r="{number}" ht="{min(height, HIGHEST):g}" customHeight="1">{written}</row>'


def _cell(at: str, value: str | int, style: int) -> str:
    if value == "":
        return f'<c r="{at}" s="{style}"/>'
    if isinstance(value, int):
        return f'<c r="{at}" s="{style}"><v>{value}</v></c>'
    text = text_content(value)
    return f'<c r="{at}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _remark(row: int, number: int, said: Remark, styles: CoverStyles, linked: bool) -> str:
    texts = (said.place, said.field, said.value, said.says, said.todo, said.example, said.code)
    lines = max(line_count(text, width - _WIDER) for text, width in zip(texts, _WIDTHS[_PLACE:], strict=True))
    looks = [styles.left] * len(texts)
    looks[0] = styles.link if linked and said.cell else styles.left
    looks[-1] = styles.centre
    cells: list[tuple[str | int, int]] = [
        (number, styles.centre),
        (said.call.value, styles.calls[said.call]),
        *zip(texts, looks, strict=True),
    ]
    return _row(row, _LINE * lines + 8, cells)


def _links(top: int, said: Sequence[Remark]) -> Iterator[str]:
    for row, each in enumerate(said, top + 1):
        if cell := address_of(each.cell):
            at = a1((row, _PLACE + 1))
            # LibreOffice leaves a link to C5 as it is, which may mean column 5 as well; to $C$5 it follows.
            target = quoteattr(f"'{layout.FORM_SHEET}'!{absolute(cell)}")
            yield f"<hyperlink ref={quoteattr(at)} location={target} display={quoteattr(each.cell)}/>"
