"""Mails that attack whoever opens them, or whose headers are broken."""

import base64
from collections.abc import Iterator
from email.message import EmailMessage

from tests.build.hostile.case import add, case
from tests.build.monday import mail
from tests.build.packages import cell, rows, xlsx

_BOOK = xlsx(rows(cell("A1", 1)))
_READ = {"refused L001": 1}
_HEAD = b"From: a@example.cn\r\nTo: b@example.cn\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
_MIXED = _HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
_BASE64 = b"Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"


def _attached(disposition: bytes, body: bytes | None = None) -> bytes:
    encoded = base64.encodebytes(_BOOK) if body is None else body
    return b"--b\r\n" + _BASE64 + b"Content-Disposition: " + disposition + b"\r\n\r\n" + encoded + b"\r\n"


@case("五十层.eml", "ignored F121", inside={"ignored F121": 2, "refused F122": 1})
def nested() -> bytes:
    """A mail attached to a mail, fifty times over, a workbook in the innermost."""
    inner = mail(("报送.xlsx", _BOOK))
    for level in range(50):
        # Not in base64: fifty layers of it would be gigabytes.
        head = b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (level, level)
        part = b"Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=x.eml\r\n\r\n"
        inner = _HEAD + head + part + inner + b"\r\n--b%d--\r\n" % level
    return inner


@case("五十层转发.eml", "ignored F121", inside=_READ)
def nested_as_messages() -> bytes:
    """The same as message/rfc822 parts, which are one mail to a mail program."""
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "a@example.cn", "x"
    inner.set_content("示例")
    inner.add_attachment(_BOOK, maintype="application", subtype="octet-stream", filename="报送.xlsx")
    for level in range(50):
        outer = EmailMessage()
        outer["From"], outer["Subject"] = "a@example.cn", "x"
        outer.set_content("示例")
        outer.add_attachment(inner)
        outer.set_boundary(f"b{level}")
        inner = outer
    return inner.as_bytes()


@case("五千层.eml", "refused F123", inside={})
def nested_without_end() -> bytes:
    """Multiparts within multiparts, five thousand deep: whoever follows them one by one falls over."""
    return _HEAD + b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (level, level)
        for level in range(5000)
    )


@case("十万段.eml", "refused F123", inside={})
def hundred_thousand_parts() -> bytes:
    """A mail of a hundred thousand empty attachments."""
    part = b"--b\r\nContent-Disposition: attachment; filename=x.txt\r\n\r\nx\r\n"
    return _MIXED + part * 100_000 + b"--b--\r\n"


@case("大附件.eml", "refused F124", inside={}, slow=True)
def huge_attachment() -> Iterator[bytes]:
    """An attachment of 220 MB in base64."""
    yield _MIXED + b"--b\r\n" + _BASE64 + b"Content-Disposition: attachment; filename=a.xlsx\r\n\r\n"
    line = b"A" * 76 + b"\r\n"
    for _ in range(3968):
        yield line * 1000
    yield b"--b--\r\n"


@case("长头.eml", "refused F117")
def endless_header() -> bytes:
    """A header line of twenty megabytes."""
    return _HEAD + b"X-Long: " + b"x" * 20_000_000 + b"\r\n\r\nx"


@case("十万个头.eml", "refused F117")
def many_headers() -> bytes:
    """Two hundred thousand header lines."""
    return _HEAD + b"X-Many: x\r\n" * 200_000 + b"\r\nx"


@case("坏头.eml", "ignored F121", inside=_READ)
def broken_headers() -> bytes:
    """Headers without a name, in no encoding, folded over a blank, before a sound attachment."""
    odd = b"Subject: =?gb18030?B?////?=\r\n: x\r\nX-Raw: \xff\xfe\x80\r\n"
    return odd + _MIXED + _attached(b'attachment; filename="a.xlsx"') + b"--b--\r\n"


@case("零字节.eml", "refused F112")
def zero_byte() -> bytes:
    """A mail with a NUL in a header, which makes it something else than a text."""
    return b"X-Nul: a\0b\r\n" + _MIXED + _attached(b'attachment; filename="a.xlsx"') + b"--b--\r\n"


@case("没有结尾.eml", "ignored F121", inside=_READ)
def no_closing_boundary() -> bytes:
    """A multipart that never ends."""
    return _MIXED + _attached(b'attachment; filename="a.xlsx"')


