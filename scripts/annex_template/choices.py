"""The choice lists: values as printed, levels where a list is ordered, and safe other spellings.

A spelling that could mean two values (已入库 is either 新增 or 存量) is no synonym: the unit must say which.
"""

from workbook_tools.model import Choice

_YES = Choice("是", None, ("√", "✓", "✔", "是的", "对", "有", "Y", "yes"))
_NO = Choice("否", None, ("×", "✗", "不是", "没有", "N", "no"))


def _plain(*values: str) -> tuple[Choice, ...]:
    return tuple(Choice(value) for value in values)


def _years(*years: int) -> tuple[Choice, ...]:
    return tuple(Choice(str(year), None, (f"{year}年", f"{year}年度")) for year in years)


# Classes of GB/T 4754-2017.
_INDUSTRIES = {
    "A": "农、林、牧、渔业",
    "B": "采矿业",
    "C": "制造业",
    "D": "电力、热力、燃气及水生产和供应业",
    "E": "建筑业",
    "F": "批发和零售业",
    "G": "交通运输、仓储和邮政业",
    "H": "住宿和餐饮业",
    "I": "信息传输、软件和信息技术服务业",
    "J": "金融业",
    "K": "房地产业",
    "L": "租赁和商务服务业",
    "M": "科学研究和技术服务业",
    "N": "水利、环境和公共设施管理业",
    "O": "居民服务、修理和其他服务业",
    "P": "教育",
    "Q": "卫生和社会工作",
    "R": "文化、体育和娱乐业",
    "S": "公共管理、社会保障和社会组织",
    "T": "国际组织",
}


def _industry(letter: str, name: str) -> Choice:
    # A synonym cannot hold 、, the mark between synonyms.
    return Choice(f"{letter} {name}", None, (letter, letter + name.replace("、", ""), name.replace("、", "")))


CHOICES: dict[str, tuple[Choice, ...]] = {
    "是否": (_YES, _NO),
    "是否或未评价": (_YES, _NO, Choice("未评价", None, ("未参评",))),
    "是否或不清楚": (_YES, _NO, Choice("不清楚", None, ("不知道", "不详"))),
    "是否或拟申报": (_YES, _NO, Choice("拟申报", None, ("准备申报", "计划申报"))),
    "乡镇街道": _plain("{附件2单位}"),
    "乡镇街道或区外": (*_plain("{附件2单位}"), Choice("区外", None, ("开州区外", "外区", "区外企业"))),
    "高企培育阶段": (
        Choice("后备库", 1, ("入后备库", "后备")),
        Choice("拟申报", 2, ("准备申报", "计划申报")),
        Choice("已申报", 3, ("已经申报",)),
        Choice("评审中", 4, ("在评审", "正在评审")),
        Choice("已公示", 5, ("公示", "公示中")),
        Choice("已认定", 6, ("通过认定",)),
        Choice("未通过", None, ("未获通过", "没通过")),
        Choice("到期失效", None, ("已到期", "到期")),
        Choice("迁出", None, ("已迁出",)),
        Choice("撤销", None, ("已撤销", "取消资格")),
    ),
    "认定类型": (
        Choice("首次认定", None, ("首次", "新认定")),
        Choice("重新认定", None, ("重认定",)),
        Choice("整体迁入", None, ("迁入",)),
    ),
    "计入年度": _years(2023, 2024, 2025, 2026, 2027),
    "计入年度或不计入": (*_years(2023, 2024, 2025, 2026, 2027), Choice("不计入", None, ("不计",))),
    "技术领域": _plain(
        "电子信息",
        "生物与新医药",
        "航空航天",
        "新材料",
        "高技术服务",
        "新能源与节能",
        "资源与环境",
        "先进制造与自动化",
    ),
    "国民经济行业门类": tuple(_industry(letter, name) for letter, name in _INDUSTRIES.items()),
    "高企佐证材料": (Choice("证书", None, ("高企证书",)), *_plain("公示文件", "系统截图", "无")),
    "科技型企业培育状态": (
        Choice("拟培育", 1),
        Choice("已提交申请", 2, ("已申请", "提交申请")),
        Choice("已入库（新增）", 3, ("已入库新增", "新增入库", "新入库")),
        Choice("已入库（存量）", 4, ("已入库存量", "存量入库")),
        Choice("迁出", None, ("已迁出",)),
        Choice("出库", None, ("已出库", "退库")),
    ),
    "产业领域": _plain("能源建材", "食品医药", "电子信息", "装备制造", "现代农业", "现代服务", "其他"),
    "来源方式": (
        *_plain("存量培育", "新创办", "孵化", "派生剥离"),
        Choice("招商引进", None, ("招商", "引进")),
    ),
    "科技型企业佐证材料": (
        *_plain("入库证明", "系统截图"),
        Choice("公示", None, ("公示文件",)),
        *_plain("无"),
    ),
}
