"""The style sheet of a workbook, to which further looks of cells are added: those there are keep their numbers."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from enum import IntEnum

from lxml import etree

_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BLANK = (
    f'<styleSheet xmlns="{_NS}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
).encode()
"""The style sheet of a workbook that has no looks yet."""


class Shown(IntEnum):
    """Built-in number formats: a number as it is, a day, a day with the time of day."""

    GENERAL = 0
    DAY = 14
    MOMENT = 22


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell of 退回意见 looks; `fill` is RRGGBB or empty, `grid` draws its borders."""

    font: str
    size: int
    fill: str = ""
    grid: bool = False
    centred: bool = False
    link: bool = False


class Styles:
    """A style sheet that grows."""

    def __init__(self, part: bytes) -> None:
        self._root = etree.fromstring(part)

    def add(self, look: Look) -> int:
        """The number of a new look."""
        colour = '<color rgb="FF1F4E9A"/>' if look.link else ""
        underlined = "<u/>" if look.link else ""
        font = f'<font>{underlined}<sz val="{look.size}"/>{colour}<name val="{look.font}"/></font>'
        fill = f'<fill><patternFill patternType="solid"><fgColor rgb="FF{look.fill}"/></patternFill></fill>'
        sides = ("left", "right", "top", "bottom")
        lines = "".join(f'<{side} style="thin"><color rgb="FF808080"/></{side}>' for side in sides)
        numbers = {
            "fontId": self._append("fonts", font),
            "fillId": self._append("fills", fill) if look.fill else 0,
            "borderId": self._append("borders", f"<border>{lines}<diagonal/></border>") if look.grid else 0,
        }
        horizontal = ' horizontal="center"' if look.centred else ""
        named = " ".join(f'{name}="{number}"' for name, number in numbers.items())
        return self._append(
            "cellXfs",
            f'<xf numFmtId="0" {named} xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
            f'<alignment{horizontal} vertical="center" wrapText="1"/></xf>',
        )

    def shown_as(self, style: int) -> Mapping[Shown, int]:
        """The numbers of copies of a style that differ from it in their number format."""
        found = {}
        for shown in Shown:
            copy = deepcopy(self._list("cellXfs")[style])
            copy.set("numFmtId", str(shown.value))
            copy.set("applyNumberFormat", "1")
            found[shown] = self._append("cellXfs", etree.tostring(copy).decode())
        return found

    def part(self) -> bytes:
        """The style sheet as a part of the workbook."""
        return etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _list(self, name: str) -> etree._Element:
        found = self._root.find(f"{{{_NS}}}{name}")
        assert found is not None, "every style sheet has one"
        return found

    def _append(self, name: str, xml: str) -> int:
        listed = self._list(name)
        listed.append(etree.fromstring(f'<x xmlns="{_NS}">{xml}</x>')[0])
        listed.set("count", str(len(listed)))
        return len(listed) - 1
