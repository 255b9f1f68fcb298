"""The whole job on the real annexes: a month from the notice to the closed and verified master."""

import io
import shutil
import sys
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

from scripts.examples.returns import CORRECTIONS, LATECOMERS, write_later, write_returns
from workbook_tools.cli.main import run

PERIOD = ("--period", "2023-10")
ISSUED, RECEIVED, FIRST = "2023-10-20T09:00:00", "2023-11-03T09:00:00", "2023-11-06T09:00:00"
CORRECTED, CLOSED, LATE = "2023-11-08T09:00:00", "2023-11-10T09:00:00", "2023-11-13T09:00:00"
"""The days of the month's work."""


def _step(title: str, *arguments: str) -> None:
    print(f"\n=== {title}\n$ workbook-tools {' '.join(arguments)}", flush=True)
    code = run(arguments)
    if code not in (0, 1):
        sys.exit(f"停在“{title}”，退出码 {code}")


def _unpack(bundle: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(bundle.read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _told(what: str, folder: Path, count: int) -> None:
    print(f"\n=== {what}\n已写入 {folder}：{count} 个文件", flush=True)


def _issue(folder: Path) -> Mapping[str, bytes]:
    """From the notice to the forms, by file name."""
    here = ("--now", ISSUED, "-w", str(folder))
    _step("新建工作区", "init", str(folder), "--now", ISSUED)
    _step("导入通知附件，核对合计", "import-annex", "examples/开州区附件.txt", *here)
    _step("检查方案", "check-plan", *here)
    _step("生成 45 份下发表", "generate", *PERIOD, *here)
    return _unpack(next((folder / "outbox" / "202310").glob("*.zip")))


def _first_master(folder: Path, templates: Mapping[str, bytes]) -> None:
    """What came in time, and the master made of it."""
    inbox, here = folder / "inbox", ("-w", str(folder))
    title = "模拟各单位填报：42 个单位报送（示例数据），其中十余份带有常见问题"
    _told(title, inbox, write_returns(templates, folder))
    _step("收表", "collect", str(inbox), "--now", RECEIVED, *here)
    _step("审核", "validate", *PERIOD, "--now", RECEIVED, *here)
    _step("汇总", "consolidate", *PERIOD, "--now", FIRST, *here)
    _step("报送情况", "status", *PERIOD, "--now", FIRST, *here)


def _closed_master(folder: Path, templates: Mapping[str, bytes]) -> None:
    """Two units send again, the period is closed, one more return comes too late: the master as it stays."""
    here = ("-w", str(folder))
    corrected, late = folder / "inbox" / "更正", folder / "inbox" / "逾期"
    title = "模拟更正：文峰街道少报一户，丰乐街道改正后重报"
    _told(title, corrected, write_later(templates, folder, CORRECTIONS, corrected.name))
    _step("收表", "collect", str(corrected), "--now", CORRECTED, *here)
    _step("审核", "validate", *PERIOD, "--now", CORRECTED, *here)
    _step("封存", "close", *PERIOD, "--now", CLOSED, *here)
    title = "模拟逾期：镇东街道在封存后才改正"
    _told(title, late, write_later(templates, folder, LATECOMERS, late.name))
    _step("收表", "collect", str(late), "--now", LATE, *here)
    _step("汇总", "consolidate", *PERIOD, "--now", LATE, *here)
    _step("核验总台账", "verify", str(folder / "master-202310.xlsx"), "--now", LATE, *here)


def main(folder: Path) -> None:
    """Run the demonstration in a folder, which is made anew."""
    started = time.perf_counter()
    shutil.rmtree(folder, ignore_errors=True)
    templates = _issue(folder)
    _first_master(folder, templates)
    _closed_master(folder, templates)
    print(f"\n用时 {time.perf_counter() - started:.1f} 秒。可以打开：")
    for path in (
        folder / "outbox" / "202310",
        folder / "收件登记-202310.xlsx",
        folder / "returned" / "202310",
        folder / "master-202310.xlsx",
    ):
        print(f"  {path.resolve()}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "demo"))
