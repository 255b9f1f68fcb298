"""What is put to the bureau, and how a row of the workbook says which question it is."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from workbook_tools.record import Matter, canonical

LISTS_SHEET = "_裁定项"
"""Hidden: the choices of every drop-down, one a row: number of the list, word, and what it stands for."""

NUMBER, MATTER, UNIT, FORM, SAYS, SHOWN, RULING, REASON, OFFICER, DAY, SUBJECT, SEAL = range(12)
"""The columns of both sheets, counted from 0; the last two are hidden."""

_LONGEST = 800
"""Characters of a text that are printed: a 说明 or a file name may be of any length."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that may be ruled: its word in the drop-down, and the decision it stands for."""

    word: str
    subject: tuple[str, ...]
    ruling: str
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What needs the bureau: the matter in plain words, and what may be ruled.

    `subject` is empty where the choice names it (更正); `shown` is what the sheet prints of the choices, or of the
    decision in force. Texts are `plain`.
    """

    matter: Matter
    subject: tuple[str, ...]
    unit: str
    form: str
    says: str
    choices: tuple[Choice, ...]
    shown: str = ""


class Entry(NamedTuple):
    """What the officer typed into a row, as found."""

    ruling: object = None
    reason: object = None
    officer: object = None
    day: object = None


BLANK = Entry()


class Filled(NamedTuple):
    """A question with what the officer has typed so far."""

    question: Question
    entry: Entry = BLANK


def plain(text: str) -> str:
    """A text as it can be printed and read back the same: line breaks kept, other control characters not.

    An underscore with x is how workbooks spell control characters, so the two are kept apart.
    """
    lines = (
        " ".join("".join(c if c.isprintable() else " " for c in line).split()) for line in text.split("\n")
    )
    printed = "\n".join(lines).replace("_x", "_ x")
    return printed if len(printed) <= _LONGEST else f"{printed[:_LONGEST]}…"


def spelled(question: Question, number: int) -> str:
    """The subject of a question as its row keeps it; `number` is that of its list of choices."""
    return canonical([question.matter.value, question.subject, number])


def spelled_choice(choice: Choice) -> str:
    """What a choice stands for as the hidden sheet keeps it."""
    return canonical([choice.subject, choice.ruling, choice.revoked])


def parse_choice(word: str, text: str) -> Choice:
    """The choice out of a row of the hidden sheet; ValueError, TypeError or KeyError where it is none."""
    subject, ruling, revoked = json.loads(text)
    return Choice(word, tuple(map(str, subject)), str(ruling), bool(revoked))


def seal(matter: str, subject: Sequence[str], texts: Sequence[str], choices: Sequence[Choice]) -> str:
    """What a row must still come to when it is read back: what it shows belongs to the subject it carries.

    Only letters and digits count, for programs save line breaks and spaces in their own ways.
    """
    shown = ["".join(filter(str.isalnum, text)) for text in texts]
    offered = [[each.word, each.subject, each.ruling, each.revoked] for each in choices]
    whole = canonical([matter, subject, shown, offered])
    return hashlib.sha256(whole.encode("utf-8", "backslashreplace")).hexdigest()[:16]
