"""Bytes of a text or web page to text, in the encodings Chinese offices use."""

import codecs

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# Pages that declare gb2312 or gbk hold characters of gb18030, which contains both.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030"}


def decode(data: bytes, declared: str = "") -> str | None:
    """The text, by byte order mark, else as `declared`, else as UTF-8 or GB 18030; None where none fits."""
    marked = next((encoding for mark, encoding in _MARKS.items() if data.startswith(mark)), "")
    candidates = [marked] if marked else [_WIDER.get(declared, declared), "utf-8", "gb18030"]
    if b"\0" in data and not marked:
        # Text has no NUL; in UTF-16 each line end and digit has a zero byte, the second when little-endian.
        candidates = ["utf-16-le" if data.index(b"\0") % 2 else "utf-16-be"]
    texts = (_try(data, encoding) for encoding in candidates if encoding)
    text = next((text for text in texts if text is not None), None)
    return None if text is None or "\0" in text else text


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
