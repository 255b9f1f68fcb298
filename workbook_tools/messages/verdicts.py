"""The words for what became of a file and for where a return stands, wherever they are printed."""

from collections.abc import Mapping
from typing import TypeVar

from workbook_tools.model import Status, Verdict

VERDICTS: Mapping[Verdict, str] = {
    Verdict.COLLECTED: "已收",
    Verdict.DUPLICATE: "重复",
    Verdict.HELD: "待定",
    Verdict.REFUSED: "拒收",
    Verdict.IGNORED: "略过",
}
STATUSES: Mapping[Status, str] = {
    Status.MISSING: "未报",
    Status.COLLECTED: "已报待审",
    Status.RETURNED: "退回",
    Status.HELD: "待裁定",
    Status.ACCEPTED: "已通过",
    Status.SUPERSEDED: "已被新版替代",
    Status.LATE: "封存后报送",
}

_Kind = TypeVar("_Kind", Verdict, Status)


def tally(words: Mapping[_Kind, str], counts: Mapping[_Kind, int]) -> str:
    """How many of each there are, in the order of the words: 已收 3，重复 1."""
    return "，".join(f"{word} {counts[kind]}" for kind, word in words.items() if counts.get(kind))
