"""What the fields of both forms have in common: when they are required, patterns, prompts."""

from functools import partial

from workbook_tools.model import Field, FieldType, Place, Role, Severity

ALWAYS = "必填"

PHONE = r"1[3-9]\d{9}|(?:0\d{2,3}-?)?\d{7,8}"
PHONE_NOTE = "手机号为11位，固定电话为7或8位，可带区号"
PHONE_PROMPT = "填手机号，或带区号的固定电话，例如023-52000000。"

# Codes issued before the county became a district carry 500234 (开县).
MUNICIPAL_COMPANY = r"91(?:5001\d{2}|5002\d{2}|500000)[0-9A-Z]{10}"
DISTRICT_REGISTERED = r"[0-9A-Z]{2}(?:500154|500234)[0-9A-Z]{10}"

NAME_PROMPT = "按营业执照填企业全称，不写简称，括号用（）。一行只填一家企业。"
CODE_PROMPT = "按营业执照填18位代码，字母大写（没有I、O、Z、S、V）。整串复制粘贴，不要下拉填充。"
PROOF_PROMPT = "选已有的证明材料，材料由本单位留存备查。"
_NOTE_PROMPT = "审核问题需要说明的，在这里写清具体原因，不少于6个字；只写“情况属实”“核实无误”不算说明。"

EXPLAINED = "确属实情的，请在审核说明中写明原因"
"""What ends the advice of every rule that an explanation can answer."""

MONEY_CEILING = "1000000"
"""万元: above this a number is probably in 元."""

Fields = tuple[Field, ...]


def enterprise_phone(form: str, example: str) -> Field:
    """The column for the phone of an enterprise's contact."""
    return Field(
        form,
        Place.ROW,
        "tel",
        "企业联系电话",
        FieldType.PHONE,
        required=ALWAYS,
        pattern=PHONE,
        pattern_note=PHONE_NOTE,
        pattern_severity=Severity.EXPLAIN,
        prompt=f"企业联系人的电话。{PHONE_PROMPT}",
        example=example,
        width=13,
    )


def remarks(form: str) -> Fields:
    """The last two columns: what explains an audit question, and anything else."""
    column = partial(Field, form, Place.ROW, type=FieldType.TEXT)
    return (
        column("explain", "审核说明", role=Role.ROW_NOTE, prompt=_NOTE_PROMPT, width=11),
        column("remark", "备注", prompt="其他需要补充的情况，可不填。", width=8),
    )
