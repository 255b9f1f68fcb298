"""What collect and validate say of returned forms, as the form itself would say it."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from tests.build.bureau import Bureau, Json
from tests.build.live import Told
from workbook_tools import rules
from workbook_tools.checks.explanations import is_explanation
from workbook_tools.messages import kind
from workbook_tools.model import Form, Plan, ReportingPeriod, Role, Severity, address_of

OWED = (Severity.MANDATORY, Severity.EXPLAIN, Severity.WAIVABLE)
_ONCE_A_ROW = ("S040", "S041")
_UNSEEN = ("C004", "C005", "S042")
"""An id-card number is taken out of its cell; a code dragged down is said to be that and not that it is wrong."""
HEADER = 0
"""Stands for the row of what is found in the header, or in the table as a whole."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What receipt found: where (field key, or code of a rule), code as the form has it, how grave."""

    name: str
    code: str
    severity: Severity


@dataclass(frozen=True)
class Received:
    """What receipt found in one return, by sheet row (HEADER for the rest), and what became of it.

    Without what is 收件后核, what is only recorded, and NOTICE of how values are written. `unseen` are the keys of
    cells of which receipt makes what no formula can.
    """

    status: str
    found: Mapping[int, Sequence[Finding]]
    unseen: Mapping[int, AbstractSet[str]]

    def told(self, row: int) -> Told:
        """The same for one row as the form tells it."""
        return frozenset((each.name, each.code) for each in self.found.get(row, ()))

    def owes(self, row: int, note: object, unseen: Told = frozenset()) -> bool:
        """Whether something in a row (or the header) must be changed, or explained and is not by this 说明.

        Without what is `unseen`, as the form asks for a value to be written otherwise first.
        """
        found = [each for each in self.found.get(row, ()) if (each.name, each.code) not in unseen]
        severities = {each.severity for each in found}
        return Severity.MANDATORY in severities or not (is_explanation(note) or severities.isdisjoint(OWED))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Receipt:
    """How receipt's findings about one form read in the form's own terms."""

    plan: Plan
    form: Form
    period: ReportingPeriod

    def received(self, submission: Json) -> Received:
        """One submission of what `validate --json` says."""
        found: dict[int, list[Finding]] = {}
        unseen: dict[int, set[str]] = {}
        for each in submission["findings"]:
            row, code = self._row(each), each["code"]
            found.setdefault(row, []).extend(self._seen(each))
            if code in _UNSEEN:
                unseen.setdefault(row, set()).add(self._keys.get(each["field"], ""))
        return Received(
            submission["status"], {row: self._asked_for(all_) for row, all_ in found.items()}, unseen
        )

    def _row(self, finding: Json) -> int:
        row, _ = address_of(finding["cell"]) or (HEADER, 0)
        first = self.form.layout.first_row
        return row if first <= row < first + self.form.rows else HEADER

    def _seen(self, finding: Json) -> Iterator[Finding]:
        code, severity = finding["code"], Severity[finding["severity"]]
        if code in self._rules:
            if self._rules[code]:
                yield Finding(code, code, severity)
        elif severity in OWED and not code.startswith("X") and not kind(code).late:
            name = code if code in _ONCE_A_ROW else self._keys.get(finding["field"], "")
            if (name, code) not in self._late:
                yield Finding(name, kind(code).general or code, severity)

    def _asked_for(self, found: Sequence[Finding]) -> Sequence[Finding]:
        """Without S070 where 收件后核 alone asked for a 说明."""
        asked = any(each.severity in OWED[1:] for each in found)
        return [each for each in found if asked or each.code != "S070"]

    @cached_property
    def _keys(self) -> dict[str, str]:
        return {field.label: field.key for field in self.form.fields}

    @cached_property
    def _rules(self) -> dict[str, bool]:
        """Code of a rule of the plan -> whether the form asks it too."""
        demands = rules.demands(self.plan, self.form, self.period)
        return {each.code: each.live for each in demands if each.says}

    @cached_property
    def _late(self) -> frozenset[tuple[str, str]]:
        """What a field's own columns ask and the form does not."""
        demands = rules.demands(self.plan, self.form, self.period)
        return frozenset((each.fields[0].key, each.code) for each in demands if each.own and not each.live)


def validated(
    bureau: Bureau, period: str, files: Mapping[str, bytes], now: str
) -> dict[tuple[str, str], Json]:
    """Hand files in, collect and validate them: (unit, form) -> what is said of its submission."""
    verdicts = bureau.collected(files, now=now)
    assert {verdict for verdict, _ in verdicts.values()} == {"collected"}, verdicts
    submissions = bureau.did("validate", "--period", period, now=now)["submissions"]
    return {(each["unit"], each["form"]): each for each in submissions}


def general_note(form: Form) -> str:
    """The key of 综合说明, empty where the form has none."""
    field = form.role(Role.GENERAL_NOTE)
    return field.key if field else ""
