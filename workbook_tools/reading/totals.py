"""Totals typed among the records: compared with the records' own sums and count, never counted."""

import re
from collections.abc import Iterator, Mapping, Sequence

from workbook_tools.messages.found import found
from workbook_tools.model import Field, FieldType, Finding, SheetLook, Value
from workbook_tools.reading.labels import plain

_WHOLE = re.compile(r"(?:合计|总计|共计)(?:\(.*\)|:.*)?")
_PART = re.compile(r"(?:本页)?(?:小计|累计)(?:\(.*\)|:.*)?|本页(?:合计|总计|共计)(?:\(.*\)|:.*)?|其中.*")
_STARTS = frozenset("合总共小累本其")
_COUNTED = (FieldType.INTEGER, FieldType.DECIMAL)
_NEAR = 0.005


def is_total(cell: object) -> bool:
    """Whether a cell names a total (合计, 合计（3家）, 本页小计：, 其中…); its first character rules most out."""
    if not isinstance(cell, str) or cell.lstrip()[:1] not in _STARTS:
        return False
    return bool(_WHOLE.fullmatch(plain(cell)) or _PART.fullmatch(plain(cell)))


def _is_whole(sheet: SheetLook, row: int) -> bool:
    """Whether a typed total speaks of all records: 小计 and 其中 do not."""
    return any(isinstance(cell, str) and _WHOLE.fullmatch(plain(cell)) for cell in sheet.rows[row - 1])


def compare_totals(
    sheet: SheetLook,
    totals: Sequence[int],
    columns: Mapping[Field, int],
    values: Mapping[str, Sequence[Value]],
) -> Iterator[Finding]:
    """L023 for each number of a typed total that is not its column's sum (in a column of text: the count)."""
    for row in totals:
        for field, column in columns.items() if _is_whole(sheet, row) else ():
            typed = sheet.at((row, column))
            if not isinstance(typed, int | float) or field.type is FieldType.PERCENT:
                continue
            cells = values[field.key]
            numbers = [cell for cell in cells if isinstance(cell, int | float)]
            own = sum(numbers) if field.type in _COUNTED else len(cells)
            if abs(own - typed) > _NEAR:
                at = (row, column)
                yield found("L023", sheet.name, at, field=field.label, value=f"{typed:g}", own=f"{own:g}")
