"""What the officer is told after import-annex."""

from pathlib import Path

import pytest

from tests.build.bureau import Bureau
from workbook_tools.cli.main import run

HEADING = ("附件1", "示例任务表", "责任单位\t2024年\t责任人")


@pytest.fixture
def bureau(tmp_path: Path) -> Bureau:
    """A new workspace."""
    return Bureau.founded(tmp_path / "台账")


def told(bureau: Bureau, capsys: pytest.CaptureFixture[str], *rows: str) -> list[str]:
    """Import a notice of these rows; the lines printed."""
    notice = bureau.root / "通知.txt"
    notice.write_text("\n".join([*HEADING, *rows]), encoding="utf-8")
    capsys.readouterr()
    run(["import-annex", str(notice), "-w", str(bureau.root)])
    return capsys.readouterr().out.splitlines()


def test_a_remark_on_a_notice_the_plan_agrees_with_is_no_reason_to_say_it_was_refused(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = ("示例甲镇\t3\t示例", "合计\t3\t")
    assert told(bureau, capsys, *rows)[-1].startswith("已更新方案工作簿（附件1）")
    again = told(bureau, capsys, *rows)
    assert "P114" in again[1], "the column that is no target is mentioned"
    assert again[-1].startswith("方案工作簿与通知一致")


def test_a_table_with_rows_that_were_not_understood_is_not_called_added_up(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = told(bureau, capsys, "示例甲镇\t3\t", "示例乙镇\t约2\t", "合计\t5\t")
    assert lines[0] == "附件1 示例任务表：有的数没有读懂，见下"
    assert lines[-1] == "附件表有问题，方案工作簿未作改动。"
