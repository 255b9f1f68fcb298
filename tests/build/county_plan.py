"""A second, small plan: another county, months and quarters as columns, other labels, other counting, three forms."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

FIELD_COLUMNS = (
    "表号", "位置", "键", "指标名称", "类型", "计量单位", "填写方式", "必填", "选项表", "下限", "上限", "核实下限",
    "核实上限", "格式", "格式说明", "格式类别", "最少字数", "最多字数", "用途", "预填", "计算公式", "填写提示", "示例",
    "列宽",
)  # fmt: skip
ANNEX_COLUMNS = (
    "附件", "表号", "表名", "名单行数", "超出行数", "去重字段", "计入条件", "计入年度", "退出条件", "存量条件",
    "计数口径", "目标口径", "基数",
)  # fmt: skip
Content = str | int | float
Rows = Sequence[Sequence[Content]]

MAIN: Rows = (
    ("【基本信息】",),
    ("设置项", "取值", "说明"),
    ("方案名称", "示例县市场主体培育方案"),
    ("文号", "示例发〔2024〕1号"),
    ("发文日期", "2024-01-10"),
    ("收表单位", "示例县发展改革局"),
    ("模板版本", "2024.1"),
    ("未报处理", "计为零"),
    ("【报告期】",),
    ("报告期", "数据截止日", "报送截止日", "附件1时序进度", "附件3时序进度"),
    ("2024-01", "2024-01-31", "2024-02-05", 1, 0.05),
    ("2024-02", "2024-02-29", "2024-03-05", 1, 0.1),
    ("2024-03", "2024-03-31", "2024-04-05", 1, 0.2),
    ("【附件】",),
    ANNEX_COLUMNS,
    (1, "XS-01", "规上企业培育表", 5, 5, "登记号", '[进度]="入统"', "", '[进度]="退统"', "", "净增", "分期", 12),
    (2, "XS-02", "电商主体培育表", 4, 3, "网店编号", '级次([等级])>=2', "开店年份", "", "", "毛新增", "分期", ""),
    (3, "XS-03", "绿色农产品表", 3, 2, "证书号", '[是否有效]="是"', "", "", "", "毛新增", "累计", ""),
    ("【五色】",),
    ("颜色", "色值", "依据", "下限"),
    ("达标", "00B050", "完成率", 1),
    ("推进", "FFC000", "与时序差", -0.2),
    ("滞后", "FF0000", "其余", ""),
    ("【目标】",),
    ("附件", "年份", "关系", "目标值", "表述"),
    (1, 2024, "≥", 20, "年末规上企业不少于20家"),
    ("【收件后核】",),
    ("代码", "核对内容", "类别", "界限", "指标"),
    ("X7", "新增偏多", "核实性", "3、9", ""),
    ("【填报说明】",),
    ("表号", "内容"),
    ("", "请于{报送截止日}前报送。".replace("{报送截止日}", "报送截止日")),
)  # fmt: skip

RULES: Rows = (
    ("规则代码", "表号", "范围", "类别", "条件", "提示", "处理办法", "标记指标", "核查时点"),
    ("R1", "", "表头", "核实性", "[复核人]<>[经办人]", "复核人与经办人都是{经办人}", "请由他人复核", "复核人", ""),
    ("R2", "XS-01", "行", "核实性", "[人均产值]<=1000", "人均产值{人均产值}万元偏高", "请核对", "产值、用工", ""),
    ("R3", "XS-01", "表", "准强制性", "SUM([产值])<=1000000", "产值合计超过全县规模", "请核对计量单位", "产值", ""),
    ("R4", "XS-02", "行", "提示性", "[本年销售额]<=10*[上年销售额]", "本年销售额{本年销售额}万元，超过上年的10倍"),
    ("R5", "XS-02", "行", "核实性", '重复次数([网店名称])=1', "有同名网店{网店名称}", "请核对", "网店名称", ""),
    ("R6", "XS-03", "行", "强制性", "[发证日]<=[报出日期]", "发证日{发证日}晚于{报出日期}", "请核对", "发证日", ""),
    ("R7", "XS-03", "行", "提示性", "YEAR([发证日])>=2020", "证书已发出多年", "请查有效期", "", "收件后核"),
)  # fmt: skip
"""Rules of each scope and severity; R2 is about a computed field, R6 about a row and the header."""

UNITS: Rows = (
    ("单位代码", "单位名称", "别名", "联系人", "联系电话"),
    ("B01", "县经信局", "经信局", "", ""),
    ("B02", "县商务局", "商务局", "", ""),
    ("T01", "东乡镇", "东乡", "", ""),
    ("T02", "西乡镇", "西乡", "", ""),
)

CHOICES: Rows = (
    ("选项表", "选项", "级次", "同义写法"),
    ("进度", "储备", 1, ""),
    ("进度", "入统", 2, "已入统"),
    ("进度", "退统", "", ""),
    ("等级", "普通", 1, ""),
    ("等级", "县级示范", 2, ""),
    ("等级", "市级示范", 3, ""),
    ("是否", "是", "", "√、是的"),
    ("是否", "否", "", "×"),
    ("年份", "2023", "", ""),
    ("年份", "2024", "", ""),
)

ANNEX_1: Rows = (
    ("附件1",),
    ("规上企业培育分月任务表",),
    ("（单位：家）",),
    ("序号", "责任单位", "2024年", "", ""),
    ("", "", "1月", "2月", "3月"),
    (1, "县经信局", 2, 1, 3),
    (2, "县商务局", 0, 0, 0),
    ("合计", "", 2, 1, 3),
)
ANNEX_2: Rows = (
    ("附件2",),
    ("2024年电商主体培育任务表",),
    ("（单位：个）",),
    ("序号", "责任单位", "第一季度", "第二季度"),
    (1, "县商务局", 3, 2),
    (2, "东乡镇", 1, 1),
    (3, "西乡镇", 0, 1),
    ("合计", "", 4, 4),
)
ANNEX_3: Rows = (
    ("附件3",),
    ("绿色农产品任务表",),
    ("（单位：个）",),
    ("序号", "责任单位", "2024年认证数"),
    (1, "东乡镇", 2),
    (2, "西乡镇", 1),
    ("合计", "", 3),
)


def _field(form: str, place: str, key: str, label: str, kind: str, **columns: Content) -> tuple[Content, ...]:
    named = {
        "表号": form,
        "位置": place,
        "键": key,
        "指标名称": label,
        "类型": kind,
        "填写方式": "填报",
        **columns,
    }
    return tuple(named.get(column, "") for column in FIELD_COLUMNS)


def _header(form: str) -> list[tuple[Content, ...]]:
    locked = {"填写方式": "锁定"}
    return [
        _field(form, "表头", "unit", "单位", "文本", **locked, 预填="单位名称"),
        _field(form, "表头", "code", "代码", "编号", **locked, 预填="单位代码"),
        _field(form, "表头", "period", "期别", "文本", **locked, 预填="报告期"),
        _field(form, "表头", "goal", "全年任务", "整数", **locked, 预填="本年目标"),
        _field(form, "表头", "due_goal", "截至本期任务", "整数", **locked, 预填="本期目标"),
        _field(form, "表头", "before", "上期已计", "整数", **locked, 预填="截至上期累计"),
        _field(form, "表头", "none", "有无变动", "选项", 选项表="是否", 必填="必填", 用途="零报告"),
        _field(form, "表头", "who", "经办人", "文本", 必填="必填", 用途="填报人", 最少字数=2, 最多字数=20),
        _field(form, "表头", "boss", "复核人", "文本", 必填="必填", 用途="审核人"),
        _field(form, "表头", "on", "报出日期", "日期", 必填="必填", 用途="填报日期"),
        _field(form, "表头", "notes", "情况说明", "文本", 用途="综合说明"),
    ]


def _roster() -> list[tuple[Content, ...]]:
    one, two, three = "XS-01", "XS-02", "XS-03"
    return [
        _field(one, "明细", "no", "序号", "序号", 填写方式="锁定", 列宽=6),
        _field(one, "明细", "title", "企业全称", "名称", 必填="必填", 列宽=26),
        _field(
            one,
            "明细",
            "reg",
            "登记号",
            "编号",
            必填="必填",
            格式=r"SL\d{6}",
            格式说明="SL加六位数字",
            列宽=14,
        ),
        _field(one, "明细", "step", "进度", "选项", 必填="必填", 选项表="进度"),
        _field(
            one, "明细", "out", "产值", "小数", 计量单位="万元", 必填='[进度]="入统"', 下限=0, 核实上限=100000
        ),
        _field(one, "明细", "staff", "用工", "整数", 计量单位="人", 下限=1),
        _field(one, "明细", "per", "人均产值", "小数", 填写方式="计算", 计算公式="[产值]/[用工]"),
        _field(one, "明细", "why", "说明", "文本", 用途="审核说明", 列宽=20),
        _field(two, "明细", "no", "序号", "序号", 填写方式="锁定", 列宽=6),
        _field(two, "明细", "shop", "网店名称", "文本", 必填="必填", 列宽=26),
        _field(two, "明细", "id", "网店编号", "编号", 必填="必填", 列宽=16),
        _field(two, "明细", "since", "开店年份", "选项", 必填="必填", 选项表="年份"),
        _field(two, "明细", "grade", "等级", "选项", 必填="必填", 选项表="等级"),
        _field(two, "明细", "last_sales", "上年销售额", "小数", 计量单位="万元", 下限=0),
        _field(two, "明细", "this_sales", "本年销售额", "小数", 计量单位="万元", 下限=0),
        _field(two, "明细", "why", "说明", "文本", 用途="审核说明", 列宽=20),
        _field(three, "明细", "no", "序号", "序号", 填写方式="锁定", 列宽=6),
        _field(three, "明细", "town", "所在乡镇", "文本", 填写方式="锁定", 预填="单位名称"),
        _field(three, "明细", "product", "产品", "文本", 必填="必填", 列宽=26),
        _field(three, "明细", "cert", "证书号", "编号", 必填="必填", 列宽=16),
        _field(three, "明细", "day", "发证日", "日期", 必填="必填", 上限="数据截止日"),
        _field(three, "明细", "valid", "是否有效", "选项", 必填="必填", 选项表="是否"),
        _field(three, "明细", "why", "说明", "文本", 用途="审核说明", 列宽=20),
    ]


def _write(sheet: Worksheet, rows: Rows) -> None:
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value != "":
                sheet.cell(number, column, value)


def _layout(book: Workbook, form: str, title: str, heading: Rows) -> None:
    """A plain layout: title, header pairs, the roster's heading (one or two rows), its row, a signature line."""
    sheet = book.create_sheet(form)
    pairs = ["单位", "代码", "期别", "全年任务", "截至本期任务", "上期已计", "有无变动"]
    _write(
        sheet,
        [
            ("{附件号}",),
            (f"{title}（{{报告期}}）",),
            [part for label in pairs[:3] for part in (f"{label}：", f"{{{label}}}")],
            [part for label in pairs[3:6] for part in (f"{label}：", f"{{{label}}}")],
            ("有无变动：", "{有无变动}", "情况说明", "{情况说明}"),
            *heading,
            ("{明细}",),
            ("经办人：", "{经办人}", "复核人：", "{复核人}", "报出日期：", "{报出日期}"),
        ],
    )
    if len(heading) == 2:
        _merge_heading(sheet, heading)


