"""A day at the bureau of the example county: files come, questions are ruled on, everything is counted."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

from openpyxl import Workbook, load_workbook

from scripts.examples.filling import Record
from tests.build.bureau import PERIOD, Answer, Bureau, county_header
from tests.build.monday import Inbox
from tests.build.officer import Desk
from workbook_tools.layout import IDENTITY_SHEET
from workbook_tools.messages import decisions as words

SHOPS, FIRMS = "XS-02", "XS-01"
EAST, WEST = ("T01", SHOPS), ("T02", SHOPS)
FIRST, LATER = date(2024, 2, 2), date(2024, 2, 5)
"""The days on which returns are filled in."""


class Clock:
    """The hours of one working day: every command has its own."""

    def __init__(self) -> None:
        self._hour = 0

    def __call__(self) -> str:
        self._hour += 1
        return f"2024-02-06T{self._hour:02}:00:00"


class Day:
    """A day at the bureau of the example county."""

    def __init__(self, bureau: Bureau, inbox: Inbox) -> None:
        self.bureau, self.inbox, self.now = bureau, inbox, Clock()

    def came(self, **files: bytes) -> dict[str, tuple[str, str]]:
        """Collect files: name -> (verdict, code)."""
        return self.bureau.collected({f"{name}.xlsx": data for name, data in files.items()}, self.now())

    def validated(self) -> dict[tuple[str, str], tuple[str, set[str]]]:
        """Validate: the status and the codes of every submission by (unit, form), superseded ones left out."""
        told = self.bureau.did("validate", *PERIOD, now=self.now())["submissions"]
        return {
            (each["unit"], each["form"]): (each["status"], {f["code"] for f in each["findings"]})
            for each in told
            if each["status"] != "superseded"
        }

    def desk(self) -> Desk:
        """待办 as validate writes it now."""
        return Desk.at(Path(self.bureau.did("validate", *PERIOD, now=self.now())["pending"]["path"]))

    def rules(
        self,
        matter: str,
        ruling: str,
        says: str = "",
        sheet: str = words.SHEET_OPEN,
        reason: str = "示例理由",
    ) -> Answer:
        """Validate, fill in the one row about a matter, and take the workbook."""
        desk = self.desk()
        line = desk.the(matter, says, sheet)
        chosen = next(word for word in line.choices if ruling in word)
        return self.decided(desk.ruled(line, chosen, reason=reason))

    def takes_back(self, matter: str, reason: str = "示例理由") -> Answer:
        """Take back the decision in force on a matter."""
        return self.rules(matter, words.REVOKED, sheet=words.SHEET_DECIDED, reason=reason)

    def decided(self, desk: Desk) -> Answer:
        """Take a filled-in 待办."""
        path = desk.saved(self.bureau.root.parent / "填好的待办.xlsx")
        return self.bureau.said("decide", str(path), now=self.now())

    def counts(self, form: str = SHOPS) -> dict[str, tuple[int, int]]:
        """(counted, contested) by unit."""
        annexes = self.bureau.did("consolidate", *PERIOD, now=self.now())["annexes"]
        annex = annexes[("XS-01", "XS-02", "XS-03").index(form)]
        return {unit["code"]: (unit["cumulative"], unit["held"]) for unit in annex["units"]}

    def shops(self, owner: tuple[str, str], *keys: str, on: date = FIRST) -> bytes:
        """A sound return of one unit that counts these shops."""
        return self.inbox.typed(*owner, county_header(on), [shop(key) for key in keys])


def shop(key: str) -> Record:
    """A shop that counts."""
    return {"shop": f"示例网店{key}", "id": key, "since": "2024", "grade": "县级示范", "this_sales": 3.25}


def edited(workbook: bytes, edit: Callable[[Workbook], None]) -> bytes:
    """A workbook with something changed in it."""
    book = load_workbook(io.BytesIO(workbook))
    edit(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def nameless(workbook: bytes) -> bytes:
    """The same sheets without the identity that the tool put in."""

    def forget(book: Workbook) -> None:
        del book[IDENTITY_SHEET]
        properties = book.custom_doc_props  # type: ignore[attr-defined]
        for name in list(properties.names):
            del properties[name]

    return edited(workbook, forget)
