"""The same workbook, spelled as other programs spell it: nothing it says has changed."""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from urllib.parse import quote

from lxml import etree
from openpyxl.formula.translate import Translator
from openpyxl.utils import column_index_from_string

from tests.build.edits.parts import MAIN, PACKAGE, RELATION, TYPES, WORKBOOK, Parts

_NOISE = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac}"
_OFFICE = RELATION[1:-1]
Root = etree._Element


def respelled(data: bytes, seed: int) -> bytes:
    """The workbook in some of these spellings, drawn by the seed."""
    random, parts = Random(seed), Parts(data)
    styles, texts = _renumbered(parts, random), Texts()
    chosen = [each for each in _SPELLINGS if random.random() < 0.7]
    shares, prefixed = random.random() < 0.7, random.random() < 0.3
    for name in parts.sheets().values():
        root = parts.xml(name)
        _restyle(root, styles)
        if shares:
            texts.share(root)
        for spell in chosen:
            spell(root, random)
        parts.put(name, _prefixed(root) if prefixed else root)
        _absolute_links(parts, name, random.choice(("", "file:///D:/示例/", "../../示例 二/")))
    texts.put(parts)
    return parts.zipped()


class Texts:
    """The texts that cells of all sheets share."""

    def __init__(self) -> None:
        self._numbers: dict[bytes, int] = {}

    def share(self, root: Root) -> None:
        """Turn the texts of a sheet into numbers of shared ones."""
        for cell in root.iter(f"{MAIN}c"):
            inline = cell.find(f"{MAIN}is")
            if inline is not None:
                inline.tag = f"{MAIN}si"
                number = self._numbers.setdefault(etree.tostring(inline), len(self._numbers))
                cell.remove(inline)
                cell.set("t", "s")
                etree.SubElement(cell, f"{MAIN}v").text = str(number)

    def put(self, parts: Parts) -> None:
        """Write the shared texts down, where there are any."""
        if not self._numbers:
            return
        root = etree.Element(f"{MAIN}sst", nsmap={None: MAIN[1:-1]})
        root.extend(etree.fromstring(item) for item in self._numbers)
        parts.put("xl/sharedStrings.xml", root)
        related = parts.xml(parts.relations(WORKBOOK))
        link = {"Id": "rIdTexts", "Type": f"{_OFFICE}/sharedStrings", "Target": "sharedStrings.xml"}
        etree.SubElement(related, f"{PACKAGE}Relationship", link)
        parts.put(parts.relations(WORKBOOK), related)
        types = parts.xml("[Content_Types].xml")
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
        etree.SubElement(
            types, f"{TYPES}Override", {"PartName": "/xl/sharedStrings.xml", "ContentType": kind}
        )
        parts.put("[Content_Types].xml", types)


def _renumbered(parts: Parts, random: Random) -> Mapping[str, str]:
    """Write the cell styles in another order; new number by old."""
    root = parts.xml("xl/styles.xml")
    styles = root.find(f"{MAIN}cellXfs")
    assert styles is not None
    first, *others = list(styles)
    order = random.sample(range(len(others)), len(others))
    styles[:] = [first, *(others[place] for place in order)]
    parts.put("xl/styles.xml", root)
    return {"0": "0"} | {str(old + 1): str(new) for new, old in enumerate(order, 1)}


def _restyle(root: Root, styles: Mapping[str, str]) -> None:
    for tag, name in (("c", "s"), ("row", "s"), ("col", "style")):
        for each in root.iter(f"{MAIN}{tag}"):
            if each.get(name):
                each.set(name, styles[each.get(name, "")])


def _share_formulas(root: Root, _random: Random) -> None:
    """Formulas that a column repeats are written once, as Excel does where they were filled down."""
    origins: dict[str, tuple[Root, str, str]] = {}
    for cell in root.iter(f"{MAIN}c"):
        formula = cell.find(f"{MAIN}f")
        if formula is None:
            continue
        address, text = cell.get("r", ""), f"={formula.text}"
        letters = address.rstrip("0123456789")
        origin = origins.get(letters)
        if origin and Translator(origin[1], origin[2]).translate_formula(address) == text:
            number = str(column_index_from_string(letters)) + origin[2]
            origin[0].attrib.update({"t": "shared", "si": number, "ref": f"{origin[2]}:{address}"})
            formula.text = None
            formula.attrib.update({"t": "shared", "si": number})
        else:
            origins[letters] = formula, text, address


def _drop_addresses(root: Root, _random: Random) -> None:
    """A cell right after another need not say where it stands; openpyxl wants to know it of formulas."""
    for row in root.iter(f"{MAIN}row"):
        column = 0
        for cell in row:
            here = column_index_from_string(cell.get("r", "").rstrip("0123456789"))
            if here == column + 1 and cell.find(f"{MAIN}f") is None:
                del cell.attrib["r"]
            column = here


def _add_noise(root: Root, random: Random) -> None:
    """Attributes that tell programs how to draw a row, in any order, and truths in words."""
    for row in root.iter(f"{MAIN}row"):
        given = {**row.attrib, "spans": "1:99", f"{_NOISE}dyDescent": "0.25"}
        if given.get("hidden") == "1":
            given["hidden"] = "true"
        row.attrib.clear()
        row.attrib.update(dict(random.sample(sorted(given.items()), len(given))))


def _spell_numbers(root: Root, _random: Random) -> None:
    """Fractions to 15 digits, some as powers of ten."""
    for cell in root.iter(f"{MAIN}c"):
        value = cell.find(f"{MAIN}v")
        if cell.get("t", "n") == "n" and value is not None and value.text:
            cell.set("t", "n")
            value.text = f"{float(value.text):.14E}"


_SPELLINGS: Sequence[Callable[[Root, Random], None]] = (
    _share_formulas,
    _spell_numbers,
    _drop_addresses,
    _add_noise,
)


def _prefixed(root: Root) -> Root:
    """The same element with a prefix for the namespace that had none."""
    other = etree.Element(root.tag, root.attrib, nsmap={"x": MAIN[1:-1], "r": _OFFICE})
    other.extend(list(root))
    return other


def _absolute_links(parts: Parts, name: str, folder: str) -> None:
    """Links to files as a program has them that saved the workbook in another folder."""
    related = parts.relations(name)
    if not folder or related not in parts.content:
        return
    root = parts.xml(related)
    for link in root:
        if link.get("TargetMode") == "External":
            link.set("Target", quote(folder, safe=":/.") + link.get("Target", "").replace("\\", "/"))
    parts.put(related, root)
