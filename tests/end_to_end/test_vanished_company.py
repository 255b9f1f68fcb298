"""A company that counted last month and is gone: sent back, explained, held for a waiver; the same in every order."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from scripts.examples.filling import Record, fill
from tests.build.bureau import Bureau, Json, county_header, county_return
from tests.build.county_plan import county_plan
from tests.build.county_returns import rows

FORM = "XS-01"
WHY = "该企业二月已注销，营业执照已经吊销"
CAME = {"2024-01": "2024-02-03T09:00:00", "2024-02": "2024-03-03T09:00:00"}
LATER = "2024-03-04T09:00:00"


@pytest.fixture(scope="module")
def january(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """B01 had two companies accepted, one of them counted; February is issued."""
    root = tmp_path_factory.mktemp("vanished")
    bureau = Bureau.founded(root / "台账", county_plan(root / "plan.xlsx"))
    template = bureau.issued("2024-01", CAME["2024-01"])["B01", FORM]
    first = county_return(template, bureau.form(FORM), date(2024, 2, 2), rows(FORM, 2))
    bureau.collected({"一月.xlsx": first}, CAME["2024-01"])
    assert statuses(bureau, "2024-01") == ["accepted"]
    bureau.issued("2024-02", "2024-03-01T09:00:00")
    return bureau


def february(bureau: Bureau, records: Sequence[Record], on: date, note: str | None = None) -> bytes:
    """B01's return for February with just these companies."""
    issued = next((bureau.root / "outbox").rglob("*县经信局*202402.xlsx")).read_bytes()
    return fill(issued, bureau.form(FORM), {**county_header(on), "notes": note}, records)


def validated(bureau: Bureau, period: str) -> list[Json]:
    submissions: list[Json] = bureau.did("validate", "--period", period, now=LATER)["submissions"]
    return [each for each in submissions if (each["unit"], each["form"]) == ("B01", FORM)]


def statuses(bureau: Bureau, period: str) -> list[str]:
    return [each["status"] for each in validated(bureau, period)]


def told(bureau: Bureau) -> list[list[str]]:
    return [[f["code"] for f in each["findings"]] for each in validated(bureau, "2024-02")]


def test_it_is_sent_back_and_once_explained_waits_for_a_waiver(january: Bureau, tmp_path: Path) -> None:
    bureau = january.copied(tmp_path / "台账")
    remaining = rows(FORM, 2)[1:]
    silent = february(bureau, remaining, date(2024, 3, 1))
    bureau.collected({"二月.xlsx": silent}, CAME["2024-02"])
    assert told(bureau) == [["X3"]]
    assert statuses(bureau, "2024-02") == ["returned"]
    assert [each["status"] for each in where(bureau)] == ["returned"]
    explained = february(bureau, remaining, date(2024, 3, 2), WHY)
    bureau.collected({"二月说明.xlsx": explained}, "2024-03-03T10:00:00")
    assert statuses(bureau, "2024-02") == ["held", "superseded"]
    other = january.copied(tmp_path / "反序")
    other.collected({"二月说明.xlsx": explained}, CAME["2024-02"])
    validated(other, "2024-02")
    other.collected({"二月.xlsx": silent}, "2024-03-03T10:00:00")
    assert statuses(other, "2024-02") == ["held", "superseded"]
    assert where(other)[0]["sha256"] == where(bureau)[0]["sha256"]


def where(bureau: Bureau) -> list[Json]:
    units: list[Json] = bureau.did("status", "--period", "2024-02", now=LATER)["units"]
    return [each for each in units if (each["unit"], each["form"]) == ("B01", FORM)]
