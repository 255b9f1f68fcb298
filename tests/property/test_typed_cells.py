"""What the form says of one raw cell against what receipt makes of it: the form is never content where receipt is not.

Asked of every type of field, with cells as clerks fill them and as nobody would.
"""

from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from tests.build.looks import CHOICES, FORM, credit_code
from workbook_tools import formula, rules
from workbook_tools.messages import kind
from workbook_tools.model import Entry, Field, FieldType, Place, Severity
from workbook_tools.understand import Context, understand

_SHARE = Field(FORM.code, Place.ROW, "share", "占比", FieldType.PERCENT)
_FIELDS = [*(field for field in FORM.fields if field.entry is Entry.UNIT), _SHARE]
_TOWN, _NAME, _DAY = (FORM.by_key(key) for key in ("town", "name", "day"))
_OWED = (Severity.MANDATORY, Severity.EXPLAIN, Severity.WAIVABLE)
_SIGNS = "0123456789０１２ ABXYZIOabx.,，、-—－/()（）+%年月日万元人家约一三十东西乡镇是否√无公司和第号\u3000\u200b\n"
_TYPICAL = st.sampled_from(
    [
        *(
            "12",
            "１２",
            "1,200",
            "12人",
            "三家",
            "约50",
            "(120)",
            "1.2E+05",
            "N/A",
            "—",
            " ",
            "不适用",
            "TRUE",
        ),
        *(
            "2023-05-06",
            "2023.5.6",
            "5月6日",
            "2023年",
            "二〇二三年五月六日",
            "东乡",
            "东 乡镇",
            "西乡镇。",
            "南乡镇",
        ),
        *(
            "是",
            "√",
            "✔",
            "示例县甲有限公司",
            "甲公司和乙厂",
            "甲有限公司、乙有限公司",
            "gr202311000001",
            "第1号",
        ),
        *("13800000001", "138-0000-0001", "023-52220000", "8613800000001", "１３８００００００01", "转801"),
        *(
            credit_code(7),
            credit_code(7).lower(),
            credit_code(7)[:-1] + "0",
            "91500101",
            " " + credit_code(8),
        ),
    ]
)
_CELLS = st.one_of(
    _TYPICAL,
    st.text(alphabet=_SIGNS, min_size=1, max_size=20),
    st.booleans(),
    st.integers(-(10**14), 10**14).map(float) | st.sampled_from([1e15, -1e16, 9.15e17]),
    st.integers(-100, 60_000).map(float),
    st.floats(-1e9, 1e9).map(lambda number: round(number, 3)),
    st.dates(date(1901, 1, 1), date(2060, 1, 1)),
)


def _said_in_the_form(field: Field, raw: object) -> str:
    """The code of the first demand on the raw cell that is broken, '' where it is well typed."""
    broken = (
        demand.code
        for demand in rules.typing(field, CHOICES.get(field.choices, ()))
        if formula.holds(demand.broken, {field.label: [raw]}, {}).item()  # type: ignore[list-item]
    )
    return next(broken, "")


def _cannot_be_seen(field: Field, raw: object) -> bool:
    """What no formula sees: whether a number is shown as a date, and what is inside a text."""
    if isinstance(raw, date):
        return field.type is not FieldType.DATE
    return field.type is FieldType.DATE and isinstance(raw, float)


@given(st.sampled_from(_FIELDS), _CELLS)
@example(_TOWN, "２０２３")
@example(_NAME, "示例县甲有限公司 示例县乙有限公司")
@example(_DAY, 2023.0)
@example(_SHARE, 5.3)
def test_the_form_is_content_only_where_receipt_is(field: Field, raw: object) -> None:
    found = understand(raw, field, Context(CHOICES))
    owed = [note for note in found.notes if (note.severity or kind(note.code).severity) in _OWED]
    seen = [note.code for note in owed if not kind(note.code).late]
    if seen and not _cannot_be_seen(field, raw):
        assert _said_in_the_form(field, raw), seen


@given(st.sampled_from(_FIELDS), _CELLS)
def test_what_the_form_calls_wrong_receipt_refuses_by_that_code_or_a_more_precise_one(
    field: Field, raw: object
) -> None:
    said = _said_in_the_form(field, raw)
    if not said or kind(said).severity is Severity.RECORD or _cannot_be_seen(field, raw):
        return
    codes = {note.code for note in understand(raw, field, Context(CHOICES)).notes}
    assert any(said in (code, kind(code).general) for code in codes), codes


@given(st.dates(date(1906, 1, 1), date(2050, 1, 1)))
def test_a_day_in_a_date_cell_is_well_typed(day: date) -> None:
    assert _said_in_the_form(_DAY, day) == ""
