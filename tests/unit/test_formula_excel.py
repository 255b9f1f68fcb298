"""A formula as it is written into a template: cells for labels, and never more than Excel takes."""

import pytest

from workbook_tools.formula import (
    Array,
    Binary,
    FormulaError,
    Label,
    Levels,
    Matches,
    how_many,
    number_literal,
    over_table,
    parse,
    text_literal,
    to_excel,
)

STAGES: Levels = {"培育阶段": {"拟申报": 1, "已申报": 2}}


def _cell(label: str) -> str:
    return {"培育阶段": "$E12", "人数": "$F12", "总数": "$G12"}[label]


def _excel(text: str) -> str:
    return to_excel(parse(text), _cell, STAGES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=[人数]<=[总数]", "$F12<=$G12"),
        ("and([培育阶段]<>“是”，TRUE)", 'AND($E12<>"是",TRUE)'),
        ("([人数]+1)*2", "($F12+1)*2"),
        ("[人数]+(1*2)", "$F12+1*2"),
        ("1-(2-3)", "1-(2-3)"),
        ("-([人数]+1)", "-($F12+1)"),
        ("(-5)%", "(-5)%"),
        ("([人数]=1)=TRUE", "$F12=1=TRUE"),
        ("[人数]/[总数]>=3％", "$F12/$G12>=3%"),
        ('"他说""好"""', '"他说""好"""'),
        ("0.030*1e3", "0.03*1000"),
    ],
)
def test_labels_become_cells_and_brackets_stay_only_where_needed(text: str, expected: str) -> None:
    assert _excel(text) == expected


def test_a_level_becomes_a_chain_of_questions_without_wildcards() -> None:
    assert _excel("级次([培育阶段])>=2") == 'IF($E12="拟申报",1,IF($E12="已申报",2,NA()))>=2'


def test_a_level_of_a_field_without_an_ordered_list_cannot_be_written() -> None:
    with pytest.raises(FormulaError) as caught:
        _excel("级次([人数])")
    assert (caught.value.code, caught.value.params[1]) == ("P219", ("label", "人数"))


def test_a_long_text_is_joined_from_pieces_excel_takes() -> None:
    text = '长"' * 200
    literal = text_literal(text)
    pieces = literal.strip("()").split("&")
    assert max(map(len, pieces)) <= 255 + 2
    assert "".join(piece[1:-1] for piece in pieces).replace('""', '"') == text


def test_a_text_of_255_characters_stays_whole() -> None:
    assert text_literal("长" * 255) == '"' + "长" * 255 + '"'


def test_numbers_are_written_with_fifteen_digits() -> None:
    assert [number_literal(n) for n in (3.0, 0.1, 1 / 3, 1e20)] == ["3", "0.1", "0.333333333333333", "1E+20"]


def test_a_formula_longer_than_excel_takes_is_a_mistake() -> None:
    with pytest.raises(FormulaError) as caught:
        to_excel(parse("OR(" + ",".join(["[人数]>1"] * 2000) + ")"), _cell, STAGES)
    assert caught.value.code == "P217"


def test_levels_nested_deeper_than_excel_takes_are_a_mistake() -> None:
    many = {"培育阶段": {f"第（{n}）级": n for n in range(65)}}
    with pytest.raises(FormulaError) as caught:
        to_excel(parse("级次([培育阶段])"), _cell, many)
    assert caught.value.code == "P218"


def test_brackets_in_texts_and_sheet_names_do_not_count_as_nesting() -> None:
    text = to_excel(parse('[甲]="' + "(" * 100 + '"'), lambda _: "'" + "(" * 80 + "'!A1", {})
    assert text.endswith('("')


def test_how_often_a_value_stands_in_its_column_is_counted_text_by_text_where_a_quick_look_sees_it_twice() -> (
    None
):
    cells, columns = (lambda label: f"${label}12"), (lambda label: f"${label}$8:${label}$60")
    seen = 'AND(ISTEXT($C12),IFERROR(COUNTIF($C$8:$C$60,"="&SUBSTITUTE($C12,"~","~~")),2)<2)'
    one = to_excel(parse("重复次数([C])=1"), cells, {}, column=columns)
    assert one == f'IF({seen},1,SUMPRODUCT(--ISNUMBER(1/EXACT($C$8:$C$60&"",$C12&""))))=1'
    both = to_excel(parse("重复次数([C],[D])=1"), cells, {}, column=columns)
    pairs = 'EXACT($C$8:$C$60&"",$C12&"")*EXACT($D$8:$D$60&"",$D12&"")'
    assert both == f"IF({seen},1,SUMPRODUCT(--ISNUMBER(1/({pairs}))))=1"


def test_over_the_table_a_field_is_its_column() -> None:
    node = over_table(parse("SUM([C])<=[H]"), frozenset({"C"}))
    assert (
        to_excel(node, lambda label: f"${label}$3", {}, column=lambda label: f"{label}:{label}")
        == "SUM(C:C)<=$H$3"
    )


def test_several_texts_stand_in_the_formula_or_in_a_range() -> None:
    node = how_many(Binary("=", Label("C", 0), Array(("甲", 'a"b')), 0))
    assert to_excel(node, lambda _: "C1", {}) == 'SUMPRODUCT(--(C1={"甲","a""b"}))'
    assert (
        to_excel(node, lambda _: "C1", {}, listed=lambda texts: f"Z1:Z{len(texts)}")
        == "SUMPRODUCT(--(C1=Z1:Z2))"
    )


def test_a_pattern_is_its_length_its_fixed_text_and_its_classes() -> None:
    text = to_excel(Matches("C", r"^GR20\d{2}[AB]$"), lambda _: "C1", {})
    digits = 'SUMPRODUCT(--ISNUMBER(FIND(MID(C1,{5,6},1),"0123456789")))=2'
    assert text == f'AND(LEN(C1)=7,EXACT(MID(C1,1,4),"GR20"),{digits},ISNUMBER(FIND(MID(C1,7,1),"AB")))'


def test_a_pattern_without_a_fixed_length_is_not_for_the_form() -> None:
    with pytest.raises(ValueError, match="no formula"):
        to_excel(Matches("C", r"\d+"), lambda _: "C1", {})
