"""Names of files that officers see."""

import hashlib

REGISTER = "收件登记-{period}.xlsx"
CHASE = "催报名单-{period}.xlsx"
CHASE_TEXT = "催报名单-{period}.txt"
TEMPLATE = "附件{annex}-{seq:02d}-{unit}-{form}-{period}.xlsx"
ALL_TEMPLATES = "全部下发表-{period}.zip"
DECISIONS = "待办-{period}.xlsx"
SLIP = "{template}-退回意见"
TELLING = "{template}-告知.txt"
RETURNED = "退回汇总-{period}.xlsx"
PACK_FOLDER = "证据包-{period}"
PACK = f"{PACK_FOLDER}.zip"
SAMPLE = "抽样-{period}-{seed}.xlsx"
DROP_COMMAND = "收表.cmd"
DAMAGED = "{name}.损坏-{digest}"
"""What was damaged, kept beside what took its place."""
_FORBIDDEN = '\\/:*?"<>|'
"""Unit and form names come from the plan and may hold what Windows takes in no file name."""
_LONGEST_SEED = 40
"""Characters of a seed in a file name: some systems take no more than 255 bytes, and Chinese needs three each."""


def template(*, annex: int, seq: int, unit: str, form: str, period: str) -> str:
    """The file name of a unit's template."""
    return file_name(TEMPLATE.format(annex=annex, seq=seq, unit=unit, form=form, period=period))


def file_name(text: str) -> str:
    """A name that Windows accepts, other characters kept as they are."""
    return "".join("_" if c in _FORBIDDEN or ord(c) < 32 else c for c in text)


def sample(period: str, seed: str) -> str:
    """The file name of an audit sample; a seed that cannot stand in one whole is told apart by its digest."""
    said = file_name(seed)[:_LONGEST_SEED]
    whole = said if said == seed else f"{said}-{hashlib.sha256(seed.encode()).hexdigest()[:8]}"
    return SAMPLE.format(period=period, seed=whole)
