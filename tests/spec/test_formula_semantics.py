"""What a formula comes to: Excel's semantics, one line a rule (docs/formulas.md says them in words)."""

from datetime import date

import pytest

from workbook_tools.formula import FormulaFault, Result, evaluate, holds, parse
from workbook_tools.model import Value

DIV0, VALUE, NUM, NA = FormulaFault.DIV0, FormulaFault.VALUE, FormulaFault.NUM, FormulaFault.NA

ROW: dict[str, Value] = {
    "空": None,
    "三": 3,
    "负": -2.5,
    "文": "示例",
    "数字文": "5",
    "码": "gr2023",
    "无": "无",
    "日": date(2023, 1, 31),
    "阶段": "已认定",
    "未通过": "未通过",
}
LEVELS = {name: {"拟申报": 1, "已申报": 2, "已认定": 3} for name in ("阶段", "未通过", "空")}

BLANK = {
    "[空]=0": True,
    '[空]=""': True,
    "[空]=FALSE": True,
    "[空]=[空]": True,
    "[空]<[三]": True,
    "[空]+1": 1,
    '[空]&"尾"': "尾",
    "LEN([空])": 0,
    "[空]": 0,
    "ISBLANK([空])": True,
    'ISBLANK("")': False,
    "ISBLANK(IF(TRUE,[空]))": True,
    "ISNUMBER([空])": False,
    "IF([空],1,2)": 2,
    "[三]/[空]": DIV0,
    '[无]=""': False,
    "[无]=0": False,
}
COMPARING = {
    '"ABC"="abc"': True,
    'EXACT("ABC","abc")': False,
    '5="5"': False,
    "[文]>999999": True,
    'TRUE>"示例"': True,
    "TRUE=1": False,
    "[三]>=3": True,
    "0.1+0.2=0.3": True,
    "0.07*100>7": False,
    "[日]=DATE(2023,1,31)": True,
    "[日]>DATE(2023,1,30)": True,
    "1<2=TRUE": True,
}
ARITHMETIC = {
    "[三]+[负]*2": -2,
    "-[三]-1": -4,
    "10-4-3": 3,
    "50%": 0.5,
    '[数字文]+"5%"': 5.05,
    '"1,234"+" 1 "': 1235,
    '"2023-01-31"+1': 44958,
    '"1,23"+0': VALUE,
    '"2023年"+0': VALUE,
    '""+0': VALUE,
    "[文]*1": VALUE,
    "TRUE+1": 2,
    "0.3-0.1-0.2": 0,
    "1e300*1e300": NUM,
    "[日]+1": 44958,
}
ERRORS = {
    "[文]+1=2": VALUE,
    "1/0+[文]": DIV0,
    "IF(TRUE,1,1/0)": 1,
    "IF(1/0,1,2)": DIV0,
    "IF([文],1,2)": VALUE,
    "IFERROR(1/0,[三])": 3,
    "IFERROR([三],1/0)": 3,
    "AND(FALSE,1/0)": DIV0,
    "OR(TRUE,1/0)": DIV0,
    "AND(NA(),1/0)": NA,
    "ISERROR(1/0)": True,
    "NOT(NA())": NA,
    "LEFT(NA(),1/0)": NA,
    "COUNT(1/0,1)": 1,
    "SUM(1,1/0)": DIV0,
}
LOGIC = {
    "IF([三]>5,1)": False,
    "AND([三],[空],[文])": True,
    "AND([文])": VALUE,
    'AND("示例",TRUE)': VALUE,
    'AND("true",TRUE)': True,
    "OR([负]>0,[三]>0)": True,
    "NOT([空])": True,
    "ISTEXT([文])": True,
    "ISNUMBER([日])": True,
    "ISLOGICAL(1=1)": True,
}
NUMBERS = {
    "ABS([负])": 2.5,
    "INT([负])": -3,
    "INT(0.29*100)": 29,
    "MOD(-5,3)": 1,
    "MOD(5,-3)": -1,
    "MOD(5,[空])": DIV0,
    "ROUND(2.675,2)": 2.68,
    "ROUND([负],0)": -3,
    "ROUND(1250,-2)": 1300,
    "ROUND(123456789012345,0)": 123456789012345,
    "ROUNDUP(2.1,0)": 3,
    "ROUNDUP(1.1*1.1*100,0)": 121,
    "ROUNDDOWN(0.29*100,0)": 29,
    "ROUNDDOWN([负],0)": -2,
    "SUM([三],[空],[文],[数字文])": 3,
    'SUM([三],"5",TRUE)': 9,
    'SUM("示例")': VALUE,
    "MIN([三],[负],[文])": -2.5,
    "MAX([空],[文])": 0,
    "MAX([空],-1)": -1,
    "AVERAGE([三],[空],5)": 4,
    "AVERAGE([空])": DIV0,
    'COUNT([三],[数字文],"5","示例")': 2,
    'COUNTA([三],[空],[文],"")': 3,
    "VALUE([数字文])": 5,
    "VALUE([空])": 0,
    "VALUE(TRUE)": VALUE,
}
TEXTS = {
    "LEN([文])": 2,
    "LEN(12.5)": 4,
    'LEN("𠮷")': 1,
    "LEFT([码],2)": "gr",
    "LEFT([码])": "g",
    "LEFT([码],-1)": VALUE,
    "RIGHT([码],4)": "2023",
    "RIGHT([码],0)": "",
    "RIGHT([码],99)": "gr2023",
    "MID([码],3,4)": "2023",
    "MID([码],9,1)": "",
    "MID([码],0,1)": VALUE,
    "UPPER([码])": "GR2023",
    'LOWER("GR")': "gr",
    'TRIM("  a   b ")': "a b",
    'SUBSTITUTE("a-b-c","-","")': "abc",
    'SUBSTITUTE("a-b-c","-","+",2)': "a-b+c",
    'SUBSTITUTE("a","","b")': "a",
    'SUBSTITUTE("a","a","b",3)': "a",
    'SUBSTITUTE("a","a","b",0)': VALUE,
    'FIND("2",[码])': 3,
    'FIND("2",[码],4)': 5,
    'FIND("R",[码])': VALUE,
    'FIND("","示例")': 1,
    'FIND("例","示例",9)': VALUE,
    'SEARCH("R?0",[码])': 2,
    'SEARCH("G*3",[码])': 1,
    'SEARCH("~?","a?")': 2,
    'SEARCH("x",[码])': VALUE,
    '1/3&""': "0.333333333333333",
    '0.00001&""': "0.00001",
    '3.0&"家"': "3家",
    'TRUE&""': "TRUE",
}
DATES = {
    "YEAR([日])": 2023,
    "MONTH([日])": 1,
    "DAY([日])": 31,
    "YEAR([空])": 1900,
    "DAY([空])": 0,
    "YEAR(1)": 1900,
    "DAY(59)": 28,
    "DATE(2023,14,1)": 45323,
    "DATE(2023,3,0)": 44985,
    "DATE(23,1,1)": 8402,
    "DATE(10000,1,1)": NUM,
    "YEAR(-1)": NUM,
    "EDATE([日],1)": 44985,
    "EDATE([日],36)-1": 46052,
    "EDATE([日],-1.9)": 44926,
    "EDATE([日],1e9)": NUM,
    "EDATE(TRUE,1)": VALUE,
    "EOMONTH([日],1)": 44985,
    'YEAR("2023-02-30")': VALUE,
}
ORDERED = {
    "级次([阶段])": 3,
    "级次([阶段])>=2": True,
    "级次([未通过])": NA,
    "级次([空])>=1": NA,
    "IFERROR(级次([未通过]),0)": 0,
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(text, expected, id=text)
        for table in (BLANK, COMPARING, ARITHMETIC, ERRORS, LOGIC, NUMBERS, TEXTS, DATES, ORDERED)
        for text, expected in table.items()
    ],
)
def test_a_formula_comes_to_what_excel_makes_of_it(text: str, expected: Result) -> None:
    found = _value(text)
    assert type(found) is type(expected)
    assert found == (pytest.approx(expected, rel=1e-14) if isinstance(expected, float) else expected)


def _value(text: str) -> Result:
    return evaluate(parse(text), {label: [value] for label, value in ROW.items()}, LEVELS)[0]


def test_a_date_is_its_serial_number_in_the_1900_system() -> None:
    days = [date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1), date(2023, 10, 1), date(9999, 12, 31)]
    assert evaluate(parse("[日]"), {"日": days}, {}) == [1, 59, 61, 45200, 2958465]


def test_a_condition_holds_only_where_it_is_true_or_a_number_other_than_zero() -> None:
    values: list[Value] = [True, False, 1, -0.5, 0, None, "TRUE", "示例"]
    found = holds(parse("[值]"), {"值": values}, {})
    assert found.tolist() == [True, False, True, True, False, False, False, False]


def test_a_condition_never_holds_on_an_error() -> None:
    assert holds(parse("1/[值]>0"), {"值": [0, 1, "文"]}, {}).tolist() == [False, True, False]


def test_a_computed_number_that_is_not_finite_is_an_error_value() -> None:
    assert evaluate(parse("[值]"), {"值": [float("nan"), float("inf")]}, {}) == [NUM, NUM]
