"""A department's list with what clerks get wrong, and how each mistake is to be found."""

from stdnum.cn import uscc

from scripts.examples.enterprises import credit_code, department_row
from scripts.examples.filling import Record
from tests.build.round_trip import Mistake

_FIRST = 300
"""The number of the first enterprise."""
_CULTIVATED = (0, 10, 20)
"""Those that are not recognised yet."""
_ELSEWHERE = "91110101MA0000320"
"""A code of another city, but for its check character."""

_RENEWED = 25
"""One that was recognised again, which does not count."""

RECORDS: list[Record] = [department_row(_FIRST + number, number not in _CULTIVATED) for number in range(31)]
RECORDS[_RENEWED] = {**RECORDS[_RENEWED], "newtype": "重新认定", "count_year": "不计入"}
COUNTED = len(RECORDS) - len(_CULTIVATED) - 1


def _code(number: int) -> str:
    """The code of a record."""
    return credit_code(_FIRST + number)


MISTAKES = (
    Mistake("no number", 0, {"staff": "约86"}, (("C107", "staff"),)),
    Mistake("no number", 1, {"rev1": "见附表"}, (("C108", "rev1"),)),
    Mistake("no whole number", 2, {"tech": "6.5"}, (("C110", "tech"),)),
    Mistake("no date", 3, {"reg_date": "2019-2-29"}, (("C207", "reg_date"),)),
    Mistake("no date", 4, {"cert_date": "2023年"}, (("C206", "cert_date"),)),
    Mistake("wrong code", 5, {"uscc": _code(5)[:-1]}, (("C303", "uscc"),)),
    Mistake("wrong code", 6, {"uscc": _code(6).replace("MA0", "MAI")}, (("C304", "uscc"),)),
    Mistake("wrong code", 7, {"uscc": _code(7)[:-2] + "1" + _code(7)[-1]}, (("C307", "uscc"),)),
    Mistake("no choice", 8, {"stage": "认定成功"}, (("C363", "stage"),)),
    Mistake("no choice", 9, {"town": "别处"}, (("C363", "town"),)),
    Mistake("left blank", 10, {"name": ""}, (("S010", "name"),)),
    Mistake("left blank", 11, {"ip1": ""}, (("S010", "ip1"),)),
    Mistake("left blank", 12, {"cert": ""}, (("S010", "cert"),)),
    Mistake("left blank", None, {"h_tel": ""}, (("S010", "h_tel"),)),
    Mistake("out of bounds", 13, {"ip1": "-1"}, (("S012", "ip1"),)),
    Mistake("out of bounds", 14, {"cert_date": "2023-11-20"}, (("S013", "cert_date"),)),
    Mistake("wrong length", 15, {"contact": "甲"}, (("S020", "contact"),)),
    Mistake("wrong form", 16, {"cert": "GR2023"}, (("S022", "cert"),)),
    Mistake("wrong form", 17, {"tel": "1234"}, (("S022", "tel"),)),
    Mistake("hollow note", 20, {"uscc": _ELSEWHERE + uscc.calc_check_digit(_ELSEWHERE), "explain": "已核实"}, (
        ("S022", "uscc"), ("S070", "explain"),
    ), "企业注册在外地，主要研发在本区"),
    Mistake("listed twice", 18, {"uscc": _code(19)}, (("S040", "uscc"),)),
    Mistake("listed twice", 19, {}, (("S040", "uscc"),)),
    Mistake("at odds in a row", 21, {"count_year": "2024"}, (("GQ02", "count_year"),)),
    Mistake("at odds in a row", 22, {"rev3": "1000"}, (("GQ05", "rev3"),)),
    Mistake("at odds in a row", 23, {"staff": "1"}, (("GQ11", "tech"),)),
    Mistake("at odds in a row", 24, {"reg_date": "2023-10-20"}, (("GQ04", "reg_date"), ("GQ18", "cert_date"))),
    Mistake("to be explained", _RENEWED, {"count_year": "2023"}, (("GQ03", "count_year"),)),
    Mistake("to be explained", 26, {"proof": "无"}, (("GQ21", "proof"),), "证书尚在邮寄途中，预计下月取得"),
    Mistake("to be explained", 27, {"tech": "1"}, (("GQ12", "tech"),)),
    Mistake("to be waived", 28, {"hi_rev": "99999"}, (("GQ09", "hi_rev"),)),
    Mistake("one person for two", None, {"h_check": "示例填报11"}, (("TB01", "h_check"),)),
    Mistake("report of nothing with a list", None, {"h_zero": "是"}, (("S050", "h_zero"),)),
    Mistake("far beyond the target", None, {}, (("X7", ""),), "历年培育的企业在本月集中认定，名单已逐户核对"),
    Mistake("locked cell changed", None, {"h_before": "99"}, (("S030", "h_before"),)),
)  # fmt: skip
