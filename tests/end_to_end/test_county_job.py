"""Another county's plan through the whole job, by the real command line and with no change to code."""

import html
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from scripts.examples.filling import Record
from tests.build.bureau import Bureau, Json, county_return
from tests.build.county_plan import county_plan
from workbook_tools.layout import FORM_SHEET, issued_cells
from workbook_tools.model import a1

Owner = tuple[str, str]
"""(unit code, form code)."""
JANUARY, FEBRUARY = "2024-01", "2024-02"
ISSUED = {JANUARY: "2024-02-01T09:00:00", FEBRUARY: "2024-03-01T09:00:00"}
CAME = {JANUARY: "2024-02-03T09:00:00", FEBRUARY: "2024-03-03T09:00:00"}
FILLED = {JANUARY: date(2024, 2, 2), FEBRUARY: date(2024, 3, 2)}
HOME_WORDS = re.compile("开州|重庆|KZ-|科技型|高新|科技局|2023年10月")


def company(number: int, step: str) -> Record:
    """A row of XS-01."""
    return {
        "title": f"示例{number}号有限公司",
        "reg": f"SL{number:06d}",
        "step": step,
        "out": 12.5,
        "staff": 5,
    }


def shop(key: str, grade: str, since: str = "2024") -> Record:
    """A row of XS-02."""
    return {"shop": f"示例网店{key}", "id": key, "since": since, "grade": grade, "this_sales": 3.25}


def produce(key: str, valid: str = "是") -> Record:
    """A row of XS-03."""
    return {"product": f"示例产品{key}", "cert": key, "day": date(2024, 1, 20), "valid": valid}


# Cumulative lists, as the units sent them; a unit that is not named sent nothing, an empty list is a zero report:
# the list stays as it was issued.
STORY: Mapping[str, Mapping[Owner, Sequence[Record]]] = {
    JANUARY: {
        ("B01", "XS-01"): [company(1, "入统"), company(2, "入统"), company(3, "储备")],
        ("B02", "XS-01"): [company(9, "入统")],
        ("B02", "XS-02"): [shop("W1", "县级示范"), shop("W2", "普通"), shop("W3", "市级示范", "2023")],
        ("T01", "XS-02"): [shop("W4", "县级示范"), shop("W5", "县级示范")],
        ("T02", "XS-02"): [shop("W5", "市级示范")],
        ("T01", "XS-03"): [produce("P1"), produce("P2", "否")],
    },
    FEBRUARY: {
        ("B01", "XS-01"): [company(1, "入统"), company(2, "退统"), company(3, "入统"), company(4, "储备")],
        ("B02", "XS-02"): [shop("W1", "县级示范"), shop("W2", "县级示范"), shop("W3", "市级示范", "2023")],
        ("T01", "XS-02"): [],
        ("T02", "XS-02"): [],
        ("T01", "XS-03"): [produce("P1"), produce("P2")],
        ("T02", "XS-03"): [produce("Q1")],
    },
}
KEYS = {"XS-01": "reg", "XS-02": "id", "XS-03": "cert"}
TARGETS: Mapping[str, Mapping[Owner, int]] = {
    JANUARY: {
        **{("B01", "XS-01"): 2, ("B02", "XS-01"): 0},
        **{("B02", "XS-02"): 3, ("T01", "XS-02"): 1, ("T02", "XS-02"): 0},
        **{("T01", "XS-03"): 2, ("T02", "XS-03"): 1},
    },
    FEBRUARY: {
        # Annex 1 adds up months; of annex 2 the quarter has begun; annex 3 plans whole years.
        **{("B01", "XS-01"): 2 + 1, ("B02", "XS-01"): 0},
        **{("B02", "XS-02"): 3, ("T01", "XS-02"): 1, ("T02", "XS-02"): 0},
        **{("T01", "XS-03"): 2, ("T02", "XS-03"): 1},
    },
}


