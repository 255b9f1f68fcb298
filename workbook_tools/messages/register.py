"""Words of the register of files handed in (收件登记)."""

from workbook_tools.messages.catalogue import kind
from workbook_tools.messages.plain_text import visible

SHEET = "收件登记"
TITLE = "{period}收件登记"
HEADINGS = ("序号", "文件", "结果", "单位", "表", "说明", "请告知报送人", "收到时间", "原件指纹（前16位）")
NOTE = "每个文件都有一个结果。原件已按指纹存入 archive 文件夹，本表由系统写出，可以筛选，请勿当作原件修改。"
COLLECTED = "已收，待审核"


def reason(code: str, params: tuple[tuple[str, str], ...]) -> str:
    """Why a file got its verdict, in a sentence; '' where there is nothing to say."""
    return _sentence(kind(code).says, params) + f"（{code}）" if code else COLLECTED


def tell(code: str, params: tuple[tuple[str, str], ...]) -> str:
    """What to tell the sender; '' where there is nothing to do."""
    if not code:
        return ""
    entry = kind(code)
    return "。".join(_sentence(part, params) for part in (entry.todo, entry.example) if part)


class _Known(dict[str, str]):
    def __missing__(self, key: str) -> str:
        # A later version's parameter is left out rather than stopping the register.
        return ""


def _sentence(template: str, params: tuple[tuple[str, str], ...]) -> str:
    seen = _Known((name, visible(text)) for name, text in params)
    return template.format_map(seen).rstrip("。")
