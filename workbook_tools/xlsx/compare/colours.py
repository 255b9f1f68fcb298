"""Whether what a style prints can be seen: the colour of its font against the colour behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree
from openpyxl.styles.colors import COLOR_INDEX

from workbook_tools.xlsx.compare.package import TRUE

Rgb = tuple[float, float, float]
"""Red, green and blue, each from 0 to 1."""

BLACK: Rgb = (0.0, 0.0, 0.0)
WHITE: Rgb = (1.0, 1.0, 1.0)
_FAINTEST = 1.2
"""Contrast (WCAG 2) below which nobody sees a digit; the palest grey in use on white has 1.6."""
_SMALLEST = 4.0
"""Points below which nobody reads a digit."""
_NO_FILL = frozenset({"none", "gray125"})


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours that a workbook refers to by number: those of its theme, in the order of cells, and its own."""

    theme: Sequence[str]
    indexed: Sequence[str]

    def colour(self, element: etree._Element | None, usual: Rgb) -> Rgb:
        """A colour as written, `usual` where it is left to the program; LookupError, ValueError for none."""
        if element is None or element.get("auto") in TRUE:
            return usual
        if code := element.get("rgb"):
            return _rgb(code)
        if number := element.get("theme"):
            return _tinted(_rgb(self.theme[int(number)]), float(element.get("tint", "0")))
        number = element.get("indexed", "64")
        return _rgb(self.indexed[int(number)]) if int(number) < len(self.indexed) else usual


def palette(styles: etree._Element, theme: etree._Element | None) -> Palette:
    """The colours of a workbook, out of its styles and its theme."""
    scheme = [] if theme is None else [each[0] for each in theme.iterfind(".//{*}clrScheme/*") if len(each)]
    named = [str(each.get("lastClr") or each.get("val", "")) for each in scheme]
    # Cells count light before dark, the theme writes dark before light.
    in_order = [named[at] for at in (1, 0, 3, 2)] + named[4:] if len(named) > 3 else named
    own = [each.get("rgb", "") for each in styles.iterfind("{*}colors/{*}indexedColors/{*}rgbColor")]
    return Palette(in_order, own or COLOR_INDEX[:64])


def legible(palette: Palette, font: etree._Element | None, fill: etree._Element | None) -> bool:
    """Whether text of this font can be seen on this fill; a pattern or gradient behind it is no ground to see it on."""
    size = None if font is None else font.find("{*}sz")
    if size is not None and float(size.get("val", "11")) < _SMALLEST:
        return False
    ink = palette.colour(None if font is None else font.find("{*}color"), BLACK)
    ground = _ground(palette, fill)
    return ground is not None and _contrast(ink, ground) >= _FAINTEST


def _ground(palette: Palette, fill: etree._Element | None) -> Rgb | None:
    """The colour behind a cell; None where it is not one colour."""
    if fill is None or not len(fill):
        return WHITE
    pattern = fill.find("{*}patternFill")
    if pattern is None:
        return None
    kind, fore, back = pattern.get("patternType"), pattern.find("{*}fgColor"), pattern.find("{*}bgColor")
    if kind in _NO_FILL or (kind is None and fore is None and back is None):
        return WHITE
    # A rule's fill leaves out its kind, and is its back colour.
    return (
        palette.colour(fore if kind == "solid" and fore is not None else back, WHITE)
        if (kind in (None, "solid"))
        else None
    )


def _rgb(code: str) -> Rgb:
    red, green, blue = (int(code[-6:][at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _tinted(colour: Rgb, tint: float) -> Rgb:
    red, green, blue = (part * (1 + tint) if tint < 0 else part + (1 - part) * tint for part in colour)
    return red, green, blue


def _contrast(one: Rgb, other: Rgb) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Rgb) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
