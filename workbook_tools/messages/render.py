"""A finding as a sentence: place, what was found, what to do, an example; the code last."""

import re

from workbook_tools.messages.catalogue import KINDS
from workbook_tools.messages.kind import Kind
from workbook_tools.messages.plain_text import visible
from workbook_tools.messages.planned import SAYS, TODO, filled
from workbook_tools.model import Finding, Severity

_TODO = {
    Severity.MANDATORY: "请核对后改正",
    Severity.WAIVABLE: "请核对；确属实情的，请写明原因",
    Severity.EXPLAIN: "请核对；确属实情的，请写明原因",
    Severity.NOTICE: "请核对，无误的不用处理",
}
"""What to do about a rule of the plan that does not say it itself."""
_LONGEST = 1_000
"""Letters of one thing that a sentence quotes; a cell takes 32,767."""


def kind_of(finding: Finding) -> Kind:
    """The entry of a finding's code, or for a rule of the plan one made of the plan's own words."""
    if entry := KINDS.get(finding.code):
        return entry
    params = _params(finding)
    says, todo = (_as_it_stands(filled(params.get(name, ""), params)) for name in (SAYS, TODO))
    return Kind(finding.code, finding.severity, says, todo or _TODO.get(finding.severity, ""))


def _params(finding: Finding) -> dict[str, str]:
    """What a sentence is filled with; of what was found in a file, all that cannot be seen is spelled out."""
    own = (SAYS, TODO)
    given = (("value", finding.value), *finding.params)
    return {name: text if name in own else _quoted(text) for name, text in given}


def _quoted(text: str) -> str:
    return visible(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")


def _as_it_stands(text: str) -> str:
    """A text as a template that comes to itself, whatever braces are in it."""
    return text.replace("{", "{{").replace("}", "}}")


def render_place(finding: Finding) -> str:
    """The place as a clerk finds it: 【企业名单】F12「从业人员数」; empty for the whole file."""
    sheet = f"【{visible(finding.sheet)}】" if finding.sheet else ""
    label = f"「{visible(finding.field)}」" if finding.field else ""
    return f"{sheet}{finding.cell}{label}"


def general(entry: Kind) -> str:
    """What a finding of this kind says, without a case at hand: 应填整数，现为“…”."""
    return re.sub(r"\{\w+\}", "…", entry.says)


def render_briefly(finding: Finding) -> str:
    """Where something is and what it is, to stand inside another sentence."""
    return f"{render_place(finding)}{phrases(finding)[0]}"


def phrases(finding: Finding) -> tuple[str, str, str]:
    """What is said of a finding, what to do about it, and an example, each without its stop; '' where there is none."""
    entry = kind_of(finding)
    params = _params(finding)
    says, todo, example = (
        part.format_map(params).rstrip("。") for part in (entry.says, entry.todo, entry.example)
    )
    return says, todo, example


def render(finding: Finding, *, place: bool = True) -> str:
    """The finding as one Chinese sentence ending with its code, with its place in front unless told otherwise."""
    sentence = "".join(f"{phrase}。" for phrase in phrases(finding) if phrase)
    front = render_place(finding) if place else ""
    if front[-1:].isdecimal():
        # A sentence may start with a number, which would run into the cell's.
        front += "："
    return f"{front}{sentence}（{finding.code}）"
