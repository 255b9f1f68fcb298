"""封存: what is said where a period is closed or reopened, and where it stays as it was when it was closed."""

from workbook_tools.messages.times import minute
from workbook_tools.period import Period

CLOSING = "封存"

HELP_CLOSE = "封存一个报告期：数字定下来，之后收到的只登记、不计入，直到重新开启。"
HELP_REOPEN = "重新开启已封存的报告期，须写明原因；封存后收到的按正常报送件处理。"
HELP_REASON = "重新开启的原因，写入台账和总台账的裁定记录。"

CLOSE, REOPEN = "封存", "重新开启"
"""What was done, as 裁定记录 has it."""

# ---------------------------------------------------------------- close

CLOSED = "{period}已封存（{at}）。应报 {total} 份：{counts}。"
ALREADY = "{period}此前已封存（{at}），没有新的改动。应报 {total} 份：{counts}。"
FIGURES = "计入本期报送件的 {counted} 份{previous}，沿用上期数的 {carried} 份，没有数字的 {nothing} 份。"
PREVIOUS = "（其中新版未通过、暂用前版的 {count} 份）"
UNCHECKED = (
    "注意：有 {count} 份报送件没有按封存时的方案审核过，按原来的结果封存，从未审核的不计入。"
    "如应审核，请先运行 workbook-tools reopen --period {period} --reason 原因，审核后再封存。"
)
CLOSE_NEXT = (
    "下一步：workbook-tools consolidate --period {period}。之后收到的用 status --period {period} 查看。"
)

# ---------------------------------------------------------------- reopen

REOPENED = "{period}已重新开启，原因：{reason}。"
LATE_NOW = "封存后收到的 {count} 份，现按正常报送件处理："
NO_LATE = "封存后没有收到报送件。"
REOPEN_NEXT = "下一步：workbook-tools validate --period {period}，再 consolidate；完成后再次 close。"
NO_REASON = "请写明重新开启的原因：--reason 原因。"
NOT_CLOSED = "{period}没有封存，不用重新开启。"
REOPENED_ALREADY = "{period}已于 {at} 重新开启（原因：{reason}），现在没有封存。"

# ---------------------------------------------------------------- a closed period, elsewhere

NO_MORE_FORMS = (
    "{period}已封存，不再下发表。确需下发的，先运行 workbook-tools reopen --period {command} --reason 原因。"
)
AS_CLOSED = "{period}已封存（{at}）：以上是封存时的情况，不再审核、退回和裁定。"
LATE = "封存后收到 {count} 份，不计入，等候重新开启（workbook-tools reopen）："
LATE_LINE = "  {name}（{form}）{files}，{received} 收到"
_TURN = "{at} {what}（{user}）{because}"
_BECAUSE = "，原因：{reason}"


def turned(at: str, user: str, reason: str) -> str:
    """When (ISO) the period was closed, or with a reason reopened, and by whom."""
    because = _BECAUSE.format(reason=reason) if reason else ""
    return _TURN.format(at=minute(at), what=REOPEN if reason else CLOSE, user=user, because=because)


def no_more_forms(period: Period) -> str:
    """Why no forms are issued for a period."""
    return NO_MORE_FORMS.format(period=period.paper, command=period)
