"""Marks of what is returned: a digit for each cell concerned, until what was reported there has been changed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from workbook_tools import layout
from workbook_tools.messages.live import PASSED
from workbook_tools.messages.planned import ALSO, ALSO_MARK
from workbook_tools.messages.slips import STILL, Call
from workbook_tools.messages.submissions import DOUBLED
from workbook_tools.model import Address, Finding, Form, a1, address_of, column_letter
from workbook_tools.xlsx.template.live import places as at
from workbook_tools.xlsx.template.live.places import absolute

WEIGHTS: Mapping[Call, int] = {Call.MUST: 3, Call.WAIVER: 2, Call.EXPLAIN: 2, Call.NOTE: 1}
"""The digits that the form's own checks use for cells to be changed, to be explained, to be looked at."""
_EXPLAIN = 2
_MOST_WATCHED = 3
"""Cells beside its own that a mark looks at, lest a row's formula outgrows Excel's."""
_CHECKS, _REPORTED = f"'{layout.CHECKS_SHEET}'!", f"'{layout.REPORTED_SHEET}'!"
_RULE = re.compile(rb"<cfRule [^>]*>.*?</cfRule>", re.DOTALL)
_PRIORITY = re.compile(rb'(?<=priority=")\d+')


@dataclass(frozen=True, slots=True)
class Mark:
    """The digit of a cell, and the other cells (`also`) that what is wrong may lie in as well."""

    weight: int
    also: tuple[Address, ...] = ()


def marks_of(called: Mapping[Address, Sequence[tuple[Call, Finding]]]) -> dict[Address, Mark]:
    """The mark of each cell of which something is asked: of the gravest things, all of which it stands for."""
    marks = {}
    for cell, asked in called.items():
        weight = max(WEIGHTS.get(call, 0) for call, _ in asked)
        others = [_others(finding) for call, finding in asked if WEIGHTS.get(call, 0) == weight]
        if weight:
            marks[cell] = Mark(weight, tuple(sorted(set.intersection(*others)))[:_MOST_WATCHED])
    return marks


def _others(finding: Finding) -> set[Address]:
    """The cells beside its own in which a finding can be put right."""
    params = dict(finding.params)
    named = params.get("first" if finding.code in DOUBLED else ALSO, "").split(ALSO_MARK)
    return {at for at in map(address_of, named) if at}


def mark_formulas(form: Form, marks: Mapping[Address, Mark]) -> Iterator[tuple[int, str, str]]:
    """(row of the sheet, formula of its digits, what it comes to at first) for each row with marked cells."""
    header = {address: key for key, address in layout.issued_cells(form).items()}
    order = {field.key: number for number, field in enumerate(form.header, 1)}
    lines: dict[int, dict[int, tuple[Address, Mark]]] = {}
    for cell, mark in marks.items():
        row, place = (1, order[header[cell]]) if cell in header else cell
        lines.setdefault(row, {})[place] = cell, mark
    for row, line in sorted(lines.items()):
        note = absolute(at.NOTE_IS_VALID) if row == 1 else f"${column_letter(at.VALID)}{row}"
        yield row, *_digits(line, _CHECKS + note)


def _digits(line: Mapping[int, tuple[Address, Mark]], note: str) -> tuple[str, str]:
    """A formula that strings the digits of a row together, up to the last one marked, and its first result."""
    formula, shown, before = '""', "", 0
    for place, (cell, mark) in sorted(line.items()):
        zeros = "0" * (place - before - 1)
        explained = f",{note}=0" if mark.weight == _EXPLAIN else ""
        unchanged = ",".join(_is_as_reported(a1(each)) for each in (cell, *mark.also))
        still = f"IFERROR(IF(AND({unchanged}{explained}),{mark.weight},0),0)"
        formula += (f'&"{zeros}"' if zeros else "") + f"&{still}"
        shown, before = f"{shown}{zeros}{mark.weight}", place
    return formula, shown


def _is_as_reported(cell: str) -> str:
    """Whether a cell holds just what was reported: the same text or number, blank where it was blank."""
    old = _REPORTED + cell
    return f"EXACT({cell},{old}),ISTEXT({cell})=ISTEXT({old})"


def with_reminder(sheet: bytes, form: Form) -> bytes:
    """The form's sheet whose line, once its own checks pass, counts the marks of the slip that still stand."""
    cell = a1(layout.live_line(form)).encode()
    own = re.compile(rb'(<c r="%b"[^>]*><f>)[^<]*(?=</f>)' % cell)
    return own.sub(lambda found: found[1] + escape(_line(form)).encode(), sheet)


def _line(form: Form) -> str:
    column, last = column_letter(layout.live_columns(form).reported), layout.issued_rows(form).last
    area, line = f"${column}$1:${column}${last}", _CHECKS + absolute(at.LINE)
    count = f'SUMPRODUCT(LEN({area})-LEN(SUBSTITUTE(SUBSTITUTE({area},"3",""),"2","")))'
    passed = f'LEFT({line},{len(PASSED)})="{PASSED}"'
    return f'{line}&IF(AND({passed},{count}>0),"{STILL[0]}"&{count}&"{STILL[1]}","")'


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