def counts(form: str, row: Record) -> bool:
    """计入条件 and 计入年度 in plain words."""
    if form == "XS-02":
        return row["since"] == "2024" and row["grade"] in ("县级示范", "市级示范")
    return row.get("step") == "入统" or row.get("valid") == "是"


def listed(owner: Owner, period: str) -> list[Sequence[Record]]:
    """The lists that speak for a unit in a period, oldest first; none where it sent nothing (计为零)."""
    if owner not in STORY[period]:
        return []
    return [STORY[each][owner] for each in (JANUARY, FEBRUARY) if each <= period and owner in STORY[each]]


def keys(owner: Owner, period: str) -> set[object]:
    """What ever counted for a unit."""
    form = owner[1]
    return {row[KEYS[form]] for rows in listed(owner, period) for row in rows if counts(form, row)}


def contested(owner: Owner, period: str) -> set[object]:
    """What another unit of the same annex counts too."""
    others = [other for other in TARGETS[period] if other[1] == owner[1] and other != owner]
    return keys(owner, period) & {key for other in others for key in keys(other, period)}


def worked_out(owner: Owner, period: str) -> Json:
    """The numbers of one unit, worked out from the story alone."""
    own = keys(owner, period) - contested(owner, period)
    lists = listed(owner, period)
    before = {row[KEYS[owner[1]]] for rows in lists[:-1] for row in rows if counts(owner[1], row)}
    left = {row[KEYS[owner[1]]] for rows in lists for row in rows if row.get("step") == "退统"}
    cumulative, target = len(own) - len(left), TARGETS[period][owner]
    return {
        "target": target,
        "new": len(own - before),
        "cumulative": cumulative,
        "exits": len(left),
        "held": len(contested(owner, period)),
        "rate": float(Fraction(cumulative, target)) if target else None,
        "status": "accepted" if owner in STORY[period] else "missing",
    }


def answers(bureau: Bureau, period: str) -> Json:
    """One period from generate to status; every command's answer by its name."""
    templates = bureau.issued(period, ISSUED[period])
    files = {
        f"{unit}-{form}.xlsx": county_return(templates[unit, form], bureau.form(form), FILLED[period], rows)
        for (unit, form), rows in STORY[period].items()
    }
    folder = bureau.handed_in(files, f"inbox/{period}")
    return {
        "collect": bureau.did("collect", str(folder), now=CAME[period]),
        **{
            command: bureau.did(command, "--period", period, now=CAME[period])
            for command in ("validate", "consolidate", "status")
        },
    }


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """The example county's bureau."""
    folder = tmp_path_factory.mktemp("county")
    return Bureau.founded(folder / "台账", county_plan(folder / "方案.xlsx"))


@pytest.fixture(scope="module")
def told(bureau: Bureau) -> Mapping[str, Json]:
    """What the commands said, by period."""
    assert bureau.said("check-plan").data == {"findings": []}
    return {period: answers(bureau, period) for period in (JANUARY, FEBRUARY)}


PERIODS = pytest.mark.parametrize("period", [JANUARY, FEBRUARY])


@PERIODS
def test_every_return_is_collected_and_accepted_and_only_contests_are_told(
    told: Mapping[str, Json], period: str
) -> None:
    files = told[period]["collect"]["files"]
    assert {(f["unit"], f["form"], f["verdict"]) for f in files} == {
        (*owner, "collected") for owner in STORY[period]
    }
    submissions = told[period]["validate"]["submissions"]
    assert {(s["unit"], s["form"], s["status"]) for s in submissions} == {
        (*owner, "accepted") for owner in STORY[period]
    }
    told_of = {(s["unit"], s["form"]): [(f["code"], f["value"]) for f in s["findings"]] for s in submissions}
    assert told_of == {
        owner: [("X1", key) for key in sorted(map(str, contested(owner, period)))] for owner in STORY[period]
    }


