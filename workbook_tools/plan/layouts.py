"""A form's layout sheet: where its placeholders and roster headings stand."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from workbook_tools import prefill
from workbook_tools.layout import CHECK_MARK, FORM_SHEET
from workbook_tools.messages import plans as words
from workbook_tools.model import Address, Field, FormLayout, SheetLook, a1
from workbook_tools.plan.entries import Entry, Mistakes, as_text

ROSTER_MARK = "{明细}"
LIVE_MARK = f"{{{CHECK_MARK}}}"
LARGEST = 50_000
"""Cells of a form before its rows are repeated, many times what any has."""
PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


_Merge = tuple[int, int, int, int]
"""Top, left, bottom, right."""


def plain(value: object) -> str:
    """A printed label as it is compared: without spaces, line breaks and a closing colon."""
    return re.sub(r"\s", "", as_text(value)).rstrip("：:")


@dataclass(frozen=True, slots=True)
class _Sheet:
    look: SheetLook

    def text(self, address: Address) -> str:
        """The text of a cell, a merged one reading as its anchor."""
        row, column = address
        for top, left, bottom, right in self.look.merges:
            if top <= row <= bottom and left <= column <= right:
                return as_text(self.look.at((top, left)))
        return as_text(self.look.at(address))

    def texts(self) -> Iterator[tuple[Address, str]]:
        for row, values in enumerate(self.look.rows, 1):
            for column, value in enumerate(values, 1):
                if as_text(value):
                    yield (row, column), as_text(value)

    def entry(self, address: Address, value: object = None) -> Entry:
        return Entry(self.look.name, address, self.look.at(address) if value is None else value)

    def label_left_of(self, address: Address) -> tuple[Address, str]:
        row, column = address
        for left in range(column - 1, 0, -1):
            if text := as_text(self.look.at((row, left))):
                return (row, left), text
        return address, ""


def _counting(look: SheetLook) -> Iterator[_Merge]:
    """The merged areas without those that hold nothing and reach further than any form: nobody sees them."""
    for area in look.merges:
        if as_text(look.at(area[:2])) or area[2] * area[3] <= LARGEST:
            yield area


def _reach(sheet: _Sheet) -> Address:
    """The last row and the last column that texts and merged areas take."""
    taken = [address for address, _ in sheet.texts()] + [area[2:] for area in sheet.look.merges]
    return max(row for row, _ in taken), max(column for _, column in taken)


def _cells_of(area: _Merge) -> int:
    top, left, bottom, right = area
    return (bottom - top + 1) * (right - left + 1)


def _heading_texts(sheet: _Sheet, column: int, last: int) -> tuple[str, str]:
    """(the text itself, joined with the group above it) of a roster column's heading."""
    lower, upper = plain(sheet.text((last, column))), plain(sheet.text((last - 1, column)))
    return lower, (upper + lower if upper != lower else lower)


def _heading_top(sheet: _Sheet, last: int, left: int, right: int, joined: bool) -> int:
    """The first row of the roster's heading: as far up as merges reach, or the group row that labels need."""
    tops = [
        top
        for top, start, bottom, end in sheet.look.merges
        if top <= last <= bottom and left <= start and end <= right
    ]
    return min([*tops, last - 1 if joined else last])


def _columns(
    sheet: _Sheet, fields: Sequence[Field], label_column: int, mark: Address, mistakes: Mistakes
) -> tuple[dict[str, int], bool]:
    last, width = mark[0] - 1, max(len(row) for row in sheet.look.rows)
    headings = {column: _heading_texts(sheet, column, last) for column in range(mark[1], width + 1)}
    columns: dict[str, int] = {}
    joined = False
    for field in fields:
        label = plain(field.label)
        found = [c for c, texts in headings.items() if label == texts[0]]
        if not found:
            found = [c for c, texts in headings.items() if label == texts[1]]
            joined = joined or bool(found)
        entry = Entry("字段", (field.plan_row, label_column), field.label, "指标名称")
        if not found:
            mistakes.add("P014", entry, layout=sheet.look.name, where=words.IN_HEADING)
            continue
        if len(found) > 1:
            first, second = (a1((last, column)) for column in found[:2])
            mistakes.add("P015", sheet.entry((last, found[1])), first=first, second=second)
        columns[field.key] = found[0]
    return columns, joined


