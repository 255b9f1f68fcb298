"""What the type of a field asks of the raw cell, as far as a formula can see it: for the form alone.

Receipt understands far more than a formula can (`understand`). So the form calls wrong only what receipt is sure to
refuse, by the general code of its kind; of everything that may be understood it says how it is best written
(RECORD), and never that it is right. What a cell's format says, a date or a percentage, no formula can see.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from workbook_tools import formula
from workbook_tools.formula import Array, Binary, Call, Label, Node, Number, Text
from workbook_tools.messages import severity
from workbook_tools.model import NOT_APPLICABLE, Choice, Field, FieldType, Place, Scope
from workbook_tools.rules.demand import Demand

Case = tuple[str, str]
"""The code of what is wrong, and the formula where it is: over [值], the cell's value, and the parts below."""

_VALUE = Label("值", 0)
_DIGITS = "0123456789"
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (*(float(pow(3, place, 31)) for place in range(17)), 1.0)
"""GB 32100-2015; with a last weight of 1 a valid code sums to a multiple of 31."""

_BLANKS = " \u3000\u00a0\u200b\ufeff"
_MARKS = "-‐‑‒–—―─－_＿/／\\＼.．。、，,；;·…'’‘`~～"
_WIDE_DIGITS = "０１２３４５６７８９"
_WIDE_LETTERS = "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ"
_NUMERALS = "〇○零一二三四五六七八九十壹贰貳叁參肆伍陆陸柒捌玖拾两廿卅"
_BRACKETS = "()（）[]［］〔〕【】"
_TICKS = "✓✔☑√✗✘✕✖☒×"


def _any(conditions: Node) -> Node:
    return Binary(">", formula.how_many(conditions), Number(0, 0), 0)


def _has(texts: Sequence[str]) -> Node:
    """The formula that at least one of these texts is in the value."""
    return _any(Call("ISNUMBER", (Call("FIND", (Array(tuple(texts)), _VALUE), 0),), 0))


def _edge(function: str, characters: str) -> Node:
    """The formula that the first (LEFT) or last (RIGHT) character of the value is one of these."""
    return Call("ISNUMBER", (Call("FIND", (Call(function, (_VALUE,), 0), Text(characters, 0)), 0),), 0)


def _is_one_of(texts: Sequence[str]) -> Node:
    """The formula that the value is one of these texts, case aside."""
    value = Binary("&", _VALUE, Text("", 0), 0)
    return _any(Binary("=", value, Array(tuple(texts)), 0))


def _check_sum() -> Node:
    places = Array(tuple(float(place) for place in range(1, 19)))
    worth = Call("FIND", (Call("MID", (_VALUE, places, Number(1, 0)), 0), Text(_ALPHABET, 0)), 0)
    weighted = Binary("*", Binary("-", worth, Number(1, 0), 0), Array(_WEIGHTS), 0)
    return Call("MOD", (Call("SUMPRODUCT", (weighted,), 0), Number(31, 0)), 0)


_PARTS: dict[str, Node] = {
    "有空白": Call("OR", (_has(_BLANKS), formula.parse("LEN(CLEAN([值]))<LEN([值])")), 0),
    "边有空白": Call("OR", (_edge("LEFT", _BLANKS), _edge("RIGHT", _BLANKS)), 0),
    "空话": Call("OR", (formula.parse('TRIM([值])=""'), formula.parse("AND([首为符号],[尾为符号])")), 0),
    "首为符号": _edge("LEFT", _BLANKS + _MARKS),
    "尾为符号": _edge("RIGHT", _BLANKS + _MARKS),
    "不适用": _is_one_of((NOT_APPLICABLE, "不适用", "N/A")),
    "有数字": _has(_DIGITS + _WIDE_DIGITS + _NUMERALS),
    "有全角": _has(_WIDE_DIGITS + _WIDE_LETTERS + "－（）"),
    "有变体": _has(f"{_WIDE_DIGITS}{_WIDE_LETTERS}{_BRACKETS}{_TICKS}'。／，"),
    "有分隔": _has((*"，,、；;/|。", "公司和", "公司及", "公司与")),
    "有引号": _has("'’‘"),
    "有拨号杂符": _has("()（）+、,，;；/／–—―－" + _WIDE_DIGITS),
    "有编号杂字": _has(("第", "号", "E+", "'")),
    "有不用的字母": _has("IOZSV"),
    "区划是数字": formula.among(_VALUE, tuple(range(3, 9)), _DIGITS),
    "其余在字符集": formula.among(_VALUE, (1, 2, *range(9, 19)), _ALPHABET),
    "校验余数": _check_sum(),
}
"""What the formulas below name in brackets beside the value: all that cannot be written in a plan."""

