"""A formula as it is written into a template: cells for labels, and never more than Excel takes."""

import pytest

from workbook_tools.formula import FormulaError, Levels, number_literal, parse, text_literal, to_excel

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
