"""One unit's template: a laid-out form with this unit's values put into its cells, everything else unchanged."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from xml.sax.saxutils import escape

from workbook_tools.layout import (
    CHECK_MARK,
    FORM_SHEET,
    IDENTITY_SHEET,
    PRIOR_SHEET,
    issued_cells,
    issued_marks,
    live_columns,
)
from workbook_tools.model import Address, Entry, Identity, Value, a1
from workbook_tools.xlsx.template.base import CORE_PART, CUSTOM_PART, Base, marker
from workbook_tools.xlsx.template.cells_part import Sheet, value_cells, with_cells
from workbook_tools.xlsx.template.package import Repacked

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(<)")

Record = Mapping[str, Value]
"""Values of one record by field key; those of other keys and blanks are left out."""
NOTE_KEY = ""
"""The key under which a record of `prior` has what 自动校验 says of it while it is the same enterprise."""


class Stamper:
    """Makes templates from one laid-out form."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._form = Sheet(base.parts[base.sheets[FORM_SHEET]])
        self._identity = Sheet(base.parts[base.sheets[IDENTITY_SHEET]])
        self._repacked = Repacked({name: base.parts[name] for name in base.shared})

    def parts(
        self,
        identity: Identity,
        named: Mapping[str, Value],
        roster: Sequence[Record] = (),
        prior: Sequence[Record] = (),
        header: Record | None = None,
    ) -> dict[str, bytes]:
        """The parts of one unit's workbook; `named` holds the value of every prefill name.

        `roster` goes into the record rows of the form, `prior` into those of its hidden copy, `header` into
        the header cells the unit fills in; ValueError where there are more records than rows.
        """
        known = {key: str(getattr(identity, key)) for key in self._base.identity}
        sheets, parts = self._base.sheets, dict(self._base.parts)
        parts[sheets[FORM_SHEET]] = self._form.filled(
            {**dict(self._cells(named, roster)), **self._header(header or {})}
        )
        parts[sheets[IDENTITY_SHEET]] = self._identity.filled(
            {self._base.identity[key]: text for key, text in known.items()}
        )
        parts[sheets[PRIOR_SHEET]] = self._prior(prior)
        parts[CUSTOM_PART] = self._marked(parts[CUSTOM_PART], known)
        parts[CORE_PART] = self._dated(parts[CORE_PART])
        return parts

    def stamp(
        self,
        identity: Identity,
        named: Mapping[str, Value],
        roster: Sequence[Record] = (),
        prior: Sequence[Record] = (),
        header: Record | None = None,
    ) -> bytes:
        """The workbook of one unit, from the same as `parts`. Equal input, equal bytes."""
        return self.zipped(self.parts(identity, named, roster, prior, header))

    def zipped(self, parts: Mapping[str, bytes]) -> bytes:
        """A workbook out of `parts`, further ones among them; quick where the shared ones are as they were."""
        return self._repacked.zipped(parts)

    def _cells(self, named: Mapping[str, Value], roster: Sequence[Record]) -> Iterator[tuple[str, Value]]:
        form, rows = self._base.form, self._base.rows
        addresses = issued_cells(form)
        for field in form.header:
            if field.prefill:
                yield a1(addresses[field.key]), named[field.prefill]
        for address, text in issued_marks(form).items():
            if CHECK_MARK not in text:
                yield a1(address), fill(text, named)
        lines = (*range(rows.first, rows.last + 1), *range(rows.overflow_first, rows.overflow_last + 1))
        for field in form.roster:
            if field.prefill:
                for line in lines:
                    yield a1((line, form.layout.columns[field.key])), named[field.prefill]
        yield from ((a1(address), value) for address, value in self._records(roster))

    def _header(self, values: Record) -> dict[str, Value]:
        cells = issued_cells(self._base.form)
        own = (field.key for field in self._base.form.header if field.entry is Entry.UNIT)
        return {a1(cells[key]): values.get(key) for key in own}

    def _records(self, records: Sequence[Record]) -> Iterator[tuple[Address, Value]]:
        """The values of records at the addresses of the form's record rows."""
        rows, columns = self._base.rows, self._base.form.layout.columns
        own = [
            (field.key, columns[field.key]) for field in self._base.form.roster if field.entry is Entry.UNIT
        ]
        if len(records) > rows.last - rows.first + 1:
            raise ValueError(f"{len(records)} records for rows {rows.first} to {rows.last}")
        for line, record in enumerate(records, rows.first):
            yield from (((line, column), record.get(key)) for key, column in own)

    def _prior(self, records: Sequence[Record]) -> bytes:
        blank = self._base.parts[self._base.sheets[PRIOR_SHEET]]
        words = live_columns(self._base.form).words
        notes = {
            (line, words): record.get(NOTE_KEY) for line, record in enumerate(records, self._base.rows.first)
        }
        return with_cells(blank, value_cells({**dict(self._records(records)), **notes}))

    def _dated(self, core: bytes) -> bytes:
        moment = f"{self._base.dated.isoformat()}T00:00:00Z".encode()
        return _MODIFIED.sub(rb"\g<1>" + moment + rb"\g<2>", core)

    def _marked(self, properties: bytes, known: Mapping[str, str]) -> bytes:
        for key, text in known.items():
            properties = properties.replace(marker(key).encode(), escape(text).encode())
        return properties


def fill(text: str, named: Mapping[str, Value]) -> str:
    """A text of the layout with its placeholders replaced; dates as 2023年10月31日."""

    def shown(match: re.Match[str]) -> str:
        value = named[match[1]]
        if isinstance(value, date):
            return f"{value.year}年{value.month}月{value.day}日"
        return "" if value is None else str(value)

    return re.sub(r"\{([^{}]+)\}", shown, text)
