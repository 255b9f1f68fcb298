"""The heading of a flattened table: how many figures, and which other cells, each of its rows has."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from workbook_tools.annex_table.spelling import (
    is_figure,
    is_remark,
    is_sequence,
    is_sum,
    is_total,
    is_unit_heading,
    period_label,
    starts_period,
    years_in,
)

Word = tuple[str, int]
"""A piece of text without white space, and the number of its line (from 1)."""

Cells = list[Word]
"""A row of cells, each with the line on which it begins."""

OPENING = 9
"""As many words stand at most before the first period of a heading, that one among them."""

_PROSE = re.compile(r"[，。；]")


@dataclass(frozen=True, slots=True)
class Shape:
    """What the heading says about each row: its own rows, the words it took, and which cells a row has."""

    heading: tuple[Cells, ...]
    words: int
    sequence: bool
    figures: int
    remark: bool


def shape_of(words: Sequence[Word]) -> Shape | None:
    """What the heading that opens a run of words says; None where it is no heading of a table of targets."""
    start, first = _start(words), first_period(words)
    if first is None or first == start or any(_PROSE.search(text) for text, _ in words[: first + 1]):
        return None
    unit = _unit_words(words, start, first)
    labels = _labels(words, first, bool(start))
    remark = is_remark(labels[-1][0][0])
    above = joined(words[start + unit : first])
    ends = first + sum(len(label) for label in labels)
    printed = [joined(label) for label in labels]
    fixed = [words[0]] * start + [joined(words[start : start + unit])]
    heading, columns = _heading(fixed, above, printed)
    return Shape(heading, ends, bool(start), columns - remark, remark)


def first_period(words: Sequence[Word]) -> int | None:
    """Which of the first words names a period; None where none of OPENING does."""
    start = _start(words)
    return next((n for n in range(start, min(start + 8, len(words))) if starts_period(words[n][0])), None)


def _start(words: Sequence[Word]) -> int:
    """Where the heading of the units begins: behind that of running numbers."""
    return 1 if words and is_sequence(words[0][0]) else 0


def _unit_words(words: Sequence[Word], start: int, first: int) -> int:
    """How many words head the units; what stands between them and the first period is over all columns."""
    for count in range(1, first - start + 1):
        if is_unit_heading("".join(word for word, _ in words[start : start + count])):
            return count
    return first - start


def joined(words: Sequence[Word]) -> Word:
    """Words put together, on the line of the first."""
    return ("".join(text for text, _ in words), words[0][1]) if words else ("", 0)


def _labels(words: Sequence[Word], first: int, sequence: bool) -> list[list[Word]]:
    """Column headings from the first period on, word by word; a word that opens none goes on the last."""
    labels: list[list[Word]] = []
    for position in range(first, len(words)):
        word = words[position]
        if is_figure(word[0]) and not years_in(word[0]):
            break
        if starts_period(word[0]) or _stands_alone(word[0]):
            labels.append([word])
        else:
            labels[-1].append(word)
    _leave_first_row(labels, words, first, sequence)
    return labels


def _stands_alone(word: str) -> bool:
    return is_remark(word) or is_sum(word)


def _leave_first_row(labels: list[list[Word]], words: Sequence[Word], first: int, sequence: bool) -> None:
    """Give back words of the first row: a name without a running number, or a 合计 row in front."""
    last = labels[-1]
    if _stands_alone(last[0][0]):
        del last[1:]
    else:
        endings = {"".join(text for text, _ in label[1:]) for label in labels[:-1]}
        ending = 1
        while ending < len(last) and any(
            whole.startswith("".join(text for text, _ in last[1 : ending + 1])) for whole in endings
        ):
            ending += 1
        del last[ending:]
    after = first + sum(len(label) for label in labels)
    if is_total(labels[-1][0][0]) and figures_from(words, after) > sequence:
        labels.pop()


def figures_from(words: Sequence[Word], position: int) -> int:
    """How many figures stand in a run from a position on."""
    end = position
    while end < len(words) and is_figure(words[end][0]):
        end += 1
    return end - position


def _heading(fixed: list[Word], above: Word, labels: list[Word]) -> tuple[tuple[Cells, ...], int]:
    """The heading rows and the number of columns with figures or remarks.

    Years in front of months or quarters without a year are an upper row; each holds for one rising run.
    """
    years = 0
    while years < len(labels) and _is_bare_year(labels[years][0]):
        years += 1
    lower = labels[years:]
    if years and any(_lacks_year(text) for text, _ in lower):
        return ([*fixed, *_over(labels[:years], lower)], [*fixed, *lower]), len(lower)
    if above[0]:
        return ([*fixed, *[above] * len(labels)], [*fixed, *labels]), len(labels)
    return ([*fixed, *labels],), len(labels)


def _is_bare_year(text: str) -> bool:
    label = period_label(text)
    return label is not None and label.parts == 1 and label.year is not None


def _lacks_year(text: str) -> bool:
    label = period_label(text)
    return label is not None and label.year is None


def _over(years: Sequence[Word], lower: Sequence[Word]) -> Cells:
    """The year over each lower heading: the next one begins where months or quarters start again."""
    parts = [label.part if (label := period_label(text)) else 13 for text, _ in lower]
    starts = [False, *(after <= before for before, after in pairwise(parts))]
    order = [sum(starts[: number + 1]) for number in range(len(lower))]
    return [("" if is_remark(text) else years[min(n, len(years) - 1)][0], line)
            for n, (text, line) in zip(order, lower, strict=True)]  # fmt: skip
