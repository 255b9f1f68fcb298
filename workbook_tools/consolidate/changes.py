"""变更记录: which versions of a return counted one after another, and what each says otherwise, cell by cell."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from workbook_tools.carried import Enterprise, told_apart
from workbook_tools.messages.changes import RAW
from workbook_tools.model import Entry, Field, FieldType, Form, Place, Reading, Value, a1, printed
from workbook_tools.period import Period


class Kind(Enum):
    """What became of a cell, or of a whole record."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


class Said(NamedTuple):
    """What a version says in a cell, as printed, and where (sheet!cell); empty where it has no such cell."""

    text: str = ""
    place: str = ""


class Change(NamedTuple):
    """A cell, or a whole record, that two versions of a return do not share.

    `key` and `name` are those of the enterprise (empty in the header), `label` is the field's (empty: the record).
    """

    kind: Kind
    key: str
    name: str
    label: str
    before: Said
    after: Said


class Version(NamedTuple):
    """A version that counted: its place among those that ever did (from 1), its sha256 and file name."""

    number: int
    sha256: str
    file: str


class Turn(NamedTuple):
    """A moment at which another version came to count than before, or what counts was fixed.

    `at` is the ledger's time. None for `before` or `after`: nothing counted. `changes` are those from the version
    `since`, the last other one that counted (None: there was none); they are None where one cannot be read.
    """

    at: str
    why: str
    before: Version | None
    after: Version | None
    since: Version | None = None
    changes: tuple[Change, ...] | None = ()


@dataclass(frozen=True, slots=True)
class Succession:
    """One return of which several versions counted, and what happened to it, in the order of the ledger."""

    annex: int
    seq: int
    unit: str
    name: str
    period: Period
    turns: tuple[Turn, ...]


class _Side:
    """One of two versions: what it says in each cell, and which of its records is which enterprise."""

    def __init__(self, form: Form, key: str, reading: Reading) -> None:
        self._header, self._roster, self._bad = reading.header, reading.roster, reading.bad
        self._sheet = reading.sheet
        self._key = next(field for field in form.roster if field.label == key)
        self._name = next((field for field in form.roster if field.type is FieldType.NAME), None)
        keys = told_apart(reading.column(self._key))
        self.records: Mapping[Enterprise, int] = {each: record for record, each in enumerate(keys)}

    def value(self, field: Field, record: int) -> tuple[Value, str]:
        """A cell's value (record -1: of the header), with its text where that could not be understood."""
        value = self._value(field, record)
        return value, self._raw(field, record) if (record, field.key) in self._bad else ""

    def said(self, field: Field, record: int) -> Said:
        """A cell as it is printed: its value, the text as found beside it where that differs."""
        address = self._place(field, record)
        text, raw = printed(self._value(field, record)), self._raw(field, record)
        return Said(RAW.format(value=text, raw=raw) if raw not in ("", text) else text, address)

    def whole(self, record: int) -> Said:
        """A record as a whole: where its key stands, else its first cell."""
        return Said(place=self._place(self._key, record) or self._cell(self._roster.rows[record], 1))

    def called(self, record: int) -> tuple[str, str]:
        """Key and name of the enterprise of a record."""
        name = self._value(self._name, record) if self._name else None
        return printed(self._value(self._key, record)), printed(name)

    def _value(self, field: Field, record: int) -> Value:
        if record < 0:
            return self._header[field.key].value if field.key in self._header else None
        column = self._roster.values.get(field.key)
        return column[record] if column else None

    def _raw(self, field: Field, record: int) -> str:
        if record >= 0:
            return self._roster.raws.get((record, field.key), "")
        raw = self._header[field.key].raw if field.key in self._header else None
        return printed(raw) if isinstance(raw, str | int | float) else ""

    def _place(self, field: Field, record: int) -> str:
        if record < 0:
            return self._cell(*self._header[field.key].address) if field.key in self._header else ""
        column = self._roster.columns.get(field.key)
        return self._cell(self._roster.rows[record], column) if column else ""

    def _cell(self, row: int, column: int) -> str:
        return f"{self._sheet}!{a1((row, column))}"


def changes(form: Form, key: str, before: Reading, after: Reading) -> tuple[Change, ...]:
    """How two versions of a return differ: header cells, records as `after` has them, then those it has no more.

    Records with the same value of the field labelled `key` are the same enterprise, the n-th of those that share a
    value (or have none) the n-th; the order of rows is no difference. 序号 and computed cells are not compared.
    """
    return tuple(_changes(form, _Side(form, key, before), _Side(form, key, after)))


def _changes(form: Form, before: _Side, after: _Side) -> Iterator[Change]:
    compared = [each for each in form.fields if _is_read(each)]
    columns = [each for each in compared if each.place is Place.ROW]
    yield from _cells([each for each in compared if each.place is Place.HEADER], before, after, -1, -1)
    for enterprise, record in after.records.items():
        if enterprise in before.records:
            yield from _cells(columns, before, after, before.records[enterprise], record)
        else:
            yield Change(Kind.ADDED, *after.called(record), "", Said(), after.whole(record))
    for enterprise, record in before.records.items():
        if enterprise not in after.records:
            yield Change(Kind.REMOVED, *before.called(record), "", before.whole(record), Said())


def _is_read(field: Field) -> bool:
    return field.entry is not Entry.COMPUTED and field.type is not FieldType.SEQUENCE


def _cells(fields: Iterable[Field], before: _Side, after: _Side, old: int, new: int) -> Iterator[Change]:
    """The cells of a record (of the header: -1 in both) that differ."""
    for field in fields:
        if before.value(field, old) != after.value(field, new):
            key, name = after.called(new) if new >= 0 else ("", "")
            yield Change(
                Kind.CHANGED, key, name, field.label, before.said(field, old), after.said(field, new)
            )
