"""A returned workbook becomes an identity and a reading, whatever was done to its form."""

from dataclasses import replace
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from tests.build.looks import CHOICES, FORM, IDENTITY, Returned, credit_code, returned, sheet
from workbook_tools import layout, reading
from workbook_tools.model import Cell, Finding, Identity, Look, Reading, Roster, Severity


def properties(**changed: str) -> dict[str, str]:
    known = {key: str(getattr(IDENTITY, key)) for key in layout.IDENTITY_KEYS} | changed
    return {layout.PROPERTY_PREFIX + key: value for key, value in known.items()}


def without_hidden_sheet(book: Returned) -> Look:
    look = book.look()
    return replace(look, sheets=tuple(s for s in look.sheets if s.name != layout.IDENTITY_SHEET))


class TestIdentity:
    def test_comes_from_the_hidden_sheet(self) -> None:
        assert reading.identify(returned().look()) == (IDENTITY, ())

    def test_comes_from_the_properties_where_the_sheet_was_deleted(self) -> None:
        book = returned()
        book.properties = properties(round="2")
        assert reading.identify(without_hidden_sheet(book)) == (replace(IDENTITY, round=2), ())

    def test_is_none_in_a_workbook_of_the_clerks_own(self) -> None:
        assert reading.identify(without_hidden_sheet(returned())) == (None, ())

    def test_two_copies_that_differ_are_a_question(self) -> None:
        book = returned()
        book.properties = properties(unit="B02")
        identity, findings = reading.identify(book.look())
        assert identity == IDENTITY
        assert [(f.code, f.field, f.value, dict(f.params)) for f in findings] == [
            ("S002", "", "B01", {"other": "B02"})
        ]

    def test_of_unheard_of_length_is_cut(self) -> None:
        values = {
            "unit": "9" * 9_000,
            "form": "SL-01",
            "period": "2024-10",
            "issue": "i",
            "round": "9" * 9_000,
        }
        look = Look("xlsx", (sheet(layout.IDENTITY_SHEET, [*values.items()]),), {})
        assert reading.identify(look)[0] == Identity("9" * 100, "SL-01", "2024-10", "", "", "i", 0)

    def test_survives_a_program_that_turns_texts_into_numbers(self) -> None:
        values = {"unit": 500154001.0, "form": "SL-01", "period": "2024-10", "issue": "i", "round": 3.0}
        look = Look("ods", (sheet(layout.IDENTITY_SHEET, [("项目", "内容"), *values.items()]),), {})
        assert reading.identify(look)[0] == Identity("500154001", "SL-01", "2024-10", "", "", "i", 3)


class TestValues:
    def test_every_value_keeps_its_place(self) -> None:
        found = returned().insert(row=1).reading()
        assert found.header["filler"] == Cell("示例甲", "示例甲", (13, 2))
        assert found.roster.rows == (8, 9, 10)
        assert found.roster.columns["uscc"] == 3

    def test_the_text_as_found_is_kept_where_it_differs(self) -> None:
        found = returned().put("G8", "１２人").reading()
        assert found.roster.values["staff"] == (30, 12, None)
        assert found.roster.raws == {(1, "staff"): "１２人"}

    def test_a_cell_that_means_nothing_is_bad_and_has_no_value(self) -> None:
        found = returned().put("G8", "十二人左右").put("F12", "下周一").reading()
        assert found.roster.values["staff"] == (30, None, None)
        assert found.bad == {(1, "staff"), (-1, "on")}

    def test_findings_name_the_record_or_the_header(self) -> None:
        notes = returned().put("G8", "十二人左右").put("F12", "下周一").reading().notes
        assert [(note.cell, note.field, note.row) for note in notes] == [
            ("F12", "填报日期", None),
            ("G8", "从业人员数", 1),
        ]

    def test_numbers_computed_or_running_are_never_data(self) -> None:
        assert not {"no", "each"} & returned().reading().roster.values.keys()

    def test_one_township_merged_down_is_read_in_every_row(self) -> None:
        book = returned().put("D8", None).put("D9", None)
        book.merges.append((7, 4, 9, 4))
        assert book.reading().roster.values["town"] == ("东乡镇",) * 3

    def test_a_number_merged_down_is_read_once(self) -> None:
        book = returned().put("G8", None)
        book.merges.append((7, 7, 8, 7))
        assert book.reading().roster.values["staff"] == (30, None, None)

    def test_records_are_read_from_the_overflow_rows_and_beyond(self) -> None:
        book = returned()
        for row in (15, 16, 17, 18, 25):
            book.row(row, (None, f"示例县{row}号有限公司", credit_code(row), "东乡镇", "培育中"))
        assert book.reading().roster.rows == (7, 8, 9, 15, 16, 17, 18, 25)

    def test_the_signature_line_and_notes_are_no_records(self) -> None:
        book = returned().put("B13", "注：本表一式两份").put("C13", "盖章")
        assert book.reading().roster.rows == (7, 8, 9)

    def test_a_record_typed_over_the_note_line_is_not_lost(self) -> None:
        book = returned().row(13, (None, "示例县丁商贸有限公司", credit_code(4), "东乡镇", "培育中"))
        assert book.reading().roster.rows == (7, 8, 9, 13)

    def test_a_signature_line_without_the_caption_below_still_ends_the_block(self) -> None:
        book = returned().put("A14", None)
        assert book.reading().roster.rows == (7, 8, 9)
        assert book.reading().header["on"].value == date(2024, 11, 2)


