"""KZ-GQ-01: the roster of high-tech enterprises that a department brings on, one row an enterprise.

Conditions between fields (R&D share, technical staff within staff, certificate year) are in department_rules.
"""

from functools import partial

from annex_template import shared
from annex_template.annexes import DEPARTMENT_FORM
from annex_template.shared import ALWAYS, Fields
from workbook_tools.model import Entry, Field, FieldType, Place, Severity

_RECOGNISED = '[培育阶段]="已认定"'
_APPLIED = "级次([培育阶段])>=3"

_column = partial(Field, DEPARTMENT_FORM, Place.ROW)
_computed = partial(_column, entry=Entry.COMPUTED, prompt="自动计算，不用填写。")
_money = partial(
    _column,
    type=FieldType.DECIMAL,
    unit="万元",
    required=_APPLIED,
    low="0",
    soft_high=shared.MONEY_CEILING,
    width=9.5,
)
_people = partial(_column, type=FieldType.INTEGER, unit="人", required=_APPLIED, width=6.5)
_rights = partial(_column, type=FieldType.INTEGER, unit="项", required=ALWAYS, low="0", width=6.5)

_IDENTITY: Fields = (
    _column("seq", "序号", FieldType.SEQUENCE, entry=Entry.LOCKED, width=4),
    _column(
        "name",
        "企业名称",
        FieldType.NAME,
        required=ALWAYS,
        min_length=4,
        max_length=60,
        prompt=shared.NAME_PROMPT,
        example="示例（开州）新材料有限公司",
        width=17,
    ),
    _column(
        "uscc",
        "统一社会信用代码",
        FieldType.CREDIT_CODE,
        required=ALWAYS,
        pattern=shared.MUNICIPAL_COMPANY,
        pattern_note="高新技术企业的代码一般以91开头，第3至8位为5001或5002开头的区划或500000",
        pattern_severity=Severity.EXPLAIN,
        prompt=shared.CODE_PROMPT,
        example="91500154MA0000A19A",
        width=20.5,
    ),
    _column(
        "town",
        "所属乡镇（街道）",
        FieldType.CHOICE,
        required=ALWAYS,
        choices="乡镇街道或区外",
        prompt="选企业注册地所在的乡镇（街道），注册地不在开州区的选“区外”。",
        example="赵家街道",
        width=9,
    ),
)

_STAGE: Fields = (
    _column(
        "stage",
        "培育阶段",
        FieldType.CHOICE,
        required=ALWAYS,
        choices="高企培育阶段",
        prompt="选数据截止日企业所处的阶段。",
        example="已认定",
        width=7.5,
    ),
    _column(
        "newtype",
        "认定类型",
        FieldType.CHOICE,
        required=_RECOGNISED,
        choices="认定类型",
        prompt="已认定的必选。首次取得证书选“首次认定”；证书到期后再次认定选“重新认定”；持证从外地迁入选“整体迁入”。",
        example="首次认定",
        width=6,
    ),
    _column(
        "count_year",
        "计入年度",
        FieldType.CHOICE,
        required=_RECOGNISED,
        choices="计入年度或不计入",
        prompt="已认定的必选，选证书发证日期所在年度；重新认定等不计入目标的选“不计入”。",
        example="2023",
        width=6,
    ),
    _column(
        "field8",
        "技术领域",
        FieldType.CHOICE,
        required=ALWAYS,
        choices="技术领域",
        prompt="选国家重点支持的八大技术领域之一。",
        example="新材料",
        width=9.5,
    ),
    _column(
        "ind",
        "国民经济行业门类",
        FieldType.CHOICE,
        choices="国民经济行业门类",
        prompt="按营业执照主营业务选行业门类（GB/T 4754—2017），可不填。",
        example="C 制造业",
        width=9.5,
    ),
    _column(
        "reg_date",
        "注册时间",
        FieldType.DATE,
        required=ALWAYS,
        high="数据截止日",
        prompt="营业执照上的成立日期，填到日，例如2019-03-15。",
        example="2019-03-15",
        width=10,
    ),
)

