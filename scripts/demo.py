"""The whole job on the real annexes: init, generate, made-up returns, collect, validate, consolidate, status."""

import io
import shutil
import sys
import time
import zipfile
from pathlib import Path

from scripts.examples.returns import write_returns
from workbook_tools.cli.main import run

PERIOD = "2023-10"
RECEIVED, CONSOLIDATED = "2023-11-03T09:00:00", "2023-11-06T09:00:00"


def _step(title: str, *arguments: str) -> None:
    print(f"\n=== {title}\n$ workbook-tools {' '.join(arguments)}", flush=True)
    code = run(arguments)
    if code not in (0, 1):
        sys.exit(f"停在“{title}”，退出码 {code}")


def _unpack(bundle: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(bundle.read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def main(folder: Path) -> None:
    """Run the demonstration in a folder, which is made anew."""
    started = time.perf_counter()
    shutil.rmtree(folder, ignore_errors=True)
    here = ("-w", str(folder))
    _step("新建工作区", "init", str(folder))
    _step("导入通知附件，核对合计", "import-annex", "examples/开州区附件.txt", *here)
    _step("检查方案", "check-plan", *here)
    _step("生成 45 份下发表", "generate", "--period", PERIOD, *here)
    templates = _unpack(next((folder / "outbox" / "202310").glob("*.zip")))
    print("\n=== 模拟各单位填报：42 个单位报送（示例数据），其中十余份带有常见问题", flush=True)
    count = write_returns(templates, folder)
    print(f"已写入 {folder / 'inbox'}：{count} 个文件")
    _step("收表", "collect", str(folder / "inbox"), "--now", RECEIVED, *here)
    _step("审核", "validate", "--period", PERIOD, "--now", RECEIVED, *here)
    _step("汇总", "consolidate", "--period", PERIOD, "--now", CONSOLIDATED, *here)
    _step("报送情况", "status", "--period", PERIOD, "--now", CONSOLIDATED, *here)
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
