"""Whatever stands in a cell, it is understood or refused with a reason, and changed no second time."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from stdnum.cn import uscc

from workbook_tools.messages import render, severity
from workbook_tools.model import Choice, Field, FieldType, Finding, Place, Severity
from workbook_tools.understand import Context, Understood, reader, shown, understand
from workbook_tools.understand.codes import holds

CONTEXT = Context({"是否": (Choice("是", None, ("√", "有")), Choice("否"), Choice("2023"))})
UNITS = {FieldType.INTEGER: "人", FieldType.DECIMAL: "万元"}
FIELDS = {
    kind: Field("示例", Place.ROW, "key", "指标", kind, unit=UNITS.get(kind, ""), choices="是否")
    for kind in FieldType
}
CREDIT_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"

people_type = st.text(
    st.sampled_from(
        "0123456789０１２.,，- /年月日号约万元亿人家%（）()一二十百第GRgr、。有限公司√无\n\u200b　"
    )
)
raws = st.one_of(
    st.none(),
    st.text(),
    people_type,
    st.floats(),
    st.integers(-(2**63), 2**63),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
fields = st.sampled_from([*FIELDS.values()])


def severities(found: Understood) -> set[Severity]:
    return {note.severity or severity(note.code) for note in found.notes}


@given(raws, fields)
@example("99999919900101018X", FIELDS[FieldType.TEXT])
@example("第第1号号", FIELDS[FieldType.NUMBER_TEXT])
def test_a_cell_is_refused_with_a_reason_or_has_a_value_of_its_type(raw: object, field: Field) -> None:
    found = understand(raw, field, CONTEXT)
    assert found.bad == (Severity.MANDATORY in severities(found))
    if found.bad:
        assert found.value is None
    if isinstance(found.value, str):
        assert found.value == found.value.strip() != ""
    else:
        assert found.value is None or type(found.value) in (int, float, date)


@given(raws, fields)
def test_what_was_understood_once_is_understood_again_as_the_same_without_a_change_of_form(
    raw: object, field: Field
) -> None:
    first = understand(raw, field, CONTEXT)
    again = understand(first.value, field, CONTEXT)
    assert again.value == first.value
    assert not again.bad
    # More than two decimals are kept, and therefore mentioned each time.
    assert severities(again) <= {Severity.EXPLAIN} or [note.code for note in again.notes] == ["C112"]


@given(raws, fields)
def test_whatever_is_said_of_a_cell_can_be_printed(raw: object, field: Field) -> None:
    for note in understand(raw, field, CONTEXT).notes:
        finding = Finding(note.code, severity(note.code), value=shown(raw, field), params=note.params)
        assert render(finding).endswith(f"。（{note.code}）")


@given(st.lists(raws, max_size=8), fields)
def test_one_reader_for_a_column_says_the_same_as_cell_by_cell(column: list[object], field: Field) -> None:
    read = reader(field, CONTEXT)
    assert [read(raw) for raw in column] == [understand(raw, field, CONTEXT) for raw in column]


@given(st.from_regex(r"\A[1-9]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{9}\Z"))
def test_the_check_of_a_credit_code_is_the_one_of_the_standard(start: str) -> None:
    code = start + uscc.calc_check_digit(start)
    assert holds(code)
    assert uscc.is_valid(code)
    others = (start + character for character in CREDIT_CODE_ALPHABET if character != code[-1])
    assert not any(holds(other) for other in others)


@given(st.dates(date(1901, 1, 1), date(2099, 12, 31)))
@pytest.mark.parametrize(
    "form", ["{0}", "{0.year}.{0.month}.{0.day}", "{0:%Y%m%d}", "{0.year}年{0.month}月{0.day}日"]
)
def test_every_day_is_understood_in_every_complete_form(form: str, day: date) -> None:
    assert understand(form.format(day), FIELDS[FieldType.DATE], CONTEXT).value == day


@given(st.integers(0, 10**14))
def test_thousands_separators_never_change_a_number(number: int) -> None:
    assert understand(f"{number:,}", FIELDS[FieldType.INTEGER], CONTEXT).value == number
