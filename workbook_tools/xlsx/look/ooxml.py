"""The parts of an .xlsx or .xlsm: what calamine does not show of them, and those that it is given."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from lxml import etree

from workbook_tools.envelope import RefusedError
from workbook_tools.layout import UNREAD_SHEETS
from workbook_tools.messages.found import found
from workbook_tools.model import Address, Look, SheetLook
from workbook_tools.xlsx.look.active import Formulas, active_content
from workbook_tools.xlsx.look.amounts import check_sheet
from workbook_tools.xlsx.look.canonical import workbook_of
from workbook_tools.xlsx.look.cells import cells_within, formula_cells, look_cells
from workbook_tools.xlsx.look.found import Seen
from workbook_tools.xlsx.look.limits import MAX_CELLS, MAX_OF_A_KIND, MAX_SHEETS, MAX_STYLES, too_many
from workbook_tools.xlsx.look.markup import without_foreign
from workbook_tools.xlsx.look.package import Package, Related, comments, custom_properties
from workbook_tools.xlsx.look.spelled import plainly_spelled
from workbook_tools.xlsx.look.struck import struck_cells, struck_styles
from workbook_tools.xlsx.look.texts import (
    check_own_texts,
    check_references,
    check_texts,
    refuse_foreign_texts,
)

_WORKBOOK = "xl/workbook.xml"
_STRINGS, _STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
_TRUE = frozenset({"1", "true"})
_NOT_READ = frozenset({"chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"})
_TYPES = "[Content_Types].xml"
_OFFICE = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}",
)
"""Transitional and strict files: attributes of any other namespace may be ignorable."""
_ALTERNATIVES = (".//{*}AlternateContent//{*}sheet", ".//{*}AlternateContent//{*}workbookPr")


@dataclass(frozen=True)
class _Sheet:
    """A worksheet as the workbook part lists it, and its part as plainly spelled (empty: nothing is read of it)."""

    name: str
    visible: bool
    place: str
    part: bytes

    @cached_property
    def formulas(self) -> dict[Address, bytes]:
        return formula_cells(self.part)


def look_ooxml(data: bytes, form: str) -> Seen:
    """The workbook without its values, one SheetLook a worksheet in its order, and what calamine is to read.

    RefusedError for what is named (`limits`, `amounts`, `texts`); raises what a broken zip or broken XML raises.
    """
    package = Package(data)
    place = package.main(_WORKBOOK)
    _check_amounts(package, place)
    workbook, related = _workbook(package, place), package.related(place)
    sheets = tuple(_sheets(package, workbook, related))
    area = sum(check_sheet(each.part, *cells_within(each.part)) for each in sheets)
    strings, styles = _shared(package, related, _STRINGS), _shared(package, related, _STYLES)
    parts = [each.part for each in sheets]
    check_own_texts(parts)
    check_references(parts)
    if strings:
        check_texts(package.part(strings), parts)
        refuse_foreign_texts(package.part(strings))
    struck = struck_styles(package, styles) if styles else frozenset()
    looks = tuple(_look(package, each, struck) for each in sheets)
    too_many("单元格", area, MAX_CELLS)
    formulas: Formulas = {each.name: each.formulas for each in sheets}
    look = Look(
        format=form,
        sheets=looks,
        properties=custom_properties(package),
        date1904=any(entry.get("date1904") in _TRUE for entry in workbook.iter("{*}workbookPr")),
        pictures=package.count("xl/media/"),
        notes=tuple(active_content(package, formulas, {each.name: each.place for each in sheets})),
    )
    shared = [(name, package.part(part)) for name, part in ((_STRINGS, strings), (_STYLES, styles)) if part]
    return Seen(look, workbook_of(list(zip(looks, parts, strict=True)), shared, look.date1904))


def _check_amounts(package: Package, place: str) -> None:
    """RefusedError (F139) before anything is parsed."""
    for part, mark, what, most in (
        (_TYPES, b"<Override ", "零件", MAX_OF_A_KIND),
        (place, b"<sheet ", "工作表", MAX_SHEETS),
        (place, b"<definedName", "名称", MAX_OF_A_KIND),
        (_STYLES, b"<xf ", "单元格样式", MAX_STYLES),
    ):
        if package.has(part):
            too_many(what, package.part(part).count(mark), most)


def _workbook(package: Package, place: str) -> etree._Element:
    """The workbook part without what is ignorable in it; RefusedError (F158) where it offers a choice of sheets."""
    root = package.xml(place)
    if any(root.find(path) is not None for path in _ALTERNATIVES):
        raise RefusedError(found("F158"))
    without_foreign(root)
    return root


def _sheets(package: Package, workbook: etree._Element, related: Mapping[str, Related]) -> Iterator[_Sheet]:
    places: set[str] = set()
    for sheet in workbook.iter("{*}sheet"):
        number = next(str(sheet.attrib[f"{space}id"]) for space in _OFFICE if f"{space}id" in sheet.attrib)
        kind, place, outside = related[number]
        if kind in _NOT_READ:
            continue
        if kind != "worksheet" or outside:
            raise ValueError(kind)
        if place.lower() in places:
            raise RefusedError(found("F158"))
        places.add(place.lower())
        name = sheet.get("name", "")
        part = b"" if name in UNREAD_SHEETS else plainly_spelled(package.release(place))
        yield _Sheet(name, sheet.get("state", "visible") == "visible", place, part)


def _shared(package: Package, related: Mapping[str, Related], usual: str) -> str:
    """The part with the styles or the shared texts: the one that is named, else the one of the usual name, if any."""
    kind = usual.removeprefix("xl/").removesuffix(".xml")
    named = {part for said, part, _ in related.values() if said == kind}
    if len(named) > 1:
        raise RefusedError(found("F158"))
    return next(iter(named), usual if package.has(usual) else "")


def _look(package: Package, sheet: _Sheet, struck: frozenset[bytes]) -> SheetLook:
    if not sheet.part:
        return SheetLook(sheet.name, sheet.visible, ())
    look = look_cells(sheet.name, sheet.visible, sheet.part, sheet.formulas)
    return replace(look, comments=_comments(package, sheet.place), struck=struck_cells(sheet.part, struck))


def _comments(package: Package, place: str) -> dict[Address, tuple[str, str]]:
    parts: Sequence[str] = [part for kind, part, _ in package.related(place).values() if kind == "comments"]
    for part in parts:
        too_many("批注", package.part(part).count(b"<comment "))
    return {at: comment for part in parts for at, comment in comments(package.xml(part))}
