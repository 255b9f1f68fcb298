"""变更记录: the words for which version of a return counted when, why, and what changed from one to the next."""

from workbook_tools.model import Status

SHEET = "变更记录"
TITLE = "变更记录（截至{period}，先后以几个版本计入的 {count} 份）"
NOTE = (
    "同一张表先后有几个版本计入的，逐版列出何时以哪一版计入、为什么、哪些格前后不同；版本按首次计入的先后编号。"
    "只换行的次序不算变更；未曾计入的版本（例如退回的）不在此列，见报送情况和问题清单。"
)
NONE = "没有先后以几个版本计入的表。"
PERIOD, UNIT, CHANGE, NAME, LABEL = "报告期", "责任单位", "变更", "企业名称", "指标"
BEFORE_CELL, BEFORE_VALUE, BEFORE_DIGEST = "前版单元格", "前值", "前版 sha256"
AFTER_CELL, AFTER_VALUE, AFTER_DIGEST = "后版单元格", "后值", "后版 sha256"
HEADINGS = (
    "序号",
    PERIOD,
    "附件",
    "单位代码",
    UNIT,
    "时间",
    CHANGE,
    BEFORE_CELL,
    AFTER_CELL,
    "去重字段",
    NAME,
    LABEL,
    BEFORE_VALUE,
    AFTER_VALUE,
    BEFORE_DIGEST,
    AFTER_DIGEST,
)
FILE = "（报送文件）"
"""What stands under 指标 where a line tells of whole versions."""

STEP = "{before} → {after}：{why}"
STAYS = "{after}：{why}"
VERSION, NOTHING = "版本 {number}", "不计"
CHANGED, ADDED, REMOVED = "改动", "增加", "不再列出"
RAW = "{value}（原样：{raw}）"
SAME = "与版本 {number} 相比，所列各项没有看得见的不同（电话等只显示头尾各四位）"
UNREADABLE = "与版本 {number} 的各项无从比较：按现行方案读不出其中一版"

# ---------------------------------------------------------------- why a version came to count

FIRST = "首次通过"
SLIP = "按退回意见改正后（第 {round} 轮）通过"
LATER = "填报日期更晚的新版（{new}，前版 {old}）通过"
SAME_DAY = "同一填报日期的改正版通过"
EARLIER = "填报日期较早的另一版（{new}，前版 {old}）通过"
CHOSEN = "收表单位裁定采用（{reason}）"
WAIVED = "收表单位豁免后通过（{reason}）"
IDENTIFIED = "收表单位认定为本表的文件通过"
TAKEN_BACK = "撤销裁定后恢复（{reason}）"
RESTORED = "{trigger}恢复计入"
REPLACES = "{why}，取代前版"

# ---------------------------------------------------------------- why a version ceased to count

NOT_OF_THIS = "前版不再作为本表的报送件"
CONTESTED = "又收到填报日期相同、内容不同的版本，裁定前暂不计"
REOPENED_CHOICE = "采用哪一版的裁定已撤销，重新裁定前暂不计"
TO_CORRECT = "收表单位要求更正前版（{reason}），暂不计"
RULED_OUT = "收表单位裁定采用另一版，该版尚未通过"
NO_LONGER = {
    Status.RETURNED: "{trigger}前版被退回，暂不计",
    Status.HELD: "{trigger}前版待裁定，暂不计",
}
UNDECIDED = "{trigger}前版不再通过，暂不计"
FALLS_BACK = "{why}；改以较早的版本计入"

# ---------------------------------------------------------------- what set it off

BY_DECISION = "收表单位裁定后，"
BY_REOPENING = "报告期重新开启后，"
BY_PLAN = "方案修改后，"
BY_LIST = "参考名单更新后，"
BY_RULES = "重新审核后，"
BY_OTHERS = "与其他单位、前期或新收到的版本比对后，"

# ---------------------------------------------------------------- closing

CLOSED, CLOSED_WITHOUT = "封存，以此版固定", "封存时没有版本计入"
REOPENED = "报告期重新开启（{reason}）"
