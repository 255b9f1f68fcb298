"""A pattern as the form tests it, against the pattern itself: on every text they agree."""

import string

from hypothesis import example, given
from hypothesis import strategies as st

from workbook_tools.formula import Matches, alternatives, evaluate, to_excel
from workbook_tools.formula.patterns import as_formula, matcher

_CLASSES = st.sampled_from([r"\d", "[0-9A-F]", "[13-5]", "[A-HJ-NPQ]", r"[\dX]"])
_LITERALS = st.sampled_from(["G", "R", "2", "0", "-", r"\.", "示"])
_ATOMS = st.one_of(_CLASSES, _LITERALS)


def _groups(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    sequences = st.lists(parts, min_size=1, max_size=4).map("".join)
    choices = st.lists(sequences, min_size=1, max_size=3).map("|".join)
    times = st.sampled_from(["", "?", "{2}", "{1,2}", "{0,2}"])
    return st.builds("({}){}".format, choices, times) | st.builds("{}{}".format, _ATOMS, times)


_PATTERNS = st.lists(st.recursive(_ATOMS, _groups, max_leaves=6), min_size=1, max_size=4).map("".join)
_TEXTS = st.text(alphabet=string.digits + "GRAFX-.示b", max_size=8)


@given(_PATTERNS, st.lists(_TEXTS, max_size=6), st.data())
@example(
    r"^GR20\d{2}\d{8}$", ["GR202351009999", "GR2023510099990", "gr202351009999", "GR20235100999９"], None
)
@example(r"1[3-9]\d{9}|(?:0\d{2,3}-?)?\d{7,8}", ["13800000001", "023-52000000", "5200000", "023-520"], None)
def test_a_formula_and_its_pattern_take_the_same_texts(
    pattern: str, texts: list[str], data: st.DataObject | None
) -> None:
    formula = as_formula("编号", pattern)
    if formula is None:
        assert alternatives(pattern) is None
        return
    if data:
        texts = [*texts, data.draw(st.from_regex(matcher(pattern), fullmatch=True))]
    taken = [matcher(pattern).fullmatch(text) is not None for text in texts]
    columns = {"编号": texts}
    assert evaluate(formula, columns, {}) == taken
    assert evaluate(Matches("编号", pattern), columns, {}) == taken
    assert to_excel(Matches("编号", pattern), lambda _: "$F12", {}) == to_excel(formula, lambda _: "$F12", {})
