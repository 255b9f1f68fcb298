"""A township's list with what clerks get wrong, and how each mistake is to be found."""

from stdnum.cn import uscc

from scripts.examples.enterprises import credit_code, township_row
from scripts.examples.filling import Record
from tests.build.round_trip import Mistake
from tests.golden.cases.codes import id_card_number

_FIRST = 200
"""The number of the first enterprise."""
_CULTIVATED = (0, 10, 20)
"""Those that are not in the library yet."""
_ELSEWHERE = "91500101MA0000220"
"""A code that another district gave, but for its check character."""

RECORDS: list[Record] = [township_row(_FIRST + number, number not in _CULTIVATED) for number in range(31)]
COUNTED = len(RECORDS) - len(_CULTIVATED)


def _code(number: int) -> str:
    """The code of a record."""
    return credit_code(_FIRST + number)


MISTAKES = (
    Mistake("no number", 0, {"staff": "十来个"}, (("C114", "staff"),)),
    Mistake("no number", 1, {"rev": "约860"}, (("C107", "rev"),)),
    Mistake("no number", 2, {"rd": "不详"}, (("C108", "rd"),)),
    Mistake("no whole number", 3, {"tech": "2.5"}, (("C110", "tech"),)),
    Mistake("no date", 4, {"in_date": "2023-2-30"}, (("C207", "in_date"),)),
    Mistake("no date", 5, {"est_date": "2019年"}, (("C206", "est_date"),)),
    Mistake("no date", 6, {"est_date": "去年夏天"}, (("C210", "est_date"),)),
    Mistake("wrong code", 7, {"uscc": "91500154MA0000109X"}, (("C307", "uscc"),)),
    Mistake("wrong code", 8, {"uscc": _code(8)[:-1]}, (("C303", "uscc"),)),
    Mistake("wrong code", 9, {"uscc": _code(9).replace("MA0", "MAO")}, (("C305", "uscc"),)),
    Mistake("no choice", 10, {"chain": "挖矿"}, (("C363", "chain"),)),
    Mistake("no choice", 11, {"proof": "复印件"}, (("C363", "proof"),)),
    Mistake("left blank", 12, {"contact": ""}, (("S010", "contact"),)),
    Mistake("left blank", 13, {"in_date": ""}, (("S010", "in_date"),)),
    Mistake("left blank", None, {"h_filler": ""}, (("S010", "h_filler"),)),
    Mistake("out of bounds", 14, {"ip": "-1"}, (("S012", "ip"),)),
    Mistake("out of bounds", 15, {"in_date": "2023-11-1"}, (("S013", "in_date"),)),
    Mistake("unusual", 16, {"rev": "8600000"}, (("S015", "rev"),)),
    Mistake("wrong length", 17, {"product": "示例产品" * 13}, (("S021", "product"),)),
    Mistake("wrong length", 18, {"name": "示例厂"}, (("S020", "name"),)),
    Mistake("wrong form", 19, {"tsme_no": "2023-1"}, (("S022", "tsme_no"),), "登记系统升级，编号尚未换发"),
    Mistake("wrong form", None, {"h_tel": "1234"}, (("S022", "h_tel"),)),
    Mistake(
        "hollow note",
        20,
        {"uscc": _ELSEWHERE + uscc.calc_check_digit(_ELSEWHERE), "explain": "情况属实"},
        (("S022", "uscc"), ("S070", "explain")),
        "企业去年由万州迁入，执照尚未换发",
    ),
    Mistake("listed twice", 21, {"uscc": _code(22)}, (("S040", "uscc"),)),
    Mistake("listed twice", 22, {}, (("S040", "uscc"),)),
    Mistake("at odds in a row", 23, {"count_year": "2024"}, (("KJ02", "count_year"),)),
    Mistake("at odds in a row", 24, {"est_date": "2023-10-31"}, (("KJ03", "in_date"),)),
    Mistake("at odds in a row", 25, {"staff": "1"}, (("KJ09", "tech"),)),
    Mistake("to be explained", 26, {"chain": "其他", "remark": ""}, (("KJ06", "chain"),)),
    Mistake(
        "to be explained", 27, {"rd": "9000"}, (("KJ07", "rd"),), "当年建设中试基地，研发投入由股东借款支付"
    ),
    Mistake("to be explained", 28, {"proof": "无"}, (("KJ15", "proof"),), "入库证明正在补办，预计下月取得"),
    Mistake("two in one cell", 29, {"name": "示例甲有限公司、示例乙有限公司"}, (("C353", "name"),)),
    Mistake("personal data", 30, {"contact": id_card_number()}, (("C005", "contact"),)),
    Mistake("at odds in the header", None, {"h_date": "2023-10-30"}, (("TB02", "h_date"),)),
    Mistake("report of nothing with a list", None, {"h_zero": "是"}, (("S050", "h_zero"),)),
    Mistake("locked cell changed", None, {"h_target": "99"}, (("S030", "h_target"),)),
    Mistake("far beyond the target", None, {}, (("X7", ""),), "历年培育的企业在本月集中入库，名单已逐户核对"),
    Mistake("locked cell changed", 3, {"town": "临江镇"}, (("S030", "town"),)),
)
