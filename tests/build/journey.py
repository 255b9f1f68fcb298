"""A month's commands, one after the other, and the workspace as each of them found it."""

import io
import shutil
from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

from scripts.examples.filling import Record
from tests.build.bureau import PERIOD, Bureau, county_header
from tests.build.county_plan import county_plan
from tests.build.county_returns import rows
from tests.build.day import EAST, FIRST, WEST, shop
from tests.build.monday import Inbox, mail
from tests.build.officer import Desk
from tests.build.packages import zip_of
from workbook_tools.cli.main import run

NOTICE = "附件1\n示例任务表\n责任单位\t2024年\t责任人\n示例甲镇\t3\t\n合计\t3\t\n"
_HERE = "@"


@dataclass(frozen=True, slots=True)
class Step:
    """One command: the workspace as it found it (no folder for init), its arguments, its time."""

    before: Path
    words: tuple[str, ...]
    now: str

    def at(self, root: Path) -> tuple[str, ...]:
        """The command line for a workspace at `root`."""
        return (*(str(root) if word == _HERE else word for word in self.words), "--now", self.now)

    def copied(self, root: Path) -> Path:
        """The workspace as the command found it, put at `root` in place of whatever is there."""
        shutil.rmtree(root, ignore_errors=True)
        if self.before.exists():
            shutil.copytree(self.before, root)
        return root


class Journey:
    """A month of the example county in a folder: `steps` by name, in the order of the work."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._here = folder, folder / "现在"
        self._hour = 0
        self.steps: dict[str, Step] = {}
        self._new_plans()
        self._month()

    def _does(self, name: str, *words: str) -> None:
        """Keep the workspace as it is, and run the command in it."""
        self._hour += 1
        step = Step(self._folder / name, words, f"2024-02-{self._hour:02}T09:00:00")
        if self._here.exists():
            shutil.copytree(self._here, step.before)
        with redirect_stdout(io.StringIO()):
            code = run([*step.at(self._here), "-w", str(self._here)])
        assert code in (0, 1), (name, code)
        self.steps[name] = step

    def _puts(self, files: Mapping[str, bytes], folder: str) -> str:
        """Files beside the workspaces, as they come from a stick."""
        return str(Bureau(self._folder).handed_in(files, folder))

    def _new_plans(self) -> None:
        """A workspace of the packaged plan, and a notice imported into it."""
        self._does("init", "init", _HERE)
        notice = self._puts({"通知.txt": NOTICE.encode()}, "通知") + "/通知.txt"
        self._does("import-annex", "import-annex", notice)
        shutil.rmtree(self._here)

    def _month(self) -> None:
        """The example county's January."""
        bureau = Bureau.founded(self._here, county_plan(self._folder / "方案.xlsx"))
        self._does("generate", "generate", *PERIOD)
        inbox = Inbox(bureau.outbox(), {form.code: form for form in bureau.plan.forms})
        listed = self._puts({"名单.xlsx": _list()}, "名单") + "/名单.xlsx"
        self._does("import-list", "import-list", listed, "--annex", "1", "--kind", "官方")
        self._does("collect", "collect", self._puts(_returns(inbox), "来件"))
        self._does("validate", "validate", *PERIOD)
        self._does("decide", "decide", self._ruled(bureau))
        self._does("validate-again", "validate", *PERIOD)
        self._does("consolidate", "consolidate", *PERIOD)
        self._does("status", "status", *PERIOD)
        self._does("sample", "sample", *PERIOD, "--size", "2", "--seed", "示例")
        self._does("close", "close", *PERIOD)
        self._does("export-evidence", "export-evidence", *PERIOD)
        self._does("reopen", "reopen", *PERIOD, "--reason", "示例理由")

    def _ruled(self, bureau: Bureau) -> str:
        """待办 with the one disputed shop ruled on."""
        (path,) = (bureau.root / "decisions").glob("*.xlsx")
        desk = Desk.at(path)
        line = desk.the("归属裁定", "W5")
        chosen = next(word for word in line.choices if "东乡镇" in word)
        return str(desk.ruled(line, chosen).saved(self._folder / "填好的待办.xlsx"))


def _returns(inbox: Inbox) -> dict[str, bytes]:
    """Two units that claim one shop, one whose return goes back, one in a mail, a scan, junk."""
    mistaken = [{**row, "staff": "十来个"} for row in rows("XS-01", 2)]
    return {
        "东乡镇.xlsx": inbox.typed(*EAST, county_header(FIRST), _shops("W4", "W5")),
        "西乡镇.xlsx": inbox.typed(*WEST, county_header(FIRST), _shops("W5", "W6")),
        "商务局.xlsx": inbox.typed("B02", "XS-01", county_header(FIRST), mistaken),
        "经信局.eml": mail(("经信局.xlsx", inbox.book("B01", "XS-01"))),
        "产品.zip": zip_of({"东乡镇产品.xlsx": inbox.book("T01", "XS-03")}),
        "扫描件.pdf": b"%PDF-1.4\n% example scan\n%%EOF\n",
        "Thumbs.db": b"junk",
    }


def _shops(*keys: str) -> Sequence[Record]:
    return [shop(key) for key in keys]


def _list() -> bytes:
    book, buffer = Workbook(), io.BytesIO()
    assert book.active
    for row in (("示例名单",), ("序号", "企业全称", "登记号"), (1, "示例第1机械有限公司", "SL000001")):
        book.active.append(row)
    book.save(buffer)
    return buffer.getvalue()


def contents(root: Path) -> dict[str, bytes]:
    """Every file that a workspace is there for, by its path: no lock, no cache, nothing half-written."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.name.startswith((".", "cache.sqlite", "ledger.sqlite"))
    }