@case("坏base64.eml", "ignored F121", inside={"refused F108": 1})
def broken_base64() -> bytes:
    """An attachment in base64 that is none."""
    body = b"!!!!\xff===" * 500
    return _MIXED + _attached(b'attachment; filename="a.xlsx"', body) + b"--b--\r\n"


@case("怪编码.eml", "ignored F121", inside={"refused F108": 1})
def unknown_encoding() -> bytes:
    """An attachment in a transfer encoding that nobody knows."""
    part = b"--b\r\nContent-Transfer-Encoding: x-evil\r\nContent-Disposition: attachment; filename=a.xlsx\r\n\r\n"
    return _MIXED + part + bytes(range(128, 256)) * 9 + b"\r\n--b--\r\n"


@case("winmail.eml", "ignored F121", inside={"refused F111": 1})
def winmail() -> bytes:
    """The attachments of Outlook in one winmail.dat."""
    return mail(("winmail.dat", b"x\x9f>\x22" + bytes(200)))


@case("续行.eml", "ignored F121", inside=_READ)
def many_continuations() -> bytes:
    """A file name in five thousand numbered pieces (RFC 2231), the last of them first."""
    pieces = "; ".join(f"filename*{number}=x" for number in reversed(range(5000)))
    return _MIXED + _attached(f"attachment; {pieces}".encode()) + b"--b--\r\n"


@case("续行号.eml", "ignored F121", inside=_READ)
def huge_continuation_number() -> bytes:
    """A file name of which one piece has a number of three hundred digits."""
    return _MIXED + _attached(b"attachment; filename*" + b"9" * 300 + b"=x") + b"--b--\r\n"


@case("外部正文.eml", "ignored F121", inside={"refused F101": 1})
def external_body() -> bytes:
    """A part whose content is said to lie on a server (message/external-body): nobody asks for it."""
    head = b'Content-Type: message/external-body; access-type=anon-ftp; site="example.invalid"; name="a.xlsx"'
    return _MIXED + b"--b\r\n" + head + b"\r\n\r\nContent-Type: application/octet-stream\r\n\r\n--b--\r\n"


@case("引用文件.eml", "ignored F121", inside={"refused F108": 1})
def attached_path() -> bytes:
    """An attachment that is a shortcut to a file of the reader's own."""
    body = base64.encodebytes(b"[InternetShortcut]\r\nURL=file:///etc/passwd\r\n")
    return _MIXED + _attached(b"attachment; filename=a.url", body) + b"--b--\r\n"


_NAMES = (
    ("path", b'attachment; filename="../../../etc/passwd"', "a path that climbs out"),
    ("windows_path", b'attachment; filename="C:\\\\Users\\\\a.xlsx"', "a path on a drive"),
    ("device", b'attachment; filename="CON.xlsx"', "a device"),
    ("long", b'attachment; filename="' + b"x" * 70_000 + b'.xlsx"', "70,000 letters"),
    ("none", b"attachment", "no name"),
    ("empty", b'attachment; filename=""', "an empty name"),
    ("unclosed", b'attachment; filename="a.xlsx', "a quotation mark that is never closed"),
    ("two", b'attachment; filename="a.xlsx"; filename="b.exe"', "two names"),
    ("encoded_path", b"attachment; filename*=utf-8''..%2F..%2Fetc%2Fpasswd", "an encoded path"),
    ("unknown_charset", b"attachment; filename*=x-evil''%FF%FE.xlsx", "a charset that nobody knows"),
    ("codec", b"attachment; filename*=rot13''%41.xlsx", "a charset that is none"),
    ("surrogates", b"attachment; filename*=utf-16-le''%00%D8%00%D8", "lone surrogates"),
    ("encoded_newline", b'attachment; filename="=?utf-8?B?YQpiLnhsc3g=?="', "an encoded line break"),
    ("broken_word", b'attachment; filename="=?utf-8?B?!!!!?="', "a broken encoded word"),
    ("right_to_left", 'attachment; filename="报送\u202exslx.exe"'.encode(), "a right-to-left override"),
    ("escape", b'attachment; filename="\x1b[2J.xlsx"', "commands to a terminal"),
)
for _slug, _disposition, _what in _NAMES:
    add(
        lambda _disposition=_disposition: _MIXED + _attached(_disposition) + b"--b--\r\n",  # type: ignore[misc]
        f"name_{_slug}",
        "附件名.eml",
        "ignored F121",
        says=f"A mail with an attachment whose name is {_what}.",
        family="mails",
        inside=_READ,
    )
