"""KZ-KJ-02: the roster of technology enterprises that a township brings on, one row an enterprise.

Kept short: a township has no right to an enterprise's accounts, so money and staff are optional.
Conditions between fields are in township_rules.
"""

from functools import partial

from annex_template import shared
from annex_template.annexes import TOWNSHIP_FORM
from annex_template.shared import ALWAYS, Fields
from workbook_tools.model import Entry, Field, FieldType, Place, Severity

_NEW = '[培育状态]="已入库（新增）"'
_IN_LIBRARY = "级次([培育状态])>=3"

_column = partial(Field, TOWNSHIP_FORM, Place.ROW)
_money = partial(_column, type=FieldType.DECIMAL, unit="万元", low="0", width=9.5)
_people = partial(_column, type=FieldType.INTEGER, unit="人", width=6.5)

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
        example="示例（开州）食品有限公司",
        width=18,
    ),
    _column(
        "uscc",
        "统一社会信用代码",
        FieldType.CREDIT_CODE,
        required=ALWAYS,
        pattern=shared.DISTRICT_REGISTERED,
        pattern_note="在开州登记的企业，代码第3至8位一般为500154或500234（原开县）",
        pattern_severity=Severity.EXPLAIN,
        prompt=shared.CODE_PROMPT,
        example="91500154MA0000B23E",
        width=20.5,
    ),
    _column(
        "town",
        "所属乡镇（街道）",
        FieldType.CHOICE,
        entry=Entry.LOCKED,
        choices="乡镇街道",
        prefill="单位名称",
        prompt="自动填写，不用修改。",
        width=9,
    ),
)

_LIBRARY: Fields = (
    _column(
        "status",
        "培育状态",
        FieldType.CHOICE,
        required=ALWAYS,
        choices="科技型企业培育状态",
        prompt="本年新入库的选“已入库（新增）”，以前年度入库的选“已入库（存量）”；离开本区选“迁出”，移出系统选“出库”。",
        example="已入库（新增）",
        width=9.5,
    ),
    _column(
        "count_year",
        "计入年度",
        FieldType.CHOICE,
        required=_NEW,
        choices="计入年度",
        prompt="新增企业必选，选入库日期所在年度。",
        example="2023",
        width=6,
    ),
    _column(
        "in_date",
        "入库日期",
        FieldType.DATE,
        required=_IN_LIBRARY,
        high="数据截止日",
        prompt="已入库的必填，进入重庆市科技型企业系统的日期，填到日。",
        example="2023-10-18",
        width=10,
    ),
    _column(
        "in_no",
        "市级入库编号",
        FieldType.NUMBER_TEXT,
        prompt="重庆市科技型企业系统中的编号，按系统显示填写，可不填。",
        width=14,
    ),
    _column(
        "est_date",
        "成立日期",
        FieldType.DATE,
        high="数据截止日",
        prompt="营业执照上的成立日期，填到日，可不填。",
        example="2021-06-01",
        width=10,
    ),
)

_BUSINESS: Fields = (
    _column(
        "chain",
        "产业领域",
        FieldType.CHOICE,
        required=ALWAYS,
        choices="产业领域",
        prompt="选企业主营业务所属领域，选“其他”的在备注写明。",
        example="食品医药",
        width=9,
    ),
    _column(
        "origin",
        "来源方式",
        FieldType.CHOICE,
        required=ALWAYS,
        choices="来源方式",
        prompt="选企业是怎样来的：存量培育、新创办、孵化、派生剥离或招商引进。",
        example="新创办",
        width=9,
    ),
    _column(
        "product",
        "主营产品（服务）",
        FieldType.TEXT,
        max_length=50,
        prompt="主要产品或服务，最多50字，可不填。",
        example="柑橘深加工食品",
        width=12,
    ),
    _money(
        "rev",
        "上年营业收入（万元）",
        soft_high=shared.MONEY_CEILING,
        prompt="上一会计年度营业收入，单位万元，最多两位小数。企业不便提供的可不填。",
        example="860.00",
    ),
    _money("rd", "上年研发费用（万元）", prompt="上一会计年度研发费用，单位万元，可不填。", example="35.20"),
    _people("staff", "从业人员数（人）", low="1", prompt="上年末从业人员数，填整数，可不填。", example="25"),
    _people(
        "tech",
        "科技人员数（人）",
        low="0",
        prompt="其中从事研发和技术工作的人数，填整数，可不填。",
        example="4",
    ),
    _column(
        "ip",
        "有效知识产权数（项）",
        FieldType.INTEGER,
        unit="项",
        low="0",
        prompt="有效的专利、软件著作权等合计数，填整数，可不填。",
        example="3",
        width=7.5,
    ),
)

_STANDING: Fields = (
    _column(
        "is_tsme",
        "是否全国科技型中小企业",
        FieldType.CHOICE,
        choices="是否或不清楚",
        prompt="是否在全国科技型中小企业信息库中，不清楚的选“不清楚”。",
        example="否",
        width=8,
    ),
    _column(
        "tsme_no",
        "全国入库登记编号",
        FieldType.NUMBER_TEXT,
        pattern=r"20\d{2}\d{6}[0-9A-Z]\d{7}",
        pattern_note="18位：4位年份、6位区划、1位数字或字母、7位顺序号",
        pattern_severity=Severity.EXPLAIN,
        prompt="全国科技型中小企业的18位入库登记编号，没有可不填。",
        width=15,
    ),
    _column(
        "is_gq",
        "是否高新技术企业",
        FieldType.CHOICE,
        required=ALWAYS,
        choices="是否或拟申报",
        prompt="持有有效高新技术企业证书的选“是”，准备申报的选“拟申报”。",
        example="否",
        width=7.5,
    ),
)

_CONTACT: Fields = (
    _column(
        "contact",
        "企业联系人",
        FieldType.TEXT,
        required=ALWAYS,
        prompt="企业联系人姓名。",
        example="示例戊",
        width=7.5,
    ),
    shared.enterprise_phone(TOWNSHIP_FORM, "023-52000002"),
    _column(
        "proof",
        "佐证材料",
        FieldType.CHOICE,
        required=_NEW,
        choices="科技型企业佐证材料",
        prompt=f"新增企业必选。{shared.PROOF_PROMPT}",
        example="入库证明",
        width=9,
    ),
    *shared.remarks(TOWNSHIP_FORM),
)

ROSTER: Fields = (*_IDENTITY, *_LIBRARY, *_BUSINESS, *_STANDING, *_CONTACT)
