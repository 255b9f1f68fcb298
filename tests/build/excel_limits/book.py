"""The workbook part: sheets and their names, defined names, and the styles that cells point to."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from tests.build.excel_limits.formulas import Names, check_formula
from tests.build.excel_limits.package import OFFICE, Breach, Package, misplaced, tag

BOOK = "xl/workbook.xml"
_ORDER = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr",
    "smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip
_STYLES_ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles",
    "colors", "extLst",
)  # fmt: skip
_SHEET_NAME = re.compile(r"(?!')[^\\/?*\[\]:\x00-\x1f]{1,31}(?<!')")
_DEFINED_NAME = re.compile(r"(?:_xlnm\.)?[^\W\d][\w.\\?]{0,254}")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]{1,7}|[Rr][0-9]*[Cc][0-9]*")
_BUILT_IN_FORMATS = range(164)
_BUILT_IN_DATES = {*range(14, 23), *range(27, 37), *range(50, 59)}
_NOT_LETTERS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')
STYLES, FORMAT_LENGTH = 64_000, 255


class Styles:
    """What the cells of a workbook point to."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root

    def count(self, name: str) -> int:
        """How many entries a collection has."""
        found = self.root.find(tag(name))
        return 0 if found is None else len(found)

    @cached_property
    def formats(self) -> dict[int, str]:
        """The workbook's own number formats."""
        return {int(f.get("numFmtId", "0")): f.get("formatCode", "") for f in self.root.iter(tag("numFmt"))}

    @cached_property
    def dates(self) -> list[bool]:
        """Whether cells of a style show a day."""
        cells = self.root.find(tag("cellXfs"))
        return [self._is_date(int(xf.get("numFmtId", "0"))) for xf in (() if cells is None else cells)]

    def _is_date(self, number: int) -> bool:
        letters = _NOT_LETTERS.sub("", self.formats.get(number, "")).lower()
        return number in _BUILT_IN_DATES or "y" in letters or "d" in letters


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet: its name, its part, and the workbook around it."""

    name: str
    part: str
    root: etree._Element
    package: Package
    names: Names
    styles: Styles
    shared: int


def _entries(package: Package) -> list[etree._Element]:
    return list(package.xml(BOOK).iter(tag("sheet")))


def names_of(package: Package) -> Names:
    """The sheets and defined names of a workbook."""
    defined = {name.get("name", "").upper() for name in package.xml(BOOK).iter(tag("definedName"))}
    return Names([entry.get("name", "") for entry in _entries(package)], defined)


def sheets_of(package: Package) -> list[Sheet]:
    """The worksheets of a workbook, in order."""
    styles = Styles(package.xml(package.linked(BOOK, "styles")[0]))
    strings = package.linked(BOOK, "sharedStrings")
    shared = len(package.xml(strings[0]).findall(tag("si"))) if strings else 0
    names, links = names_of(package), package.links(BOOK)
    parts = [(e.get("name", ""), links[e.get(f"{{{OFFICE}}}id", "")].target) for e in _entries(package)]
    return [Sheet(name, part, package.xml(part), package, names, styles, shared) for name, part in parts]


def check_book(package: Package) -> Iterator[Breach]:
    """Breaches of the workbook part and of its styles."""
    root = package.xml(BOOK)
    for name in misplaced(root, _ORDER):
        yield Breach("element out of order", BOOK, name)
    yield from (Breach(*found) for found in _check_sheets(root, _entries(package)))
    yield from (Breach(rule, BOOK, detail) for rule, detail in _check_names(root, names_of(package)))
    yield from _check_selected(package)
    part = package.linked(BOOK, "styles")[0]
    yield from (Breach(rule, part, detail) for rule, detail in _check_styles(Styles(package.xml(part))))


def _check_sheets(root: etree._Element, sheets: Sequence[etree._Element]) -> Iterator[tuple[str, str, str]]:
    names = [sheet.get("name", "") for sheet in sheets]
    for name in names:
        if not _SHEET_NAME.fullmatch(name) or name.lower() == "history":
            yield "sheet name not allowed", BOOK, name
    for what, keys in (
        ("name", [name.lower() for name in names]),
        ("sheetId", [s.get("sheetId") for s in sheets]),
    ):
        for key in (key for key, count in Counter(keys).items() if count > 1):
            yield "sheet there twice", BOOK, f"{what} {key}"
    shown = [sheet.get("state", "visible") == "visible" for sheet in sheets]
    for view in root.iter(tag("workbookView")):
        active = int(view.get("activeTab", "0"))
        if active >= len(shown) or not shown[active]:
            yield "active sheet is not shown", BOOK, str(active)


def _check_selected(package: Package) -> Iterator[Breach]:
    """Several selected sheets are edited together: what is typed into one goes into all."""
    parts = package.linked(BOOK, "worksheet")
    selecting = f".//{tag('sheetView')}[@tabSelected='1']"
    selected = [part for part in parts if package.xml(part).find(selecting) is not None]
    for part in selected[1:]:
        yield Breach("second sheet selected", part, selected[0])


def _check_names(root: etree._Element, names: Names) -> Iterator[tuple[str, str]]:
    found = list(root.iter(tag("definedName")))
    keys = Counter((name.get("name", "").upper(), name.get("localSheetId")) for name in found)
    for key in (key for key, count in keys.items() if count > 1):
        yield "defined name there twice", str(key)
    for name in found:
        text = name.get("name", "")
        if not _DEFINED_NAME.fullmatch(text) or _LIKE_A_CELL.fullmatch(text):
            yield "defined name not allowed", text
        if int(name.get("localSheetId", "0")) >= len(names.sheets):
            yield "defined name of no sheet", text
        yield from check_formula(name.text or "", names)


def _check_styles(styles: Styles) -> Iterator[tuple[str, str]]:
    yield from (("element out of order", name) for name in misplaced(styles.root, _STYLES_ORDER))
    if styles.count("cellXfs") > STYLES:
        yield "too many styles", str(styles.count("cellXfs"))
    for number, code in styles.formats.items():
        if len(code) > FORMAT_LENGTH or not code:
            yield "number format too long", code[:40]
        if number in _BUILT_IN_FORMATS:
            yield "number format under a built-in number", str(number)
    points = (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders"), ("xfId", "cellStyleXfs"))
    for xf in styles.root.iter(tag("xf")):
        for attribute, collection in points:
            if int(xf.get(attribute, "0")) >= styles.count(collection):
                yield "style points to nothing", f"{attribute} {xf.get(attribute)}"
        number = int(xf.get("numFmtId", "0"))
        if number not in _BUILT_IN_FORMATS and number not in styles.formats:
            yield "style points to nothing", f"numFmtId {number}"
