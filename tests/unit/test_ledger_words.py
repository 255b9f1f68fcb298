"""台账记录 in words: every kind of line of the ledger has its sentence."""

from pathlib import Path
from typing import get_args

import pytest

from tests.build.plans import example_plan
from workbook_tools.archive import Archive
from workbook_tools.ledger import Entry
from workbook_tools.messages import ledger_words as words
from workbook_tools.model import Verdict
from workbook_tools.pipeline.pack.told import told
from workbook_tools.record import (
    Closed,
    Decided,
    Decision,
    Event,
    Issued,
    Listed,
    ListKind,
    ListRecorded,
    Matter,
    Mended,
    PlanRecorded,
    Published,
    Received,
    Record,
    Reopened,
    Result,
    Sampled,
    Validated,
)
from workbook_tools.standing import State

SHA, CODE = "a1" * 32, "AA66-CA7D-24A0-700B-6641"
AT = "2024-02-06T09:30:00"


def _ruling(key: str) -> Decision:
    return Decision(Matter.OWNER, ("F1", key), "U1", "示例理由", "示例经办", "2024-02-05")


@pytest.mark.parametrize(
    ("record", "says"),
    [
        (PlanRecorded("d1" * 32, SHA), ["方案工作簿启用，方案指纹 d1d1d1d1"]),
        (Issued("2024-01", "d1", ()), ["2024年1月下发表 0 份"]),
        (
            Received(SHA, "=1+1.xlsx", "来信.eml", 7, "xlsx", Verdict.COLLECTED),
            ["“=1+1.xlsx”：已收，随“来信.eml”收到"],
        ),
        (
            Validated("2024-01", "d1", (Result(SHA, "accepted", {}), Result(SHA[::-1], "returned", {}))),
            ["2024年1月审核 2 份：退回 1，已通过 1"],
        ),
        (Validated("2024-01", "d1", ()), ["2024年1月审核 0 份"]),
        (
            Decided(SHA, (_ruling("K1"), _ruling("K2"))),
            [
                f"[归属裁定] U1（F1） “{key}”的归属：U1。理由：示例理由（示例经办，2024-02-05）"
                for key in ("K1", "K2")
            ],
        ),
        (ListRecorded(SHA, 1, ListKind.OFFICIAL, (Listed("K1"),)), ["附件1的官方名单：1 家企业"]),
        (
            Closed("2024-01", 2, "d1", "示例经办", {SHA: "accepted"}),
            ["2024年1月第 2 次封存，经办 示例经办，在册报送件 1 份"],
        ),
        (
            Reopened("2024-01", 2, "示例经办", "漏报一份"),
            ["2024年1月第 2 次封存后重新开启，经办 示例经办。理由：漏报一份"],
        ),
        (Published("2024-01", SHA, CODE, 9, {}), [f"2024年1月总台账，校验码 {CODE}，文件指纹 a1a1a1a1"]),
        (
            Sampled("2024-01", CODE, "按金额", "营业收入", "示例", ((SHA, 12),)),
            [f"2024年1月审计抽样 1 家，方法：按金额（按“营业收入”），种子“示例”，校验码 {CODE}"],
        ),
        (Mended("示例经办", ("W124", "W121")), ["补回存档里的记录、重建台账数据库，经办 示例经办"]),
    ],
    ids=lambda case: type(case).__name__ if not isinstance(case, list) else "",
)
def test_a_line_is_told_in_a_sentence(record: Record, says: list[str], tmp_path: Path) -> None:
    entry = Entry.after(None, Event(AT, record))
    lines = list(told(example_plan(), State(), [entry], Archive(tmp_path)))
    assert [line.says for line in lines] == says
    assert {(line.number, line.at, line.what, line.hash) for line in lines} == {
        (1, "2024-02-06 09:30:00", words.KINDS[record.kind], entry.hash)
    }
    rests_on_a_file = record.kind in ("plan", "received", "decided", "list")
    assert {line.archived for line in lines} == {SHA if rests_on_a_file else ""}


def test_every_kind_has_a_word() -> None:
    assert words.KINDS.keys() == {kind.kind for kind in get_args(Record)}
