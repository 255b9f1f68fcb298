"""Tables (Excel's own, with a name): named once, as wide as their columns, clear of merged areas and each other."""

from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree

from tests.build.excel_limits.areas import Area, parse_area
from tests.build.excel_limits.book import Sheet
from tests.build.excel_limits.package import Breach, tag

Found = Iterator[tuple[str, str]]


def check_tables(sheets: Sequence[Sheet]) -> Iterator[Breach]:
    """Breaches of all tables of a workbook."""
    found = [(sheet, part) for sheet in sheets for part in sheet.package.linked(sheet.part, "table")]
    tables = [(sheet, part, sheet.package.xml(part)) for sheet, part in found]
    for attribute in ("id", "displayName"):
        keys = Counter(root.get(attribute, "").lower() for _, _, root in tables)
        for key in (key for key, count in keys.items() if count > 1):
            yield Breach("table there twice", "xl/tables", f"{attribute} {key}")
    for sheet, part, root in tables:
        yield from (Breach(rule, part, detail) for rule, detail in _check_table(sheet, root))


def _check_table(sheet: Sheet, root: etree._Element) -> Found:
    area = parse_area(root.get("ref", ""))
    if area is None or area.bottom == area.top:
        yield "area outside of the sheet", root.get("ref", "")
        return
    if root.get("displayName", "").upper() in sheet.names.defined:
        yield "table named like a defined name", root.get("displayName", "")
    columns = [column.get("name", "") for column in root.iter(tag("tableColumn"))]
    if len(columns) != area.right - area.left + 1 or len({name.lower() for name in columns}) < len(columns):
        yield "columns of a table do not fit", str(columns)
    for element in sheet.root.iter(tag("mergeCell")):
        merged = parse_area(element.get("ref", ""))
        if merged and merged.meets(area):
            yield "merged area inside a table", element.get("ref", "")
    if _filtered(sheet, area):
        yield "filter of the sheet inside a table", root.get("ref", "")


def _filtered(sheet: Sheet, area: Area) -> bool:
    return any(
        own.meets(area)
        for element in sheet.root.findall(tag("autoFilter"))
        if (own := parse_area(element.get("ref", "")))
    )
