"""Names of files that officers see."""

REGISTER = "收件登记-{period}.xlsx"
"""A finding register of all that was handed in for a period."""
TEMPLATE = "附件{annex}-{seq:02d}-{unit}-{form}-{period}.xlsx"
ALL_TEMPLATES = "全部下发表-{period}.zip"
SLIP = "退回-{template}"
SLIP_TEXT = "退回-{template}.txt"
DROP_COMMAND = "收表.cmd"
_FORBIDDEN = '\\/:*?"<>|'


def file_name(text: str) -> str:
    """A name that Windows accepts, other characters kept as they are."""
    return "".join("_" if c in _FORBIDDEN or ord(c) < 32 else c for c in text)


"""Unit and form names come from the plan and may hold what no file system takes."""
