"""docs/exit-codes.md, held against the errors and their sentences; and what the sentences say."""

import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import workbook_tools
from workbook_tools.cli.main import CLEAN, FINDINGS, UNEXPECTED
from workbook_tools.errors import DiskFull, EnvironmentFault, FileUnreadable, FileUnwritable
from workbook_tools.messages import faults
from workbook_tools.safe_write import read_faults, unexpected_fault, write_faults

DOCUMENT = Path(workbook_tools.__file__).parents[1] / "docs" / "exit-codes.md"
SENTENCES = {
    name: text
    for name, text in vars(faults).items()
    if name.isupper() and isinstance(text, str) and not name.startswith("_") and text.endswith("。")
}


def kinds(of: type[EnvironmentFault] = EnvironmentFault) -> Iterator[type[EnvironmentFault]]:
    """Every kind of fault."""
    for kind in of.__subclasses__():
        yield kind
        yield from kinds(kind)


def test_the_table_names_every_fault_with_its_code_and_every_other_way_to_end() -> None:
    rows = re.findall(r"^\| (\d+) \| (?:`(\w+)`|-) \|", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    named = {(name, int(code)) for code, name in rows if name}
    assert named == {(kind.__name__, kind.exit_code) for kind in kinds()}
    others = {int(code) for code, name in rows if not name}
    assert others == {CLEAN, FINDINGS, UNEXPECTED, 130}


def test_the_document_has_every_sentence() -> None:
    listed = re.findall(r"^- (.*“?.*。)$", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(SENTENCES.values())


@pytest.mark.parametrize("name", SENTENCES)
def test_every_sentence_says_what_to_do(name: str) -> None:
    told_by_trouble = "{trouble}" in SENTENCES[name]
    assert told_by_trouble or "请" in SENTENCES[name]


def test_every_trouble_says_what_it_means_and_what_to_do() -> None:
    troubles = {*faults.TROUBLES.values(), *faults.WINDOWS_TROUBLES.values(), faults.UNKNOWN_TROUBLE}
    assert all(re.fullmatch(r"[^；。]+；请[^；。]+", trouble) for trouble in troubles)


def refused(number: int, windows: int = 0, path: str = "收件登记.xlsx") -> OSError:
    """What the operating system says; `windows` is its own code there."""
    error = OSError(number, os.strerror(number), path)
    if windows:
        error.winerror = windows  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize(
    ("error", "kind", "says"),
    [
        (refused(errno.ENOSPC), DiskFull, "磁盘空间不足"),
        (refused(errno.EDQUOT), DiskFull, "磁盘空间不足"),
        (refused(errno.EACCES), FileUnwritable, "Excel 或 WPS"),
        (refused(errno.EACCES, 32), FileUnwritable, "正在 Excel、WPS 或别的程序中打开；请关闭文件"),
        (refused(errno.EBUSY), FileUnwritable, "Excel 或 WPS"),
        (refused(errno.EROFS), FileUnwritable, "写保护"),
        (refused(errno.EIO), FileUnwritable, "读写出错"),
        (refused(errno.ESTALE), FileUnwritable, "重新连接"),
        (refused(errno.EINVAL, 64), FileUnwritable, "重新连接"),
        (refused(errno.ENAMETOOLONG), FileUnwritable, "路径太长"),
        (refused(errno.ENOENT, 206), FileUnwritable, "路径太长"),
        (refused(errno.ENOENT, 3, "C:\\" + "很长的文件夹\\" * 40), FileUnwritable, "路径太长"),
        (refused(errno.ENOENT, 3), FileUnwritable, "不在那里"),
        (refused(errno.EINVAL, 123), FileUnwritable, "改名"),
        (refused(errno.EISDIR), FileUnwritable, "同名的文件夹"),
        (refused(errno.ENOTDIR), FileUnwritable, "同名的文件"),
        (refused(errno.EPROTO), FileUnwritable, os.strerror(errno.EPROTO)),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_the_system_says_against_writing_becomes_a_sentence(
    error: OSError, kind: type[EnvironmentFault], says: str
) -> None:
    path = Path("台账/master-202401.xlsx")
    with pytest.raises(kind) as raised, write_faults(path):
        raise error
    assert says in raised.value.sentence
    assert f"“{path}”" in raised.value.sentence


def test_a_name_that_the_system_cannot_spell_is_to_be_changed() -> None:
    with pytest.raises(FileUnwritable, match="请改名"), write_faults(Path("示例𠀀镇.xlsx")):
        "示例𠀀镇.xlsx".encode("gb2312")


@pytest.mark.parametrize(("number", "says"), [(errno.ENOTCONN, "重新连接"), (errno.ENOENT, "不在那里")])
def test_what_the_system_says_against_reading_becomes_a_sentence(number: int, says: str) -> None:
    with pytest.raises(FileUnreadable, match=says), read_faults(Path("方案.xlsx")):
        raise refused(number)


def test_what_nobody_expected_names_the_file_or_else_the_output() -> None:
    named = unexpected_fault(refused(errno.EIO))
    assert "“收件登记.xlsx”" in named.sentence
    unnamed = unexpected_fault(OSError(errno.ENOSPC, "no space"))
    assert (unnamed.exit_code, "结果无法输出" in unnamed.sentence) == (14, True)
