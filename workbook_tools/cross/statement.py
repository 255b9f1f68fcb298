"""What one return states, as far as other units and other periods have to do with it; and that as bytes."""

import hashlib
import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property

from workbook_tools import formula
from workbook_tools import period as periods
from workbook_tools.cross.compared import name_field, watched
from workbook_tools.model import Address, Annex, Entry, Field, Form, Plan, Reading, Role, Value, printed
from workbook_tools.period import Period, year_named

Flat = str | int | float | None
"""A value as it is compared and kept; a date is ISO text."""


@dataclass(frozen=True)
class Statement:
    """One return: its key of each record ('' for none), which conditions of the annex the record meets, and the values
    that checks look at, by label.

    `names` are those of the enterprises as they are compared ('' for none). A record `meets` 计入条件 whatever year it
    names (`years`, 0 for none), and `counts` where that is the year of the return. `columns` are sheet columns by
    label, `rows` the sheet rows; `zero` is the answer to 零报告, `roster` a digest of all that the unit listed.
    """

    sha256: str
    unit: str
    form: str
    period: Period
    sheet: str
    zero: str
    roster: str
    columns: Mapping[str, int]
    rows: Sequence[int]
    keys: Sequence[str]
    names: Sequence[str]
    meets: Sequence[bool]
    counts: Sequence[bool]
    exits: Sequence[bool]
    stock: Sequence[bool]
    years: Sequence[int]
    values: Mapping[str, Sequence[Flat]]

    @cached_property
    def records(self) -> Mapping[str, int]:
        """The first record of each enterprise, by its key."""
        return _first(self.keys)

    @cached_property
    def named(self) -> Mapping[str, int]:
        """The first record of each name that has a key."""
        return _first([name if key else "" for name, key in zip(self.names, self.keys, strict=True)])

    @cached_property
    def counted(self) -> frozenset[str]:
        """The keys that count for the year of the return."""
        return frozenset(key for key, counts in zip(self.keys, self.counts, strict=True) if counts and key)

    def value(self, label: str, record: int) -> Flat:
        """A value of a record; None too where the column is not there."""
        column = self.values.get(label)
        return column[record] if column else None

    def at(self, label: str, record: int) -> Address | None:
        """The address of a value of a record, where its column is there."""
        column = self.columns.get(label)
        return (self.rows[record], column) if column else None

    def dump(self) -> bytes:
        """As bytes; `load` gives it back."""
        body = {field.name: getattr(self, field.name) for field in fields(self)}
        text = json.dumps({**body, "period": str(self.period)}, ensure_ascii=False, separators=(",", ":"))
        return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)

    @classmethod
    def load(cls, data: bytes) -> "Statement":
        """What `dump` wrote; zlib.error, ValueError or KeyError where the bytes are none."""
        body = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
        period = periods.parse(body["period"])
        return cls(**{**body, "period": period})


_LOOKS = re.compile(r"[\s()（）]")


def plain(name: object) -> str:
    """A name as it is compared: without spaces and brackets, in small letters; '' where there is none."""
    return _LOOKS.sub("", name).casefold() if isinstance(name, str) else ""


def _first(texts: Sequence[str]) -> Mapping[str, int]:
    """Where each text stands first, in that order; blanks left out."""
    first: dict[str, int] = {}
    for i, text in enumerate(texts):
        if text:
            first.setdefault(text, i)
    return first


def stated(reading: Reading, plan: Plan, form: Form, annex: Annex) -> Statement:
    """What a return states; a column that the unit deleted is blank in every record."""
    period = periods.parse(reading.identity.period)
    assert period, "what is taken in names a period"
    counting, roster = annex.counting, reading.roster
    by_label = {field.label: field for field in form.roster}
    seen = [field for field in watched(plan, form) if field.key in roster.values]
    shown = {field.label: field.key for field in seen} | {counting.key: by_label[counting.key].key}
    meets, exits, stock = _conditions(plan, form, annex, reading)
    years = [period.year] * len(roster.rows)
    if counting.count_year:
        years = [year_named(value) or 0 for value in reading.column(by_label[counting.count_year])]
    return Statement(
        reading.sha256,
        reading.identity.unit,
        reading.identity.form,
        period,
        reading.sheet,
        zero=_zero(reading, form),
        roster=_digest(reading, form),
        columns={label: roster.columns[key] for label, key in shown.items() if key in roster.columns},
        rows=roster.rows,
        keys=[*map(printed, reading.column(by_label[counting.key]))],
        names=_names(reading, form),
        meets=meets,
        counts=[met and year == period.year for met, year in zip(meets, years, strict=True)],
        exits=exits,
        stock=stock,
        years=years,
        values={field.label: [*map(_flat, roster.values[field.key])] for field in seen},
    )


def _conditions(plan: Plan, form: Form, annex: Annex, reading: Reading) -> Iterator[list[bool]]:
    """Which records meet 计入条件, 退出条件 and 存量条件; an annex without a condition has none."""
    counting = annex.counting
    known = formula.levels_by_label(form.roster, plan.choices)
    table = formula.Table({field.label: reading.column(field) for field in form.fields})
    for text in (counting.count_when, counting.exit_when, counting.stock_when):
        condition = formula.written_out(text, form.fields) if text else None
        yield formula.holds(condition, table, known).tolist() if condition else [False] * table.rows


def _names(reading: Reading, form: Form) -> list[str]:
    field = name_field(form)
    column = reading.roster.values.get(field.key) if field else None
    return [*map(plain, column)] if column is not None else [""] * len(reading.roster.rows)


def _zero(reading: Reading, form: Form) -> str:
    field: Field | None = form.role(Role.ZERO_REPORT)
    cell = reading.header.get(field.key) if field else None
    return str(cell.value) if cell and cell.value is not None else ""


def _digest(reading: Reading, form: Form) -> str:
    own = sorted(field.key for field in form.roster if field.entry is Entry.UNIT)
    listed = [[key, reading.roster.values[key]] for key in own if key in reading.roster.values]
    return hashlib.sha256(json.dumps(listed, default=str).encode()).hexdigest() if reading.roster.rows else ""


def _flat(value: Value) -> Flat:
    return value.isoformat() if isinstance(value, date) else value
