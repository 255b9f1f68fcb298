"""In whatever order and batches returns come, and whenever anybody asks in between, the judgement ends up the same."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.build.court import NOVEMBER, OCTOBER, Court, company
from workbook_tools.record import Event

WHY = "两户同名企业分别登记，均有营业执照"
COMPANIES = st.builds(
    company,
    st.integers(1, 3),
    st.sampled_from(["已认定", "已认定", "培育中", "迁出"]),
    name=st.sampled_from(["", "示例县同名有限公司"]),
    why=st.sampled_from([None, WHY]),
)
DAYS = st.sampled_from(["2024-12-01", "2024-12-02"])


def _told(draw: st.DataObject, court: Court) -> Court:
    """A few returns of both units and periods, several versions of some; some explained, some waived."""
    for sha256 in "abcdef"[: draw.draw(st.integers(1, 6))]:
        unit, period = (
            draw.draw(st.sampled_from(["B01", "B02"])),
            draw.draw(st.sampled_from([OCTOBER, NOVEMBER])),
        )
        rows = draw.draw(st.lists(COMPANIES, max_size=3, unique_by=lambda row: row[2]))
        header = {"note": draw.draw(st.sampled_from([None, WHY]))}
        court.came(sha256, unit, *rows, period=period, on=draw.draw(DAYS), header=header)
    if draw.draw(st.booleans()):
        court.waived("B01", "X6", 1, "同意")
    return court


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_neither_order_nor_batches_nor_asking_in_between_change_the_judgement(draw: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        court = _told(draw, Court(Path(one)))
        expected = {period: court.judged(period) for period in (OCTOBER, NOVEMBER)}
        events: list[Event] = draw.draw(st.permutations(court.events))
        again = Court(Path(other), events=events, read=court.read, found=court.found)
        for cut in sorted(draw.draw(st.sets(st.integers(0, len(events)), max_size=2))):
            again.judged(NOVEMBER, events[:cut])
        assert {period: again.judged(period) for period in (OCTOBER, NOVEMBER)} == expected


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_what_two_units_claim_both_are_told(draw: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        court = Court(Path(folder))
        for sha256, unit in (("a", "B01"), ("b", "B02")):
            rows = draw.draw(st.lists(COMPANIES, max_size=3, unique_by=lambda row: row[2]))
            court.came(sha256, unit, *rows)
        found = {
            sha: {dict(f.params)["key"] for f in each.findings if f.code == "X1"}
            for sha, each in court.judged().returns.items()
        }
        assert found["a"] == found["b"]
