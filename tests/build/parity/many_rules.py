"""Rules that use everything a rule may use, added to a copy of the plan that ships."""

from openpyxl import Workbook

from tests.build.packaged import DEPARTMENT, TOWNSHIP

_REV, _RD, _STAFF, _TECH = (
    "[上年营业收入（万元）]",
    "[上年研发费用（万元）]",
    "[从业人员数（人）]",
    "[科技人员数（人）]",
)
_IP, _NAME, _PHONE, _MAN = "[有效知识产权数（项）]", "[企业名称]", "[企业联系电话]", "[企业联系人]"
_SINCE, _NOTE, _GOODS, _STATE, _ENDS = (
    "[成立日期]",
    "[备注]",
    "[主营产品（服务）]",
    "[培育状态]",
    "[数据截止日]",
)

OF_ROWS = (
    f"ABS({_REV}-{_RD})>=10",
    f"MOD({_STAFF},7)<>3",
    f"INT({_REV}/100)<>5",
    f"ROUND({_RD},1)=ROUNDDOWN({_RD},1)",
    f"ROUNDUP({_REV},0)-{_REV}<0.5",
    f"MAX({_STAFF},{_TECH},3)={_STAFF}",
    f"MIN({_STAFF},{_IP})<30",
    f"AVERAGE({_STAFF},{_IP})>=5",
    f"SUM({_STAFF},{_TECH},{_IP})<400",
    f"COUNT({_STAFF},{_TECH})=IF({_STAFF}>1,2,3)",
    f'COUNTA({_NOTE},{_GOODS})=IF({_NOTE}="示例",2,1)',
    f"VALUE(RIGHT({_PHONE},1))<>7",
    f"EXACT(UPPER({_MAN}),LOWER({_MAN}))",
    f'LEN(TRIM(SUBSTITUTE({_NOTE},"示","")))<=5',
    f'ISERROR(SEARCH("ABC",{_GOODS}))',
    f'ISERROR(FIND("文字",{_MAN},2))',
    f'LEFT({_NAME},2)&MID({_NAME},3,0)="示例"',
    f"{_SINCE}>=DATE(2016,1,31)",
    f"MONTH({_SINCE})<>5",
    f"DAY(EOMONTH({_SINCE},0))-DAY({_SINCE})>0",
    f"YEAR(EDATE({_SINCE},12))<=YEAR({_ENDS})",
    f"IFERROR(级次({_STATE}),0)<4",
    f"OR(ISTEXT({_NOTE}),ISLOGICAL({_NOTE}),ISNUMBER({_NOTE}))=ISBLANK({_GOODS})",
    f"IF({_IP}>100,NA(),{_IP}<50)",
    "重复次数([产业领域],[来源方式])<3",
    f"重复次数({_GOODS})<40",
    f"{_SINCE}<=[填报日期]",
    "[本年度目标（家）]+[截至上期累计（家）]<>" + _IP,
    f"-{_STAFF}*5%<-1",
    f'AND(NOT({_STATE}="迁出"),{_STATE}<>"出库")',
    f"IF(ISBLANK({_RD}),ISBLANK({_REV}),TRUE)",
)
"""Conditions on a row of the townships' form."""

OF_DEPARTMENTS = (
    "[科技人员占比]+[研发费用占比]>=0.2",
    "MONTH([有效期至])>=8",
    "重复次数([高企证书编号],[培育阶段])<=2",
)
"""Conditions on computed fields, in a row of the departments' form."""

OF_THE_HEADER = ("EOMONTH([填报日期],0)>=[填报日期]+3", "LEN([填报人])+LEN([审核人（单位负责人）])<13")
OF_THE_TABLE = (
    f"SUM({_STAFF})<=3000",
    f"MAX({_STAFF})<=60",
    f"MIN({_REV})>=90",
    f"AVERAGE({_REV})<=1000",
    f"COUNT({_STAFF})=COUNTA({_GOODS})",
    f"COUNTA({_NOTE})<=[本年度目标（家）]+2",
)


_GROUPS = (
    ("Z", TOWNSHIP, "行", OF_ROWS),
    ("G", DEPARTMENT, "行", OF_DEPARTMENTS),
    ("H", TOWNSHIP, "表头", OF_THE_HEADER),
    ("T", TOWNSHIP, "表", OF_THE_TABLE),
)
CODES = frozenset(f"{letter}{n:02d}" for letter, *_, rules in _GROUPS for n in range(1, len(rules) + 1))
"""The codes of the rules added."""


def with_many_rules(book: Workbook) -> None:
    """Add the rules, a pattern that the form cannot ask, and a lowest usual amount."""
    sheet = book["规则"]
    heads = {cell.value: cell.column for cell in sheet[1] if cell.column}
    for letter, form, scope, conditions in _GROUPS:
        for number, condition in enumerate(conditions, 1):
            line = sheet.max_row + 1
            rule = {
                "规则代码": f"{letter}{number:02d}",
                "表号": form,
                "范围": scope,
                "类别": ("强制性", "准强制性", "核实性", "提示性")[number % 4],
                "条件": condition,
                "提示": "示例提示",
            }
            for head, value in rule.items():
                sheet.cell(line, heads[head], value)
    fields = book["字段"]
    heads = {cell.value: cell.column for cell in fields[1] if cell.column}
    changed: dict[str, dict[str, str | int]] = {
        "in_no": {"格式": r"SL\d+", "格式类别": "核实性"},
        "rev": {"核实下限": 3},
    }
    for line in range(2, fields.max_row + 1):
        if fields.cell(line, heads["表号"]).value == TOWNSHIP:
            for head, text in changed.get(str(fields.cell(line, heads["键"]).value), {}).items():
                fields.cell(line, heads[head], text)
