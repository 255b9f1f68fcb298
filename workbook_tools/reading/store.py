"""A reading as bytes and back, column by column, and the digest of what it says."""

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from datetime import date, datetime, time, timedelta
from typing import Any

from workbook_tools.model import Cell, Entry, Finding, Form, Identity, Reading, Roster, Severity, Value

_DATE, _MOMENT, _TIME, _SPAN = "@date", "@datetime", "@time", "@span"
"""Tags of what JSON has no word for; field keys are Latin names and never start so."""


def _tagged(value: object) -> dict[str, str | list[int]]:
    match value:
        case datetime():
            return {_MOMENT: value.isoformat()}
        case date():
            return {_DATE: value.isoformat()}
        case time():
            return {_TIME: value.isoformat()}
        case timedelta():
            return {_SPAN: [value.days, value.seconds, value.microseconds]}
    raise TypeError(f"no JSON for {type(value)}")


def _untagged(found: dict[str, Any]) -> Any:
    if len(found) != 1:
        return found
    ((tag, value),) = found.items()
    match tag:
        case "@date":
            return date.fromisoformat(value)
        case "@datetime":
            return datetime.fromisoformat(value)
        case "@time":
            return time.fromisoformat(value)
        case "@span":
            return timedelta(*value)
    return found


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_tagged)
    return text.encode("utf-8", "surrogatepass")


Packed = tuple[Sequence[Value], list[int]]
"""A column with its dates as ISO text, and which of its values they are: quicker than a tag on each."""


def _packed_column(values: Sequence[Value]) -> Packed:
    days = [(i, value.isoformat()) for i, value in enumerate(values) if isinstance(value, date)]
    if not days:
        return values, []
    texts = list(values)
    for i, text in days:
        texts[i] = text
    return texts, [i for i, _ in days]


def _unpacked_column(values: list[Value], days: list[int]) -> tuple[Value, ...]:
    for i in days:
        values[i] = date.fromisoformat(str(values[i]))
    return tuple(values)


def content(
    form: Form, header: Mapping[str, Cell], roster: Roster, bad: Mapping[tuple[int, str], str]
) -> str:
    """The sha256 of all that the unit filled in: equal for two files that say the same, wherever it stands.

    `bad` holds the texts of cells that were not understood: they say something too.
    """
    own = sorted(field.key for field in form.fields if field.entry is Entry.UNIT)
    said = [
        [[key, header[key].value] for key in own if key in header],
        [[key, _packed_column(roster.values[key])] for key in own if key in roster.values],
        sorted([row, key, text] for (row, key), text in bad.items()),
    ]
    return hashlib.sha256(_json(said)).hexdigest()


def dump(reading: Reading) -> bytes:
    """The reading as bytes; `load` gives it back exactly."""
    roster = reading.roster
    body = {
        "sha256": reading.sha256,
        "identity": astuple(reading.identity),
        "sheet": reading.sheet,
        "header": [[key, cell.raw, cell.value, cell.address] for key, cell in reading.header.items()],
        "columns": list(roster.columns.items()),
        "rows": roster.rows,
        "values": [[key, *_packed_column(column)] for key, column in roster.values.items()],
        "raws": [[row, key, text] for (row, key), text in roster.raws.items()],
        "bad": sorted(reading.bad),
        "notes": [packed(note) for note in reading.notes],
        "content": reading.content,
    }
    return zlib.compress(_json(body), 1)


def load(data: bytes) -> Reading:
    """The reading that `dump` wrote; zlib.error, ValueError or KeyError where the bytes are not one."""
    text = zlib.decompress(data).decode("utf-8", "surrogatepass")
    body = json.loads(text, object_hook=_untagged)
    values = {key: _unpacked_column(column, days) for key, column, days in body["values"]}
    raws = {(row, key): text for row, key, text in body["raws"]}
    return Reading(
        body["sha256"],
        Identity(*body["identity"]),
        body["sheet"],
        {key: Cell(raw, value, (at[0], at[1])) for key, raw, value, at in body["header"]},
        Roster(dict(body["columns"]), tuple(body["rows"]), values, raws),
        frozenset((row, key) for row, key in body["bad"]),
        tuple(unpacked(note) for note in body["notes"]),
        body["content"],
    )


def packed(note: Finding) -> list[object]:
    """A finding as JSON takes it."""
    return [
        note.code,
        note.severity.name,
        note.sheet,
        note.cell,
        note.field,
        note.value,
        note.params,
        note.row,
    ]


def unpacked(note: list[Any]) -> Finding:
    """The finding that `packed` took apart."""
    code, severity, sheet, cell, field, value, params, row = note
    pairs = tuple((name, text) for name, text in params)
    return Finding(code, Severity[severity], sheet, cell, field, value, pairs, row)
