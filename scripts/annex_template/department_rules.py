"""Rules between the fields of KZ-GQ-01, in the order a clerk meets them.

Thresholds of recognition: 高新技术企业认定管理办法（国科发火〔2016〕32号）, article 11. They are asked of enterprises
that prepare to apply (拟申报) and on; for stages outside the order (未通过, 到期失效, 迁出, 撤销) 级次 is an error,
which breaks no rule.
"""

from functools import partial

from annex_template import shared
from annex_template.annexes import DEPARTMENT_FORM
from workbook_tools.model import Rule, Scope, Severity

_PREPARING = "级次([培育阶段])>=2"
_WHOLE_CERTIFICATE = 'LEFT([高企证书编号],4)="GR20",LEN([高企证书编号])=14'
"""Two conditions; a number of another form has a finding of its own, and nothing more is read out of it."""

_row = partial(Rule, form=DEPARTMENT_FORM, scope=Scope.ROW)

_RECOGNITION = (
    _row(
        code="GQ01",
        severity=Severity.EXPLAIN,
        condition='[所属乡镇（街道）]<>"区外"',
        message="企业注册地在区外",
        todo="请核对注册地；确在区外的，请在审核说明中写明为何由本单位填报",
    ),
    _row(
        code="GQ02",
        severity=Severity.MANDATORY,
        condition='OR([计入年度]="不计入",[认定类型]="整体迁入",[计入年度]=YEAR([发证日期])&"")',
        message="计入年度{计入年度}与发证日期{发证日期}不是同一年",
        todo="请按证书上的发证日期改正计入年度；不计入目标的选“不计入”",
        marks=("计入年度", "发证日期"),
    ),
    _row(
        code="GQ03",
        severity=Severity.EXPLAIN,
        condition='OR([认定类型]<>"重新认定",[计入年度]="不计入")',
        message="重新认定的企业计入了{计入年度}年，一般不算新增",
        todo=f"请把计入年度改为“不计入”；{shared.EXPLAINED}",
        marks=("计入年度", "认定类型"),
    ),
    _row(
        code="GQ04",
        severity=Severity.EXPLAIN,
        condition=f"IF({_PREPARING},EDATE([注册时间],12)<=[数据截止日],TRUE)",
        message="注册时间{注册时间}到数据截止日{数据截止日}不满一年，申报高新技术企业须注册一年以上",
        todo=f"请核对注册时间和培育阶段；{shared.EXPLAINED}",
        marks=("注册时间",),
    ),
)

_FIGURES = (
    _row(
        code="GQ05",
        severity=Severity.MANDATORY,
        condition="[近三年销售收入合计（万元）]>=[近一年销售收入（万元）]",
        message="近三年销售收入合计{近三年销售收入合计（万元）}万元，小于近一年的{近一年销售收入（万元）}万元",
        todo="近三年合计包含近一年，请核对两个数和计量单位",
    ),
    _row(
        code="GQ06",
        severity=Severity.EXPLAIN,
        condition="[近三年销售收入合计（万元）]<=20*[近一年销售收入（万元）]",
        message="近三年销售收入合计{近三年销售收入合计（万元）}万元，超过近一年{近一年销售收入（万元）}万元的20倍",
        todo=f"请核对是否有一个数按元填写；{shared.EXPLAINED}",
    ),
    _row(
        code="GQ07",
        severity=Severity.EXPLAIN,
        condition="[近三年研发费用合计（万元）]<=[近三年销售收入合计（万元）]",
        message="近三年研发费用{近三年研发费用合计（万元）}万元，超过同期销售收入{近三年销售收入合计（万元）}万元",
        todo=f"请核对两个数和计量单位；{shared.EXPLAINED}",
    ),
    _row(
        code="GQ08",
        severity=Severity.EXPLAIN,
        condition=(
            f"IF({_PREPARING},[研发费用占比]>=IF([近一年销售收入（万元）]<=5000,5%,"
            "IF([近一年销售收入（万元）]<=20000,4%,3%)),TRUE)"
        ),
        message="研发费用占比{研发费用占比}偏低（近一年收入5000万元及以下的应达到5%，2亿元及以下4%，2亿元以上3%）",
        todo=f"请核对研发费用和销售收入；{shared.EXPLAINED}",
        marks=("近三年研发费用合计（万元）", "近三年销售收入合计（万元）"),
    ),
    _row(
        code="GQ09",
        severity=Severity.WAIVABLE,
        condition="[近一年高新技术产品（服务）收入（万元）]<=[近一年销售收入（万元）]",
        message=(
            "高新技术产品（服务）收入{近一年高新技术产品（服务）收入（万元）}万元，"
            "超过近一年销售收入{近一年销售收入（万元）}万元"
        ),
        todo="请核对两个数；高新收入中有销售收入以外的其他收入的，请在审核说明中写明",
    ),
    _row(
        code="GQ10",
        severity=Severity.EXPLAIN,
        condition=f"IF({_PREPARING},[高新收入占比]>=60%,TRUE)",
        message="高新收入占比{高新收入占比}，低于认定要求的60%",
        todo=f"请核对高新技术产品（服务）收入和销售收入；{shared.EXPLAINED}",
        marks=("近一年高新技术产品（服务）收入（万元）", "近一年销售收入（万元）"),
    ),
    _row(
        code="GQ11",
        severity=Severity.MANDATORY,
        condition="[科技人员数（人）]<=[职工总数（人）]",
        message="科技人员{科技人员数（人）}人，多于职工总数{职工总数（人）}人",
        todo="科技人员包含在职工总数中，请核对两个数",
    ),
    _row(
        code="GQ12",
        severity=Severity.EXPLAIN,
        condition=f"IF({_PREPARING},[科技人员占比]>=10%,TRUE)",
        message="科技人员占比{科技人员占比}，低于认定要求的10%",
        todo=f"请核对科技人员数和职工总数；{shared.EXPLAINED}",
        marks=("科技人员数（人）", "职工总数（人）"),
    ),
    _row(
        code="GQ13",
        severity=Severity.EXPLAIN,
        condition=f"IF({_PREPARING},[Ⅰ类知识产权（项）]+[Ⅱ类知识产权（项）]>0,TRUE)",
        message="培育阶段为“{培育阶段}”，但没有知识产权",
        todo=f"申报高新技术企业须有知识产权，请核对；{shared.EXPLAINED}",
        marks=("Ⅰ类知识产权（项）", "Ⅱ类知识产权（项）"),
    ),
    _row(
        code="GQ14",
        severity=Severity.EXPLAIN,
        condition=(
            'IF(AND([是否规上]="是",ISNUMBER(FIND(LEFT([国民经济行业门类],1),"BCD"))),'
            "[近一年销售收入（万元）]>=2000,TRUE)"
        ),
        message="工业企业近一年销售收入{近一年销售收入（万元）}万元，不到规上标准2000万元，但“是否规上”选了“是”",
        todo=f"请核对是否规上和销售收入；{shared.EXPLAINED}",
        marks=("是否规上", "近一年销售收入（万元）"),
    ),
    _row(
        code="GQ15",
        scope=Scope.TABLE,
        severity=Severity.NOTICE,
        condition="COUNTA([国民经济行业门类])>=COUNTA([企业名称])",
        message="有企业没有填国民经济行业门类",
        todo="知道的请补填，不知道的可不填",
        marks=("国民经济行业门类",),
    ),
)

