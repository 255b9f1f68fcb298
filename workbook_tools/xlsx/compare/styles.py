"""The styles of a workbook, as far as they decide what a reader sees of a value."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from workbook_tools.messages import compare as words
from workbook_tools.xlsx.compare.colours import Palette, legible, palette
from workbook_tools.xlsx.compare.number_formats import GENERAL, built_in, canonical
from workbook_tools.xlsx.compare.package import settled


class Style(NamedTuple):
    """How a cell shows its value: the canonical code of its number format, and what hides the value ('' = nothing)."""

    number_format: str
    display: str


USUAL = Style(GENERAL, "")


@dataclass(frozen=True, slots=True)
class Styles:
    """Cell styles by the number that cells write; of each format that rules refer to, whether it hides a value."""

    cells: Mapping[str, Style]
    rules: Sequence[bool]
    palette: Palette

    def hides(self, dxf: etree._Element) -> bool:
        """Whether the format of a rule prints something else than the value, or nothing that can be seen."""
        font, fill = dxf.find("{*}font"), dxf.find("{*}fill")
        seen = (font is None and fill is None) or legible(self.palette, font, fill)
        return dxf.find("{*}numFmt") is not None or not seen


def styles(root: etree._Element | None, theme: etree._Element | None) -> Styles:
    """The styles of a workbook; ValueError where programs would take them differently."""
    if root is None:
        return Styles({"0": USUAL}, (), Palette((), ()))
    root, colours = settled(root), palette(root, theme)
    codes = _codes(root.iterfind("{*}numFmts/{*}numFmt"))
    fonts, fills = list(root.iterfind("{*}fonts/{*}font")), list(root.iterfind("{*}fills/{*}fill"))
    cells = {
        str(number): Style(_code(codes, int(xf.get("numFmtId", "0"))), _display(xf, colours, fonts, fills))
        for number, xf in enumerate(root.iterfind("{*}cellXfs/{*}xf"))
    }
    made = Styles({"0": USUAL} | cells, (), colours)
    rules = tuple(made.hides(each) for each in root.iterfind("{*}dxfs/{*}dxf"))
    return Styles(made.cells, rules, colours)


def _codes(formats: Iterable[etree._Element]) -> Mapping[int, str]:
    """The codes that a workbook declares; a number declared twice means one to one program, another to the next."""
    codes: dict[int, str] = {}
    for each in formats:
        if codes.setdefault(int(each.get("numFmtId", "0")), each.get("formatCode", "")) != each.get(
            "formatCode", ""
        ):
            raise ValueError("one number, two formats")
    return codes


def _code(codes: Mapping[int, str], number: int) -> str:
    return canonical(codes[number]) if number in codes else built_in(number)


def _display(
    xf: etree._Element,
    colours: Palette,
    fonts: Sequence[etree._Element],
    fills: Sequence[etree._Element],
) -> str:
    """What hides the value of a cell of this style."""
    alignment = xf.find("{*}alignment")
    if alignment is not None and alignment.get("horizontal") == "fill":
        return words.REPEATED
    font, fill = (_of(many, xf.get(key, "0")) for many, key in ((fonts, "fontId"), (fills, "fillId")))
    return "" if legible(colours, font, fill) else words.ILLEGIBLE


def _of(many: Sequence[etree._Element], number: str) -> etree._Element | None:
    return many[int(number)] if many else None