def _merge_heading(sheet: Worksheet, heading: Rows) -> None:
    for column, (upper, lower) in enumerate(zip(*heading, strict=True), 1):
        if upper and not lower:
            sheet.merge_cells(start_row=6, end_row=7, start_column=column, end_column=column)


def county_plan(path: Path) -> Path:
    """Write the plan workbook of the example county and return its path."""
    book = Workbook()
    del book[book.sheetnames[0]]
    fields: Rows = [
        FIELD_COLUMNS,
        *(f for form in ("XS-01", "XS-02", "XS-03") for f in _header(form)),
        *_roster(),
    ]
    sheets: dict[str, Rows] = {
        "方案": MAIN, "附件1": ANNEX_1, "附件2": ANNEX_2, "附件3": ANNEX_3, "单位": UNITS, "字段": fields,
        "选项": CHOICES, "规则": RULES,
    }  # fmt: skip
    for name, rows in sheets.items():
        _write(book.create_sheet(name), rows)
    book["附件1"].merge_cells("C4:E4")
    _layout(
        book,
        "XS-01",
        "规上企业培育表",
        [("序号", "企业全称", "登记号", "进度", "产值", "用工", "人均产值", "说明")],
    )
    grouped = (
        ("序号", "网店名称", "网店编号", "开店年份", "等级", "上年", "本年", "说明"),
        ("", "", "", "", "", "销售额", "销售额", ""),
    )
    _layout(book, "XS-02", "电商主体培育表", grouped)
    _layout(
        book, "XS-03", "绿色农产品表", [("序号", "所在乡镇", "产品", "证书号", "发证日", "是否有效", "说明")]
    )
    book.save(path)
    return path
