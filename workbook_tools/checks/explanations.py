"""说明: where a finding is explained, whether that is an explanation, and what becomes of the submission."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from workbook_tools.checks.context import at
from workbook_tools.messages.submissions import BOILERPLATE, QUESTIONS, SHORTEST_NOTE, STOPS
from workbook_tools.model import Field, Finding, Form, Reading, Role, Severity, Status, Value

_NEEDS_NOTE = (Severity.EXPLAIN, Severity.WAIVABLE)
_NOTHING_RULED: Mapping[Finding, bool] = {}
_STOPS = re.compile(rf"[\s{re.escape(STOPS)}]+")


def is_explanation(note: Value) -> bool:
    """Whether a 说明 says anything: six characters or more beside the phrases that say nothing."""
    phrases = _STOPS.split(note) if isinstance(note, str) else []
    return sum(len(phrase) for phrase in phrases if phrase not in BOILERPLATE) >= SHORTEST_NOTE


def _note_field(finding: Finding, form: Form) -> Field | None:
    """审核说明 of the row for a finding in the roster, where the form has it; else 综合说明."""
    row_note = form.role(Role.ROW_NOTE) if finding.row is not None else None
    return row_note or form.role(Role.GENERAL_NOTE)


def _note(field: Field, finding: Finding, reading: Reading) -> Value:
    if field.role is Role.ROW_NOTE:
        column = reading.roster.values.get(field.key)
        return column[finding.row] if column and finding.row is not None else None
    cell = reading.header.get(field.key)
    return cell.value if cell else None


def explanation(finding: Finding, reading: Reading, form: Form) -> str:
    """What the unit wrote in the place where a finding is to be explained; empty where that says nothing."""
    field = _note_field(finding, form)
    note = _note(field, finding, reading) if field else None
    return str(note) if is_explanation(note) else ""


def explained(finding: Finding, reading: Reading, form: Form) -> bool:
    """Whether the unit explained a finding, in the place where it is to be explained."""
    return bool(explanation(finding, reading, form))


def hollow_notes(findings: Iterable[Finding], reading: Reading, form: Form) -> Iterator[Finding]:
    """S070 for each 说明 that should explain a finding and says nothing."""
    told: set[tuple[str, int | None]] = set()
    for finding in findings:
        field = _note_field(finding, form) if finding.severity in _NEEDS_NOTE else None
        if field is None:
            continue
        note = _note(field, finding, reading)
        row = finding.row if field.role is Role.ROW_NOTE else None
        if note is not None and not is_explanation(note) and (field.key, row) not in told:
            told.add((field.key, row))
            yield at(reading, "S070", field, row or 0, value=note, least=str(SHORTEST_NOTE))


def outcome(
    findings: Sequence[Finding], reading: Reading, form: Form, waived: Mapping[Finding, bool] = _NOTHING_RULED
) -> Status:
    """The status of a submission: first a question about the file, then what is open, then a waiver.

    `waived` has the WAIVABLE findings that the bureau ruled on: granted, or refused, which sends the return back.
    """
    if any(f.code in QUESTIONS and f.severity is Severity.MANDATORY for f in findings):
        return Status.HELD
    if any(finding.severity is Severity.MANDATORY for finding in findings):
        return Status.RETURNED
    if not all(explained(f, reading, form) for f in findings if f.severity in _NEEDS_NOTE):
        return Status.RETURNED
    waivers = {waived.get(finding) for finding in findings if finding.severity is Severity.WAIVABLE}
    if False in waivers:
        return Status.RETURNED
    return Status.HELD if None in waivers else Status.ACCEPTED