_CERTIFICATE = (
    _row(
        code="GQ16",
        severity=Severity.EXPLAIN,
        condition=(
            f'IF(AND({_WHOLE_CERTIFICATE},[认定类型]<>"整体迁入"),'
            'OR(MID([高企证书编号],7,2)="50",MID([高企证书编号],7,2)="51"),TRUE)'
        ),
        message="证书编号{高企证书编号}的第7、8位不是50或51，不像重庆颁发的证书",
        todo="请按证书核对；从外地迁入的，认定类型选“整体迁入”；其他情况请在审核说明中写明",
        marks=("高企证书编号",),
    ),
    _row(
        code="GQ17",
        severity=Severity.EXPLAIN,
        condition=f'IF(AND({_WHOLE_CERTIFICATE}),MID([高企证书编号],3,4)=YEAR([发证日期])&"",TRUE)',
        message="证书编号{高企证书编号}中的年份与发证日期{发证日期}不一致",
        todo=f"请按证书核对编号和日期；{shared.EXPLAINED}",
    ),
    _row(
        code="GQ18",
        severity=Severity.MANDATORY,
        condition="[发证日期]>=[注册时间]",
        message="发证日期{发证日期}早于注册时间{注册时间}",
        todo="请按证书和营业执照核对两个日期",
    ),
    _row(
        code="GQ19",
        severity=Severity.EXPLAIN,
        condition='IF([培育阶段]="已认定",[有效期至]>=[数据截止日],TRUE)',
        message="证书有效期至{有效期至}，到数据截止日{数据截止日}已过期，培育阶段仍为“已认定”",
        todo="请核对发证日期；已过期的，培育阶段选“到期失效”；正在重新认定的，请在审核说明中写明",
        marks=("培育阶段", "发证日期"),
    ),
    _row(
        code="GQ20",
        severity=Severity.NOTICE,
        condition=(
            'IF([培育阶段]="已认定",OR([有效期至]<[数据截止日],[有效期至]>EDATE([数据截止日],6)),TRUE)'
        ),
        message="证书有效期至{有效期至}，不到六个月就要到期",
        todo="请提醒企业及早准备重新认定",
        marks=("发证日期",),
    ),
    _row(
        code="GQ21",
        severity=Severity.EXPLAIN,
        condition='IF([培育阶段]="已认定",[佐证材料]<>"无",TRUE)',
        message="已认定的企业没有佐证材料",
        todo="请取得证书、公示文件或系统截图后改选；暂时没有的，请在审核说明中写明",
        marks=("佐证材料",),
    ),
)

RULES: tuple[Rule, ...] = (*_RECOGNITION, *_FIGURES, *_CERTIFICATE)
