"""XML changed as a tree and as text: what attributes, elements, texts and names may say."""

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from tests.build.mutator.chance import Chance
from tests.build.mutator.hostile import ENTITIES, NUMBERS, REFERENCES, TEXTS

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_MOST = 20_000
"""Copies of an element together, in elements."""


@dataclass(slots=True)
class Tree:
    """A part as a tree, and bytes that stand in it as they are: `raw` by the marks that hold their places."""

    root: etree._Element
    raw: list[bytes] = field(default_factory=list)

    def held(self, raw: bytes) -> str:
        """The mark that stands for bytes which need not be XML."""
        self.raw.append(raw)
        return f"\ue000{len(self.raw)}\ue001"

    def written(self) -> bytes:
        """The part as bytes."""
        data: bytes = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        for number, raw in enumerate(self.raw, start=1):
            data = data.replace(f"\ue000{number}\ue001".encode(), raw)
        return data

    def element(self, chance: Chance) -> etree._Element:
        """An element, every kind of element as likely as any other: most of a sheet are cells."""
        kinds: dict[str, list[etree._Element]] = {}
        for element in self.root.iter("*"):
            kinds.setdefault(str(element.tag), []).append(element)
        return chance.one(chance.one(list(kinds.values())))

    def attribute(self, chance: Chance) -> tuple[etree._Element, str]:
        """An element and one of its attributes, every kind of attribute as likely as any other."""
        kinds: dict[tuple[str, str], list[etree._Element]] = {}
        for element in self.root.iter("*"):
            for name in element.attrib:
                kinds.setdefault((str(element.tag), str(name)), []).append(element)
        if not kinds:
            return self.root, "x"
        (_, name), elements = chance.one(list(kinds.items()))
        return chance.one(elements), name


def tree_of(data: bytes) -> Tree:
    """The tree of a well-formed part; raises XMLSyntaxError."""
    return Tree(etree.fromstring(data, _PARSER))


# ------------------------------------------------------------ attributes


def attribute_extreme(tree: Tree, chance: Chance) -> Tree:
    """An attribute says what no reader expects."""
    element, name = tree.attribute(chance)
    value = chance.one((chance.one(NUMBERS), chance.one(NUMBERS), chance.one(REFERENCES)))
    element.set(name, tree.held(chance.one(TEXTS)) if chance.often(0.25) else value)
    return tree


def attribute_everywhere(tree: Tree, chance: Chance) -> Tree:
    """All attributes of a kind say the same."""
    element, name = tree.attribute(chance)
    value = chance.one((*NUMBERS, *REFERENCES))
    for each in tree.root.iter(element.tag):
        each.set(name, value)
    return tree


def attribute_of_another(tree: Tree, chance: Chance) -> Tree:
    """An attribute has the value of another one."""
    (element, name), (other, other_name) = tree.attribute(chance), tree.attribute(chance)
    element.set(name, str(other.get(other_name, "")))
    return tree


def attribute_nudged(tree: Tree, chance: Chance) -> Tree:
    """A number in an attribute is one more or one less, or negative."""
    element, name = tree.attribute(chance)
    step = chance.one((-1, 1, 1000))
    nudged = re.sub(r"\d+", lambda found: str(int(found[0]) + step), str(element.get(name, "0")), count=1)
    element.set(name, nudged)
    return tree


def attribute_dropped(tree: Tree, chance: Chance) -> Tree:
    """An attribute is missing."""
    element, name = tree.attribute(chance)
    if name in element.attrib:
        del element.attrib[name]
    return tree


def attribute_added(tree: Tree, chance: Chance) -> Tree:
    """An attribute where it does not belong."""
    _, name = tree.attribute(chance)
    tree.element(chance).set(name, chance.one((*NUMBERS, *REFERENCES)))
    return tree


# ------------------------------------------------------------ elements


def element_dropped(tree: Tree, chance: Chance) -> Tree:
    """An element is missing with all that is in it, or all of its kind are."""
    chosen = tree.element(chance)
    for element in list(tree.root.iter(chosen.tag)) if chance.often(0.2) else [chosen]:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return tree


