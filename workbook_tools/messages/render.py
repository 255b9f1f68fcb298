"""A finding as a sentence: place, what was found, what to do, an example; the code last."""

import re

from workbook_tools.messages.catalogue import kind
from workbook_tools.messages.kind import Kind
from workbook_tools.model import Finding


def render_place(finding: Finding) -> str:
    """The place as a clerk finds it: 【企业名单】F12「从业人员数」; empty for the whole file."""
    sheet = f"【{finding.sheet}】" if finding.sheet else ""
    label = f"「{finding.field}」" if finding.field else ""
    return f"{sheet}{finding.cell}{label}"


def general(entry: Kind) -> str:
    """What a finding of this kind says, without a case at hand: 应填整数，现为“…”."""
    return re.sub(r"\{\w+\}", "…", entry.says)


def render_briefly(finding: Finding) -> str:
    """Where something is and what it is, to stand inside another sentence."""
    params = {"value": finding.value, **dict(finding.params)}
    return f"{render_place(finding)}{kind(finding.code).says.format_map(params)}"


def render(finding: Finding, *, place: bool = True) -> str:
    """The finding as one Chinese sentence ending with its code, with its place in front unless told otherwise."""
    entry = kind(finding.code)
    params = {"value": finding.value, **dict(finding.params)}
    parts = [entry.says, entry.todo, entry.example]
    sentence = "".join(f"{part.rstrip('。')}。" for part in parts if part)
    front = render_place(finding) if place else ""
    if front[-1:].isdecimal():
        # A sentence may start with a number, which would run into the cell's.
        front += "："
    return f"{front}{sentence.format_map(params)}（{finding.code}）"
