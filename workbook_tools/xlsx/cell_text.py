"""A text as a cell holds it and as its XML spells it: the same rules for every workbook that is written."""

import re
from xml.sax.saxutils import escape

_LONGEST = 32_767
"""UTF-16 units that a cell takes."""
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What may not stand in XML. Excel would take it spelled _x000B_; it says nothing, and goes."""
_LIKE_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What spreadsheets would take for their escape of a character (_x003D_)."""


def held(text: str) -> str:
    """A text without what no XML can carry, cut to what a cell takes."""
    kept = text if text.isprintable() else _NOT_XML.sub("", text)
    if len(kept) <= _LONGEST // 2:
        return kept
    return kept.encode("utf-16-le")[: _LONGEST * 2].decode("utf-16-le", "ignore")


def text_content(text: str) -> str:
    """A text as the content of an XML element of a workbook, whatever is in it."""
    spelled = held(text)
    if "_x" in spelled:
        spelled = _LIKE_ESCAPE.sub("_x005F_", spelled)
    # A bare carriage return would be read as a line end.
    return escape(spelled, {"\r": "&#13;"})
