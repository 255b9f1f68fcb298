"""The auditor's guide: what it quotes is what the tool says of the demonstration, line by line and cell by cell."""

import io
import re
import shlex
import shutil
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from scripts import demo
from scripts.make_pictures import FOLDER, GUIDE, ROOT, with_codes
from tests.build.edits.parts import MAIN, Parts
from workbook_tools.cli.main import run

pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported:UserWarning")

MASTER = "master-202310.xlsx"
LEFT_OUT = "……"
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
_FORGED = re.compile(r"把“(.+?)”([A-Z]+\d+)（.+?）由 (\S+) 改成 (\S+)，另存为“(.+?)”")
_CELL = re.compile(r"^\| (原件 )?`(.+?)!([A-Z]+\d+)` \| (.+?) \|$", re.MULTILINE)
_OF_THIS_RUN = re.compile(r"[0-9a-f]{64}|\d+\.\d MB")
"""Digests and sizes: the demonstration's mails and encrypted files differ from run to run."""


@dataclass(frozen=True)
class Followed:
    """The demonstration as it ended, what it printed, and the guide with the codes of this run."""

    workspace: Path
    printed: str
    guide: str

    def copied(self, folder: Path) -> Path:
        """A copy to work in, as the guide says."""
        return Path(shutil.copytree(self.workspace, folder))


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Followed:
    """Somebody has run the demonstration and opens the guide."""
    workspace, out = tmp_path_factory.mktemp("guide") / "demo", io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out):
        patch.chdir(ROOT)
        demo.main(workspace)
    guide = with_codes(GUIDE.read_text(encoding="utf-8"), out.getvalue())
    return Followed(workspace, out.getvalue(), guide)


def _said(command: str) -> str:
    out = io.StringIO()
    with redirect_stdout(out):
        run(shlex.split(command)[1:])
    return out.getvalue()


def _quoted(guide: str) -> Iterator[tuple[str, str]]:
    """Commands and what they are said to print."""
    for block in _BLOCK.findall(guide):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, printed = part.partition("\n")
            yield command, printed


def _expected(printed: str) -> str:
    """A pattern for what is quoted; lines may be left out."""
    lines = _OF_THIS_RUN.sub("…", printed).splitlines(keepends=True)
    return "".join(".+" if line.strip() == LEFT_OUT else re.escape(line) for line in lines)


def _forge(guide: str) -> None:
    """Change the one digit that the guide has changed, and nothing else."""
    found = _FORGED.search(guide)
    assert found
    sheet, cell, before, after, name = found.groups()
    parts = Parts(Path(MASTER).read_bytes())
    part = parts.sheets()[sheet]
    root = parts.xml(part)
    value = next(each for each in root.iter(f"{MAIN}c") if each.get("r") == cell).find(f"{MAIN}v")
    assert value is not None
    assert value.text == before
    value.text = after
    parts.put(part, root)
    Path(name).write_bytes(parts.zipped())


def _shown(book: Workbook, sheet: str, cell: str) -> str:
    return str(book[sheet][cell].value)


def test_the_demonstration_ends_with_the_path_of_the_master(followed: Followed) -> None:
    path = Path(followed.printed.splitlines()[-1].strip())
    assert path == (followed.workspace / MASTER).resolve()
    assert path.is_file()
    assert "结论：没有发现问题" in followed.printed


def test_every_command_says_what_the_guide_quotes(
    followed: Followed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(followed.copied(tmp_path / "复制件"))
    _forge(followed.guide)
    commands = list(_quoted(followed.guide))
    assert {command.split()[1] for command, _ in commands} >= {
        "trace",
        "verify",
        "consolidate",
        "sample",
        "export-evidence",
    }
    for command, printed in commands:
        said = _OF_THIS_RUN.sub("…", _said(command))
        assert re.fullmatch(_expected(printed), said, re.DOTALL), f"{command}\n{said}\n指南写的是\n{printed}"


def test_the_way_from_the_number_to_the_original_is_as_the_guide_draws_it(followed: Followed) -> None:
    master = load_workbook(followed.workspace / MASTER, data_only=True)
    rows = master["附件2"]["D6"].hyperlink
    opened = master["报送情况"]["S10"].hyperlink
    assert rows is not None
    assert rows.location.startswith("企业名录!A50:")
    assert opened is not None
    original = load_workbook(followed.workspace / opened.target, data_only=True)
    cells = _CELL.findall(followed.guide)
    assert len(cells) > 5
    for of_original, sheet, cell, told in cells:
        assert _shown(original if of_original else master, sheet, cell) == told, (sheet, cell)


def test_every_picture_is_there_and_none_is_heavy() -> None:
    named = set(re.findall(r"\]\((pictures/.+?)\)", GUIDE.read_text(encoding="utf-8")))
    kept = {f"pictures/{path.name}": path.stat().st_size for path in FOLDER.iterdir()}
    assert named == set(kept)
    assert max(kept.values()) < 150 * 1024
