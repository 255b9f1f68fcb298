"""What a unit filled in, as found: what its return slip is filled with."""

from datetime import date, datetime, time

from stdnum.cn import ric

from tests.build.looks import CHOICES, COMPANIES, FIRST_ROW, FORM, Returned, credit_code, returned
from workbook_tools import reading

_BORN = "50023419900101001"
ID_CARD = _BORN + ric.calc_check_digit(_BORN + "?")
"""A made-up number with a valid check character, of a made-up person."""


def reported(book: Returned) -> reading.Reported:
    found = reading.reported(book.look(), FORM, CHOICES)
    assert found
    return found


def first(book: Returned) -> dict[str, object]:
    return dict(reported(book).records[0])


def test_texts_numbers_and_days_are_as_they_were_typed() -> None:
    book = (
        returned()
        .put("B7", " 示例县甲科技有限公司 ")
        .put("F7", "1200万")
        .put("G7", 30.5)
        .put("K7", "2024年3月")
    )
    record = first(book)
    assert [record[key] for key in ("name", "income", "staff", "day")] == [
        " 示例县甲科技有限公司 ",
        "1200万",
        30.5,
        "2024年3月",
    ]
    assert first(returned())["day"] == date(2024, 3, 1)
    assert first(returned().put("G7", date(2024, 1, 2)))["staff"] == date(2024, 1, 2)


def test_phones_are_whole() -> None:
    assert first(returned())["phone"] == "13800000001"


def test_the_header_is_what_the_unit_filled_in_and_nothing_issued() -> None:
    assert set(reported(returned()).header) == {"zero", "filler", "checker", "on"}


def test_errors_logical_values_and_times_of_day_are_texts() -> None:
    book = returned().put("F7", None).put("G7", True).put("K7", time(10, 30)).mark(errors={(7, 6): "#REF!"})
    record = first(book)
    assert (record["income"], record["staff"], record["day"]) == ("#REF!", "TRUE", "10:30:00")
    moment = datetime.fromisoformat("2024-03-01T10:30")
    assert first(returned().put("K7", moment))["day"] == moment


def test_an_id_card_number_is_left_out_of_whatever_cell_it_stands_in() -> None:
    book = returned()
    for place in ("B7", "C7", "D7", "F7", "J7", "K7", "L7"):
        book.put(place, f"示例{ID_CARD}")
    assert set(first(book)) == {"stage", "staff", "cert"}


def test_a_credit_code_is_no_id_card_number() -> None:
    assert first(returned())["uscc"] == credit_code(1)


def test_records_are_those_of_the_reading_in_its_order() -> None:
    book = returned().row(9, ["合计", *[None] * 4, 1500.5]).row(15, [None, *COMPANIES[2][1:]])
    names = [record["name"] for record in reported(book).records]
    assert names == list(book.reading().roster.values["name"])
    assert len(names) == 3


def test_a_value_merged_over_rows_stands_in_each_where_it_can_only_mean_that() -> None:
    book = returned().put("D8", None)
    book.merges.append((FIRST_ROW, 4, FIRST_ROW + 1, 4))
    assert [record["town"] for record in reported(book).records[:2]] == ["东乡镇", "东乡镇"]


def test_a_number_under_another_measure_carries_it_along() -> None:
    book = returned().put("F6", "营业收入（元）")
    assert [record.get("income") for record in reported(book).records] == ["1200.5元", "300元", None]


def test_a_workbook_without_the_form_has_nothing_to_show() -> None:
    book = Returned({(1, 1): "示例"})
    assert reading.reported(book.look(), FORM, CHOICES) is None
