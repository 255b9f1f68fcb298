"""Return slips from the day they are written until the unit has put things right."""

from datetime import date
from pathlib import Path

import pytest

from tests.build.bureau import LATER, PERIOD, Bureau, county_header
from tests.build.monday import DAY, Inbox
from workbook_tools.cli.main import run


@pytest.fixture
def returned(bureau: Bureau, inbox: Inbox) -> Bureau:
    """A bureau that has sent back the one return it got."""
    bureau.collected({"商务.xlsx": inbox.typed("B02", "XS-01", county_header(DAY), [])})
    assert bureau.did("validate", *PERIOD)["slips"]
    return bureau


def test_a_slip_in_force_is_not_called_old(returned: Bureau) -> None:
    assert returned.did("validate", *PERIOD)["stale"] == []


def test_when_the_unit_has_put_it_right_the_old_slip_stays_and_is_named(
    returned: Bureau, inbox: Inbox, capsys: pytest.CaptureFixture[str]
) -> None:
    returned.collected({"商务改.xlsx": inbox.book("B02", "XS-01", on=date(2024, 2, 3))}, now=LATER)
    answer = returned.did("validate", *PERIOD, now=LATER)
    (old,) = map(Path, answer["stale"])
    assert (answer["slips"], old.exists()) == ([], True)
    capsys.readouterr()
    run(["validate", *PERIOD, "-w", str(returned.root), "--now", LATER])
    shown = capsys.readouterr().out.splitlines()
    assert shown[0].startswith("2024年1月共 2 份报送件"), "what is settled is counted, not listed"
    assert old.name in shown[1]
