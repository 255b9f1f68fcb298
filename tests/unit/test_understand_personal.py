"""Personal data in cells: recognised where it was not asked for, and never shown whole."""

import pytest

from workbook_tools.model import Field, FieldType, Place
from workbook_tools.understand import masked, personal, shown, veiled

REMARK = Field("示例", Place.ROW, "remark", "备注", FieldType.TEXT)
PHONE = Field("示例", Place.ROW, "tel", "联系电话", FieldType.PHONE)
CODE = Field("示例", Place.ROW, "uscc", "统一社会信用代码", FieldType.CREDIT_CODE)

# The first six digits name no division, so that nobody has these numbers.
ID_CARD = "999999199001011238"


@pytest.mark.parametrize(
    "text",
    [
        ID_CARD,
        "99999919900101018X",
        "99999919900101018x",
        "９９９９９９１９９００１０１１２３８",
        "999999 19900101 1238",
        f"法人身份证{ID_CARD}，请查收",
        "9999 9919 9001 0112 38",
        "999999-1990-0101-1238",
        "999999.19900101.1238",
        "3 999999199001011238",
        "999999\u200b19900101\u200b1238",
        "999999 – 19900101 – 1238",
        "身份证号：999999900101123",
        9.99999199001011e17,
    ],
)
def test_an_id_card_number_is_recognised_however_it_is_written(text: object) -> None:
    assert personal(text)


@pytest.mark.parametrize(
    "text",
    [
        "999999199001011239",  # check character
        "999999199002301238",  # no such day
        "9999991990010112381",  # nineteen digits
        "13800000000",
        "91500154MA0000001P",
        "999999900101123",  # as long as a register number, which it may be
        "身份证号：999999909901123",  # no such day
        "13812345678 13912345678",
        9.15001540000001e17,
        999999900101123.0,
        True,
        "",
    ],
)
def test_other_long_numbers_are_not_taken_for_one(text: object) -> None:
    assert not personal(text)


@pytest.mark.parametrize(
    ("number", "left"),
    [
        ("13812345678", "1381***5678"),
        ("023-52220000", "023-****0000"),
        ("52220000", "5222****"),
        ("13812345678、13912345678", "1381***5678、1391***5678"),
        (ID_CARD, "9999**********1238"),
        ("无", "无"),
        ("同上", "同上"),
    ],
)
def test_first_and_last_four_are_left_of_a_number(number: str, left: str) -> None:
    assert masked(number) == left
    assert masked(left) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"经办人{ID_CARD}，电话138 1234 5678", "经办人9999**********1238，电话1381***5678"),
        ("示例甲１３８１２３４５６７８", "示例甲1381***5678"),
        ("电话+86 13812345678", "电话8613*****5678"),
        ("微信图片_20240131102030.jpg", "微信图片_20240131102030.jpg"),
        ("mmexport1706668830123.jpg", "mmexport1706668830123.jpg"),
        ("附件１-示例镇（２０２４）", "附件１-示例镇（２０２４）"),
        ("91500154MA0000001P", "91500154MA0000001P"),
    ],
)
def test_a_text_keeps_all_but_the_middle_of_the_numbers_of_persons(text: str, left: str) -> None:
    assert veiled(text) == left
    assert veiled(left) == left


@pytest.mark.parametrize(
    ("raw", "field", "text"),
    [
        (13812345678.0, PHONE, "1381***5678"),
        (f"经办人{ID_CARD}", REMARK, "经办人9999**********1238"),
        (ID_CARD, CODE, "9999**********1238"),
        (9.15001540000001e17, CODE, "9.15E+17"),
        (12.0, REMARK, "12"),
        (True, REMARK, "TRUE"),
        ("第一行\n第二行", REMARK, "第一行 第二行"),
        ("示" * 100, REMARK, "示" * 59 + "…"),
    ],
)
def test_a_finding_shows_a_value_as_the_clerk_sees_it_but_never_a_whole_personal_number(
    raw: object, field: Field, text: str
) -> None:
    assert shown(raw, field) == text