@PERIODS
def test_every_number_is_what_the_lists_say(told: Mapping[str, Json], period: str) -> None:
    forms = {1: "XS-01", 2: "XS-02", 3: "XS-03"}
    found = {
        (unit["code"], forms[annex["number"]]): unit
        for annex in told[period]["consolidate"]["annexes"]
        for unit in annex["units"]
    }
    assert list(found) == list(TARGETS[period]), "the notice's own order"
    for owner, unit in found.items():
        expected = worked_out(owner, period)
        assert {name: unit[name] for name in expected} == expected, owner


def test_the_story_has_what_it_is_told_for(told: Mapping[str, Json]) -> None:
    annexes = {
        period: {
            annex["number"]: {u["code"]: u for u in annex["units"]}
            for annex in said["consolidate"]["annexes"]
        }
        for period, said in told.items()
    }
    january, february = annexes[JANUARY], annexes[FEBRUARY]
    assert january[1]["B02"]["cumulative"] == 1
    assert january[1]["B02"]["rate"] is None, "no target, no rate"
    assert january[1]["B02"]["rank"] is None
    assert (february[1]["B01"]["cumulative"], february[1]["B01"]["exits"]) == (2, 1), "net: 3 less 1"
    assert (february[2]["B02"]["new"], february[2]["B02"]["cumulative"]) == (1, 2)
    assert january[2]["T01"]["held"] == january[2]["T02"]["held"] == 1, "both are told, neither counts it"
    assert [february[3][unit]["rank"] for unit in ("T01", "T02")] == [1, 1], "a tie"
    assert [february[3][unit]["colour"] for unit in ("T01", "T02")] == ["达标", "达标"]
    assert {unit["colour"] for unit in january[2].values()} == {None}, "no 时序 is set for annex 2"
    assert february[1]["B02"]["cumulative"] == 0, "not reported this month: 计为零"


@PERIODS
def test_totals_are_the_sum_of_the_units(told: Mapping[str, Json], period: str) -> None:
    for annex in told[period]["consolidate"]["annexes"]:
        for name in ("target", "new", "cumulative", "exits", "held"):
            assert annex["totals"][name] == sum(unit[name] for unit in annex["units"]), (
                annex["number"],
                name,
            )


def test_the_next_form_shows_what_was_counted_before(bureau: Bureau, told: Mapping[str, Json]) -> None:
    assert told
    sent = bureau.issued(FEBRUARY, ISSUED[FEBRUARY])
    shown = {}
    for (unit, code), data in sent.items():
        form, path = bureau.form(code), bureau.root.parent / "form.xlsx"
        path.write_bytes(data)
        sheet = load_workbook(path)[FORM_SHEET]
        values = {key: sheet[a1(address)].value for key, address in issued_cells(form).items()}
        shown[unit, code] = (values["period"], values["goal"], values["due_goal"], values["before"])
    assert shown["B01", "XS-01"] == ("2024年2月", 6, 3, 2)
    assert shown["B02", "XS-02"] == ("2024年2月", 5, 3, 1)
    assert shown["T01", "XS-02"] == ("2024年2月", 2, 1, 1), "what is contested counts for nobody"
    assert shown["T02", "XS-03"] == ("2024年2月", 1, 1, 0)


def test_generating_again_changes_nothing(bureau: Bureau, told: Mapping[str, Json]) -> None:
    assert told
    again = bureau.did("generate", "--period", FEBRUARY, now=CAME[FEBRUARY])
    assert {made["issue"] for made in again["templates"]} == {"same"}
    assert again["stale"] == []


@PERIODS
def test_status_and_master_agree_on_who_is_missing(told: Mapping[str, Json], period: str) -> None:
    status = told[period]["status"]
    missing = {(u["unit"], u["form"]) for u in status["units"] if u["status"] == "missing"}
    assert missing == set(TARGETS[period]) - set(STORY[period])
    assert status["counts"] == {"accepted": len(STORY[period]), "missing": len(missing)}
    zero = {(u["unit"], u["form"]) for u in status["units"] if "零报告" in u["flags"]}
    assert zero == {owner for owner, rows in STORY[period].items() if not rows}


