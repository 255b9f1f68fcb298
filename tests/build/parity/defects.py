"""Cells as clerks write them, by class of the catalogue of defects: sections C (numbers) and D (codes, dates, names).

Each is typed into a row that is sound otherwise. The forms that ship lack two things to fill in, a share and the name
of a department: `with_share_and_departments` gives them both.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import cycle, islice

from openpyxl import Workbook
from stdnum.cn import ric

from scripts.examples.enterprises import credit_code
from tests.build.packaged import DEPARTMENT, TOWNSHIP
from tests.build.parity.typed import Pasted, Raw, Typed

EACH = 20
"""At least so many rows of every class."""
_FULL_WIDTH = str.maketrans("0123456789.-,ABGMRX", "０１２３４５６７８９．－，ＡＢＧＭＲＸ")


def with_share_and_departments(book: Workbook) -> None:
    """The township's 有效知识产权数 becomes a share, the department's 帮扶责任人 one of the departments."""
    sheet = book["字段"]
    heads = {cell.value: cell.column for cell in sheet[1] if cell.column}
    for line in range(2, sheet.max_row + 1):
        at = sheet.cell(line, heads["表号"]).value, sheet.cell(line, heads["键"]).value
        if at == (TOWNSHIP, "ip"):
            sheet.cell(line, heads["类型"], "百分比")
            sheet.cell(line, heads["计量单位"]).value = None
        if at == (DEPARTMENT, "helper"):
            sheet.cell(line, heads["类型"], "选项")
            sheet.cell(line, heads["选项表"], "责任部门")
    choices = book["选项"]
    choices.cell(choices.max_row + 1, 1, "责任部门")
    choices.cell(choices.max_row, 2, "{附件1单位}")


def _in(key: str, *raws: Raw) -> list[Typed]:
    return [{key: raw} for raw in raws]


def _across(keys: Sequence[str], *raws: Raw) -> list[Typed]:
    return [{key: raw} for raw in raws for key in keys]


def _codes(write: Callable[[str], Raw], count: int = EACH) -> list[Typed]:
    """Credit codes of enterprises of their own, written another way."""
    return [{"uscc": write(credit_code(700_000 + 37 * number))} for number in range(count)]


def _id_cards() -> Iterator[str]:
    for number in range(EACH):
        digits = f"50023419{60 + number}0101{number + 100}"
        yield digits + str(ric.calc_check_digit(digits + "0"))


_COUNTS, _AMOUNTS = ("staff", "tech"), ("rev", "rd")
_BOTH = (*_COUNTS, *_AMOUNTS)
_DAYS = ("in_date", "est_date")
_FREE = ("remark", "contact", "product", "tel", "in_no")
"""Where an id-card number may be typed that nobody asked for."""

TOWNSHIPS: Mapping[int, Sequence[Typed]] = {
    40: [
        *_across(_BOTH, *(text.translate(_FULL_WIDTH) for text in ("120", "35", "-3", "1,200"))),
        *_across(_AMOUNTS, "１２.５", "３５．２５", "－０．５"),
    ],
    41: [
        *_across(
            _AMOUNTS, *["120万元", "85.5 万", "1.2亿", "350000元", "约50", "50多万元", "10-20", "2000万"]
        ),
        *_across(_COUNTS, *["12人", "8名", "约50", "50左右", "二十余人", "3家"]),
    ],
    42: _across(
        _AMOUNTS,
        *[
            "1,200",
            "1，200",
            "1 200",
            "1,200.50",
            "1,2",
            "12，5",
            "1'200",
            "1、200",
            "12,345,678.90",
            "1,2345",
        ],
    ),
    43: _across(_BOTH, *["12", "'12", " 12 ", "12\u200b", "012", "+12", "12."]),
    44: [
        *_in("rev", 12_500_000.0, 1_000_000.0, 1_000_000.01, "12500000", "12500000元"),
        *_in("rd", 3e6, "3000000"),
    ],
    45: [
        *_in("ip", *["5.3%", "530%", "5.3", "0.053", "百分之五", "５.３％", "约5%", "三成", "5.3‰"]),
        *_in("ip", 0.053, 5.3, 53.0, 1.0, 1.01, -0.2),
    ],
    46: [*_across(_BOTH, *["(120)", "（120）", "-120", "-", "/", "—", "--"]), *_across(_BOTH, -120.0)],
    47: _across((*_BOTH, "ip"), "无", "不适用", "N/A", "n/a", "/", "", " ", 0.0, "0", "零"),
    48: [
        *_across(_COUNTS, 2.5, 12.0000000001, 12.001, "2.5", "12.0"),
        *_across(_AMOUNTS, 0.30000000004, 12.345, "12.345", 0.1 + 0.2, 1e15),
    ],
    49: _across(_BOTH, "三", "十二", "三家", "壹拾贰", "一百二十", "廿三", "一"),
    50: _across(_BOTH, "2023-5-6", "5月6日", "1月2日", "2023年5月", "1-2", "12:30"),
    51: _codes(lambda code: float(f"{code[:8]}1234567890")),
    52: [
        *_codes(str.lower, 5),
        *_codes(lambda code: f" {code}", 4),
        *_codes(lambda code: f"{code[:8]} {code[8:]}", 4),
        *_codes(lambda code: code.translate(_FULL_WIDTH), 4),
        *_codes(lambda code: f"{code[:9]}\n{code[9:]}", 3),
        *_codes(lambda code: f"'{code}", 3),
        *_codes(lambda code: f"{code[:8]}-{code[8:]}", 3),
    ],
    53: [
        *_codes(lambda code: code.replace("0", "O", 1), 10),
        *_codes(lambda code: code.replace("1", "I", 1), 10),
    ],
    54: _in(
        "uscc",
        *[
            "91500154-7",
            "MA0000109",
            "500234198001234",
            "5002341980012",
            "500234000012345",
            "91500154MA000010",
        ],
    ),
    55: _codes(lambda code: code),
    56: [{"uscc": f"91500154MA00000{10 + number:02d}X"} for number in range(EACH)],
    57: _across(
        _DAYS,
        *[
            "2023.5.6",
            "2023/5/6",
            "20230506",
            "2023-5",
            "2023年5月6日",
            "二〇二三年五月六日",
            "5月6日",
            "2023.05.06日",
        ],
        *["2023年", "23.5.6", "2023-05-06 10:30", "2023 5 6", "五月六日", "2023、5、6"],
    ),
    58: [
        *_across(_DAYS, "45052", 45052.0, Pasted(45052.0), Pasted(44000.0)),
        *_across(_DAYS, Pasted(60000.0), Pasted(20230506.0), Pasted(202305.0)),
    ],
    59: [
        *_across(_DAYS, "2023.10", "2023.1", "2023.5", 2023.1, 2023.0, 2023.12, 2019.5),
        *_across(_DAYS, Pasted(2023.1), Pasted(2023.0), Pasted(2022.11)),
    ],
    60: [
        *_across(_DAYS, "2023-02-30", "2023-13-01", "2032年5月6日", "2023年2月29日"),
        *_across(_DAYS, date(2032, 5, 6), date(2023, 11, 1)),
    ],
    61: _in(
        "name",
        *[
            "示例一 科技有限公司",
            "示例二\xa0科技有限公司",
            "示例三\u200b科技有限公司",
            "示例四\n科技有限公司",
        ],
        *["示例五科技有限公司。", " 示例六科技有限公司", "示例七科技有限公司 ", "示例八科技有限公司；"],
        *["\u3000示例九科技有限公司", "示例十科技有限公司、"],
    ),
    62: _in(
        "name",
        *["示例(开州)科技有限公司", "示例〔开州〕科技有限公司", "示例[开州]科技有限公司"],
        *["示例（开州）科技有限公司", "示例(开州）科技有限公司", "示例［开州］科技有限公司"],
    ),
    63: _in(
        "name",
        *[
            "示例科技",
            "示例公司开州分公司",
            "示例个体户",
            "示例农机专业合作社",
            "示例分厂",
            "示例甲公司（原示例乙公司）",
        ],
    ),
    64: _in("name", "示例科枝有限公司", "示例科技有限责任公司", "示例料技有限公司", "示例科技股份有限公司"),
    65: _in(
        "name",
        *[
            "示例甲有限公司、示例乙有限公司",
            "示例甲有限公司\n示例乙有限公司",
            "示例甲有限公司和示例乙有限公司",
        ],
        *["示例甲有限公司，示例乙厂", "示例甲有限公司 示例乙有限公司", "示例甲公司及示例乙合作社"],
        "示例甲有限公司/示例乙有限公司",
    ),
    66: _in(
        "tel",
        *[
            "138 0000 0002",
            "138-0000-0003",
            "13800000004、13900000005",
            "023-5220 0006",
            "1.38E+10",
            "（023）52200007",
        ],
        *[
            "+8613800000008",
            "１３８０００００００９",
            "52200010转801",
            "0235-2200011",
            "52200012",
            "1380000001",
        ],
        13800000001.0,
    ),
    67: [{key: card} for key, card in zip(cycle(_FREE), _id_cards(), strict=False)],
    71: [
        *_in("is_gq", *["√", "是的", "✔", "有", "×", "y", "是。", " 是", "不知道"]),
        *_in("status", *["已入库", "入库了", "已入库(新增)", "新入库", "已入库存量", "退库", "拟培育 "]),
        *_in("chain", "电子", "电子信息业", "其它", "食品医药。"),
        *_in("count_year", 2023.0, "2023年", "2023年度", "２０２３", "23"),
    ],
}
DEPARTMENTS: Mapping[int, Sequence[Typed]] = {
    68: _in(
        "cert",
        *["GR2023 5100 1234", "gr202351001235", "第GR202351001236号", "GF202351001237", "202350015400000001"],
        *["GR2023510012", "ＧＲ202351001238", "GR20235100123O", "GR2023-5100-1240"],
        202351001239.0,
    ),
    69: _in(
        "town",
        *[
            "赵家",
            "赵家镇",
            "开州区赵家街道办事处",
            "天和",
            "中和",
            "义和",
            "天和 镇",
            "长沙",
            "巫山",
            "南雅南门",
            "镇东",
            "白乔镇",
        ],
        *["汉丰街道。", "汉丰", "开县临江镇", "临江", "外区", "五通乡人民政府", "关面", "麻柳"],
    ),
    70: _in(
        "helper",
        *[
            "经信委",
            "区经信局",
            "区经济信息委",
            "科技局",
            "区科技局",
            "商务委",
            "区商务委",
            "农业农村委",
            "某局",
            "农委",
        ],
    ),
}


def rows(form: str, sound: Callable[[int], Typed]) -> list[Typed]:
    """EACH rows or more of every class of a form, in rows that are sound otherwise and count this year."""
    classes = DEPARTMENTS if form == DEPARTMENT else TOWNSHIPS
    cells = [cell for each in classes.values() for cell in islice(cycle(each), max(EACH, len(each)))]
    return [{**sound(number), **cell} for number, cell in enumerate(cells)]
