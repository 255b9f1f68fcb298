"""XML that expands, reaches outside, never ends or is none."""

from collections.abc import Callable

from tests.build.hostile.case import add, of_return
from tests.build.hostile.reworked import (
    BOOK_PART,
    MAIN,
    STYLES_PART,
    TYPES_PART,
    edited,
    row,
    swollen_rows,
    with_parts,
    with_rows,
)
from tests.golden.sound import FORM_PART, Sound

_LAUGHS = "".join(
    f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' if level else '<!ENTITY l0 "ha">' for level in range(10)
)
_DOCTYPES = (
    ("laughs", f"<!DOCTYPE x [{_LAUGHS}]>", "entities that expand to gigabytes (a billion laughs)"),
    (
        "blowup",
        f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]>',
        "an entity of 100,000 letters to be repeated",
    ),
    (
        "file",
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        "an entity that is a file of the reader's own",
    ),
    (
        "web",
        '<!DOCTYPE x [<!ENTITY a SYSTEM "http://example.invalid/x">]>',
        "an entity that lies on a server",
    ),
    ("dtd", '<!DOCTYPE x SYSTEM "http://example.invalid/x.dtd">', "a DTD that lies on a server"),
    ("parameter", '<!DOCTYPE x [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>', "a parameter entity"),
    ("recursive", '<!DOCTYPE x [<!ENTITY a "&b;"><!ENTITY b "&a;">]>', "entities that stand for each other"),
)
_PARTS = (
    ("sheet", FORM_PART),
    ("workbook", BOOK_PART),
    ("styles", STYLES_PART),
    ("types", TYPES_PART),
    ("properties", "docProps/custom.xml"),
)


def _declared(part: str, doctype: str) -> Callable[[Sound], bytes]:
    def make(sound: Sound) -> bytes:
        return edited(sound.book(), part, lambda xml: doctype.encode() + xml)

    return make


for _slug, _doctype, _what in _DOCTYPES:
    add(
        None,
        f"doctype_{_slug}",
        "实体.xlsx",
        "refused F138",
        says=f"A form sheet that declares {_what}.",
        family="markup",
        of_return=_declared(FORM_PART, _doctype),
    )
for _slug, _part in _PARTS[1:]:
    add(
        None,
        f"laughs_in_{_slug}",
        "实体.xlsx",
        "refused F138",
        says=f"A billion laughs in {_part}.",
        family="markup",
        of_return=_declared(_part, _DOCTYPES[0][1]),
    )


@of_return("用实体.xlsx", "refused F138")
def laughs_out_loud(sound: Sound) -> bytes:
    """A billion laughs, declared and used in a cell."""
    text = '<row r="400"><c r="A400" t="inlineStr"><is><t>&l9;</t></is></c></row>'
    return edited(with_rows(sound.book(), text), FORM_PART, lambda xml: _DOCTYPES[0][1].encode() + xml)


@of_return("实体UTF16.xlsx", "refused F138")
def doctype_in_utf16(sound: Sound) -> bytes:
    """A billion laughs in UTF-16, where a search for bytes does not find them."""
    return edited(
        sound.book(),
        FORM_PART,
        lambda xml: ('<?xml version="1.0" encoding="UTF-16"?>' + _DOCTYPES[0][1] + xml.decode()).encode(
            "utf-16"
        ),
    )


@of_return("UTF16.xlsx", "collected")
def sheet_in_utf16(sound: Sound) -> bytes:
    """A form sheet in UTF-16, which is rare and right."""
    return edited(
        sound.book(),
        FORM_PART,
        lambda xml: ('<?xml version="1.0" encoding="UTF-16"?>' + xml.decode()).encode("utf-16"),
    )


@of_return("UTF7.xlsx", "refused F145")
def sheet_in_utf7(sound: Sound) -> bytes:
    """A form sheet that says it is in UTF-7."""
    return edited(sound.book(), FORM_PART, lambda xml: b'<?xml version="1.0" encoding="UTF-7"?>' + xml)


@of_return("不成文.xlsx", "refused F145")
def ill_formed(sound: Sound) -> bytes:
    """A form sheet that breaks off in the middle of a tag."""
    return edited(sound.book(), FORM_PART, lambda xml: xml[: len(xml) // 2])


@of_return("坏字节.xlsx", "refused F145")
def broken_bytes(sound: Sound) -> bytes:
    """A form sheet with bytes that are no UTF-8."""
    return with_rows(
        sound.book(), b'<row r="400"><c r="A400" t="inlineStr"><is><t>\xff\xfe</t></is></c></row>'
    )


@of_return("坏字符.xlsx", "refused F145")
def forbidden_characters(sound: Sound) -> bytes:
    """A cell with characters that XML forbids, NUL among them."""
    return with_rows(
        sound.book(), b'<row r="400"><c r="A400" t="inlineStr"><is><t>&#0;&#xD800;</t></is></c></row>'
    )


@of_return("很深.xlsx", "collected")
def deep(sound: Sound) -> bytes:
    """A hundred thousand elements, each in the one before."""
    return with_rows(sound.book(), b"<x>" * 100_000 + b"</x>" * 100_000)


@of_return("许多属性.xlsx", "collected")
def many_attributes(sound: Sound) -> bytes:
    """A cell with two hundred thousand attributes."""
    more = "".join(f' a{number}=""' for number in range(200_000))
    return with_rows(sound.book(), row(400, f'<c r="A400"{more}><v>1</v></c>'))


@of_return("长属性.xlsx", "collected")
def long_attribute(sound: Sound) -> bytes:
    """An attribute of twenty megabytes."""
    return swollen_rows(
        sound.book(), '<row r="400"><c r="A400" x="', "x" * 1000, 20_000, '"><v>1</v></c></row>'
    )


@of_return("许多注释.xlsx", "collected")
def many_comments(sound: Sound) -> bytes:
    """A million XML comments between the rows."""
    return with_rows(sound.book(), b"<!---->" * 1_000_000)


@of_return("许多命名空间.xlsx", "collected")
def many_namespaces(sound: Sound) -> bytes:
    """Ten thousand name spaces, each declared inside the one before by an empty row."""
    return with_rows(sound.book(), "".join(f'<n{n}:x xmlns:n{n}="urn:x:{n}"/>' for n in range(10_000)))


@of_return("XInclude.xlsx", "collected")
def include(sound: Sound) -> bytes:
    """An element that asks for /etc/passwd to be put in its place."""
    xml = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    return with_rows(sound.book(), xml)


@of_return("样式表.xlsx", "collected")
def stylesheet(sound: Sound) -> bytes:
    """A processing instruction that asks for a style sheet on a server."""
    return edited(
        sound.book(), FORM_PART, lambda xml: b'<?xml-stylesheet href="http://example.invalid/x.xsl"?>' + xml
    )


@of_return("CDATA.xlsx", "collected")
def character_data(sound: Sound) -> bytes:
    """A text in CDATA that looks like a cell."""
    text = '<![CDATA[</t></is></c><c r="A401" t="e"><v>#REF!</v></c>]]>'
    return with_rows(sound.book(), row(400, f'<c r="A400" t="inlineStr"><is><t>{text}</t></is></c>'))


@of_return("另一空间.xlsx", "collected")
def other_namespace(sound: Sound) -> bytes:
    """A form sheet whose elements belong to another name space."""
    return edited(sound.book(), FORM_PART, lambda xml: xml.replace(MAIN.encode(), b"urn:example:other"))


@of_return("空部件.xlsx", "refused F145")
def empty_sheet(sound: Sound) -> bytes:
    """A form sheet without a byte."""
    return with_parts(sound.book(), {FORM_PART: b""})