class TestPersonalData:
    def test_phones_leave_the_reading_masked(self) -> None:
        assert returned().reading().roster.values["phone"] == ("1380***0001", "023-****0000", None)

    def test_the_shape_of_a_phone_is_checked_before_it_is_masked(self) -> None:
        (note,) = returned().put("J8", "1380000000").reading().notes
        assert (note.code, note.cell, note.row) == ("S022", "J8", 1)
        assert "1380000000" not in str(note)

    def test_another_phone_is_another_content(self) -> None:
        assert returned().put("J7", "13800009001").reading().content != returned().reading().content

    def test_an_id_card_number_goes_nowhere(self) -> None:
        book = returned(note="身份证号11010519491231002X").put("L7", "法人11010519491231002X")
        book.put("N9", "法人11010519491231002X").mark(comments={(7, 2): ("示例甲", "11010519491231002X")})
        assert "19491231" not in str(book.reading())


class TestContent:
    def test_does_not_depend_on_where_things_stand(self) -> None:
        assert returned().insert(row=8).reading().content == returned().reading().content

    def test_does_not_depend_on_locked_cells(self) -> None:
        assert returned(goal=1.0).reading().content == returned().reading().content

    def test_differs_where_one_value_differs(self) -> None:
        assert returned().put("G7", 31.0).reading().content != returned().reading().content

    def test_differs_where_one_misunderstood_text_differs(self) -> None:
        few, many = (returned().put("G7", text).reading().content for text in ("三十左右", "九十左右"))
        assert few != many


TEXTS = st.text(max_size=20)
VALUES = st.none() | TEXTS | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | st.dates()
RAWS = VALUES | st.booleans() | st.datetimes() | st.times() | st.timedeltas()
ADDRESSES = st.tuples(st.integers(1, 10**6), st.integers(1, 500))
KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
FINDINGS = st.builds(
    Finding,
    TEXTS,
    st.sampled_from(Severity),
    TEXTS,
    TEXTS,
    TEXTS,
    TEXTS,
    st.lists(st.tuples(TEXTS, TEXTS), max_size=3).map(tuple),
    st.none() | st.integers(0, 9),
)
READINGS = st.builds(
    Reading,
    TEXTS,
    st.builds(Identity, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, st.integers(0, 9)),
    TEXTS,
    st.dictionaries(KEYS, st.builds(Cell, RAWS, VALUES, ADDRESSES), max_size=4),
    st.builds(
        Roster,
        st.dictionaries(KEYS, st.integers(1, 500), max_size=4),
        st.lists(st.integers(1, 10**6), max_size=4).map(tuple),
        st.dictionaries(KEYS, st.lists(VALUES, max_size=4).map(tuple), max_size=4),
        st.dictionaries(st.tuples(st.integers(0, 9), KEYS), TEXTS, max_size=3),
    ),
    st.frozensets(st.tuples(st.integers(-1, 9), KEYS), max_size=3),
    st.lists(FINDINGS, max_size=3).map(tuple),
    TEXTS,
)


class TestStore:
    @given(READINGS)
    def test_a_reading_comes_back_as_it_was(self, found: Reading) -> None:
        again = reading.load(reading.dump(found))
        assert again == found
        assert reading.dump(again) == reading.dump(found)

    def test_equal_readings_are_equal_bytes(self) -> None:
        assert reading.dump(returned().reading()) == reading.dump(returned().reading())

    def test_a_moment_stays_a_moment(self) -> None:
        found = returned(on=datetime(2024, 11, 2, 8, 30)).reading()  # noqa: DTZ001
        assert reading.load(reading.dump(found)) == found


def test_a_form_is_recognised_by_its_heading_alone() -> None:
    fresh = sheet("Sheet1", returned().look().sheets[0].rows)
    assert reading.recognises(Look("xlsx", (fresh,), {}), FORM)
    assert not reading.recognises(Look("xlsx", (sheet("Sheet1", [("企业名称", "电话")]),), {}), FORM)


def test_serial_dates_follow_the_date_system_of_the_workbook() -> None:
    book = returned(on=45598.0)
    later = reading.read(replace(book.look(), date1904=True), "", IDENTITY, FORM, CHOICES)[0]
    assert book.reading().header["on"].value == date(2024, 11, 2)
    assert later is not None
    assert later.header["on"].value == date(2028, 11, 3)
