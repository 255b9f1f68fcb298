"""Whatever a clerk types wherever: it is read and checked without a crash, and every finding can be said."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.build.looks import CONTEXT, FORM, returned
from workbook_tools import checks, reading
from workbook_tools.messages import render
from workbook_tools.model import Status

WORDS = (
    "合计",
    "其中：规上",
    "企业名称",
    "示例",
    "填报人：",
    "无",
    "——",
    "超出部分收件后校验",
    "=DISPIMG(1)",
    " ",
    "91\n",
)
RAWS = (
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers()
    | st.text(max_size=12)
    | st.sampled_from(WORDS)
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas()
)
PLACES = st.tuples(st.integers(1, 30), st.integers(1, 16))
SPANS = st.tuples(st.integers(5, 12), st.integers(1, 12), st.integers(0, 3), st.integers(0, 3))


@settings(deadline=None, max_examples=60)
@given(
    st.dictionaries(PLACES, RAWS, max_size=12),
    st.lists(SPANS, max_size=2),
    st.dictionaries(PLACES, st.sampled_from(("#N/A", "#REF!")), max_size=2),
    st.frozensets(PLACES, max_size=3),
)
def test_any_return_is_read_checked_and_answered(
    typed: dict[tuple[int, int], object],
    spans: list[tuple[int, int, int, int]],
    errors: dict[tuple[int, int], str],
    formulas: frozenset[tuple[int, int]],
) -> None:
    book = returned()
    book.cells |= typed
    book.merges += [(top, left, top + down, left + across) for top, left, down, across in spans]
    book.mark(errors=errors, formulas=formulas, uncached=formulas)
    found, notes = book.read()
    if found is None:
        assert notes
        return
    findings = checks.check(found, CONTEXT)
    assert all(render(finding) for finding in findings)
    assert checks.outcome(findings, found, FORM) in (Status.ACCEPTED, Status.RETURNED, Status.HELD)
    assert reading.dump(reading.load(reading.dump(found))) == reading.dump(found)
