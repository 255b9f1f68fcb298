"""The next period's forms begin with what was accepted last, and a month without a change takes a tick and a date."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from scripts.examples.enterprises import header, township_row
from scripts.examples.filling import Record, fill
from tests.build.bureau import Bureau, Json, county_header, county_return
from tests.build.county_returns import rows
from tests.build.monday import Inbox
from workbook_tools.cli.main import run
from workbook_tools.layout import FORM_SHEET, PRIOR_SHEET, live_columns
from workbook_tools.model import Entry, Form

Owner = tuple[str, str]
FACTORY: Owner = ("B01", "XS-01")
JANUARY, FEBRUARY, MARCH = "2024-01", "2024-02", "2024-03"
ISSUED = {JANUARY: "2024-02-01T09:00:00", FEBRUARY: "2024-03-01T09:00:00", MARCH: "2024-04-01T09:00:00"}
CAME = {JANUARY: "2024-02-03T09:00:00", FEBRUARY: "2024-03-03T09:00:00", MARCH: "2024-04-03T09:00:00"}
FILLED = {JANUARY: date(2024, 2, 2), FEBRUARY: date(2024, 3, 2), MARCH: date(2024, 4, 2)}


def listed(template: bytes, form: Form, sheet: str = FORM_SHEET) -> list[Record]:
    """The records that stand in a template, in its form or in the hidden copy."""
    book = load_workbook(io.BytesIO(template))
    columns = {f.key: form.layout.columns[f.key] for f in form.roster if f.entry is Entry.UNIT}
    found: list[Record] = []
    area = {"min_row": form.layout.first_row, "max_col": form.layout.last_column}
    for row in book[sheet].iter_rows(**area, values_only=True):
        cells: dict[str, Any] = {key: row[column - 1] for key, column in columns.items()}
        if cells[form.roster[2].key] in (None, ""):
            break
        found.append({key: value for key, value in cells.items() if value is not None})
    return found


def generated(bureau: Bureau, period: str) -> Mapping[Owner, Json]:
    """What generate says of each template."""
    told = bureau.did("generate", "--period", period, now=ISSUED[period])["templates"]
    return {(each["unit"], each["form"]): each for each in told}


def template(made: Json) -> bytes:
    return Path(made["path"]).read_bytes()


def taken_in(bureau: Bureau, period: str, *books: bytes) -> Json:
    """What validate says of the one return that stands, after these files came."""
    files = {f"{number}.xlsx": book for number, book in enumerate(books)}
    bureau.did("collect", str(bureau.handed_in(files, f"inbox/{period}")), now=CAME[period])
    told = bureau.did("validate", "--period", period, now=CAME[period])["submissions"]
    standing: list[Json] = [each for each in told if each["status"] != "superseded"]
    return standing[0]


def accepted(bureau: Bureau, period: str, book: bytes) -> None:
    told = taken_in(bureau, period, book)
    assert (told["status"], told["findings"]) == ("accepted", [])


def first_month(bureau: Bureau, inbox: Inbox, records: Sequence[Record]) -> None:
    """January: the factories' form came and was accepted."""
    accepted(bureau, JANUARY, inbox.typed(*FACTORY, county_header(FILLED[JANUARY]), records))


def test_a_form_begins_with_what_was_accepted_last(bureau: Bureau, inbox: Inbox) -> None:
    form, reported = bureau.form("XS-01"), rows("XS-01", 3)
    first_month(bureau, inbox, reported)
    made = generated(bureau, FEBRUARY)[FACTORY]
    assert made["prefilled"]
    assert listed(template(made), form) == list(reported)
    assert listed(template(made), form, PRIOR_SHEET) == list(reported)


def test_a_unit_without_an_accepted_return_begins_blank(bureau: Bureau, inbox: Inbox) -> None:
    first_month(bureau, inbox, rows("XS-01", 3))
    made = generated(bureau, FEBRUARY)
    assert [owner for owner, each in made.items() if each["prefilled"]] == [FACTORY]
    assert listed(template(made["B02", "XS-01"]), bureau.form("XS-01")) == []


