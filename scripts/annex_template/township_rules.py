"""Rules between the fields of KZ-KJ-02, in the order a clerk meets them.

What enterprises may leave out is asked about only where it is given: a rule needs every field it names.
"""

from functools import partial

from annex_template import shared
from annex_template.annexes import TOWNSHIP_FORM
from workbook_tools.model import Rule, Scope, Severity

_IN_LIBRARY = "级次([培育状态])>=3"
_NEIGHBOURS = ("万州", "云阳", "梁平", "巫溪", "城口", "奉节", "忠县")
"""Districts and counties around this one whose name no place in it carries; 开县 is its own former name."""

_row = partial(Rule, form=TOWNSHIP_FORM, scope=Scope.ROW)


def _names_none(label: str, *words: str) -> str:
    return "AND(" + ",".join(f'ISERROR(FIND("{word}",[{label}]))' for word in words) + ")"


_LIBRARY = (
    _row(
        code="KJ01",
        severity=Severity.EXPLAIN,
        condition=_names_none("企业名称", *_NEIGHBOURS),
        message="企业名称“{企业名称}”中有其他区县的名称",
        todo=f"请核对企业是否在本区登记；{shared.EXPLAINED}",
    ),
    _row(
        code="KJ02",
        severity=Severity.MANDATORY,
        condition='[计入年度]=YEAR([入库日期])&""',
        message="计入年度{计入年度}与入库日期{入库日期}不是同一年",
        todo="请按入库日期改正计入年度",
    ),
    _row(
        code="KJ03",
        severity=Severity.MANDATORY,
        condition="[入库日期]>=[成立日期]",
        message="入库日期{入库日期}早于成立日期{成立日期}",
        todo="请按系统和营业执照核对两个日期",
    ),
    _row(
        code="KJ04",
        severity=Severity.NOTICE,
        condition=f"IF({_IN_LIBRARY},NOT(ISBLANK([市级入库编号])),TRUE)",
        message="企业已入库，没有填市级入库编号",
        todo="系统中查得到的请补填",
        marks=("市级入库编号",),
    ),
    _row(
        code="KJ05",
        scope=Scope.TABLE,
        severity=Severity.NOTICE,
        condition="COUNTA([成立日期])>=COUNTA([企业名称])",
        message="有企业没有填成立日期",
        todo="知道的请补填，不知道的可不填",
        marks=("成立日期",),
    ),
    _row(
        code="KJ06",
        severity=Severity.EXPLAIN,
        condition='IF([产业领域]="其他",NOT(ISBLANK([备注])),TRUE)',
        message="产业领域选了“其他”，备注没有写明是什么领域",
        todo="请在备注中写明领域，或改选列出的领域",
        marks=("产业领域", "备注"),
    ),
)

_BUSINESS = (
    _row(
        code="KJ07",
        severity=Severity.EXPLAIN,
        condition="[上年研发费用（万元）]<=[上年营业收入（万元）]",
        message="上年研发费用{上年研发费用（万元）}万元，超过上年营业收入{上年营业收入（万元）}万元",
        todo=f"请核对两个数和计量单位；{shared.EXPLAINED}",
    ),
    _row(
        code="KJ08",
        severity=Severity.EXPLAIN,
        condition=f"IF({_IN_LIBRARY},[上年研发费用（万元）]>0,TRUE)",
        message="企业已入库，上年研发费用为0",
        todo=f"没有数据的请留空，不要填0；{shared.EXPLAINED}",
        marks=("上年研发费用（万元）",),
    ),
    _row(
        code="KJ09",
        severity=Severity.MANDATORY,
        condition="[科技人员数（人）]<=[从业人员数（人）]",
        message="科技人员{科技人员数（人）}人，多于从业人员{从业人员数（人）}人",
        todo="科技人员包含在从业人员中，请核对两个数",
    ),
    _row(
        code="KJ10",
        severity=Severity.NOTICE,
        condition="[科技人员数（人）]>=5%*[从业人员数（人）]",
        message="科技人员{科技人员数（人）}人，不到从业人员{从业人员数（人）}人的5%",
        todo="请核对两个数，无误的不用处理",
    ),
    _row(
        code="KJ11",
        severity=Severity.EXPLAIN,
        condition='IF([是否全国科技型中小企业]="是",[从业人员数（人）]<=500,TRUE)',
        message="从业人员{从业人员数（人）}人，超过全国科技型中小企业的上限500人",
        todo=f"请核对人数和“是否全国科技型中小企业”；{shared.EXPLAINED}",
    ),
    _row(
        code="KJ12",
        severity=Severity.EXPLAIN,
        condition='IF([是否全国科技型中小企业]="是",[上年营业收入（万元）]<=20000,TRUE)',
        message="上年营业收入{上年营业收入（万元）}万元，超过全国科技型中小企业的上限2亿元",
        todo=f"请核对收入和“是否全国科技型中小企业”；{shared.EXPLAINED}",
    ),
    _row(
        code="KJ13",
        severity=Severity.EXPLAIN,
        condition=('IF(LEN([全国入库登记编号])=18,LEFT([全国入库登记编号],4)=YEAR([数据截止日])&"",TRUE)'),
        message="全国入库登记编号{全国入库登记编号}不是本年度的编号（编号前4位是年份）",
        todo=f"编号每年更新，请按系统核对；{shared.EXPLAINED}",
        marks=("全国入库登记编号",),
    ),
    _row(
        code="KJ14",
        severity=Severity.EXPLAIN,
        condition="重复次数([企业联系电话])<5",
        message="有5家及以上的企业填了同一个联系电话",
        todo="请填各企业自己的联系电话；确由一人联系的，请在审核说明中写明",
    ),
    _row(
        code="KJ15",
        severity=Severity.EXPLAIN,
        condition='IF([培育状态]="已入库（新增）",[佐证材料]<>"无",TRUE)',
        message="新增入库的企业没有佐证材料",
        todo="请取得入库证明、系统截图或公示后改选；暂时没有的，请在审核说明中写明",
        marks=("佐证材料",),
    ),
)

RULES: tuple[Rule, ...] = (*_LIBRARY, *_BUSINESS)