def printed_rows(sheet: Worksheet) -> dict[str, dict[str, object]]:
    """A progress sheet by 责任单位, then by heading."""
    rows = list(sheet.iter_rows(values_only=True))
    top = next(number for number, row in enumerate(rows) if "责任单位" in row)
    headings = [str(cell or "").replace("\n", "") for cell in rows[top]]
    table: list[dict[str, object]] = [dict(zip(headings, row, strict=True)) for row in rows[top + 1 :]]
    return {str(row["责任单位"]): row for row in table if row["责任单位"]}


@PERIODS
def test_the_master_prints_the_same_numbers(told: Mapping[str, Json], period: str) -> None:
    book = load_workbook(told[period]["consolidate"]["master"], data_only=True)
    for annex in told[period]["consolidate"]["annexes"]:
        rows = printed_rows(book[f"附件{annex['number']}"])
        for unit in annex["units"]:
            row = rows[unit["name"]]
            assert (row["本期新增"], row["待裁定"]) == (unit["new"], unit["held"]), unit
            assert row["完成率"] == ("—" if unit["rate"] is None else pytest.approx(unit["rate"])), unit


def texts(path: Path) -> Iterator[str]:
    """All text in a file, packages opened up."""
    data = path.read_bytes()
    if not data.startswith(b"PK"):
        yield data.decode("utf-8", "replace")
        return
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            yield name + html.unescape(package.read(name).decode("utf-8", "replace"))


def test_no_word_of_the_packaged_plan_gets_into_anything_written(
    bureau: Bureau, told: Mapping[str, Json]
) -> None:
    written = [path for path in bureau.root.rglob("*") if path.is_file() and path.suffix != ".sqlite"]
    assert {path.name for path in written} >= {"master-202401.xlsx", "收件登记-202402.xlsx", "plan.xlsx"}
    wrong = {path.name: HOME_WORDS.findall(text) for path in written for text in texts(path)}
    assert {name: words for name, words in wrong.items() if words} == {}
    assert HOME_WORDS.findall(str(told)) == []


def quarterly_plan(path: Path) -> Path:
    """The county's plan with a quarter and a year to report instead of months."""
    book = load_workbook(county_plan(path))
    sheet = book["方案"]
    dates = {"2024Q1": ("2024-03-31", "2024-04-10"), "2024": ("2024-12-31", "2025-01-10")}
    rows = [row for row in sheet.iter_rows() if str(row[0].value).startswith("2024-0")]
    for row, (period, (as_of, due)) in zip(rows, dates.items(), strict=False):
        row[0].value, row[1].value, row[2].value = period, as_of, due
    sheet.delete_rows(next(n for n, row in enumerate(sheet.values, 1) if row[0] == "2024-03"))
    book.save(path)
    return path


def test_quarters_and_years_are_reported_as_months_are(tmp_path: Path) -> None:
    bureau = Bureau.founded(tmp_path / "台账", quarterly_plan(tmp_path / "方案.xlsx"))
    form, found = bureau.form("XS-01"), {}
    lists = {"2024Q1": [company(1, "入统")], "2024": [company(1, "入统"), company(2, "入统")]}
    for period, day in (("2024Q1", date(2024, 4, 2)), ("2024", date(2025, 1, 2))):
        now = f"{day}T10:00:00"
        template = bureau.issued(period, now)["B01", "XS-01"]
        bureau.handed_in({f"{period}.xlsx": county_return(template, form, day, lists[period])})
        bureau.did("collect", str(bureau.root / "inbox"), now=now)
        bureau.did("validate", "--period", period, now=now)
        unit = bureau.did("consolidate", "--period", period, now=now)["annexes"][0]["units"][0]
        found[period] = (unit["target"], unit["new"], unit["cumulative"], unit["status"])
    assert found == {"2024Q1": (6, 1, 1, "accepted"), "2024": (6, 1, 2, "accepted")}
    assert {path.name for path in bureau.root.glob("*.xlsx")} == {
        "plan.xlsx",
        "master-2024Q1.xlsx",
        "master-2024.xlsx",
        "收件登记-2024Q1.xlsx",
        "收件登记-2024.xlsx",
    }
