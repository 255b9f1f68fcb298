"""Cells of an issued form typed into as they are: logical values, errors and days where no clerk should put them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workbook_tools import layout
from workbook_tools.model import Address, Entry, Form, a1
from workbook_tools.xlsx.template.cells_part import serial, text_content
from workbook_tools.xlsx.template.package import parts_of, sheet_parts, zipped


@dataclass(frozen=True, slots=True)
class Fault:
    """An error value, such as #N/A."""

    name: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """A value that came with a format of its own, and took that of the cell away."""

    value: float | bool


Raw = str | float | bool | date | Fault | Pasted | None
Typed = Mapping[str, Raw]
"""What is typed, by field key; None leaves a cell blank."""

_EMPTY = re.compile(rb'<c r="([A-Z]+\d+)"((?: s="\d+")?)(?: t="n")?\s*(?:/>|></c>)')


def _content(raw: Raw) -> str:
    match raw:
        case Pasted():
            return _content(raw.value)
        case bool():
            return f' t="b"><v>{int(raw)}</v>'
        case str():
            return f' t="inlineStr"><is><t xml:space="preserve">{text_content(raw)}</t></is>'
        case date():
            return f"><v>{serial(raw)}</v>"
        case Fault():
            return f' t="e"><v>{raw.name}</v>'
        case _:
            return f"><v>{raw!r}</v>"


def _cells(form: Form, header: Typed, rows: Sequence[Typed]) -> Iterator[tuple[Address, Raw]]:
    at, first = layout.issued_cells(form), form.layout.first_row
    own = {field.key for field in form.fields if field.entry is Entry.UNIT}
    yield from ((at[key], raw) for key, raw in header.items())
    for line, row in enumerate(rows, first):
        yield from (((line, form.layout.columns[key]), raw) for key, raw in row.items() if key in own)


def typed(template: bytes, form: Form, header: Typed, rows: Sequence[Typed]) -> bytes:
    """The issued form with these values; `form` with as many rows as it was issued with.

    Each cell keeps its look, but for pasted values. Logical ones are: LibreOffice would take a logical value in a
    cell with a number format for a number.
    """
    assert len(rows) <= form.rows
    values = {
        a1(address).encode(): (_content(raw).encode(), isinstance(raw, bool | Pasted))
        for address, raw in _cells(form, header, rows)
        if raw is not None
    }
    parts = parts_of(template)
    sheet = sheet_parts(parts)[layout.FORM_SHEET]
    filled = set()

    def fill(cell: re.Match[bytes]) -> bytes:
        if cell[1] not in values:
            return cell[0]
        filled.add(cell[1])
        content, pasted = values[cell[1]]
        return b'<c r="%b"%b%b</c>' % (cell[1], b"" if pasted else cell[2], content)

    parts[sheet] = _EMPTY.sub(fill, parts[sheet])
    assert filled == set(values), "every cell to fill in is blank in the form"
    return zipped(parts.items())