_NUMBER: tuple[Case, ...] = (
    ("C108", "ISLOGICAL([值])"),
    ("C108", "AND(ISTEXT([值]),NOT(OR([有数字],[有空白],[空话],[不适用])))"),
    ("C011", "ISTEXT([值])"),
    ("C108", "ABS([值])>=1E15"),
)
_WORDS: tuple[Case, ...] = (
    ("C323", "IF(ISNUMBER([值]),ABS([值])>=1E15,FALSE)"),
    ("C013", "OR(NOT(ISTEXT([值])),[空话])"),
)
_CASES: dict[FieldType, tuple[Case, ...]] = {
    FieldType.INTEGER: (*_NUMBER, ("C110", "ABS([值]-ROUND([值],0))>=0.000001")),
    FieldType.DECIMAL: _NUMBER,
    FieldType.PERCENT: (*_NUMBER, ("C118", "[值]>1")),
    FieldType.DATE: (
        ("C210", "ISLOGICAL([值])"),
        ("C210", "AND(ISTEXT([值]),NOT(OR([有数字],[有空白],[空话],[不适用])))"),
        ("C012", "ISTEXT([值])"),
        # 2023 or 2023.10 typed into a date cell is a day of 1905.
        ("C210", "OR([值]<367,AND([值]>=1900,[值]<2100))"),
        ("C012", "[值]>55000"),
    ),
    FieldType.TEXT: (*_WORDS, ("C013", "[边有空白]")),
    FieldType.NAME: (*_WORDS, ("C013", "OR([有空白],[有分隔])")),
    FieldType.CREDIT_CODE: (
        ("C303", "NOT(ISTEXT([值]))"),
        (
            "C013",
            'OR(NOT(EXACT(UPPER([值]),[值])),[有空白],[有全角],[有引号],ISNUMBER(FIND("-",[值])),[空话],[不适用])',
        ),
        ("C303", "LEN([值])<>18"),
        ("C304", "[有不用的字母]"),
        ("C306", "NOT(AND([区划是数字],[其余在字符集]))"),
        ("C307", "[校验余数]<>0"),
    ),
    FieldType.NUMBER_TEXT: (
        ("C325", "ISLOGICAL([值])"),
        ("C323", "IF(ISNUMBER([值]),OR(ABS([值])>=1E15,[值]<>INT([值])),FALSE)"),
        (
            "C013",
            "OR(NOT(ISTEXT([值])),NOT(EXACT(UPPER([值]),[值])),[有空白],[有全角],[有编号杂字],[空话],[不适用])",
        ),
    ),
    FieldType.PHONE: (
        ("C345", "ISLOGICAL([值])"),
        ("C323", "IF(ISNUMBER([值]),OR([值]>=1E15,[值]<=0,[值]<>INT([值])),FALSE)"),
        (
            "C013",
            'OR(NOT(ISTEXT([值])),[有空白],[有拨号杂符],[空话],[不适用],LEFT([值],2)="86",LEFT([值],4)="0086")',
        ),
        ("C013", 'LEN([值])-LEN(SUBSTITUTE([值],"-",""))>IF(LEFT([值],1)="1",0,1)'),
    ),
}


def typing(field: Field, choices: Sequence[Choice] = ()) -> tuple[Demand, ...]:
    """The demands on the raw cell of a field, in order: of a cell that is not blank the first broken one counts.

    `choices` are the items of the field's list. Where one is broken, a hint too, the value is not well typed.
    """
    cases = _CASES.get(field.type, ())
    asked = [(code, _formula(text, field.label)) for code, text in cases]
    if field.type is FieldType.CHOICE:
        asked = list(_choice(field, choices))
    scope = Scope.HEADER if field.place is Place.HEADER else Scope.ROW
    return tuple(
        Demand(code, severity(code), scope, (field,), (), broken, own=True) for code, broken in asked
    )


def _choice(field: Field, choices: Sequence[Choice]) -> Iterator[tuple[str, Node]]:
    """C363 where it is no item in any of the spellings that receipt knows, a hint where it is not one as it stands."""
    value = Label(field.label, 0)
    items = tuple(item.value for item in choices)
    known = (*items, *(text for item in choices for text in item.synonyms))
    odd = _formula("OR([有空白],[有变体],[空话])", field.label)
    listed = _on(_is_one_of(known), field.label)
    yield "C363", Call("NOT", (Call("OR", (odd, listed), 0),), 0)
    exact = Call("EXACT", (value, Array(items)), 0)
    yield "C014", Call("NOT", (_any(exact),), 0)


@lru_cache(maxsize=1024)
def _formula(text: str, label: str) -> Node:
    return _on(formula.substitute(formula.parse(text), _PARTS), label)


def _on(node: Node, label: str) -> Node:
    """A formula over the value, asked of a field."""
    return formula.rewritten(node, lambda part: Label(label, 0) if part == _VALUE else part)