def test_the_officer_hears_how_many_forms_begin_with_a_list(
    bureau: Bureau, inbox: Inbox, capsys: pytest.CaptureFixture[str]
) -> None:
    first_month(bureau, inbox, rows("XS-01", 3))
    run(["generate", "--period", FEBRUARY, "-w", str(bureau.root), "--now", ISSUED[FEBRUARY]])
    assert "其中 1 份已填入该单位上次通过的名单" in capsys.readouterr().out


def test_a_month_without_a_change_takes_a_tick_and_a_date(bureau: Bureau, inbox: Inbox) -> None:
    form = bureau.form("XS-01")
    first_month(bureau, inbox, rows("XS-01", 3))
    made = template(generated(bureau, FEBRUARY)[FACTORY])
    accepted(bureau, FEBRUARY, fill(made, form, county_header(FILLED[FEBRUARY], zero=True), None))
    units = bureau.did("consolidate", "--period", FEBRUARY, now=CAME[FEBRUARY])["annexes"][0]["units"]
    # Of three factories the first and third are 入统 since January.
    assert [(each["new"], each["cumulative"]) for each in units] == [(0, 2), (0, 0)]
    again = template(generated(bureau, MARCH)[FACTORY])
    assert listed(again, form) == list(rows("XS-01", 3))


def test_a_list_left_as_it_was_is_no_change(bureau: Bureau, inbox: Inbox) -> None:
    form = bureau.form("XS-01")
    first_month(bureau, inbox, rows("XS-01", 3))
    made = template(generated(bureau, FEBRUARY)[FACTORY])
    told = taken_in(bureau, FEBRUARY, fill(made, form, county_header(FILLED[FEBRUARY]), None))
    assert [finding["code"] for finding in told["findings"]] == ["S051"]


def test_a_list_that_grew_is_no_zero_report(bureau: Bureau, inbox: Inbox) -> None:
    form = bureau.form("XS-01")
    first_month(bureau, inbox, rows("XS-01", 3))
    made = template(generated(bureau, FEBRUARY)[FACTORY])
    zero = county_header(FILLED[FEBRUARY], zero=True)
    told = taken_in(bureau, FEBRUARY, fill(made, form, zero, rows("XS-01", 4)))
    (finding,) = told["findings"]
    assert finding["code"] == "S050"
    assert "增加 1 行，改动 0 行，减少 0 行" in finding["message"]


def test_a_return_is_held_against_the_list_of_its_own_issue(bureau: Bureau, inbox: Inbox) -> None:
    """January's return was replaced after February's form went out: an unchanged form is unchanged all the same."""
    form, january = bureau.form("XS-01"), inbox.templates[FACTORY]
    first_month(bureau, inbox, rows("XS-01", 3))
    sent = template(generated(bureau, FEBRUARY)[FACTORY])
    accepted(bureau, JANUARY, county_return(january, form, date(2024, 2, 3), rows("XS-01", 4)))
    made = generated(bureau, FEBRUARY)[FACTORY]
    assert made["issue"] == "changed"
    assert len(listed(template(made), form)) == 4
    accepted(bureau, FEBRUARY, fill(sent, form, county_header(FILLED[FEBRUARY], zero=True), None))


def test_a_return_that_was_not_accepted_gives_way_to_the_one_before(bureau: Bureau, inbox: Inbox) -> None:
    form = bureau.form("XS-01")
    first_month(bureau, inbox, rows("XS-01", 2))
    february = template(generated(bureau, FEBRUARY)[FACTORY])
    nameless = [{**row, "title": None} for row in rows("XS-01", 4)]
    told = taken_in(bureau, FEBRUARY, county_return(february, form, FILLED[FEBRUARY], nameless))
    assert told["status"] == "returned"
    made = generated(bureau, MARCH)[FACTORY]
    assert listed(template(made), form) == list(rows("XS-01", 2))


def test_a_long_list_gets_a_longer_form_that_reads_back(bureau: Bureau, inbox: Inbox) -> None:
    """The form has five rows and five more below: a list of ten begins in a form of fifteen, and may go on below it."""
    form = bureau.form("XS-01")
    first_month(bureau, inbox, rows("XS-01", 10))
    made = template(generated(bureau, FEBRUARY)[FACTORY])
    assert listed(made, form) == list(rows("XS-01", 10))
    accepted(bureau, FEBRUARY, county_return(made, form, FILLED[FEBRUARY], rows("XS-01", 18)))
    assert listed(template(generated(bureau, MARCH)[FACTORY]), form) == list(rows("XS-01", 18))


