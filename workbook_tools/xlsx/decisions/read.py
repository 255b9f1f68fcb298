"""待办 as it came back: every row with what was typed into it, and whether it still is the row that was written."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from workbook_tools.messages import decisions as words
from workbook_tools.model import Look, SheetLook
from workbook_tools.record import Matter
from workbook_tools.xlsx.decisions.questions import (
    DAY,
    FORM,
    LISTS_SHEET,
    MATTER,
    OFFICER,
    REASON,
    RULING,
    SAYS,
    SEAL,
    SUBJECT,
    UNIT,
    Choice,
    Entry,
    Question,
    parse_choice,
    seal,
)

_FOREIGN = (ValueError, TypeError, KeyError, RecursionError, OverflowError)
"""What the text of a cell raises that this tool did not write."""
_PARTS = {Matter.OWNER: 2, Matter.WAIVER: 5, Matter.IDENTITY: 1, Matter.VERSION: 3, Matter.CORRECTION: 3}
"""Of how many parts the subject of a decision consists."""

_Choices = Mapping[int, tuple[Choice, ...]]


@dataclass(frozen=True, slots=True)
class Row:
    """A row with a question; `question` is None where the row is no longer the one that was written."""

    sheet: str
    number: int
    question: Question | None
    entry: Entry


def read(look: Look) -> tuple[Row, ...] | None:
    """Every row that asks something or into which something was typed; None where this is no such workbook.

    Neither is one without the sheet of open questions, renamed say: what was ruled there must not pass for nothing.
    """
    sheets = {sheet.name: sheet for sheet in look.sheets}
    asked = [sheets[name] for name in (words.SHEET_OPEN, words.SHEET_DECIDED) if name in sheets]
    if words.SHEET_OPEN not in sheets or LISTS_SHEET not in sheets:
        return None
    choices = _choices(sheets[LISTS_SHEET])
    return tuple(row for sheet in asked for row in _rows(sheet, choices))


def _choices(sheet: SheetLook) -> _Choices:
    """The drop-downs by number; a row that is none leaves its list short, so that no seal over it holds."""
    found: dict[int, list[Choice]] = {}
    for row in sheet.rows:
        with suppress(*_FOREIGN):
            number, word, text = row[:3]
            choice = parse_choice(_text(word), _text(text))
            found.setdefault(int(float(_text(number))), []).append(choice)
    return {number: tuple(choices) for number, choices in found.items()}


def _rows(sheet: SheetLook, choices: _Choices) -> Iterator[Row]:
    for number, values in enumerate(sheet.rows, 1):
        cells = [*values, *[None] * (SEAL + 1 - len(values))]
        entry = Entry(cells[RULING], cells[REASON], cells[OFFICER], cells[DAY])
        question = _question(cells, choices)
        is_heading = _text(entry.reason) == words.REASON
        if question or (_text(entry.ruling) and not is_heading):
            yield Row(sheet.name, number, question, entry)


def _question(cells: list[object], choices: _Choices) -> Question | None:
    try:
        matter, subject, number = json.loads(_text(cells[SUBJECT]))
        offered = choices[number]
        printed, unit, form, says = (_text(cells[column]) for column in (MATTER, UNIT, FORM, SAYS))
        if seal(matter, subject, (printed, unit, form, says), offered) != _text(cells[SEAL]):
            return None
        if any(len(each.subject) != _PARTS[Matter(matter)] for each in offered):
            return None
        return Question(Matter(matter), tuple(map(str, subject)), unit, form, says, offered)
    except _FOREIGN:
        return None


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()
