"""The heading of the roster, found by its texts: at the issued rows first, then near the top of a sheet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workbook_tools.layout import CHECK_MARK
from workbook_tools.model import Form, SheetLook
from workbook_tools.reading.labels import as_text, plain, split_measure

SEARCHED_ROWS = 200
"""A heading further down than this is not looked for: above it would stand more than any clerk adds."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the roster's heading stands: its rows, the columns each field was found in, every column's text.

    `exact` maps field keys to all columns whose text is the label; `remeasured` to a column whose text is the
    label but for the measure in brackets.
    """

    first: int
    last: int
    exact: Mapping[str, tuple[int, ...]]
    remeasured: Mapping[str, int]
    texts: Mapping[int, str]

    @property
    def columns(self) -> dict[str, int]:
        """The one column of each field that was found once, in the order of the sheet."""
        single = {key: columns[0] for key, columns in self.exact.items() if len(columns) == 1}
        return dict(sorted((single | dict(self.remeasured)).items(), key=lambda item: item[1]))

    @property
    def taken(self) -> frozenset[int]:
        """Every column whose text is a label of the form, those found twice included."""
        return frozenset(self.remeasured.values()).union(*self.exact.values())

    @property
    def live(self) -> frozenset[int]:
        """The columns of the live checks: that of their words, and the two before it, hidden as issued."""
        words = [column for column, text in self.texts.items() if text == CHECK_MARK]
        return frozenset(column - before for column in words for before in range(3))


def _cells(sheet: SheetLook, first: int, last: int) -> list[list[str]]:
    """The texts of the heading's rows, blank cells under a merged one filled with its anchor's text."""
    width = max((len(row) for row in sheet.rows[first - 1 : last]), default=0)
    grid = [[as_text(sheet.at((row, c))) for c in range(1, width + 1)] for row in range(first, last + 1)]
    for top, left, bottom, right in sheet.merges:
        if first <= top <= bottom <= last:
            anchor = as_text(sheet.at((top, left)))
            for row in grid[top - first : bottom - first + 1]:
                # A cell with a text of its own was moved there by a program that left merged areas behind.
                row[left - 1 : right] = [text if text.strip() else anchor for text in row[left - 1 : right]]
    return grid


def _texts(sheet: SheetLook, first: int, last: int) -> Iterator[tuple[int, str, str]]:
    """(column, its own text, its texts from the top joined) of every column that has a heading."""
    for column, stack in enumerate(zip(*_cells(sheet, first, last), strict=True), 1):
        parts = [text for i, text in enumerate(stack) if text.strip() and (i == 0 or text != stack[i - 1])]
        if parts:
            yield column, parts[-1], "".join(parts)


def _match(sheet: SheetLook, form: Form, first: int, last: int) -> Heading:
    wanted = {plain(field.label): field.key for field in form.roster}
    exact: dict[str, tuple[int, ...]] = {}
    left: dict[str, int] = {}
    texts: dict[int, str] = {}
    for column, own, joined in _texts(sheet, first, last):
        label = plain(joined) if plain(joined) in wanted else plain(own)
        texts[column] = joined if plain(joined) in wanted else own
        if key := wanted.get(label):
            exact[key] = (*exact.get(key, ()), column)
        else:
            left.setdefault(split_measure(label)[0], column)
    missing = {split_measure(label)[0]: key for label, key in wanted.items() if key not in exact}
    remeasured = {key: left[base] for base, key in missing.items() if base in left}
    return Heading(first, last, exact, remeasured, texts)


def _promising(sheet: SheetLook, form: Form) -> Iterator[int]:
    """Rows at which a heading may start: near any text that is a label of the roster."""
    labels = {plain(field.label) for field in form.roster}
    height = form.layout.header_rows[1] - form.layout.header_rows[0]
    seen: set[int] = set()
    for number, cells in enumerate(sheet.rows[:SEARCHED_ROWS], 1):
        if any(isinstance(cell, str) and plain(cell) in labels for cell in cells):
            seen.update(range(max(number - height, 1), number + 1))
    yield from sorted(seen)


def find_heading(sheet: SheetLook, form: Form) -> Heading | None:
    """The best match for the roster's heading in a sheet; None where less than half of it is there."""
    first, last = form.layout.header_rows
    best = _match(sheet, form, first, last)
    if len(best.exact) < len(form.roster):
        others = (_match(sheet, form, row, row + last - first) for row in _promising(sheet, form))
        best = max([best, *others], key=lambda heading: len(heading.exact))
    return best if 2 * len(best.exact) >= len(form.roster) else None
