"""The layout sheet of a plan workbook by itself, for openpyxl: that reads whatever a package holds.

It makes an object of each cell of a merged area and of each blank cell with a look: one area A1:XFD1048576, or
frames pasted down to the last row, take it minutes and gigabytes. So nothing goes to it but the sheet, as far as the
form reaches, and what that refers to.
"""

from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import quoteattr

from lxml import etree

from workbook_tools.envelope import RefusedError, stored
from workbook_tools.errors import FileUnreadable
from workbook_tools.messages import handed as words
from workbook_tools.messages.render import render_briefly
from workbook_tools.model import Form
from workbook_tools.xlsx.look.package import Package, Related
from workbook_tools.xlsx.template.layout_part import layout_part, within

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"
_BOOK, _SHEET, _THEME = "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/theme/theme1.xml"
_STYLES, _TEXTS, _COMMENTS = "xl/styles.xml", "xl/sharedStrings.xml", "xl/comments1.xml"
_CORE = "docProps/core.xml"
_SHARED = {"styles": _STYLES, "sharedStrings": _TEXTS}
_KINDS = {
    _BOOK: "sheet.main", _SHEET: "worksheet", _STYLES: "styles", _TEXTS: "sharedStrings", _COMMENTS: "comments"
}  # fmt: skip
_LEFT_OUT = ("definedNames", "externalReferences", "pivotCaches", "extLst")

_DAMAGED = (etree.XMLSyntaxError, LookupError, ValueError)


def layout_book(data: bytes, form: Form) -> bytes:
    """A workbook of one sheet out of the bytes of a plan; FileUnreadable, which names the sheet, where it cannot be.

    Rows below the form and columns to the right of it are left out.
    """
    try:
        return stored(_parts(Package(data), form))
    except RefusedError as stop:
        reason = render_briefly(stop.refusal)
    except _DAMAGED:
        reason = words.DAMAGED
    raise FileUnreadable(words.UNREADABLE.format(file=form.code, reason=reason))


def _parts(package: Package, form: Form) -> Iterator[tuple[str, bytes]]:
    book, related = package.xml(_BOOK), package.related(_BOOK)
    (entry,) = (each for each in book.iter("{*}sheet") if each.get("name") == form.code)
    sheet = related[entry.get(f"{{{_OFFICE}}}id", "")][1]
    parts = {_BOOK: _alone(book, entry)}
    for kind, part, _ in related.values():
        if kind in _SHARED:
            parts[_SHARED[kind]] = etree.tostring(package.xml(part))
        elif kind == "theme":
            parts[_THEME] = package.part(part)
    if package.has(_CORE):
        parts[_CORE] = etree.tostring(package.xml(_CORE))
    parts |= _sheet(package, sheet, form)
    yield "[Content_Types].xml", _content_types(parts)
    yield "_rels/.rels", _links({"rId1": ("officeDocument", f"/{_BOOK}", False)})
    shared = {kind: (kind, f"/{part}", False) for kind, part in _SHARED.items() if part in parts}
    links = {entry.get(f"{{{_OFFICE}}}id", ""): ("worksheet", f"/{_SHEET}", False), **shared}
    yield "xl/_rels/workbook.xml.rels", _links(links)
    yield from parts.items()


def _alone(book: etree._Element, entry: etree._Element) -> bytes:
    """The workbook part that lists one sheet."""
    listed = entry.getparent()
    assert listed is not None, "a sheet is listed"
    listed[:] = [entry]
    for tag in _LEFT_OUT:
        for element in book.findall(f"{{*}}{tag}"):
            book.remove(element)
    return etree.tostring(book)


def _sheet(package: Package, sheet: str, form: Form) -> dict[str, bytes]:
    """The sheet with its relationships, and the comments on it."""
    last = form.layout.first_row + form.layout.footer, form.layout.last_column
    parts, links = dict[str, bytes](), dict[str, Related]()
    for key, (kind, target, outside) in package.related(sheet).items():
        if kind == "comments" and not outside:
            links[key] = kind, f"/{_COMMENTS}", False
            parts[_COMMENTS] = etree.tostring(within(package.xml(target), last))
        elif kind == "hyperlink" and outside:
            links[key] = kind, target, True
    root = layout_part(package.part(sheet), form.code, last, links)
    return {_SHEET: etree.tostring(root), "xl/worksheets/_rels/sheet1.xml.rels": _links(links), **parts}


def _content_types(parts: Iterable[str]) -> bytes:
    overrides = (
        f'<Override PartName="/{part}" ContentType="{_TYPE.format(kind=_KINDS[part])}"/>'
        for part in parts
        if part in _KINDS
    )
    links = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    return f'<Types xmlns="{_TYPES}">{links}{"".join(overrides)}</Types>'.encode()


def _links(links: Mapping[str, Related]) -> bytes:
    """A part of relationships; what leads out of the package is marked so."""
    marks = {True: ' TargetMode="External"', False: ""}
    written = (
        f'<Relationship Id={quoteattr(key)} Type="{_OFFICE}/{kind}" Target={quoteattr(target)}{marks[outside]}/>'
        for key, (kind, target, outside) in links.items()
    )
    return f'<Relationships xmlns="{_LINKS}">{"".join(written)}</Relationships>'.encode()
