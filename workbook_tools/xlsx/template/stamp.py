"""One unit's template: a laid-out form with this unit's values put into its cells, everything else unchanged."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from xml.sax.saxutils import escape

from workbook_tools.layout import issued_cells, issued_marks
from workbook_tools.model import Identity, Value, a1
from workbook_tools.xlsx.template.base import CORE_PART, CUSTOM_PART, FORM_PART, IDENTITY_PART, Base, marker

_EMPTY_CELL = re.compile(rb'<c r="([A-Z]+\d+)"((?: s="\d+")?)(?: t="n")?\s*(?:/>|></c>)')
"""An empty styled cell, in both ways openpyxl writes it (with lxml and without)."""
_LIKE_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What spreadsheets would take for their escape of a character (_x003D_)."""
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(<)")
_UNIX = 3
"""Who made a zip member; named so that every system writes the same bytes."""
_LEVEL = 4
"""Deflates a form in less than half the time of the usual 6, at 7 % more bytes."""


def _content(value: str | int | float | date) -> str:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return f"><v>{(value - date(1899, 12, 30)).days}</v></c>"
    if isinstance(value, str):
        text = escape(_LIKE_ESCAPE.sub("_x005F_", value))
        return f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f"><v>{value}</v></c>"


class Sheet:
    """A worksheet part whose empty cells can be filled in."""

    def __init__(self, xml: bytes) -> None:
        self._xml = xml

    @cached_property
    def _slots(self) -> dict[str, tuple[int, int, bytes]]:
        return {m[1].decode(): (m.start(), m.end(), m[2]) for m in _EMPTY_CELL.finditer(self._xml)}

    def filled(self, values: Mapping[str, Value]) -> bytes:
        """The part with values in the named empty cells; KeyError for a cell that is not empty and styled."""
        pieces, at = [], 0
        for start, end, style, ref, value in sorted(
            (*self._slots[ref], ref, value) for ref, value in values.items() if value is not None
        ):
            pieces += [self._xml[at:start], b'<c r="%b"%b' % (ref.encode(), style), _content(value).encode()]
            at = end
        return b"".join([*pieces, self._xml[at:]])


class Stamper:
    """Makes templates from one laid-out form."""

    def __init__(self, base: Base) -> None:
        self._base = base
        parts = dict(base.parts)
        self._form, self._identity = Sheet(parts[FORM_PART]), Sheet(parts[IDENTITY_PART])

    def _cells(self, named: Mapping[str, Value]) -> Iterator[tuple[str, Value]]:
        form, rows = self._base.form, self._base.rows
        addresses = issued_cells(form)
        for field in form.header:
            if field.prefill:
                yield a1(addresses[field.key]), named[field.prefill]
        for address, text in issued_marks(form).items():
            yield a1(address), fill(text, named)
        lines = (*range(rows.first, rows.last + 1), *range(rows.overflow_first, rows.overflow_last + 1))
        for field in form.roster:
            if field.prefill:
                for line in lines:
                    yield a1((line, form.layout.columns[field.key])), named[field.prefill]

    def stamp(self, identity: Identity, named: Mapping[str, Value]) -> bytes:
        """The workbook of one unit; `named` holds the value of every prefill name. Equal input, equal bytes."""
        known = {key: str(getattr(identity, key)) for key in self._base.identity}
        changed = {
            FORM_PART: self._form.filled(dict(self._cells(named))),
            IDENTITY_PART: self._identity.filled(
                {self._base.identity[key]: text for key, text in known.items()}
            ),
        }
        return zipped(
            (name, changed.get(name) or self._described(name, data, known)) for name, data in self._base.parts
        )

    def _described(self, name: str, data: bytes, known: Mapping[str, str]) -> bytes:
        if name == CUSTOM_PART:
            for key, text in known.items():
                data = data.replace(marker(key).encode(), escape(text).encode())
        if name == CORE_PART:
            moment = f"{self._base.dated.isoformat()}T00:00:00Z".encode()
            data = _MODIFIED.sub(rb"\g<1>" + moment + rb"\g<2>", data)
        return data


def fill(text: str, named: Mapping[str, Value]) -> str:
    """A text of the layout with its placeholders replaced; dates as 2023年10月31日."""

    def shown(match: re.Match[str]) -> str:
        value = named[match[1]]
        if isinstance(value, date):
            return f"{value.year}年{value.month}月{value.day}日"
        return "" if value is None else str(value)

    return re.sub(r"\{([^{}]+)\}", shown, text)


def zipped(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A workbook out of its parts; equal parts, equal bytes on every system."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.compress_type = _UNIX, zipfile.ZIP_DEFLATED
            archive.writestr(info, data, compresslevel=_LEVEL)
    return buffer.getvalue()
