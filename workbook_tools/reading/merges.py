"""Merged cells over records: one value stands for many rows, which only a choice can mean."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbook_tools.messages.found import found
from workbook_tools.model import Address, Entry, Field, FieldType, Finding, SheetLook, a1
from workbook_tools.reading.labels import is_blank

Merge = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Filled:
    """Values to be read under merged cells, covered cells of which nobody can tell, and what was said."""

    values: Mapping[Address, object]
    unclear: frozenset[Address]
    findings: tuple[Finding, ...]


def _means_each_row(field: Field) -> bool:
    """Whether a value merged over rows can only mean each of them: a choice such as the township."""
    return field.type is FieldType.CHOICE or field.entry is Entry.LOCKED


def _over(sheet: SheetLook, column: int, rows: Sequence[int]) -> Iterator[tuple[Merge, list[int]]]:
    """The merges with a value that cover a column at records, each with those records' rows."""
    for merge in sheet.merges:
        top, left, bottom, right = merge
        if left <= column <= right and not is_blank(sheet.at((top, left))):
            covered = [row for row in rows if top <= row <= bottom]
            if covered and (len(covered) > 1 or right > left):
                yield merge, covered


def fill_merged(sheet: SheetLook, columns: Mapping[Field, int], rows: Sequence[int]) -> Filled:
    """What to read under each merge (L030), or that it cannot be read (L031), for the columns given.

    Merges across columns are never filled: which column the value belongs to cannot be told.
    """
    values: dict[Address, object] = {}
    unclear: set[Address] = set()
    findings: dict[Merge, Finding] = {}
    for field, column in columns.items() if sheet.merges else ():
        for merge, covered in _over(sheet, column, rows):
            top, left, bottom, right = merge
            fills = left == right and _means_each_row(field)
            if fills:
                values.update({(row, column): sheet.at((top, left)) for row in covered})
            else:
                unclear.update((row, column) for row in covered if (row, column) != (top, left))
            span = f"{a1((top, left))}:{a1((bottom, right))}"
            findings.setdefault(
                merge,
                found("L030" if fills else "L031", sheet.name, (top, left), field=field.label, span=span),
            )
    return Filled(values, frozenset(unclear), tuple(findings.values()))
