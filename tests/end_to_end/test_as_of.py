"""The master of an earlier day: two months, three versions of one return, a ruling and its reversal, a late return.

On each day the master is written; at the end it is made again as of each of these days, from a workspace that has
lived on, and must be the same file.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from scripts.examples.filling import fill
from tests.build.bureau import Bureau, county_header
from tests.build.day import EAST, SHOPS, WEST, shop
from tests.build.monday import Inbox
from tests.build.officer import Desk
from workbook_tools.messages import decisions as words

JANUARY, FEBRUARY = "2024-01", "2024-02"
THIRD = ("B02", SHOPS)


@dataclass
class Diary:
    """A bureau whose days are kept: the masters as they were written on each."""

    bureau: Bureau
    inbox: Inbox
    kept: dict[tuple[str, str], bytes] = field(default_factory=dict)

    def received(self, day: str, period: str = JANUARY, **files: bytes) -> None:
        """Collect and validate what came on a day."""
        named = {f"{name}.xlsx": data for name, data in files.items()}
        self.bureau.did("collect", str(self.bureau.handed_in(named, f"inbox/{day}")), now=f"{day}T10:00:00")
        self.bureau.did("validate", "--period", period, now=f"{day}T11:00:00")

    def ruled(self, day: str, ruling: str, sheet: str = words.SHEET_OPEN) -> None:
        """Rule on the one contested enterprise of January."""
        pending = self.bureau.did("validate", "--period", JANUARY, now=f"{day}T12:00:00")["pending"]["path"]
        desk = Desk.at(Path(pending))
        line = desk.the("归属裁定", "W5", sheet)
        chosen = next(word for word in line.choices if ruling in word)
        filled = desk.ruled(line, chosen, reason="示例理由").saved(self.bureau.root.parent / f"{day}.xlsx")
        assert self.bureau.said("decide", str(filled), now=f"{day}T13:00:00").code == 0

    def written(self, day: str, period: str = JANUARY) -> bytes:
        """The master as it is written at the end of a day."""
        made = self.bureau.did("consolidate", "--period", period, now=f"{day}T17:00:00")["master"]
        self.kept[day, period] = Path(made).read_bytes()
        return self.kept[day, period]

    def made_again(self, day: str, period: str) -> bytes:
        """The master of a day as it is made much later."""
        asked = ("--period", period, "--as-of", day)
        return Path(self.bureau.did("consolidate", *asked, now="2025-06-30T08:00:00")["master"]).read_bytes()

    def shops(self, owner: tuple[str, str], *keys: str, on: date) -> bytes:
        """January's return of one unit that counts these shops."""
        return self.inbox.typed(*owner, county_header(on), [shop(key) for key in keys])


def february(diary: Diary) -> bytes:
    """February's return of the east: what it had, and a shop more."""
    form = diary.bureau.form(SHOPS)
    template = diary.bureau.issued(FEBRUARY, "2024-03-01T09:00:00")[EAST]
    return fill(template, form, county_header(date(2024, 3, 2)), [shop(key) for key in ("W1", "W2", "W7")])


def lived(diary: Diary) -> Iterator[bytes]:
    """Day after day; the master of each."""
    diary.received(
        "2024-02-03",
        east=diary.shops(EAST, "W1", "W5", on=date(2024, 2, 2)),
        west=diary.shops(WEST, "W5", on=date(2024, 2, 2)),
    )
    yield diary.written("2024-02-03")
    diary.received("2024-02-05", second=diary.shops(EAST, "W1", "W2", "W5", on=date(2024, 2, 4)))
    yield diary.written("2024-02-05")
    diary.ruled("2024-02-06", "东乡镇")
    yield diary.written("2024-02-06")
    diary.received("2024-02-07", third=diary.shops(EAST, "W1", "W2", "W3", "W5", on=date(2024, 2, 7)))
    yield diary.written("2024-02-07")
    diary.ruled("2024-02-08", words.REVOKED, words.SHEET_DECIDED)
    yield diary.written("2024-02-08")
    diary.bureau.did("close", "--period", JANUARY, now="2024-02-09T09:00:00")
    yield diary.written("2024-02-09")
    diary.received("2024-02-20", late=diary.shops(THIRD, "W9", on=date(2024, 2, 19)))
    yield diary.written("2024-02-20")
    diary.received("2024-03-03", FEBRUARY, february=february(diary))
    yield diary.written("2024-03-03", FEBRUARY)


@pytest.fixture
def diary(bureau: Bureau, inbox: Inbox) -> Diary:
    return Diary(bureau, inbox)


def test_the_master_of_every_earlier_day_can_be_made_again_byte_for_byte(diary: Diary) -> None:
    masters = list(lived(diary))
    assert len(set(masters)) == len(masters), "something happened on each day"
    diary.bureau.did("reopen", "--period", JANUARY, "--reason", "示例：补收迟报", now="2024-03-10T09:00:00")
    diary.bureau.did("validate", "--period", JANUARY, now="2024-03-10T10:00:00")
    assert diary.written("2024-03-10") not in masters
    for day, period in diary.kept:
        assert diary.made_again(day, period) == diary.kept[day, period], (day, period)


def test_a_day_on_which_nothing_was_issued_yet_has_no_master(bureau: Bureau) -> None:
    answer = bureau.said("consolidate", "--period", JANUARY, "--as-of", "2024-01-31")
    assert answer.code == 2
    assert "2024-01-31 为止" in answer.data["error"]


def test_an_earlier_day_is_made_again_from_archive_and_ledger_alone(diary: Diary) -> None:
    """Neither the cache nor the plan workbook as it is now takes part."""
    *_, closed, _, _ = lived(diary)
    (diary.bureau.root / "cache.sqlite").unlink()
    (diary.bureau.root / "plan.xlsx").write_bytes(b"overwritten since")
    assert diary.made_again("2024-02-09", JANUARY) == closed
