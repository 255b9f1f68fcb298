"""Every workbook the tool writes stays inside what Excel takes without repairing it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from scripts.examples.filling import fill
from scripts.examples.returns import write_returns
from tests.build import county_returns
from tests.build.bureau import Bureau
from tests.build.county_plan import county_plan
from tests.build.excel_limits import Breach, breaches

ROOT = Path(__file__).resolve().parents[2]


def shipped_job(folder: Path) -> Bureau:
    """The plan that ships, brought up to date from the notice's annexes, then a period with the usual defects."""
    bureau = Bureau.founded(folder / "区")
    bureau.did("import-annex", str(ROOT / "examples" / "开州区附件.txt"))
    issued = bureau.did("generate", "--period", "2023-10")["templates"]
    templates = {Path(each["path"]).name: Path(each["path"]).read_bytes() for each in issued}
    write_returns(templates, bureau.root)
    finish(bureau, "2023-10")
    return bureau


def county_job(folder: Path) -> Bureau:
    """Another county; its returns hold texts that look like formulas, links and markup, one lacks its checker."""
    bureau = Bureau.founded(folder / "县", county_plan(folder / "county.xlsx"))
    hazards = (
        '=HYPERLINK("http://example.com")',
        "http://example.com",
        "<r>&amp;_x0007_",
        " <r>_x0007_ ",
        "长" * 400,
    )
    templates = bureau.issued("2024-01", now="2024-02-01T09:00:00")
    header = {**county_returns.HEADER, "on": date(2024, 2, 1)}
    files = {}
    for number, ((unit, form), template) in enumerate(templates.items()):
        rows = [{**row, "why": hazards[number % len(hazards)]} for row in county_returns.rows(form, 4)]
        checked = {"boss": None} if number == 0 else {}
        files[f"{unit}-{form}.xlsx"] = fill(template, bureau.form(form), {**header, **checked}, rows)
    bureau.handed_in(files)
    finish(bureau, "2024-01")
    return bureau


def finish(bureau: Bureau, period: str) -> None:
    bureau.did("collect", str(bureau.root / "inbox"))
    bureau.did("validate", "--period", period)
    bureau.did("consolidate", "--period", period)
    bureau.did("status", "--period", period)


def written(bureau: Bureau) -> Iterator[Path]:
    """Every workbook of a workspace but what was handed in."""
    for path in sorted(bureau.root.rglob("*.xlsx")):
        if path.relative_to(bureau.root).parts[0] not in ("inbox", "archive"):
            yield path


@pytest.fixture(scope="module", params=[shipped_job, county_job])
def found(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, list[Breach]]:
    """The breaches of every workbook of a finished job, by its path in the workspace."""
    job: Callable[[Path], Bureau] = request.param
    bureau = job(tmp_path_factory.mktemp("job"))
    return {path.relative_to(bureau.root).as_posix(): breaches(path.read_bytes()) for path in written(bureau)}


def test_every_kind_of_workbook_was_written(found: Mapping[str, list[Breach]]) -> None:
    kinds = {path.split("/")[0].split("-")[0] for path in found}
    assert kinds == {"plan.xlsx", "outbox", "收件登记", "催报名单", "returned", "decisions", "master"}


def test_excel_takes_every_workbook_as_it_is(found: Mapping[str, list[Breach]]) -> None:
    assert {path: of[:5] for path, of in found.items() if of} == {}


def test_excel_takes_the_plan_workbook_that_ships() -> None:
    assert breaches((ROOT / "templates" / "annex_template.xlsx").read_bytes()) == []
