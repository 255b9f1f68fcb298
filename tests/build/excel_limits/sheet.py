"""One worksheet: order and bounds of everything in it, what its cells hold, and the rules laid over them."""

from collections.abc import Callable, Iterator, Sequence

from lxml import etree

from tests.build.excel_limits.areas import COLUMNS, Area, overlapping, parse_area
from tests.build.excel_limits.book import BOOK, Sheet
from tests.build.excel_limits.cells import check_cells
from tests.build.excel_limits.package import OFFICE, Breach, misplaced, tag
from tests.build.excel_limits.rules import check_conditional_formats, check_validations

LINKS, WIDTH, HEADER, TOOLTIP, BREAKS = 65_530, 255, 255, 255, 1_026
_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins",
    "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors",
    "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
    "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
_PANES = {(True, True): 3, (True, False): 1, (False, True): 1}
"""How many panes but the first there are, by whether columns and rows are split."""

Found = Iterator[tuple[str, str]]


def check_sheet(sheet: Sheet) -> Iterator[Breach]:
    """Breaches of one worksheet part."""
    checks: Sequence[Callable[[Sheet], Found]] = (
        _check_order,
        _check_columns,
        check_cells,
        _check_merges,
        _check_filter,
        check_conditional_formats,
        check_validations,
        _check_links,
        _check_panes,
        _check_print,
    )
    for check in checks:
        yield from (Breach(rule, sheet.part, detail) for rule, detail in check(sheet))


def areas_of(sheet: Sheet, name: str) -> list[Area]:
    """The areas of all elements of this name; those out of bounds are left out."""
    return [area for element in sheet.root.iter(tag(name)) if (area := parse_area(element.get("ref", "")))]


def _check_order(sheet: Sheet) -> Found:
    for name in misplaced(sheet.root, _ORDER, repeatable=("conditionalFormatting",)):
        yield "element out of order", name
    for element in sheet.root.iter(tag("mergeCell"), tag("autoFilter"), tag("dimension")):
        if parse_area(element.get("ref", "")) is None:
            yield "area outside of the sheet", f"{element.tag} {element.get('ref')}"


def _check_columns(sheet: Sheet) -> Found:
    reached = 0
    for column in sheet.root.iter(tag("col")):
        first, last = int(column.get("min", "0")), int(column.get("max", "0"))
        if not reached < first <= last <= COLUMNS:
            yield "columns overlap or are out of order", f"{first}-{last}"
        if float(column.get("width", "0")) > WIDTH:
            yield "column too wide", column.get("width", "")
        reached = last


def _check_merges(sheet: Sheet) -> Found:
    merges = areas_of(sheet, "mergeCell")
    for one, other in overlapping(merges):
        yield "merged areas overlap", f"{one} {other}"
    for merged in merges:
        if merged.single:
            yield "merged area of one cell", str(merged)


def _check_filter(sheet: Sheet) -> Found:
    """The rows below a filter's heading are hidden and sorted one by one: no merged area may hold them together."""
    for element in sheet.root.findall(tag("autoFilter")):
        area = parse_area(element.get("ref", ""))
        rows = area and area._replace(top=min(area.top + 1, area.bottom))
        for merged in areas_of(sheet, "mergeCell"):
            if rows and merged.meets(rows):
                yield "merged area inside a filter", str(merged)
        for name in _own_names(sheet, "_xlnm._FilterDatabase"):
            if parse_area(name.rpartition("!")[2]) != area:
                yield "filter and its hidden name differ", f"{name} {element.get('ref')}"


def _own_names(sheet: Sheet, name: str) -> Iterator[str]:
    """What a defined name stands for on this sheet."""
    position = str(list(sheet.names.sheets).index(sheet.name))
    for defined in sheet.package.xml(BOOK).iter(tag("definedName")):
        if (defined.get("name"), defined.get("localSheetId")) == (name, position):
            yield defined.text or ""


def _check_links(sheet: Sheet) -> Found:
    links = list(sheet.root.iter(tag("hyperlink")))
    if len(links) > LINKS:
        yield "too many links", str(len(links))
    for link in links:
        if parse_area(link.get("ref", "")) is None:
            yield "area outside of the sheet", link.get("ref", "")
        if len(link.get("tooltip", "")) > TOOLTIP:
            yield "tooltip too long", link.get("ref", "")
        place = link.get("location", "").rpartition("!")[0].strip("'").replace("''", "'")
        if place and link.get(f"{{{OFFICE}}}id") is None and place not in sheet.names.sheets:
            yield "link to a sheet that is not there", link.get("location", "")


def _check_panes(sheet: Sheet) -> Found:
    for view in sheet.root.iter(tag("sheetView")):
        pane = view.find(tag("pane"))
        if pane is None:
            continue
        split = (float(pane.get("xSplit", "0")) > 0, float(pane.get("ySplit", "0")) > 0)
        selections = [s.get("pane", "topLeft") for s in view.findall(tag("selection"))]
        others = [name for name in selections if name != "topLeft"]
        if len(others) > _PANES.get(split, 0):
            yield "pane selected that is not there", str(selections)


def _check_print(sheet: Sheet) -> Found:
    for text in _header_texts(sheet.root):
        if len(text) > HEADER:
            yield "header or footer too long", text[:40]
    for name in ("rowBreaks", "colBreaks"):
        found = sheet.root.find(tag(name))
        if found is not None and len(found) > BREAKS:
            yield "too many page breaks", str(len(found))


def _header_texts(root: etree._Element) -> Iterator[str]:
    for element in root.iter(tag("headerFooter")):
        yield from (child.text or "" for child in element)
