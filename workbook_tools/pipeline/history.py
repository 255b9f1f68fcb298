"""What earlier periods come to in the templates of a period: the list each unit goes on with, and its count."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from workbook_tools import standing
from workbook_tools.carried import Record, carried
from workbook_tools.errors import Misuse
from workbook_tools.messages import forms, terminal
from workbook_tools.model import Form, Plan
from workbook_tools.period import Period
from workbook_tools.pipeline.planned import obligations
from workbook_tools.pipeline.readings import Readings
from workbook_tools.standing import State, Submission
from workbook_tools.xlsx.template.stamp import NOTE_KEY

FREE = 4
"""A list that goes on leaves at least one in so many of the form's usual rows free."""


def rows_for(form: Form, records: int) -> int:
    """How many record rows a form has that begins with so many records: its usual number, or half as many more.

    Laying a form out takes seconds, so it grows by halves until the list has room, and lengths are few.
    """
    needed, rows = records + max(form.rows // FREE, 1), form.rows
    while rows < needed:
        rows += max(rows // 2, 1)
    return rows


@dataclass(frozen=True, slots=True)
class History:
    """What earlier periods come to for one unit and form.

    `cumulative` is its counted number of the year so far. `records` are what its list goes on with, by their
    number in the return they come from, `source` that return's sha256 (empty: the list begins blank), `notes`
    what is said of a record.
    """

    cumulative: int = 0
    source: str = ""
    records: Mapping[int, Record] = field(default_factory=dict)
    notes: Mapping[int, str] = field(default_factory=dict)

    @property
    def roster(self) -> tuple[Record, ...]:
        """The records as they go into the form."""
        return tuple(self.records.values())

    @property
    def prior(self) -> tuple[Record, ...]:
        """The records of the form's hidden copy, each with what is said of it."""
        return tuple({**record, NOTE_KEY: self.notes.get(n)} for n, record in self.records.items())

    def rows(self, form: Form) -> int:
        """How many record rows the form has: its usual number, more where the list needs them."""
        return rows_for(form, len(self.records))


NO_HISTORY = History()


Owner = tuple[str, str]
"""(unit code, form code)."""


def histories(readings: Readings, state: State, plan: Plan, period: Period) -> Mapping[Owner, History]:
    """The history of every unit and form that had a return accepted in an earlier period.

    Misuse where this plan cannot read one of those returns. The records are read from the originals, with
    their phones whole: they go back to the unit they come from, and nowhere else.
    """
    owners = {sha256: owner for owner, sha256 in _sources(state, plan, period).items()}
    if not owners:
        return {}
    # Counting takes pandas, a second to import; the first period has nothing to count.
    from workbook_tools.pipeline.counted import counted_before  # noqa: PLC0415

    before = counted_before(readings, state, plan, period)
    found: dict[Owner, History] = {}
    for source, last in readings.whole(state, sorted(owners)):
        if last is None:
            raise Misuse(_unreadable(state.submissions[source]))
        unit, code = owners[source]
        form = plan.form(code)
        assert form, "what is owed is one of the plan's forms"
        records = carried(plan, form, last, period)
        notes = dict(_notes(before.years, source, records))
        found[unit, code] = History(before.cumulative.get((unit, code), 0), source, records, notes)
    return found


def _sources(state: State, plan: Plan, period: Period) -> Mapping[Owner, str]:
    """The last accepted return of an earlier period, of every unit and form that the plan still has."""
    owed = {(each.unit.code, each.form.code) for each in obligations(plan)}
    counting = sorted(standing.counting(state, period).items())
    # What was answered sorts by period, so the last of a unit's returns is the one that stays.
    return {
        (answered.unit, answered.form): sha256
        for answered, sha256 in counting
        if answered.period < period and (answered.unit, answered.form) in owed
    }


def _unreadable(submission: Submission) -> str:
    return terminal.NO_LONGER_READ.format(period=submission.facts.period, file=submission.names[0])


def _notes(
    years: Mapping[tuple[str, int], int], source: str, records: Iterable[int]
) -> Iterator[tuple[int, str]]:
    for number in records:
        if year := years.get((source, number)):
            yield number, forms.COUNTED_IN.format(year=year)
