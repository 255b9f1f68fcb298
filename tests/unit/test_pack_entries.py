"""A zip from anywhere taken for an evidence pack: what leads elsewhere or grows without bounds is not opened."""

import io
import stat
import zipfile
from pathlib import Path

import pytest

from tests.build.packages import zip_of
from workbook_tools.errors import Misuse
from workbook_tools.messages import pack as words
from workbook_tools.pipeline.pack import is_pack, opened
from workbook_tools.pipeline.pack.layout import DECLARATION, information, manifest

BAG = {"证据包/bagit.txt": DECLARATION}


def nothing_said(_done: int, _total: int) -> None:
    """Nobody watches."""


def put(folder: Path, data: bytes) -> Path:
    """A file with these bytes."""
    path = folder / "外来.zip"
    path.write_bytes(data)
    return path


def refused(path: Path) -> str:
    """Why a pack is not opened."""
    with pytest.raises(Misuse) as problem, opened(path, nothing_said):
        pass
    return problem.value.sentence


@pytest.mark.parametrize(
    "name",
    [
        "证据包/../../出去.xlsx",
        "/证据包/data/根.xlsx",
        "证据包/C:/盘.xlsx",
        "证据包/data\\..\\..\\反斜线.xlsx",
        "证据包/data//空.xlsx",
        "证据包/./data/点.xlsx",
        "证据包/data/尾点.",
        "证据包/data/尾空 ",
        "证据包/data/con.xlsx",
        "证据包/data/COM1",
        "证据包/data/流:暗.xlsx",
        "证据包/data/换\n行.xlsx",
        "证据包/data/\u202e反.xlsx",
        "顶层.xlsx",
    ],
)
def test_a_path_that_may_lead_elsewhere_is_not_opened(tmp_path: Path, name: str) -> None:
    assert words.WHY_NAME in refused(put(tmp_path, zip_of({**BAG, name: b"x"})))
    assert [path.name for path in tmp_path.iterdir()] == ["外来.zip"]


@pytest.mark.parametrize("twin", ["证据包/data/A.xlsx", "证据包/data/a.xlsx", "证据包/DATA/a.xlsx"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_means_two_things(tmp_path: Path, twin: str) -> None:
    twice = zip_of([*BAG.items(), ("证据包/data/a.xlsx", b"1"), (twin, b"2")])
    assert words.WHY_TWICE in refused(put(tmp_path, twice))


@pytest.mark.parametrize(
    "names", [("证据包/data/a", "证据包/data/A/b.txt"), ("证据包/data/a/b.txt", "证据包/data/a")]
)
def test_a_name_is_no_file_and_folder_at_once(tmp_path: Path, names: tuple[str, str]) -> None:
    assert words.WHY_TWICE in refused(put(tmp_path, zip_of({**BAG, **dict.fromkeys(names, b"x")})))


@pytest.mark.parametrize("name", ["长" * 100, "/".join(["d" * 60] * 5)])
def test_a_path_longer_than_systems_take_is_not_opened(tmp_path: Path, name: str) -> None:
    assert words.WHY_LONG in refused(put(tmp_path, zip_of({**BAG, f"证据包/data/{name}": b"x"})))


def test_a_link_is_no_file(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("证据包/data/link.xlsx")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    buffer = io.BytesIO(zip_of(BAG))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert words.WHY_LINK in refused(put(tmp_path, buffer.getvalue()))


def test_an_encrypted_member_is_not_tried(tmp_path: Path) -> None:
    plain = zip_of({**BAG, "证据包/data/密.xlsx": b"x"})
    directory = plain.rindex(b"PK\x01\x02")
    locked = plain[: directory + 8] + bytes([plain[directory + 8] | 1]) + plain[directory + 9 :]
    assert words.WHY_ENCRYPTED in refused(put(tmp_path, locked))


def test_a_bomb_is_not_lit(tmp_path: Path) -> None:
    bomb = zip_of({**BAG, "证据包/data/大.xlsx": bytes(25 * 2**20)})
    assert words.WHY_SIZE in refused(put(tmp_path, bomb))


def test_all_of_it_lies_in_one_folder(tmp_path: Path) -> None:
    assert words.WHY_OUTSIDE in refused(put(tmp_path, zip_of({**BAG, "别处/x.xlsx": b"x"})))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", zip_of({"xl/workbook.xml": b""})])
def test_what_is_no_bag_is_not_taken_for_one(tmp_path: Path, data: bytes) -> None:
    assert not is_pack(put(tmp_path, data))
    assert is_pack(put(tmp_path, zip_of(BAG)))
    assert not is_pack(tmp_path / "没有.zip")


def test_only_what_the_manifest_lists_is_unpacked(tmp_path: Path) -> None:
    digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    tags = {
        "bag-info.txt": information({}, 2, 2),
        "manifest-sha256.txt": manifest({"data/listed.txt": digest}),
    }
    files = {"data/listed.txt": b"x", "data/unlisted.txt": b"x", **tags}
    data = zip_of({**BAG, **{f"证据包/{name}": content for name, content in files.items()}})
    with opened(put(tmp_path, data), nothing_said) as pack:
        assert [path.name for path in pack.folder.rglob("*")] == ["listed.txt"]
        place = pack.folder
    assert not place.exists(), "what was unpacked goes when it was looked at"
