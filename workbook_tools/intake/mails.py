"""The attachments of a mail saved as .eml, those of forwarded mails inside it included."""

import re
from binascii import a2b_base64
from collections.abc import Iterator, Sequence
from contextlib import suppress
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesFeedParser
from pathlib import Path

from workbook_tools.intake.drawer import Drawer, laid
from workbook_tools.intake.limits import Budget
from workbook_tools.intake.member import Member
from workbook_tools.intake.names import inner_path, legible

_NEXT_IN_MAILBOX = re.compile(rb"(?<=\n)\r?\n(?=From [^\r\n]*[0-9]{4}[^\r\n]*\r?\n[A-Za-z][A-Za-z0-9-]*:)")
"""Before the line that opens a mail in a mailbox file, which ends in a date."""
_CHUNK = 2**16
_CHINESE = frozenset({"gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936"})
"""Charsets that mail programs declare for what is GB18030 by content."""


def mail_members(file: Path, drawer: Drawer, budget: Budget) -> Iterator[Member]:
    """Every attachment; its text and pictures set in the text are none. LimitReachedError past the budget."""
    data = file.read_bytes()
    # Each part begins behind a line of its own, and the parser needs much of time and memory for each.
    budget.foresee_members((data.count(b"\n--") + data.count(b"\r--")) // 2)
    mails = _mails(data)
    del data
    for number, part in enumerate(_parts(mails), start=1):
        name = _file_name(part)
        if not _is_attachment(part, name):
            continue
        budget.take_member()
        body = _content(part)
        budget.take_bytes(len(body))
        attached = drawer.next()
        with laid(attached) as write:
            write(body)
        yield Member(inner_path(name) or f"part-{number}", attached)


def _mails(data: bytes) -> list[Message]:
    """The mail, or all the mails that were saved into one file as mailboxes are."""
    mails = _NEXT_IN_MAILBOX.split(data) if data.startswith(b"From ") else [data]
    return [_parsed(mail) for mail in mails]


def _parsed(mail: bytes) -> Message:
    # Bit by bit: at once, the library would hold each letter in four bytes.
    parser = BytesFeedParser()
    for begin in range(0, len(mail), _CHUNK):
        parser.feed(mail[begin : begin + _CHUNK])
    return parser.close()


def _parts(mails: Sequence[Message]) -> Iterator[Message]:
    """Every part of the mails, in order."""
    waiting = list(reversed(mails))
    while waiting:
        part = waiting.pop()
        yield part
        if not _is_encoded_mail(part):
            waiting += reversed(_inner(part))


def _inner(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []


def _encoding(part: Message) -> str:
    # The library knows none by a name with blanks behind it.
    return str(part.get("Content-Transfer-Encoding", "")).strip().lower()


def _is_encoded_mail(part: Message) -> bool:
    """Whether it is a forwarded mail encoded as a whole, as some servers do against RFC 2046 (5.2.1)."""
    return part.get_content_type() == "message/rfc822" and _encoding(part) == "base64"


def _content(part: Message) -> bytes:
    alone = Message()
    alone["Content-Transfer-Encoding"] = _encoding(part)
    payload = part.get_payload()
    text = payload if isinstance(payload, str) else "".join(map(str, _inner(part)))
    if _encoding(part) == "base64":
        # The library's own way takes several times as much memory; what is spelled wrongly is left to it.
        with suppress(ValueError):
            return a2b_base64(text.encode("ascii", "surrogateescape"))
    alone.set_payload(text)
    content = alone.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _is_attachment(part: Message, name: str) -> bool:
    kind = part.get_content_maintype()
    if _is_encoded_mail(part):
        return True
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
    except (LookupError, ValueError):
        # No such charset, none that can be (undefined), or not what it is.
        return legible(raw)