def test_generating_again_gives_the_same_forms(bureau: Bureau, inbox: Inbox) -> None:
    first_month(bureau, inbox, rows("XS-01", 3))
    first = generated(bureau, FEBRUARY)
    events = bureau.events()
    (bureau.root / "cache.sqlite").unlink()
    again = generated(bureau, FEBRUARY)
    assert {each["issue"] for each in again.values()} == {"same"}
    assert {o: each["sha256"] for o, each in again.items()} == {
        o: each["sha256"] for o, each in first.items()
    }
    assert bureau.events() == events


# ---------------------------------------------------------------- the packaged plan: phones, and a new year

TOWN = "KZ-KJ-02"
PHONE, OTHER_PHONE = "13912345678", "13912349678"


@pytest.fixture(scope="module")
def december(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """The district's bureau in January 2024: one township's list of December was accepted."""
    bureau = Bureau.founded(tmp_path_factory.mktemp("district") / "台账")
    form, made = bureau.form(TOWN), bureau.issued("2023-12", "2023-12-31T09:00:00")
    unit = next(unit for unit, code in made if code == TOWN)
    left = {**township_row(2, False), "status": "出库", "explain": "该企业已注销，故出库"}
    listed_then = [{**township_row(1, True), "tel": PHONE}, left, township_row(3, False)]
    filled = fill(made[unit, TOWN], form, {**header(1), "h_date": date(2024, 1, 2)}, listed_then)
    bureau.did("collect", str(bureau.handed_in({"十二月.xlsx": filled})), now="2024-01-03T09:00:00")
    (told,) = bureau.did("validate", "--period", "2023-12", now="2024-01-03T09:00:00")["submissions"]
    assert told["status"] == "accepted", told["findings"]
    return bureau


@pytest.fixture(scope="module")
def january(december: Bureau) -> bytes:
    """The township's form of January 2024."""
    made = december.did("generate", "--period", "2024-01", now="2024-01-31T09:00:00")["templates"]
    return template(next(each for each in made if each["prefilled"]))


def test_phones_go_back_to_the_unit_whole(december: Bureau, january: bytes) -> None:
    first = listed(january, december.form(TOWN))[0]
    assert first["tel"] == PHONE
    assert first["uscc"] == township_row(1, True)["uscc"]


def test_phones_are_whole_nowhere_else(december: Bureau, january: bytes) -> None:
    written = [path for path in december.root.rglob("*") if path.is_file()]
    kept = [p for p in written if not {"outbox", "inbox", "originals"}.intersection(p.parts)]
    assert any(path.name == "ledger.sqlite" for path in kept)
    assert [path.name for path in kept if PHONE.encode() in path.read_bytes()] == []


def test_a_new_year_begins_without_those_that_left(december: Bureau, january: bytes) -> None:
    names = [record["name"] for record in listed(january, december.form(TOWN))]
    assert names == [township_row(1, True)["name"], township_row(3, False)["name"]]


def test_the_hidden_copy_says_who_counted_in_an_earlier_year(december: Bureau, january: bytes) -> None:
    form = december.form(TOWN)
    sheet = load_workbook(io.BytesIO(january))[PRIOR_SHEET]
    first, words = form.layout.first_row, live_columns(form).words
    assert [sheet.cell(first + number, words).value for number in range(2)] == ["2023年已计入", None]


@pytest.mark.parametrize("phone", [OTHER_PHONE, PHONE])
def test_a_phone_that_changed_where_it_is_masked_is_a_change(
    december: Bureau, january: bytes, tmp_path: Path, phone: str
) -> None:
    bureau, form = december.copied(tmp_path / "台账"), december.form(TOWN)
    began = [dict(record) for record in listed(january, form)]
    began[0]["tel"] = phone
    filled = fill(january, form, {**header(1), "h_date": date(2024, 2, 1)}, began)
    bureau.did("collect", str(bureau.handed_in({"一月.xlsx": filled})), now="2024-02-03T09:00:00")
    (told,) = bureau.did("validate", "--period", "2024-01", now="2024-02-03T09:00:00")["submissions"]
    assert ("S051" in {finding["code"] for finding in told["findings"]}) == (phone == PHONE)
