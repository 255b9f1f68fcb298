"""The attachments of a mail saved as .eml, those of forwarded mails inside it included."""

from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from pathlib import Path

from workbook_tools.intake.drawer import Drawer, laid
from workbook_tools.intake.limits import Budget
from workbook_tools.intake.member import Member
from workbook_tools.intake.names import inner_path, legible

_CHINESE = frozenset({"gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936"})
"""Charsets that mail programs declare for what is GB18030 by content."""


def mail_members(file: Path, drawer: Drawer, budget: Budget) -> Iterator[Member]:
    """Every attachment; its text and pictures set in the text are none. LimitReachedError past the budget."""
    data = file.read_bytes()
    # Each part begins behind a line of its own, and the parser needs much of time and memory for each.
    budget.foresee_members(data.count(b"\n--") // 2)
    for number, part in enumerate(message_from_bytes(data).walk(), start=1):
        name = _file_name(part)
        if not _is_attachment(part, name):
            continue
        budget.take_member()
        content = part.get_payload(decode=True)
        body = content if isinstance(content, bytes) else b""
        budget.take_bytes(len(body))
        attached = drawer.next()
        with laid(attached) as write:
            write(body)
        yield Member(inner_path(name) or f"part-{number}", attached)


def _is_attachment(part: Message, name: str) -> bool:
    kind = part.get_content_maintype()
    if part.is_multipart() or (kind == "text" and not name):
        return False
    # Signature logos and pasted screenshots carry the number by which the text shows them.
    shown_in_text = kind == "image" and "content-id" in part
    return not shown_in_text or part.get_content_disposition() == "attachment"


def _file_name(part: Message) -> str:
    """The declared name: RFC 2231, RFC 2047 (as programs do against the rules), or raw UTF-8 or GBK bytes."""
    legible_part = Message()
    for key, value in part.raw_items():
        if key.lower() in ("content-disposition", "content-type"):
            raw = str(value).encode("utf-8", "surrogateescape")
            legible_part[key] = "".join(legible(raw).splitlines())
    name = legible_part.get_param("filename", header="content-disposition")
    return _decoded(name or legible_part.get_param("name") or "")


def _decoded(name: str | tuple[str | None, str | None, str]) -> str:
    if isinstance(name, tuple):
        charset, _, text = name
        return _as_text(text.encode("raw-unicode-escape"), charset)
    try:
        chunks = decode_header(name)
    except HeaderParseError:
        return name
    return "".join(chunk if isinstance(chunk, str) else _as_text(chunk, charset) for chunk, charset in chunks)


def _as_text(raw: bytes, charset: str | None) -> str:
    named = (charset or "utf-8").lower()
    try:
        return raw.decode("gb18030" if named in _CHINESE else named)
    except (LookupError, UnicodeDecodeError):
        return legible(raw)
