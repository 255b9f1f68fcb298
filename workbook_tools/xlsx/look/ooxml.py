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
from workbook_tools.xlsx.look.limits import MAX_CELLS, MAX_SHEETS, too_many
from workbook_tools.xlsx.look.package import Package, Related, comments, custom_properties
from workbook_tools.xlsx.look.spelled import plainly_spelled
from workbook_tools.xlsx.look.struck import struck_cells, struck_styles
from workbook_tools.xlsx.look.texts import check_references, check_texts

_WORKBOOK = "xl/workbook.xml"
_STRINGS, _STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
_TRUE = frozenset({"1", "true"})
_NOT_READ = frozenset({"chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"})
_TYPES = "[Content_Types].xml"
_COUNTED = (
    (_TYPES, b"<Override ", "零件"),
    (_WORKBOOK, b"<sheet ", "工作表", MAX_SHEETS),
    (_WORKBOOK, b"<definedName", "名称"),
    (_STYLES, b"<xf ", "单元格样式"),
)


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
    _check_amounts(package)
    workbook, related = package.xml(_WORKBOOK), package.related(_WORKBOOK)
    sheets = tuple(_sheets(package, workbook, related))
    area = sum(check_sheet(each.part, *cells_within(each.part)) for each in sheets)
    strings, styles = _shared(package, related, _STRINGS), _shared(package, related, _STYLES)
    parts = [each.part for each in sheets]
    check_references(parts)
    if strings:
        check_texts(package.part(strings), parts)
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


def _check_amounts(package: Package) -> None:
    """RefusedError (F139) before anything is parsed, F158 where the workbook is said to be another part."""
    for part, mark, what, *most in _COUNTED:
        if package.has(part):
            too_many(what, package.part(part).count(mark), *most)
    main = {part for kind, part, _ in package.related("").values() if kind == "officeDocument"}
    if any(part.lower() != _WORKBOOK for part in main):
        raise RefusedError(found("F158"))


def _sheets(package: Package, workbook: etree._Element, related: Mapping[str, Related]) -> Iterator[_Sheet]:
    places: set[str] = set()
    for sheet in workbook.iter("{*}sheet"):
        # The namespace of r:id differs between transitional and strict files.
        number = next(str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id"))
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
