"""A mail as text: headers, boundaries and encodings, and what may be wrong with them."""

import base64
import re
from collections.abc import Callable

from tests.build.mutator.chance import Chance
from tests.build.mutator.hostile import NAMES, WORDS

_HEADER = re.compile(rb"^([A-Za-z][A-Za-z-]*):[^\n]*\n(?:[ \t][^\n]*\n)*", re.M)
_ATTACHED = re.compile(rb"(?:^[A-Za-z0-9+/]{60,76}=*\r?\n)+(?:^[A-Za-z0-9+/]+=*\r?\n)?", re.M)


def attachment_changed(mail: bytes, chance: Chance, change: Callable[[bytes, Chance], bytes]) -> bytes:
    """The mail with one of its attachments changed."""
    found = list(_ATTACHED.finditer(mail))
    if not found:
        return mail
    at = chance.one(found)
    content = change(base64.b64decode(at[0], validate=False), chance)
    return mail[: at.start()] + base64.encodebytes(content) + mail[at.end() :]


# ------------------------------------------------------------ what may be wrong


def _header(mail: bytes, chance: Chance) -> re.Match[bytes] | None:
    found = list(_HEADER.finditer(mail))
    return chance.one(found) if found else None


def header_says(mail: bytes, chance: Chance) -> bytes:
    """A header says something else."""
    at = _header(mail, chance)
    return mail[: at.end(1)] + b": " + chance.one(WORDS) + b"\n" + mail[at.end() :] if at else mail


def header_dropped(mail: bytes, chance: Chance) -> bytes:
    """A header is missing."""
    at = _header(mail, chance)
    return mail[: at.start()] + mail[at.end() :] if at else mail


def header_doubled(mail: bytes, chance: Chance) -> bytes:
    """A header stands twice, or a thousand times, or at the end of the mail."""
    at = _header(mail, chance)
    if at is None:
        return mail
    return mail[: at.end()] + at[0] * chance.one((1, 1, 1000)) + mail[at.end() :]


def name_hostile(mail: bytes, chance: Chance) -> bytes:
    """An attachment's name leads elsewhere, or is no name."""
    name = b'filename="' + chance.one(NAMES).replace(b"\n", b"") + b'"'
    return re.sub(
        rb'filename[^;\n]*"[^"\n]*"|filename\*?=[^;\n]*', lambda _: name, mail, count=1 + chance.below(2)
    )


def encoding_claimed(mail: bytes, chance: Chance) -> bytes:
    """The body is said to be written in another way than it is."""
    claimed = b"Content-Transfer-Encoding: " + chance.one(WORDS)
    return re.sub(
        rb"Content-Transfer-Encoding:[^\n]*", lambda _: claimed, mail, count=1 + chance.below(3), flags=re.I
    )


def boundary_changed(mail: bytes, chance: Chance) -> bytes:
    """The lines between the parts no longer are what the header says, or one of them is missing."""
    found = list(re.finditer(rb"^--[^\n]+\n", mail, re.M))
    if not found:
        return mail
    at = chance.one(found)
    instead = chance.one((b"", b"--other\n", at[0].rstrip() + b"--\n", at[0] * 50))
    return mail[: at.start()] + instead + mail[at.end() :]


def nested(mail: bytes, chance: Chance) -> bytes:
    """The mail inside a mail, inside a mail, many times."""
    for level in range(chance.one((1, 3, 40))):
        boundary = b"=_%d_" % level
        head = b'Subject: x\nFrom: x@example.com\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="%b"\n\n'
        inner = b"--%b\nContent-Type: message/rfc822\n\n%b\n--%b--\n"
        mail = head % boundary + inner % (boundary, mail, boundary)
    return mail


def ends_of_lines(mail: bytes, chance: Chance) -> bytes:
    """Lines end as another system ends them, or not at all."""
    plain = mail.replace(b"\r\n", b"\n")
    return plain.replace(b"\n", chance.one((b"\r\n", b"\r", b"\n\n", b"\n\r", b"\n ", b"\0\n")))


def lines_lost(mail: bytes, chance: Chance) -> bytes:
    """Some lines are missing."""
    lines = mail.splitlines(keepends=True)
    gap = chance.span(len(lines), chance.one((1, 20, 300)))
    return b"".join(lines[: gap.start] + lines[gap.stop :])


OPERATIONS = (
    header_says,
    header_says,
    header_says,
    header_dropped,
    header_doubled,
    name_hostile,
    encoding_claimed,
    boundary_changed,
    nested,
    ends_of_lines,
    lines_lost,
)
