"""Folders, zips and mails as they come in: every file inside is found, once, whatever became of its name."""

import io
import os
import stat
import struct
import sys
import zipfile
from base64 import b64encode, encodebytes
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.build.opened import bytes_of, opened_all
from tests.build.packages import cell, laid, rows, xlsx, zip_of
from workbook_tools.intake import limits
from workbook_tools.intake.limits import Limits
from workbook_tools.intake.places import Item

BOOK = xlsx(rows(cell("A1", 1)))
OTHER = xlsx(rows(cell("A1", 2)))


@pytest.fixture
def spools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("spools")


def items_of(folder: Path, limits: Limits | None = None) -> list[Item]:
    spools = folder.with_name(f"{folder.name}-spools")
    spools.mkdir(exist_ok=True)
    return list(opened_all([folder], spools, limits or Limits()))


def opened(data: bytes, tmp_path: Path, name: str = "收件.zip", most: Limits | None = None) -> list[Item]:
    return items_of(laid(tmp_path, {name: data}), most)


def codes(items: list[Item]) -> dict[str, str]:
    """Inner path -> code of the finding, empty for a workbook to be read."""
    return {item.inner: item.finding.code if item.finding else "" for item in items}


# ---------------------------------------------------------------- folders and files


def test_folders_are_walked_in_the_order_of_names_and_paths_start_with_what_was_given(tmp_path: Path) -> None:
    folder = laid(tmp_path, {"b/2.xlsx": BOOK, "b/1.xlsx": OTHER, "a.xlsx": BOOK})
    assert [item.path for item in items_of(folder)] == [
        f"{tmp_path.as_posix()}/{name}" for name in ("a.xlsx", "b/1.xlsx", "b/2.xlsx")
    ]


def test_inner_path_and_company_do_not_depend_on_where_a_file_was_handed_in_from(
    tmp_path: Path, spools: Path
) -> None:
    laid(tmp_path, {"赵家/表.xlsx": BOOK})
    (by_folder,) = opened_all([tmp_path], spools)
    (by_file,) = opened_all([tmp_path / "赵家" / "表.xlsx"], spools)
    assert (by_folder.inner, by_folder.company) == (by_file.inner, by_file.company) == ("表.xlsx", "赵家")


def test_what_is_the_tools_own_is_left_alone_by_a_walk_but_opened_where_handed_in_by_name(
    tmp_path: Path, spools: Path
) -> None:
    laid(tmp_path, {"archive/1.xlsx": BOOK, "inbox/2.xlsx": OTHER, "plan.xlsx": BOOK})

    def owned(path: Path) -> bool:
        return path.name in ("archive", "plan.xlsx")

    walked = list(opened_all([tmp_path], spools, owned=owned))
    assert codes(walked) == {"archive": "F130", "2.xlsx": "", "plan.xlsx": "F130"}
    assert codes(list(opened_all([tmp_path / "archive"], spools, owned=owned))) == {"1.xlsx": ""}


def test_what_office_programs_and_systems_leave_behind_is_ignored(tmp_path: Path) -> None:
    junk = [
        "~$赵家.xlsx",
        ".~赵家.xlsx",
        ".~lock.赵家.xlsx#",
        ".DS_Store",
        "Thumbs.db",
        "~WRL1.tmp",
        "._a.xlsx",
    ]
    items = items_of(laid(tmp_path, {"赵家.xlsx": BOOK, **dict.fromkeys(junk, b"lock")}))
    assert sorted(item.name for item in items if item.junk) == sorted(junk)
    assert [item.name for item in items if not item.junk] == ["赵家.xlsx"]


def test_a_path_that_is_not_there_is_reported_and_the_rest_go_on(tmp_path: Path, spools: Path) -> None:
    laid(tmp_path, {"a.xlsx": BOOK})
    items = list(opened_all([tmp_path / "不存在.xlsx", tmp_path / "a.xlsx"], spools))
    assert codes(items) == {"不存在.xlsx": "F128", "a.xlsx": ""}


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes as on Linux")
def test_links_that_lead_back_and_pipes_do_not_hang_the_walk(tmp_path: Path) -> None:
    laid(tmp_path, {"a.xlsx": BOOK})
    (tmp_path / "回环").symlink_to(tmp_path)
    (tmp_path / "断链.xlsx").symlink_to(tmp_path / "无")
    os.mkfifo(tmp_path / "管道.xlsx")
    assert codes(items_of(tmp_path)) == {"a.xlsx": "", "断链.xlsx": "F128", "管道.xlsx": "F127"}


