"""Words of an issued form's own checks: what stands beside a row, and the line that counts down."""

import re
from collections.abc import Mapping, Sequence
from enum import IntEnum

from workbook_tools.messages.catalogue import kind
from workbook_tools.model import FieldType, Form, Role, Severity


class Weight(IntEnum):
    """How much a problem weighs in the form: also the digit by which its cells are marked."""

    TOLD = 0
    HINT = 1
    EXPLAIN = 2
    MUST = 3


WEIGHTS: Mapping[Severity, Weight] = {
    Severity.MANDATORY: Weight.MUST,
    Severity.WAIVABLE: Weight.EXPLAIN,
    Severity.EXPLAIN: Weight.EXPLAIN,
    Severity.NOTICE: Weight.TOLD,
    Severity.RECORD: Weight.HINT,
}

TAGS: Mapping[Weight, str] = {
    Weight.TOLD: "【提示】",
    Weight.HINT: "【请核对】",
    Weight.EXPLAIN: "【须说明】",
    Weight.MUST: "【须修改】",
}
EXPLAINED = "【已说明】"
"""Stands for the tag of EXPLAIN once a valid 说明 is there."""
END = "；"
"""Ends each problem of a row."""
SOUND = "无误"
"""Beside a row with nothing to say about."""

COUNTS: Mapping[Weight, str] = {
    Weight.MUST: " 处需修改",
    Weight.EXPLAIN: " 处需说明",
    Weight.HINT: " 处写法请核对",
}
REMAINING = "尚有 "
FIRST = "。最先一处："
ROW, ROW_END = "第", "行"
PASSED = "校验通过，可以报送"
OVERFLOW = "（超出部分收件后校验）"
BEFORE = "填写后，此处随时显示还有几处需要修改"
"""Where a program shows the form without calculating it, as the preview of a phone does."""

ERROR_VALUE = "错误值"
"""What a message shows in place of a value that is an error."""

_PLACEHOLDER = r"\{[^{}]+\}"
_OWN_WORDS = {
    "S040": "“{value}”在名单中重复，同一企业只填一行",
    "S041": "编号“{value}”在名单中重复，但不是同一企业",
    "S050": "“是否零报告”填了“是”，但名单与下发时不同，有变化的请改填“否”",
    "S051": "“是否零报告”填了“否”，但名单与下发时相同，没有变化的请改填“是”",
}
"""Where the form cannot say as exactly as receipt does how many, or which."""

_LATE = "下列各项，以及与往期、与其他单位的比对，在收件后核对，表内不作提示："
_LATE_OF_ALL = "是否填有身份证号码（C004、C005）"
_LATE_OF_TYPE = {
    FieldType.NAME: "企业名称是否为现用全称，是否为分支机构或个体工商户（C354、C355）",
    FieldType.CREDIT_CODE: "代码是否由拖动填充产生（S042）",
}
_LATE_OF_ROLE = {Role.FILLED_ON: "填报日期是否晚于收到日期（S061）"}
"""What of the catalogue only receipt can see (`Kind.late`), in the fields it concerns."""


def says(code: str, weight: Weight, label: str, text: str = "") -> str:
    """What the form says of a problem, with the placeholders of its text; `label` is empty for a rule."""
    words = text or _OWN_WORDS.get(code) or kind(code).says
    named = f"「{label}」" if label else ""
    return f"{TAGS[weight]}{named}{words.rstrip('。')}（{code}）{END}"


def late(form: Form, codes: Sequence[tuple[str, str, str]]) -> str:
    """What 填报说明 says of checks that the form leaves to receipt: of the plan those given as (code, label, the plan's
    own words), of the catalogue those that concern the form."""
    types = {field.type for field in form.fields}
    always = (
        *(text for kind_of_field, text in _LATE_OF_TYPE.items() if kind_of_field in types),
        *(text for role, text in _LATE_OF_ROLE.items() if form.role(role)),
        _LATE_OF_ALL,
    )
    named = (
        f"「{label}」{kind(code).says}（{code}）" if not text else f"{text.rstrip('。')}（{code}）"
        for code, label, text in codes
    )
    return f"{_LATE}{'；'.join((*(re.sub(_PLACEHOLDER, '…', each) for each in named), *always))}。"
