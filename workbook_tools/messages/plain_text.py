"""Texts as terminals, chats and editors show them: nothing in them steers what shows them, or hides."""

import unicodedata


def visible(text: str) -> str:
    """A text on one line, each character that cannot be seen, or that moves or turns others round, as its escape.

    So a name cannot colour, erase or overwrite what stands before it, turn the reading direction round, or
    begin a line that passes for one of the tool's own. Spaces of every width stay as they are.
    """
    if text.isprintable():
        return text
    return text.replace("\r\n", "\n").translate({ord(c): _escape(c) for c in set(text) if unseen(c)})


def unseen(letter: str) -> bool:
    """Whether a character is neither seen nor a space: controls, overrides, joiners, lone surrogates."""
    return not letter.isprintable() and unicodedata.category(letter) != "Zs"


def _escape(letter: str) -> str:
    return "↵" if letter == "\n" else letter.encode("unicode_escape").decode("ascii")


def for_windows(text: str) -> bytes:
    """As a file, with a byte order mark and line ends that the plainest editor on Windows shows as they are.

    Its lines are those of `text`; whatever else in it cannot be seen is spelled out.
    """
    lines = (visible(line) for line in text.split("\n"))
    return "\r\n".join(lines).encode("utf-8-sig")
