"""What is laid over the cells of a sheet, or comes in from outside: shapes, pictures, charts, macros, queries."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from workbook_tools.messages import compare as words
from workbook_tools.model import Address, a1
from workbook_tools.xlsx.compare.facts import Mark
from workbook_tools.xlsx.compare.package import Parts, Relation, part_name

Area = tuple[Address, Address]
"""The first and the last cell."""
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_PLACED = ("oneCellAnchor", "twoCellAnchor", "absoluteAnchor")
_NOTE, _SHAPE, _SHOWN = b'ObjectType="Note"', b"<v:shape ", b"<x:Visible"


@dataclass(frozen=True, slots=True)
class Laid:
    """The cells well inside a chart, and a mark for everything else that lies on the sheet.

    The edge of a chart is left out: it moves by a fraction of a cell when another program saves it.
    """

    charts: tuple[Area, ...] = ()
    marks: tuple[Mark, ...] = ()


def laid(parts: Parts, part: str) -> Laid:
    """What is laid over the sheet in a part."""
    related = parts.related(part)
    charts, marks = list[Area](), list(of_relations(related))
    for relation in related.values():
        target = part_name(part, relation.target)
        if relation.kind == "drawing":
            for anchor in parts.xml(target):
                area = _area(anchor) if _is_chart(anchor) else None
                if area is not None:
                    charts.append(area)
                elif _local(anchor) in _PLACED:
                    marks.append(Mark(_first(anchor), words.SHAPE))
        elif relation.kind == "vmlDrawing":
            marks += _of_notes(parts.open(target).read())
    return Laid(tuple(charts), tuple(marks))


def of_relations(related: Mapping[str, Relation]) -> Iterator[Mark]:
    """A mark for each part that a workbook or sheet of this tool never refers to."""
    for relation in related.values():
        if relation.kind in words.FOREIGN:
            yield Mark("", words.FOREIGN[relation.kind])


def _of_notes(drawing: bytes) -> Iterator[Mark]:
    """Comments lie in the old kind of drawing; one that always shows covers cells, and so does any other shape."""
    if drawing.count(_SHAPE) > drawing.count(_NOTE) or _SHOWN in drawing:
        yield Mark("", words.SHAPE)


def _is_chart(anchor: etree._Element) -> bool:
    data = list(anchor.iter("{*}graphicData"))
    return bool(data) and all(each.get("uri") == _CHART for each in data) and _local(anchor) == _PLACED[1]


def _first(anchor: etree._Element) -> str:
    corner = _corner(anchor, "from")
    return a1(corner) if corner else ""


def _area(anchor: etree._Element) -> Area | None:
    first, last = _corner(anchor, "from"), _corner(anchor, "to")
    return ((first[0] + 1, first[1] + 1), (last[0] - 1, last[1] - 1)) if first and last else None


def _corner(anchor: etree._Element, name: str) -> Address | None:
    corner = anchor.find(f"{{*}}{name}")
    if corner is None:
        return None
    row, column = (int(corner.findtext(f"{{*}}{each}") or 0) + 1 for each in ("row", "col"))
    return row, column


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
