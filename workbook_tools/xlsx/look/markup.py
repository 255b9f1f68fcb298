"""The XML of a part, in one encoding and without definitions, so that every reader sees the same text in it."""

import re

from lxml import etree

from workbook_tools.envelope import RefusedError
from workbook_tools.messages.found import found

PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
)

_DECLARATION = re.compile(rb"\A\s*<\?xml\b[^<>]*?\?>")
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_DEFINITION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
_PREFIX = re.compile(rb"\bxmlns:([^\s=<>\"']+)\s*=")
_FOREIGN = "{urn:foreign}foreign"
_UTF8 = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
_CODECS = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030"), "gb18030"),
    **dict.fromkeys(("iso-8859-1", "windows-1252", "latin1"), "cp1252"),
}
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_UNMARKED = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))


def plain(part: bytes) -> bytes:
    """The part in UTF-8, without mark and without a declaration that says otherwise.

    RefusedError (F138) where it brings definitions of its own, ValueError where its encoding is none that a
    workbook has. A part is UTF-8 or UTF-16 (ECMA-376-2, 8.1.4); some exporters write GBK all the same.
    """
    text = _in_utf8(part)
    if b"!" in text and b"<!" in text and _DEFINITION.search(text):
        raise RefusedError(found("F138"))
    return text


def has_foreign(part: bytes, begin: int, end: int, own: bytes = b"") -> bool:
    """Whether elements from begin to end may be in another namespace than the root, whose prefix is `own`.

    Programs pass over them where that namespace is declared ignorable (ECMA-376-3, 7.2).
    """
    if part.find(b"xmlns", begin, end) >= 0:
        return True
    prefixes = set(_PREFIX.findall(part, 0, begin)) - {own}
    return any(part.find(b"<" + prefix + b":", begin, end) >= 0 for prefix in prefixes)


def without_foreign(root: etree._Element) -> None:
    """Take out what is in another namespace than the root, and take the rest out of its namespace."""
    own = etree.QName(root).namespace
    for element in root.iter(etree.Element):
        name = etree.QName(element)
        element.tag = name.localname if name.namespace == own else _FOREIGN
    etree.strip_elements(root, _FOREIGN, with_tail=False)


def refuse_alternatives(part: bytes, begin: int, end: int) -> None:
    """RefusedError (F158) where content is there in alternatives, of which programs choose differently."""
    if part.find(b"AlternateContent", begin, end) >= 0:
        raise RefusedError(found("F158"))


def _in_utf8(part: bytes) -> bytes:
    for mark, codec in _MARKS:
        if part.startswith(mark):
            return _undeclared(_recoded(part[len(mark) :], codec))
    for opening, codec in _UNMARKED:
        if part.startswith(opening):
            return _undeclared(_recoded(part, codec))
    declaration = _DECLARATION.match(part)
    encoding = _ENCODING.search(declaration[0]) if declaration else None
    name = encoding[1].decode("ascii").lower() if encoding else "utf-8"
    if name in _UTF8:
        return part
    # What a program held as UTF-16 text it often saves as UTF-8, with the declaration left as it was.
    codec = "utf-8" if name.startswith("utf-16") else _CODECS.get(name, "")
    if not codec:
        raise ValueError(name)
    return _undeclared(_recoded(part, codec))


def _recoded(part: bytes, codec: str) -> bytes:
    return part if codec == "utf-8" else part.decode(codec).encode()


def _undeclared(part: bytes) -> bytes:
    return _DECLARATION.sub(b"", part, count=1)
