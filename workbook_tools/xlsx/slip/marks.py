"""Marks of what is returned: a digit for each cell concerned, until it no longer holds what was reported."""

import re
from collections.abc import Iterator, Mapping

from workbook_tools import layout
from workbook_tools.messages.slips import Call
from workbook_tools.model import Address, Form, a1, column_letter
from workbook_tools.xlsx.template.live import places as at
from workbook_tools.xlsx.template.live.places import absolute

WEIGHTS: Mapping[Call, int] = {Call.MUST: 3, Call.WAIVER: 2, Call.EXPLAIN: 2, Call.NOTE: 1}
"""The digits that the form's own checks use for cells to be changed, to be explained, to be looked at."""
_EXPLAIN = 2
_CHECKS, _REPORTED = f"'{layout.CHECKS_SHEET}'!", f"'{layout.REPORTED_SHEET}'!"
_RULE = re.compile(rb"<cfRule [^>]*>.*?</cfRule>", re.DOTALL)
_PRIORITY = re.compile(rb'(?<=priority=")\d+')


def mark_formulas(form: Form, marks: Mapping[Address, int]) -> Iterator[tuple[int, str, str]]:
    """(row of the sheet, formula of its digits, what it comes to at first) for each row with marked cells."""
    header = {address: key for key, address in layout.issued_cells(form).items()}
    order = {field.key: number for number, field in enumerate(form.header, 1)}
    lines: dict[int, dict[int, tuple[Address, int]]] = {}
    for cell, weight in marks.items():
        row, place = (1, order[header[cell]]) if cell in header else cell
        lines.setdefault(row, {})[place] = cell, weight
    for row, line in sorted(lines.items()):
        note = absolute(at.NOTE_IS_VALID) if row == 1 else f"${column_letter(at.VALID)}{row}"
        yield row, *_digits(line, _CHECKS + note)


def _digits(line: Mapping[int, tuple[Address, int]], note: str) -> tuple[str, str]:
    """A formula that strings the digits of a row together, up to the last one marked, and its first result."""
    formula, shown, before = '""', "", 0
    for place, (cell, weight) in sorted(line.items()):
        zeros = "0" * (place - before - 1)
        explained = f",{note}=0" if weight == _EXPLAIN else ""
        still = f"IFERROR(IF(AND({_is_as_reported(a1(cell))}{explained}),{weight},0),0)"
        formula += (f'&"{zeros}"' if zeros else "") + f"&{still}"
        shown, before = f"{shown}{zeros}{weight}", place
    return formula, shown


def _is_as_reported(cell: str) -> str:
    """Whether a cell holds just what was reported: the same text or number, blank where it was blank."""
    old = _REPORTED + cell
    return f"EXACT({cell},{old}),ISTEXT({cell})=ISTEXT({old})"


def with_colours(sheet: bytes, form: Form) -> bytes:
    """The form's sheet with the colours of its own marks for the marks of the slip too, the graver going first."""
    columns = layout.live_columns(form)
    own = re.compile(rb"(?<=MID\(\$)%b(?=\$?\d)" % column_letter(columns.marks).encode())
    other = column_letter(columns.reported).encode()

    def doubled(rule: re.Match[bytes]) -> bytes:
        found = _PRIORITY.search(rule[0])
        order = 2 * int(found[0]) if found else 0
        later = _PRIORITY.sub(b"%d" % order, rule[0])
        if not own.search(later):
            return later
        return later + _PRIORITY.sub(b"%d" % (order - 1), own.sub(other, rule[0]))

    return _RULE.sub(doubled, sheet)
