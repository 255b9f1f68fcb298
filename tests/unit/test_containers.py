"""Folders, zips and mails as they come in: every file inside is found, once, whatever became of its name."""

import io
import os
import sys
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.build.packages import cell, laid, rows, xlsx, zip_of
from workbook_tools.intake.containers import Item, expand
from workbook_tools.intake.limits import Limits

BOOK = xlsx(rows(cell("A1", 1)))
OTHER = xlsx(rows(cell("A1", 2)))


def items_of(folder: Path, limits: Limits | None = None) -> list[Item]:
    return list(expand([folder], limits or Limits()))


def opened(data: bytes, tmp_path: Path, name: str = "收件.zip", limits: Limits | None = None) -> list[Item]:
    return items_of(laid(tmp_path, {name: data}), limits)


def codes(items: list[Item]) -> dict[str, str]:
    """Inner path -> code of the finding, empty for a workbook to be read."""
    return {item.inner: item.finding.code if item.finding else "" for item in items}


# ---------------------------------------------------------------- folders and files


def test_folders_are_walked_in_the_order_of_names_and_paths_start_with_what_was_given(tmp_path: Path) -> None:
    folder = laid(tmp_path, {"b/2.xlsx": BOOK, "b/1.xlsx": OTHER, "a.xlsx": BOOK})
    assert [item.path for item in items_of(folder)] == [
        f"{tmp_path.as_posix()}/{name}" for name in ("a.xlsx", "b/1.xlsx", "b/2.xlsx")
    ]


def test_inner_path_and_company_do_not_depend_on_where_a_file_was_handed_in_from(tmp_path: Path) -> None:
    laid(tmp_path, {"赵家/表.xlsx": BOOK})
    (by_folder,) = expand([tmp_path])
    (by_file,) = expand([tmp_path / "赵家" / "表.xlsx"])
    assert (by_folder.inner, by_folder.company) == (by_file.inner, by_file.company) == ("表.xlsx", "赵家")


def test_what_is_the_tools_own_is_left_alone_by_a_walk_but_opened_where_handed_in_by_name(
    tmp_path: Path,
) -> None:
    laid(tmp_path, {"archive/1.xlsx": BOOK, "inbox/2.xlsx": OTHER, "plan.xlsx": BOOK})

    def owned(path: Path) -> bool:
        return path.name in ("archive", "plan.xlsx")

    walked = list(expand([tmp_path], owned=owned))
    assert codes(walked) == {"archive": "F130", "2.xlsx": "", "plan.xlsx": "F130"}
    assert codes(list(expand([tmp_path / "archive"], owned=owned))) == {"1.xlsx": ""}


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


def test_a_path_that_is_not_there_is_reported_and_the_rest_go_on(tmp_path: Path) -> None:
    laid(tmp_path, {"a.xlsx": BOOK})
    items = list(expand([tmp_path / "不存在.xlsx", tmp_path / "a.xlsx"]))
    assert codes(items) == {"不存在.xlsx": "F128", "a.xlsx": ""}


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes as on Linux")
def test_links_that_lead_back_and_pipes_do_not_hang_the_walk(tmp_path: Path) -> None:
    laid(tmp_path, {"a.xlsx": BOOK})
    (tmp_path / "回环").symlink_to(tmp_path)
    (tmp_path / "断链.xlsx").symlink_to(tmp_path / "无")
    os.mkfifo(tmp_path / "管道.xlsx")
    assert codes(items_of(tmp_path)) == {"a.xlsx": "", "断链.xlsx": "F128", "管道.xlsx": "F127"}


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux only")
def test_a_gbk_file_name_on_a_linux_disk_is_legible(tmp_path: Path) -> None:
    name = os.fsdecode("赵家.xlsx".encode("gbk"))
    (tmp_path / name).write_bytes(BOOK)
    assert [item.name for item in items_of(tmp_path)] == ["赵家.xlsx"]


def test_files_are_read_one_at_a_time(tmp_path: Path) -> None:
    laid(tmp_path, {"a.xlsx": BOOK, "b.xlsx": OTHER})
    walk: Iterator[Item] = expand([tmp_path])
    assert next(walk).data == BOOK
    (tmp_path / "b.xlsx").write_bytes(BOOK)
    assert next(walk).data == BOOK


def test_a_refused_file_keeps_its_bytes_for_the_archive(tmp_path: Path) -> None:
    (item,) = items_of(laid(tmp_path, {"盖章.pdf": b"%PDF-1.7"}))
    assert (item.data, item.format, item.finding and item.finding.code) == (b"%PDF-1.7", "pdf", "F106")


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
    assert [item.data for item in opened(data, tmp_path)[:2]] == [BOOK, OTHER]


def test_names_that_lead_out_of_the_zip_lead_nowhere(tmp_path: Path) -> None:
    items = opened(zip_of({"../../etc/a.xlsx": BOOK, "/b.xlsx": BOOK, "C:\\c.xlsx": BOOK}), tmp_path)
    assert [item.inner for item in items[:3]] == [
        "收件.zip/etc/a.xlsx",
        "收件.zip/b.xlsx",
        "收件.zip/C:/c.xlsx",
    ]


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
    limits = Limits(ratio=100, ratio_from=1_000_000)
    assert codes(opened(bomb, tmp_path, limits=limits)) == {
        "收件.zip/bomb.xlsx": "F124",
        "收件.zip/a.xlsx": "",
        "收件.zip": "F121",
    }
    assert codes(opened(declared, tmp_path, limits=limits))["收件.zip/bomb.xlsx"] in ("F124", "F126")


def test_a_zip_that_holds_too_much_in_all_is_stopped(tmp_path: Path) -> None:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        for number in range(4):
            archive.writestr(f"{number}.bin", os.urandom(1000))
    found = codes(opened(stored.getvalue(), tmp_path, limits=Limits(total_bytes=2500)))
    assert found["收件.zip"] == "F124"


def test_too_many_files_are_counted_over_nested_zips_too(tmp_path: Path) -> None:
    inner = zip_of({f"{n}.xlsx": BOOK for n in range(3)})
    found = codes(opened(zip_of({"1.zip": inner, "2.zip": inner}), tmp_path, limits=Limits(members=5)))
    assert found["收件.zip/1.zip"] == "F121"
    assert found["收件.zip/2.zip"] == "F123"


def test_a_truncated_zip_and_a_rar_are_refused(tmp_path: Path) -> None:
    laid(tmp_path, {"断.zip": zip_of({"a.xlsx": BOOK})[:-30], "b.rar": b"Rar!\x1a\x07\x01\0"})
    assert codes(items_of(tmp_path)) == {"断.zip": "F102", "b.rar": "F110"}


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
    assert items[0].data == BOOK


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


def test_a_forwarded_mail_gives_up_its_attachments(tmp_path: Path) -> None:
    outer = mail()
    outer.add_attachment(mail(("赵家.xlsx", BOOK)))
    assert codes(opened(outer.as_bytes(), tmp_path, "转发.eml")) == {
        "转发.eml/赵家.xlsx": "",
        "转发.eml": "F121",
    }


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