def element_doubled(tree: Tree, chance: Chance) -> Tree:
    """An element stands there twice, or hundreds of times."""
    element = tree.element(chance)
    parent = element.getparent()
    if parent is not None:
        inside = sum(1 for _ in element.iter())
        for _ in range(min(chance.one((1, 1, 2, 300)), _MOST // inside)):
            parent.insert(parent.index(element), deepcopy(element))
    return tree


def element_moved(tree: Tree, chance: Chance) -> Tree:
    """An element stands elsewhere, inside another or before its brothers."""
    element, target = tree.element(chance), tree.element(chance)
    if element is not tree.root and element not in target.iterancestors() and element is not target:
        target.insert(chance.below(len(target) + 1), element)
    return tree


def element_nested(tree: Tree, chance: Chance) -> Tree:
    """An element inside itself, many times."""
    innermost = element = tree.element(chance)
    for _ in range(chance.one((1, 5, 300))):
        deeper = etree.SubElement(innermost, element.tag)
        deeper.attrib.update(element.attrib)
        innermost = deeper
    return tree


def element_renamed(tree: Tree, chance: Chance) -> Tree:
    """An element bears another's name."""
    tree.element(chance).tag = tree.element(chance).tag
    return tree


# ------------------------------------------------------------ texts


def text_hostile(tree: Tree, chance: Chance) -> Tree:
    """A text that would do something, or cannot be XML."""
    value = chance.one((chance.one(TEXTS), chance.one(NUMBERS).encode(), chance.one(REFERENCES).encode()))
    _with_text(tree, chance).text = tree.held(value)
    return tree


def texts_swapped(tree: Tree, chance: Chance) -> Tree:
    """Two texts change places."""
    first, second = _with_text(tree, chance), _with_text(tree, chance)
    first.text, second.text = second.text, first.text
    return tree


def _with_text(tree: Tree, chance: Chance) -> etree._Element:
    found = [element for element in tree.root.iter("*") if element.text and element.text.strip()]
    return chance.one(found) if found else tree.element(chance)


IN_TREE = (
    attribute_extreme,
    attribute_extreme,
    attribute_extreme,
    attribute_everywhere,
    attribute_of_another,
    attribute_nudged,
    attribute_dropped,
    attribute_dropped,
    attribute_added,
    element_dropped,
    element_dropped,
    element_doubled,
    element_moved,
    element_nested,
    element_renamed,
    text_hostile,
    texts_swapped,
)

# ------------------------------------------------------------ as text


def declared_anew(data: bytes, chance: Chance) -> bytes:
    """Another encoding declared than the one it has, or really another one."""
    encoding = chance.one(("utf-16", "gb18030", "latin-1", "ascii", "utf-7", "unknown", "utf-32"))
    head = f'<?xml version="1.0" encoding="{encoding}"?>'.encode()
    body = re.sub(rb"\A\s*<\?xml[^>]*>", b"", data)
    if chance.often(0.5) and encoding in ("utf-16", "gb18030"):
        return (head + body).decode("utf-8", "replace").encode(encoding, "replace")
    return head + body


def entity_declared(data: bytes, chance: Chance) -> bytes:
    """A document type with entities, used or not."""
    head = re.match(rb"\A\s*(?:<\?xml[^>]*>)?", data)
    at = head.end() if head else 0
    used = re.sub(rb">([^<>]+)</", rb">&b;&e;</", data[at:], count=1) if chance.often(0.7) else data[at:]
    return data[:at] + chance.one(ENTITIES) + used


def namespace_changed(data: bytes, chance: Chance) -> bytes:
    """A namespace with another name, or that of another one."""
    names = sorted(set(re.findall(rb'xmlns(?::\w+)?="([^"]*)"', data)))
    if not names:
        return data
    other: Sequence[bytes] = (*names, b"", b"urn:example", b"http://purl.oclc.org/ooxml/spreadsheetml/main")
    return data.replace(b'"' + chance.one(names) + b'"', b'"' + chance.one(other) + b'"')


def tag_broken(data: bytes, chance: Chance) -> bytes:
    """A bracket, a quotation mark or an end tag is missing."""
    places = [found.start() for found in re.finditer(rb'[<>"/]', data)]
    at = chance.one(places) if places else 0
    return data[:at] + data[at + 1 :]


def attribute_twice(data: bytes, chance: Chance) -> bytes:
    """An attribute stands twice in one tag."""
    found = list(re.finditer(rb' [\w:]+="[^"]*"', data))
    at = chance.one(found) if found else None
    return data[: at.end()] + at[0] + data[at.end() :] if at else data


def something_between(data: bytes, chance: Chance) -> bytes:
    """A comment, an instruction or a CDATA section between two tags."""
    places = [found.end() for found in re.finditer(rb">", data)]
    at = chance.one(places) if places else 0
    between = chance.one((b"<!-- -->", b"<?x y?>", b"<![CDATA[<v>1</v>]]>", b"\xef\xbb\xbf", b"&#9;", b"\0"))
    return data[:at] + between + data[at:]


AS_TEXT = (
    declared_anew,
    entity_declared,
    namespace_changed,
    namespace_changed,
    tag_broken,
    attribute_twice,
    something_between,
)
