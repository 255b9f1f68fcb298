"""What a worker process does with one archived original: recognise, look, identify, read."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from workbook_tools import reading
from workbook_tools.intake import formats
from workbook_tools.messages.found import found
from workbook_tools.messages.submissions import YES
from workbook_tools.model import Finding, Form, Identity, Look, Plan, Reading, Role, Severity, Verdict
from workbook_tools.period import parse
from workbook_tools.safe_write import read_bytes
from workbook_tools.understand import veiled
from workbook_tools.xlsx.look import look


@dataclass(frozen=True, slots=True)
class Examined:
    """What the bytes of one file alone say: verdict and reason, identity, and the reading where there is one.

    `reading` is serialised: it goes from the worker to the cache as it is.
    """

    format: str
    verdict: Verdict
    reason: Finding | None = None
    identity: Identity | None = None
    filled_on: str = ""
    content: str = ""
    zero: bool = False
    reading: bytes | None = None


class Examiner:
    """Examines files under one plan; made once in each worker."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def examine(self, path: Path, sha256: str, ruled: Identity | None = None) -> Examined:
        """Examine the archived original at `path`; `ruled` is its identity where the bureau ruled on it."""
        data = read_bytes(path)
        known = formats.recognise(data)
        if known.refusal or known.format not in formats.WORKBOOKS:
            return Examined(known.format, Verdict.REFUSED, known.refusal)
        seen = look(data, known.format)
        if isinstance(seen, Finding):
            return Examined(known.format, Verdict.REFUSED, seen)
        identity, conflicts = (ruled, ()) if ruled else reading.identify(seen)
        return self._read(seen, sha256, identity, conflicts) if identity else self._anonymous(seen)

    def whole(self, path: Path, identity: Identity) -> Reading | None:
        """An original that was taken in under this identity, with phones as typed; None where it cannot be read."""
        form, seen = self._plan.form(identity.form), _look(path)
        if form is None or seen is None:
            return None
        return reading.read_whole(seen, path.stem, identity, form, self._plan.choices)[0]

    def reported(self, path: Path, identity: Identity) -> reading.Reported | None:
        """What was filled in, as found, in such an original; None where it cannot be read."""
        form, seen = self._plan.form(identity.form), _look(path)
        return reading.reported(seen, form, self._plan.choices) if form and seen else None

    def _read(self, seen: Look, sha256: str, identity: Identity, conflicts: tuple[Finding, ...]) -> Examined:
        wrong = self._not_planned(identity)
        form = self._plan.form(identity.form)
        if wrong or form is None:
            return Examined(seen.format, Verdict.REFUSED, wrong, self._recordable(identity))
        read, findings = reading.read(seen, sha256, identity, form, self._plan.choices)
        if read is None:
            reason = next(f for f in findings if f.severity is Severity.MANDATORY)
            return Examined(seen.format, Verdict.REFUSED, reason, identity)
        whole = replace(read, notes=(*conflicts, *seen.notes, *read.notes))
        verdict = Verdict.HELD if conflicts else Verdict.COLLECTED
        return Examined(
            seen.format,
            verdict,
            conflicts[0] if conflicts else None,
            identity,
            _filled_on(whole, form),
            whole.content,
            _zero(whole, form),
            reading.dump(whole),
        )

    def _anonymous(self, seen: Look) -> Examined:
        """No identity: a question for the bureau where the form can be recognised, else a refusal."""
        if any(reading.recognises(seen, form) for form in self._plan.forms):
            return Examined(seen.format, Verdict.HELD, found("S001"))
        only_pictures = seen.pictures and not any(sheet.rows for sheet in seen.sheets)
        return Examined(seen.format, Verdict.REFUSED, found("L003" if only_pictures else "L001"))

    def _recordable(self, identity: Identity) -> Identity:
        """An identity to be refused: what the plan does not have may be anything, a phone too."""
        plan = self._plan
        return replace(
            identity,
            unit=identity.unit if plan.unit(identity.unit) else veiled(identity.unit),
            form=identity.form if plan.form(identity.form) else veiled(identity.form),
            period=veiled(identity.period),
        )

    def _not_planned(self, identity: Identity) -> Finding | None:
        plan, period = self._plan, parse(identity.period)
        if plan.form(identity.form) is None:
            return found("S003", value=identity.form)
        if plan.unit(identity.unit) is None:
            return found("S004", value=identity.unit)
        if period is None or plan.period(period) is None:
            return found("S005", value=identity.period)
        if all(row.unit != identity.unit for row in plan.annex_of(identity.form).rows):
            return found("S006", value=identity.form, unit=identity.unit)
        return None


def _look(path: Path) -> Look | None:
    """An original as found; None where it is no workbook that can be opened."""
    data = read_bytes(path)
    known = formats.recognise(data)
    if known.refusal or known.format not in formats.WORKBOOKS:
        return None
    seen = look(data, known.format)
    return None if isinstance(seen, Finding) else seen


def _filled_on(read: Reading, form: Form) -> str:
    field = form.role(Role.FILLED_ON)
    cell = read.header.get(field.key) if field else None
    return cell.value.isoformat() if cell and isinstance(cell.value, date) else ""


def _zero(read: Reading, form: Form) -> bool:
    field = form.role(Role.ZERO_REPORT)
    cell = read.header.get(field.key) if field else None
    return cell is not None and cell.value == YES
