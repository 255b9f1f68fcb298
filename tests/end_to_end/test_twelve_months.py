"""Forty townships through twelve months and a turn of the year: prefill, carrying forward, and the counts.

Each month's forms go out, are filled in from what stands in them, come back (some late, some once more in the slip
that was sent back), are checked and counted; every figure is held against a bookkeeping in plain Python
(tests/build/township_year.py).
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from scripts.examples.enterprises import header
from scripts.examples.filling import Record, fill
from tests.build.bureau import Bureau, Json
from tests.build.retyped import retyped
from tests.build.township_year import (
    AFTERWARDS,
    MISTYPED,
    UNSETTLED,
    Act,
    Month,
    Township,
    has_second_round,
    mistyped,
)
from workbook_tools import layout
from workbook_tools.messages import master_words
from workbook_tools.model import Entry, Form
from workbook_tools.xlsx.master.annex_layout import HEAD_ROW

FORM = "KZ-KJ-02"
FIRST, MONTHS = Month(2023, 10), 12
STATUSES = {Act.SILENT: "missing", Act.REFUSED: "returned"}
"""Of whoever has nothing accepted; all others are accepted."""
SHEETS = (master_words.SHEET_ANNEX, master_words.SHEET_PERIODS, master_words.SHEET_YEARS)
COUNTS = (master_words.NEW, master_words.CUMULATIVE_GROSS, master_words.EXITS)

Page = list[list[object]]
Files = Iterator[tuple[str, bytes]]


def pages(workbook: bytes, *names: str) -> list[Page]:
    """The values of sheets from A1; '' for an empty cell."""
    with CalamineWorkbook.from_filelike(io.BytesIO(workbook)) as book:
        sheets = [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names]
    return [[list(row) for row in sheet] for sheet in sheets]


def plain(value: object) -> object:
    """A day as its number, as which the hidden copy has it; all else as it is."""
    return (value - date(1899, 12, 30)).days if isinstance(value, date) else value


def listed(page: Page, form: Form) -> list[dict[str, object]]:
    """The records that stand in a form or in its hidden copy."""
    columns = {f.key: form.layout.columns[f.key] for f in form.roster if f.entry is Entry.UNIT}
    found = []
    for row in page[form.layout.first_row - 1 :]:
        record = {key: plain(row[column - 1]) for key, column in columns.items() if row[column - 1] != ""}
        if "uscc" not in record:
            break
        found.append(record)
    return found


def remarks(page: Page, form: Form, count: int) -> list[object]:
    """What the hidden copy says of each of its first records."""
    first, words = form.layout.first_row - 1, layout.live_columns(form).words - 1
    return [row[words] if len(row) > words else "" for row in page[first : first + count]]


@dataclass(frozen=True)
class Turn:
    """One month of one township: what it does, and the list that it means to send."""

    act: Act
    rows: list[Record]


class Year:
    """The bureau and its townships, month after month."""

    def __init__(self, bureau: Bureau) -> None:
        self.bureau, self.form = bureau, bureau.form(FORM)
        self.names = {unit.code: unit.name for unit in bureau.plan.units}
        units = [row.unit for row in bureau.plan.annex_of(FORM).rows]
        self.towns: Mapping[str, Township] = {unit: Township(place) for place, unit in enumerate(units, 1)}
        self.brought: dict[Month, Mapping[str, int]] = {}

    def played(self, turn: int, month: Month) -> None:
        """One month, every answer of the tool held against the bookkeeping."""
        issued = self._issued(month)
        before = {unit: town.cumulative(month.year) for unit, town in self.towns.items()}
        turns = {unit: self._turn(town, turn, month) for unit, town in self.towns.items()}
        told = self._came(month, 3, self._first_round(month, turns, issued))
        if has_second_round(turn):
            self._came(month, 8, self._second_round(month, turns, issued, told["slips"]))
        for unit, each in turns.items():
            if each.act not in UNSETTLED:
                self.towns[unit].accept(each.rows, month)
        self._check_statuses(month, turns, 9 if has_second_round(turn) else 4)
        self._check_counts(month, before)

    def _issued(self, month: Month) -> Mapping[str, bytes]:
        """The forms of a month; each begins with the list last accepted, and says what was counted so far."""
        made = self.bureau.issued(month.name, f"{month.last_day}T09:00")
        for unit, town in self.towns.items():
            self._check_template(town, month, made[unit, FORM])
        return {unit: made[unit, FORM] for unit in self.towns}

    def _check_template(self, town: Township, month: Month, template: bytes) -> None:
        page, copy = pages(template, layout.FORM_SHEET, layout.PRIOR_SHEET)
        rows = town.begins_with(month)
        begins = [{key: plain(value) for key, value in row.items()} for row in rows]
        assert listed(page, self.form) == begins
        assert listed(copy, self.form) == begins
        assert remarks(copy, self.form, len(rows)) == [town.told_of(row, month) for row in rows]
        before = next(field for field in self.form.header if field.prefill == "截至上期累计")
        row, column = layout.issued_cells(self.form)[before.key]
        assert page[row - 1][column - 1] == town.cumulative(month.year)

    def _turn(self, town: Township, turn: int, month: Month) -> Turn:
        act = town.act(turn)
        return Turn(act, [] if act is Act.SILENT else town.report(act, month))

    def _first_round(self, month: Month, turns: Mapping[str, Turn], issued: Mapping[str, bytes]) -> Files:
        for unit, each in turns.items():
            if each.act not in (Act.SILENT, Act.LATE):
                yield f"{unit}.xlsx", self._filled(unit, each, month, issued[unit])

    def _second_round(
        self, month: Month, turns: Mapping[str, Turn], issued: Mapping[str, bytes], slips: list[str]
    ) -> Files:
        for unit, each in turns.items():
            if each.act is Act.LATE:
                yield f"{unit}迟.xlsx", self._filled(unit, each, month, issued[unit])
            elif each.act is Act.CORRECTED:
                (slip,) = (path for path in map(Path, slips) if f"-{self.names[unit]}-" in path.name)
                place = self.form.layout.first_row + len(each.rows) - 1, self.form.layout.columns["uscc"]
                yield f"{unit}改.xlsx", retyped(slip.read_bytes(), {place: each.rows[-1]["uscc"]})

    def _filled(self, unit: str, turn: Turn, month: Month, template: bytes) -> bytes:
        typed = {
            **header(self.towns[unit].place),
            "h_date": month.after(2),
            "h_note": "示例：本月名单已逐户核实",
        }
        if turn.act is Act.UNCHANGED:
            return fill(template, self.form, {**typed, "h_zero": "是"}, None)
        return fill(template, self.form, typed, mistyped(turn.rows) if turn.act in MISTYPED else turn.rows)

    def _came(self, month: Month, day: int, files: Files) -> Json:
        """Collect what comes on a day; what validate says of it."""
        now = f"{month.after(day)}T09:00"
        folder = self.bureau.handed_in(dict(files), f"inbox/{month.name}-{day}")
        collected = self.bureau.did("collect", str(folder), now=now)["files"]
        assert {file["verdict"] for file in collected} == {"collected"}
        return self.bureau.did("validate", "--period", month.name, now=now)

    def _check_statuses(self, month: Month, turns: Mapping[str, Turn], day: int) -> None:
        told = self.bureau.did("status", "--period", month.name, now=f"{month.after(day)}T10:00")["units"]
        for each in (each for each in told if each["form"] == FORM):
            act = turns[each["unit"]].act
            assert each["status"] == STATUSES.get(act, "accepted"), (month, each)
            flags = {
                "零报告": act is Act.UNCHANGED,
                "逾期": act in AFTERWARDS or (act is Act.SILENT and day > 5),
                "沿用上期": act in UNSETTLED and self.towns[each["unit"]].listed_in is not None,
            }
            assert {flag: flag in each["flags"] for flag in flags} == flags, (month, each)

    def _check_counts(self, month: Month, before: Mapping[str, int]) -> None:
        """What consolidate says, and what stands in the cells of the master."""
        told = self.bureau.did("consolidate", "--period", month.name, now=f"{month.after(9)}T11:00")
        said = {unit["code"]: unit for unit in told["annexes"][1]["units"]}
        self.brought[month] = {
            unit: each.cumulative(month.year) - before[unit] for unit, each in self.towns.items()
        }
        sheets = (each.format(number=2) for each in SHEETS)
        page, by_period, by_year = pages(Path(told["master"]).read_bytes(), *sheets)
        self._check_course(month, by_period, by_year)
        columns = [page[HEAD_ROW - 1].index(heading) for heading in COUNTS]
        for row, (unit, town) in zip(page[HEAD_ROW:], self.towns.items(), strict=False):
            cumulative = town.cumulative(month.year)
            expected = [self.brought[month][unit], cumulative, town.exits(month.year)]
            assert [said[unit][key] for key in ("new", "cumulative", "exits")] == expected, (month, unit)
            assert [row[column] for column in columns] == expected, (month, unit)

    def _check_course(self, month: Month, by_period: Page, by_year: Page) -> None:
        """The year so far month by month, and every year of the annex so far."""
        months = {each: f"{each.number}月" for each in self.brought if each.year == month.year}
        columns = {each: by_period[HEAD_ROW - 1].index(heading) for each, heading in months.items()}
        years = {n: by_year[HEAD_ROW - 1].index(f"{n}年完成") for n in range(FIRST.year, month.year + 1)}
        for place, (unit, town) in enumerate(self.towns.items(), HEAD_ROW):
            shown = {each: by_period[place][column] for each, column in columns.items()}
            assert shown == {each: self.brought[each][unit] for each in months}, (month, unit)
            assert by_period[place][-1] == town.cumulative(month.year), (month, unit)
            done = {each: by_year[place][column] for each, column in years.items()}
            assert done == {each: town.cumulative(each) for each in years}, (month, unit)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """The district's bureau before its first month."""
    return Year(Bureau.founded(tmp_path_factory.mktemp("year") / "台账"))


def test_prefill_carrying_forward_and_counts_agree_with_plain_bookkeeping_every_month(year: Year) -> None:
    month, acts = FIRST, set()
    for turn in range(MONTHS):
        year.played(turn, month)
        acts |= {town.act(turn) for town in year.towns.values()}
        month = month.next
    assert acts == set(Act)
    assert {each for town in year.towns.values() for each in town.counted} == {2023, 2024}
    assert any(town.exits(2024) for town in year.towns.values())