@pytest.mark.skipif(sys.platform == "win32", reason="paths are shorter there")
def test_folders_deeper_than_calls_go_are_walked(tmp_path: Path) -> None:
    folder = tmp_path / "收件"
    deep = [f"{folder}{'/a' * depth}" for depth in range(sys.getrecursionlimit() * 3 // 5)]
    for each in deep:
        Path(each).mkdir()
    file = Path(deep[-1]) / "赵家.xlsx"
    file.write_bytes(BOOK)
    found = [item.inner for item in items_of(folder)]
    # pytest clears up by calls as deep as the folder.
    file.unlink()
    for each in reversed(deep):
        Path(each).rmdir()
    assert found == ["赵家.xlsx"]


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux only")
def test_a_gbk_file_name_on_a_linux_disk_is_legible(tmp_path: Path) -> None:
    name = os.fsdecode("赵家.xlsx".encode("gbk"))
    (tmp_path / name).write_bytes(BOOK)
    assert [item.name for item in items_of(tmp_path)] == ["赵家.xlsx"]


def test_a_refused_file_keeps_its_bytes_for_the_archive(tmp_path: Path) -> None:
    (item,) = items_of(laid(tmp_path, {"盖章.pdf": b"%PDF-1.7"}))
    assert (bytes_of(item), item.format, item.finding and item.finding.code) == (b"%PDF-1.7", "pdf", "F106")


# ---------------------------------------------------------------- zips


def test_a_zip_follows_its_files_and_says_how_many_there_were(tmp_path: Path) -> None:
    items = opened(zip_of({"赵家/a.xlsx": BOOK, "赵家/盖章.pdf": b"%PDF-1.7"}), tmp_path)
    assert codes(items) == {"收件.zip/赵家/a.xlsx": "", "收件.zip/赵家/盖章.pdf": "F106", "收件.zip": "F121"}
    assert items[-1].finding is not None
    assert dict(items[-1].finding.params) == {"count": "2"}
    assert items[0].company == items[1].company == "收件.zip/赵家"


def test_zips_in_zips_are_opened_to_the_third(tmp_path: Path) -> None:
    data = BOOK
    for level in ("四.zip", "三.zip", "二.zip"):
        data = zip_of({"a.xlsx" if level == "四.zip" else "内.zip": data})
    deep = zip_of({"内.zip": data})
    found = codes(opened(deep, tmp_path))
    assert found == {
        "收件.zip/内.zip/内.zip/内.zip": "F122",
        "收件.zip/内.zip/内.zip": "F121",
        "收件.zip/内.zip": "F121",
        "收件.zip": "F121",
    }


def renamed(data: bytes, old: bytes, new: bytes) -> bytes:
    """The zip with a member's name bytes replaced, the UTF-8 flag unset as written."""
    assert len(old) == len(new)
    return data.replace(old, new)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
@pytest.mark.parametrize("name", ["赵家街道办事处（最终版）", "中和镇", "联通", "镕丰"])
def test_chinese_names_without_the_utf8_flag_are_legible(encoding: str, name: str, tmp_path: Path) -> None:
    raw = name.encode(encoding)
    stand_in = "a" * len(raw)
    data = renamed(zip_of({f"{stand_in}.xlsx": BOOK}), stand_in.encode(), raw)
    assert opened(data, tmp_path)[0].name == f"{name}.xlsx"


def test_a_name_twice_in_one_zip_is_two_files(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zip_of([("表.xlsx", BOOK), ("表.xlsx", OTHER)])
    assert [bytes_of(item) for item in opened(data, tmp_path)[:2]] == [BOOK, OTHER]


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/a.xlsx",
        "/b.xlsx",
        "C:\\c.xlsx",
        "c:d.xlsx",
        "a/NUL",
        "con.xlsx",
        "COM¹.xlsx",
        "n" * 300,
        "a/" * 10_000 + "b",
    ],
)
def test_a_member_whose_name_leads_away_is_left_where_it_is(name: str, tmp_path: Path) -> None:
    odd, sound, _ = opened(zip_of({name: BOOK, "赵家.xlsx": OTHER}), tmp_path)
    assert (odd.finding and odd.finding.code, odd.file) == ("F161", None)
    assert len(odd.inner) < 300, "what is printed fits on a line"
    assert (sound.finding, bytes_of(sound)) == (None, OTHER)


def test_a_member_whose_name_hides_its_end_behind_a_nul_is_refused(tmp_path: Path) -> None:
    data = renamed(zip_of({"a.xlsxx.exe": BOOK}), b"a.xlsxx.exe", b"a.xlsx\0.exe")
    assert codes(opened(data, tmp_path)) == {"收件.zip/a.xlsx": "F161", "收件.zip": "F121"}


def test_names_that_only_look_odd_lead_nowhere_and_are_read(tmp_path: Path) -> None:
    names = ["./a.xlsx", "赵家//b.xlsx", "赵家\\c.xlsx", "console.xlsx", "a..b/d..xlsx"]
    assert [item.inner for item in opened(zip_of(dict.fromkeys(names, BOOK)), tmp_path)[:-1]] == [
        "收件.zip/a.xlsx",
        "收件.zip/赵家/b.xlsx",
        "收件.zip/赵家/c.xlsx",
        "收件.zip/console.xlsx",
        "收件.zip/a..b/d..xlsx",
    ]


def test_a_link_in_a_zip_is_followed_nowhere(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("链接.xlsx")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert codes(opened(packed.getvalue(), tmp_path))["收件.zip/链接.xlsx"] == "F162"


def test_junk_in_a_zip_is_ignored(tmp_path: Path) -> None:
    items = opened(zip_of({"__MACOSX/._a.xlsx": b"x", "__MACOSX/a.xlsx": b"x", "a.xlsx": BOOK}), tmp_path)
    assert [item.junk for item in items] == [True, True, False, False]


def test_an_encrypted_member_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    data = bytearray(zip_of({"a.xlsx": BOOK, "b.xlsx": BOOK}))
    directory = data.index(b"PK\1\2")
    data[directory + 8] |= 1
    found = codes(opened(bytes(data), tmp_path))
    assert found == {"收件.zip/a.xlsx": "F125", "收件.zip/b.xlsx": "", "收件.zip": "F121"}


def test_a_damaged_member_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    data = bytearray(zip_of({"a.xlsx": BOOK, "b.xlsx": BOOK}))
    data[60] ^= 0xFF
    found = codes(opened(bytes(data), tmp_path))
    assert found == {"收件.zip/a.xlsx": "F126", "收件.zip/b.xlsx": "", "收件.zip": "F121"}


def test_a_bomb_is_stopped_by_what_comes_out_and_not_by_what_it_declares(tmp_path: Path) -> None:
    bomb = zip_of({"bomb.xlsx": bytes(3_000_000), "a.xlsx": BOOK})
    declared = bomb.replace((3_000_000).to_bytes(4, "little"), (1).to_bytes(4, "little"))
    most = Limits(ratio=100, ratio_from=1_000_000)
    assert codes(opened(bomb, tmp_path, most=most)) == {
        "收件.zip/bomb.xlsx": "F124",
        "收件.zip/a.xlsx": "",
        "收件.zip": "F121",
    }
    assert codes(opened(declared, tmp_path, most=most))["收件.zip/bomb.xlsx"] in ("F124", "F126")


def test_a_zip_that_holds_too_much_in_all_is_stopped(tmp_path: Path) -> None:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        for number in range(4):
            archive.writestr(f"{number}.bin", os.urandom(1000))
    found = codes(opened(stored.getvalue(), tmp_path, most=Limits(total_bytes=2500)))
    assert found["收件.zip"] == "F124"


def test_too_many_files_are_counted_over_nested_zips_too(tmp_path: Path) -> None:
    inner = zip_of({f"{n}.xlsx": BOOK for n in range(3)})
    found = codes(opened(zip_of({"1.zip": inner, "2.zip": inner}), tmp_path, most=Limits(members=5)))
    assert found["收件.zip/1.zip"] == "F121"
    assert found["收件.zip/2.zip"] == "F123"


def test_a_directory_of_too_many_files_is_not_even_read(tmp_path: Path) -> None:
    many = zip_of({f"{n}.xlsx": b"" for n in range(1_001)})
    assert codes(opened(many, tmp_path)) == {"收件.zip": "F123"}


def test_members_that_share_bytes_are_not_inflated_once_for_each(tmp_path: Path) -> None:
    single = zip_of({"a.pdf": b"%PDF-1.7"})
    directory, end = single.index(b"PK\1\2"), single.index(b"PK\5\6")
    entry = single[directory:end]
    doubled = bytearray(single[:directory] + entry * 2 + single[end:])
    struct.pack_into("<2HI", doubled, len(doubled) - 14, 2, 2, 2 * len(entry))
    assert codes(opened(bytes(doubled), tmp_path)) == {"收件.zip": "F166"}


def test_a_member_packed_in_a_way_that_names_its_own_memory_is_refused_and_the_others_are_read(
    tmp_path: Path,
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.xlsx", BOOK, zipfile.ZIP_LZMA)
        archive.writestr("b.xlsx", BOOK)
    found = codes(opened(packed.getvalue(), tmp_path))
    assert found == {"收件.zip/a.xlsx": "F126", "收件.zip/b.xlsx": "", "收件.zip": "F121"}


def test_a_zip_of_a_version_still_to_come_is_damaged_to_us(tmp_path: Path) -> None:
    data = bytearray(zip_of({"赵家.xlsx": BOOK}))
    data[data.find(b"PK\1\2") + 6] = 99
    assert codes(opened(bytes(data), tmp_path)) == {"收件.zip": "F102"}


def test_a_member_without_a_name_is_read(tmp_path: Path) -> None:
    found = codes(opened(zip_of({".": b"%PDF-1.7"}), tmp_path))
    assert found == {"收件.zip/part-1": "F106", "收件.zip": "F121"}


# ---------------------------------------------------------------- mails


def mail(*attachments: tuple[str, bytes]) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = "example@example.cn", "报送示例"
    message.set_content("请查收")
    for name, data in attachments:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message


def test_attachments_are_taken_out_of_a_mail_and_stay_in_its_company(tmp_path: Path) -> None:
    inner = zip_of({"b.xlsx": OTHER})
    sent = mail(("赵家.xlsx", BOOK), ("盖章.pdf", b"%PDF-1.7"), ("附件.zip", inner))
    items = opened(sent.as_bytes(), tmp_path, "来信.eml")
    assert codes(items) == {
        "来信.eml/赵家.xlsx": "",
        "来信.eml/盖章.pdf": "F106",
        "来信.eml/附件.zip/b.xlsx": "",
        "来信.eml/附件.zip": "F121",
        "来信.eml": "F121",
    }
    assert {item.company for item in items[:-1]} == {"来信.eml"}
    assert bytes_of(items[0]) == BOOK


@pytest.mark.parametrize(
    "header",
    [
        b"attachment; filename*=GB2312''%D5%D4%BC%D2.xlsx",
        b"attachment; filename*0*=utf-8''%E8%B5%B5; filename*1*=%E5%AE%B6.xlsx",
        b'attachment; filename="=?gb2312?B?1dS80i54bHN4?="',
        b'attachment;\r\n filename="=?utf-8?B?6LW15a62Lnhsc3g=?="',
        'attachment; filename="赵家.xlsx"'.encode("gbk"),
        'attachment; filename="赵家.xlsx"'.encode(),
    ],
    ids=["RFC 2231", "RFC 2231 in parts", "RFC 2047 in GBK", "RFC 2047 folded", "raw GBK", "raw UTF-8"],
)
def test_attachment_names_are_legible_however_the_mail_program_wrote_them(
    header: bytes, tmp_path: Path
) -> None:
    sent = mail(("stand-in.xlsx", BOOK)).as_bytes()
    written = sent.replace(b'attachment; filename="stand-in.xlsx"', header)
    assert written != sent
    assert opened(written, tmp_path, "来信.eml")[0].name == "赵家.xlsx"


def test_a_name_in_a_charset_that_cannot_be_costs_neither_the_attachment_nor_the_mail(tmp_path: Path) -> None:
    said = f"=?undefined?B?{b64encode('赵家.xlsx'.encode()).decode()}?="
    data = mail(("PLACE", BOOK)).as_bytes().replace(b'"PLACE"', f'"{said}"'.encode())
    attached, _ = opened(data, tmp_path, "收件.eml")
    assert (attached.inner, attached.finding) == ("收件.eml/赵家.xlsx", None)


def test_a_forwarded_mail_gives_up_its_attachments(tmp_path: Path) -> None:
    outer = mail()
    outer.add_attachment(mail(("赵家.xlsx", BOOK)))
    assert codes(opened(outer.as_bytes(), tmp_path, "转发.eml")) == {
        "转发.eml/赵家.xlsx": "",
        "转发.eml": "F121",
    }


def test_a_forwarded_mail_that_was_encoded_as_a_whole_is_opened(tmp_path: Path) -> None:
    outer = (
        b"From: a@example.cn\nTo: b@example.cn\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/mixed; boundary=BB\n\n--BB\n"
        b"Content-Type: message/rfc822; name=inner.eml\nContent-Transfer-Encoding: base64\n\n%s\n--BB--\n"
    )
    data = outer % encodebytes(mail(("赵家.xlsx", BOOK)).as_bytes())
    attached, *_ = opened(data, tmp_path, "转发.eml")
    assert (attached.inner, bytes_of(attached)) == ("转发.eml/inner.eml/赵家.xlsx", BOOK)


def test_blanks_behind_the_name_of_an_encoding_cost_nothing(tmp_path: Path) -> None:
    data = mail(("赵家.xlsx", BOOK)).as_bytes().replace(b"Encoding: base64", b"Encoding: base64 \t")
    assert bytes_of(opened(data, tmp_path, "来信.eml")[0]) == BOOK


def test_mails_saved_into_one_file_are_all_opened(tmp_path: Path) -> None:
    opening = b"From a@example.cn Mon Nov  6 09:00:00 2023\n"
    both = [opening + mail((name, BOOK)).as_bytes() for name in ("赵家.xlsx", "钱家.xlsx")]
    items = opened(b"\n".join(both), tmp_path, "邮箱.eml")
    assert codes(items) == {"邮箱.eml/赵家.xlsx": "", "邮箱.eml/钱家.xlsx": "", "邮箱.eml": "F121"}


def test_a_logo_in_the_text_is_no_attachment_and_a_mail_without_any_is_refused(tmp_path: Path) -> None:
    sent = mail()
    sent.add_related(
        b"\x89PNG\r\n\x1a\n",
        maintype="image",
        subtype="png",
        cid="<logo>",
        filename="logo.png",
        disposition="inline",
    )
    assert codes(opened(sent.as_bytes(), tmp_path, "来信.eml")) == {"来信.eml": "F117"}


def test_a_mail_of_a_hundred_thousand_parts_is_not_taken_apart(tmp_path: Path) -> None:
    head = b"From: a@example.cn\nTo: b@example.cn\nContent-Type: multipart/mixed; boundary=x\n\n"
    assert codes(opened(head + b"--x\n\n1\n" * 100_000, tmp_path, "来信.eml")) == {"来信.eml": "F123"}


# ---------------------------------------------------------------- what is too much


def test_a_file_too_large_to_be_looked_into_is_kept_unless_it_is_a_plain_zip(tmp_path: Path) -> None:
    laid(tmp_path, {"大.xlsx": BOOK, "大.zip": zip_of({"a.pdf": b"%PDF-1.7"})})
    assert codes(items_of(tmp_path, Limits(looked_into_bytes=10))) == {
        "大.xlsx": "F124",
        "大.zip/a.pdf": "F106",
        "大.zip": "F121",
    }


def test_opening_ends_when_its_time_is_up_and_what_was_found_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hours = iter(range(0, 36_000_000, 3600))
    monkeypatch.setattr(limits.time, "process_time", lambda: 1 if next(hours) < 3 * 3600 else 3600)
    found = codes(opened(zip_of({f"{n}.pdf": b"%PDF-1.7" for n in range(9)}), tmp_path))
    assert found == {"收件.zip/0.pdf": "F106", "收件.zip/1.pdf": "F106", "收件.zip": "F164"}
