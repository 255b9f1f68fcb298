"""Forty townships through twelve months and a turn of the year: prefill, carrying forward, and the counts.

Each month's forms go out, are filled in from what stands in them, come back, are checked and counted; every figure
is held against a bookkeeping in plain Python (tests/build/township_year.py).
"""

import io
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from scripts.examples.enterprises import header
from scripts.examples.filling import fill
from tests.build.bureau import Bureau, Json
from tests.build.township_year import Act, Month, Township
from workbook_tools import layout
from workbook_tools.model import Entry, Form

FORM = "KZ-KJ-02"
FIRST, MONTHS = Month(2023, 10), 12
STATUSES = {
    Act.SILENT: "missing",
    Act.REFUSED: "returned",
    Act.UNCHANGED: "accepted",
    Act.GROWN: "accepted",
    Act.MOVED: "accepted",
}


def sheet(template: bytes, name: str) -> list[list[object]]:
    """The values of a sheet of an issued workbook, from A1; '' for an empty cell."""
    with CalamineWorkbook.from_filelike(io.BytesIO(template)) as book:
        return [list(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]


def plain(value: object) -> object:
    """A day as its number, as which the hidden copy has it; all else as it is."""
    return (value - date(1899, 12, 30)).days if isinstance(value, date) else value


def listed(rows: list[list[object]], form: Form) -> list[dict[str, object]]:
    """The records that stand in a form or in its hidden copy."""
    columns = {f.key: form.layout.columns[f.key] for f in form.roster if f.entry is Entry.UNIT}
    found = []
    for row in rows[form.layout.first_row - 1 :]:
        record = {key: plain(row[column - 1]) for key, column in columns.items() if row[column - 1] != ""}
        if "uscc" not in record:
            break
        found.append(record)
    return found


class Year:
    """The bureau and its townships, month after month."""

    def __init__(self, bureau: Bureau) -> None:
        self.bureau, self.form = bureau, bureau.form(FORM)
        units = [row.unit for row in bureau.plan.annex_of(FORM).rows]
        self.towns: Mapping[str, Township] = {unit: Township(place) for place, unit in enumerate(units, 1)}

    def played(self, turn: int, month: Month) -> Json:
        """One month; what consolidate says of the townships, by unit code."""
        issued = self.bureau.issued(month.name, f"{month.last_day}T09:00")
        before = {unit: town.cumulative(month.year) for unit, town in self.towns.items()}
        files = dict(self._returned(turn, month, issued))
        self.bureau.did("collect", str(self._handed_in(month, files)), now=f"{month.after(3)}T09:00")
        self._check_statuses(turn, month)
        annexes = self.bureau.did("consolidate", "--period", month.name, now=f"{month.after(6)}T09:00")
        told = {each["code"]: each for each in annexes["annexes"][1]["units"]}
        for unit, town in self.towns.items():
            cumulative = town.cumulative(month.year)
            expected = (cumulative - before[unit], cumulative, town.exits(month.year))
            assert (told[unit]["new"], told[unit]["cumulative"], told[unit]["exits"]) == expected, (
                month,
                unit,
            )
        return told

    def _handed_in(self, month: Month, files: Mapping[str, bytes]) -> Path:
        return self.bureau.handed_in(files, f"inbox/{month.name}")

    def _returned(
        self, turn: int, month: Month, issued: Mapping[tuple[str, str], bytes]
    ) -> Iterator[tuple[str, bytes]]:
        for unit, town in self.towns.items():
            template, act = issued[unit, FORM], town.act(turn)
            self._check_template(town, month, template)
            if act is Act.SILENT:
                continue
            rows = town.report(act, month)
            if act is not Act.REFUSED:
                town.accept(rows, month)
            typed = {**header(town.place), "h_date": month.after(2), "h_note": "示例：本月名单已逐户核实"}
            if act is Act.UNCHANGED:
                yield f"{unit}.xlsx", fill(template, self.form, {**typed, "h_zero": "是"}, None)
            else:
                yield f"{unit}.xlsx", fill(template, self.form, typed, rows)

    def _check_template(self, town: Township, month: Month, template: bytes) -> None:
        """The form begins with the list last accepted, has a copy of it, and says what was counted so far."""
        page = sheet(template, layout.FORM_SHEET)
        begins = [{key: plain(value) for key, value in row.items()} for row in town.begins_with(month)]
        assert listed(page, self.form) == begins
        assert listed(sheet(template, layout.PRIOR_SHEET), self.form) == begins
        before = next(field for field in self.form.header if field.prefill == "截至上期累计")
        row, column = layout.issued_cells(self.form)[before.key]
        assert page[row - 1][column - 1] == town.cumulative(month.year)

    def _check_statuses(self, turn: int, month: Month) -> None:
        now = f"{month.after(4)}T09:00"
        told = self.bureau.did("validate", "--period", month.name, now=now)["submissions"]
        wrong = [each for each in told if each["status"] not in ("accepted", "returned")]
        assert wrong == []
        units = self.bureau.did("status", "--period", month.name, now=now)["units"]
        for each in (each for each in units if each["form"] == FORM):
            town = self.towns[each["unit"]]
            act = town.act(turn)
            assert each["status"] == STATUSES[act], (
                month,
                each,
                [t for t in told if t["unit"] == each["unit"]],
            )
            flags = {"零报告": act is Act.UNCHANGED, "沿用上期": _is_carried(town, act)}
            assert {flag: flag in each["flags"] for flag in flags} == flags


def _is_carried(town: Township, act: Act) -> bool:
    return STATUSES[act] != "accepted" and town.listed_in is not None


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
