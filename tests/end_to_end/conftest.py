"""The example county in January: forms issued, and what its units send."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest

from tests.build.auditor import a_published_month
from tests.build.bureau import ISSUED, RECEIVED, Bureau, Json
from tests.build.county_plan import county_plan
from tests.build.monday import Inbox
from tests.build.two_years import TwoYears, lived_through
from workbook_tools.pipeline.doctor import machine


@pytest.fixture(scope="session", autouse=True)
def started_by_nothing() -> Iterator[None]:
    """Worker processes load what the main process was started as: pytest, which takes as long as all they need."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "__main__", ModuleType("__main__"))
        yield


@pytest.fixture
def libraries_loaded_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """doctor loads all libraries in a worker, which takes seconds; that one is started where a test is about it."""
    if "real_worker" not in request.fixturenames:
        monkeypatch.setattr(machine, "alone", lambda task, item, _allowance: task(item))


@pytest.fixture
def real_worker() -> None:
    """For tests in which the worker is started."""


@pytest.fixture(scope="session")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """The county's bureau with January's forms issued; to be copied, not to be worked in."""
    folder = tmp_path_factory.mktemp("issued")
    bureau = Bureau.founded(folder / "台账", county_plan(folder / "方案.xlsx"))
    bureau.issued("2024-01", ISSUED)
    return bureau


@pytest.fixture
def bureau(issued: Bureau, tmp_path: Path) -> Bureau:
    """A bureau of one's own, January's forms issued."""
    return issued.copied(tmp_path / "台账")


@pytest.fixture(scope="session")
def inbox(issued: Bureau) -> Inbox:
    """What the county's units may send."""
    return Inbox(issued.outbox(), {form.code: form for form in issued.plan.forms})


@pytest.fixture(scope="session")
def january(issued: Bureau, inbox: Inbox, tmp_path_factory: pytest.TempPathFactory) -> tuple[Bureau, Json]:
    """A month with its master, and what consolidate said; not to be worked in."""
    bureau = issued.copied(tmp_path_factory.mktemp("january") / "台账")
    return bureau, a_published_month(bureau, inbox)


@pytest.fixture
def audited(january: tuple[Bureau, Json], tmp_path: Path) -> Bureau:
    """The month, to be tampered with."""
    return january[0].copied(tmp_path / "台账")


@pytest.fixture(scope="session")
def files(inbox: Inbox) -> Mapping[str, bytes]:
    """Everything that came on Monday, by its path in the inbox."""
    return inbox.monday()


@pytest.fixture(scope="session")
def monday(
    issued: Bureau, files: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Bureau, Json]:
    """A bureau that took Monday's inbox in at once, and what collect said; not to be worked in."""
    bureau = issued.copied(tmp_path_factory.mktemp("monday") / "台账")
    return bureau, bureau.did("collect", str(bureau.handed_in(files)), now=RECEIVED)


@pytest.fixture(scope="session")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> TwoYears:
    """A bureau after three periods, the last master written; not to be worked in."""
    county = lived_through(tmp_path_factory.mktemp("two-years"))
    county.master()
    return county