def _header(
    sheet: _Sheet, fields: Sequence[Field], label_column: int, mistakes: Mistakes
) -> tuple[dict[str, Address], dict[str, Address]]:
    cells: dict[str, Address] = {}
    labels: dict[str, Address] = {}
    at: dict[str, list[Address]] = {}
    for address, text in sheet.texts():
        if match := PLACEHOLDER.fullmatch(text):
            at.setdefault(plain(match[1]), []).append(address)
    for field in fields:
        places = at.get(plain(field.label), [])
        if not places:
            entry = Entry("字段", (field.plan_row, label_column), field.label, "指标名称")
            mistakes.add("P014", entry, layout=sheet.look.name, where=words.IN_CELL.format(label=field.label))
            continue
        if len(places) > 1:
            first, second = a1(places[0]), a1(places[1])
            mistakes.add("P015", sheet.entry(places[1], field.label), first=first, second=second)
        cells[field.key] = places[0]
        labels[field.key], printed = sheet.label_left_of(places[0])
        if plain(printed) != plain(field.label):
            mistakes.add("P029", sheet.entry(places[0], field.label), found=printed)
    return cells, labels


def _marks(sheet: _Sheet, taken: Sequence[Address], mistakes: Mistakes) -> dict[Address, str]:
    marks: dict[Address, str] = {}
    for address, text in sheet.texts():
        names = PLACEHOLDER.findall(text)
        if address in taken or not names:
            continue
        for name in names:
            # The line of the live checks takes a cell of its own: nothing else can stand in its formula.
            if name not in prefill.NAMES and text != LIVE_MARK:
                mistakes.add("P016", sheet.entry(address, f"{{{name}}}"), allowed="、".join(prefill.NAMES))
        marks[address] = text
    _check_one_line(sheet, marks, mistakes)
    return marks


def _check_one_line(sheet: _Sheet, marks: Mapping[Address, str], mistakes: Mistakes) -> None:
    lines = [address for address, text in marks.items() if text == LIVE_MARK]
    if len(lines) > 1:
        first, second = a1(lines[0]), a1(lines[1])
        mistakes.add("P015", sheet.entry(lines[1], CHECK_MARK), first=first, second=second)


def read_layout(
    look: SheetLook, header: Sequence[Field], roster: Sequence[Field], label_column: int, mistakes: Mistakes
) -> FormLayout | None:
    """The addresses of a form's fields in its layout sheet; None where it has no one roster row.

    `label_column` is the column of 指标名称 in the 字段 sheet, where a label missing from the layout is reported.
    """
    sheet = _Sheet(replace(look, merges=tuple(_counting(look))))
    roster_marks = [address for address, text in sheet.texts() if text == ROSTER_MARK]
    if len(roster_marks) != 1 or roster_marks[0][0] == 1:
        mistakes.add("P022", sheet.entry(roster_marks[1] if len(roster_marks) > 1 else (1, 1)))
        return None
    mark, reach = roster_marks[0], _reach(sheet)
    if reach[0] * reach[1] > LARGEST or sum(map(_cells_of, sheet.look.merges)) > LARGEST:
        count = len(sheet.look.merges)
        mistakes.add("P050", sheet.entry(reach), rows=reach[0], columns=reach[1], merges=count)
        return None
    cells, labels = _header(sheet, header, label_column, mistakes)
    columns, joined = _columns(sheet, roster, label_column, mark, mistakes)
    right = max([*columns.values(), mark[1]])
    heading = (_heading_top(sheet, mark[0] - 1, mark[1], right, joined), mark[0] - 1)
    marks = _marks(sheet, [*cells.values(), mark], mistakes)
    return FormLayout(
        FORM_SHEET, cells, labels, columns, heading, mark[0], reach[1], marks, reach[0] - mark[0]
    )
