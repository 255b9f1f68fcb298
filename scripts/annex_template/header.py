"""The header block, the same in both forms: who reports what for when, and who answers for it."""

from functools import partial

from annex_template.shared import ALWAYS, PHONE, PHONE_NOTE, PHONE_PROMPT, Fields
from workbook_tools.model import Entry, Field, FieldType, Place, Role, Severity


def _issued(form: str) -> Fields:
    """The cells the bureau fills when it issues the form."""
    field = partial(Field, form, Place.HEADER, entry=Entry.LOCKED)
    return (
        field("h_unit", "填报单位（盖章）", FieldType.TEXT, prefill="单位名称"),
        field("h_units", "计量单位", FieldType.TEXT, prefill="计量单位说明"),
        field("h_code", "单位代码", FieldType.NUMBER_TEXT, prefill="单位代码"),
        field("h_period", "报告期", FieldType.TEXT, prefill="报告期"),
        field("h_asof", "数据截止日", FieldType.DATE, prefill="数据截止日"),
        field("h_form", "表号", FieldType.TEXT, prefill="表号"),
        field("h_ver", "模板版本", FieldType.TEXT, prefill="模板版本"),
        field("h_target", "本年度目标（家）", FieldType.INTEGER, unit="家", prefill="本年目标"),
        field("h_before", "截至上期累计（家）", FieldType.INTEGER, unit="家", prefill="截至上期累计"),
    )


def _answers(form: str) -> Fields:
    """What the unit says of the list as a whole."""
    field = partial(Field, form, Place.HEADER)
    return (
        field(
            "h_zero",
            "本期是否零报告",
            FieldType.CHOICE,
            required=ALWAYS,
            choices="是否",
            role=Role.ZERO_REPORT,
            prompt="名单与下发时一致（没有新增、变化或退出）的选“是”；有新增、变化或退出的选“否”，并在名单中改好。",
            example="否",
        ),
        field(
            "h_note",
            "综合说明",
            FieldType.TEXT,
            max_length=500,
            role=Role.GENERAL_NOTE,
            prompt="整张表需要说明的情况写在这里，最多500字；没有可不填。",
            example="本月新增企业均已核对入库公示名单。",
        ),
    )


def _signatures(form: str) -> Fields:
    """Who answers for the form, and since when."""
    field = partial(Field, form, Place.HEADER, required=ALWAYS)
    person = partial(field, type=FieldType.TEXT, min_length=2, max_length=20)
    return (
        person("h_filler", "填报人", role=Role.FILLER, prompt="填写本表的经办人姓名。", example="示例甲"),
        person(
            "h_check",
            "审核人（单位负责人）",
            role=Role.CHECKER,
            prompt="本单位负责审核的领导姓名，一般不与填报人相同。",
            example="示例乙",
        ),
        field(
            "h_tel",
            "联系电话",
            FieldType.PHONE,
            pattern=PHONE,
            pattern_note=PHONE_NOTE,
            pattern_severity=Severity.EXPLAIN,
            prompt=f"填报人的电话。{PHONE_PROMPT}",
            example="023-52000000",
        ),
        field(
            "h_date",
            "填报日期",
            FieldType.DATE,
            role=Role.FILLED_ON,
            prompt="填完审核后的日期，不早于数据截止日，例如2023-11-02。",
            example="2023-11-02",
        ),
    )


def header(form: str) -> Fields:
    """The header fields of a form."""
    return (*_issued(form), *_answers(form), *_signatures(form))