_FINANCE: Fields = (
    _money(
        "rev1",
        "近一年销售收入（万元）",
        prompt="上一会计年度销售收入，单位万元，最多两位小数。",
        example="3260.50",
    ),
    _money(
        "rev3",
        "近三年销售收入合计（万元）",
        prompt="最近三个会计年度销售收入之和，单位万元，不小于近一年销售收入。",
        example="8915.20",
        soft_high="",
    ),
    _money(
        "rd3",
        "近三年研发费用合计（万元）",
        prompt="最近三个会计年度研发费用之和，单位万元。没有发生填0。",
        example="512.36",
        soft_high="",
    ),
    _computed(
        "rd_ratio",
        "研发费用占比",
        FieldType.PERCENT,
        formula="[近三年研发费用合计（万元）]/[近三年销售收入合计（万元）]",
        width=7.5,
    ),
    _money(
        "hi_rev",
        "近一年高新技术产品（服务）收入（万元）",
        prompt="上一会计年度高新技术产品（服务）收入，单位万元。没有填0。",
        example="2480.00",
        soft_high="",
        width=10,
    ),
    _computed(
        "hi_ratio",
        "高新收入占比",
        FieldType.PERCENT,
        formula="[近一年高新技术产品（服务）收入（万元）]/[近一年销售收入（万元）]",
        width=7.5,
    ),
)

_STRENGTH: Fields = (
    _people(
        "staff",
        "职工总数（人）",
        low="1",
        soft_high="20000",
        prompt="上年末在职职工人数，填整数。",
        example="86",
    ),
    _people(
        "tech", "科技人员数（人）", low="0", prompt="其中从事研发和技术工作的人数，填整数。", example="21"
    ),
    _computed(
        "tech_ratio",
        "科技人员占比",
        FieldType.PERCENT,
        formula="[科技人员数（人）]/[职工总数（人）]",
        width=7.5,
    ),
    _rights(
        "ip1",
        "Ⅰ类知识产权（项）",
        prompt="有效的发明专利、植物新品种、集成电路布图设计等，没有填0。",
        example="2",
    ),
    _rights(
        "ip2", "Ⅱ类知识产权（项）", prompt="有效的实用新型、外观设计、软件著作权，没有填0。", example="9"
    ),
    _column(
        "above",
        "是否规上",
        FieldType.CHOICE,
        choices="是否",
        prompt="是否已纳入规模以上企业统计，可不填。",
        example="是",
        width=5,
    ),
)

_CERTIFICATE: Fields = (
    _column(
        "cert",
        "高企证书编号",
        FieldType.NUMBER_TEXT,
        required=_RECOGNISED,
        pattern=r"GR20\d{10}",
        pattern_note="GR加4位年份加8位数字，共14位，例如GR202351009999",
        prompt="已认定的必填，按高新技术企业证书填写，GR加12位数字，共14位。",
        example="GR202351009999",
        width=16.5,
    ),
    _column(
        "cert_date",
        "发证日期",
        FieldType.DATE,
        required=_RECOGNISED,
        high="数据截止日",
        prompt="已认定的必填，证书上的发证日期，填到日。",
        example="2023-10-16",
        width=10,
    ),
    _computed("expire", "有效期至", FieldType.DATE, formula="EDATE([发证日期],36)-1", width=10),
    _column(
        "is_tsme",
        "是否全国科技型中小企业",
        FieldType.CHOICE,
        choices="是否或未评价",
        prompt="本年度是否在全国科技型中小企业信息库中，没有参加评价的选“未评价”，可不填。",
        example="是",
        width=7,
    ),
)

_CONTACT: Fields = (
    _column(
        "helper",
        "帮扶责任人",
        FieldType.TEXT,
        prompt="本单位联系帮扶这家企业的人，可不填。",
        example="示例丙",
        width=7.5,
    ),
    _column(
        "contact",
        "企业联系人",
        FieldType.TEXT,
        required=ALWAYS,
        min_length=2,
        max_length=20,
        prompt="企业负责申报工作的联系人姓名。",
        example="示例丁",
        width=7.5,
    ),
    shared.enterprise_phone(DEPARTMENT_FORM, "023-52000001"),
    _column(
        "proof",
        "佐证材料",
        FieldType.CHOICE,
        required=_RECOGNISED,
        choices="高企佐证材料",
        prompt=f"已认定的必选。{shared.PROOF_PROMPT}",
        example="证书",
        width=6,
    ),
    *shared.remarks(DEPARTMENT_FORM),
)

ROSTER: Fields = (*_IDENTITY, *_STAGE, *_FINANCE, *_STRENGTH, *_CERTIFICATE, *_CONTACT)
