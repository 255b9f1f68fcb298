"""Personal data: phones leave the archived original only masked, but for the unit's own slip; id-card numbers never."""

import io
import json
import os
import re
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing, redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from stdnum.cn import ric

from scripts.examples.enterprises import header, township_row
from scripts.examples.filling import fill
from tests.build.bureau import Bureau
from tests.build.county_plan import county_plan
from tests.build.monday import mail
from tests.build.packages import zip_of
from workbook_tools.cli.main import run
from workbook_tools.layout import FORM_SHEET, IDENTITY_SHEET, REPORTED_SHEET
from workbook_tools.xlsx.template.package import parts_of, sheet_parts

_BORN = "50023419900101001"
ID_CARD = _BORN + ric.calc_check_digit(_BORN + "?")
"""A made-up number with a valid check character, of a made-up person."""
WAYS = (
    ID_CARD,
    " ".join((ID_CARD[:6], ID_CARD[6:14], ID_CARD[14:])),
    "".join(chr(ord(letter) + 0xFEE0) for letter in ID_CARD),
    " ".join(ID_CARD[at : at + 4] for at in range(0, 18, 4)),
    "\u200b".join((ID_CARD[:6], ID_CARD[6:])),
)
"""As it is written, in groups, in full-width digits, in other groups, and with something between that is not seen."""
PHONES = ("13912345678", "13887654321", "023-52345678", "13700001111", "13655556666", "139 9999 0000")
WRITTEN = ("13511112222", "13633334444", "15077778888", "13522223333")
"""Phones in free text, in the name of a file, in the name of a sheet, and for the code of a unit."""
NOW = {"now": "2023-11-03T09:00:00"}
PERIOD = ("--period", "2023-10")
SLIP = "退回意见.xlsx"


def spoken(workbook: bytes) -> bytes:
    """The workbook with an id-card number and a phone in a comment and in the margin."""
    book = load_workbook(io.BytesIO(workbook))
    sheet = book[FORM_SHEET]
    sheet["B9"].comment = Comment(f"法人 {WAYS[0]}，{WAYS[1]}，{WAYS[2]}，{PHONES[4]}", "示例")
    sheet.cell(9, sheet.max_column + 3, f"身份证{WAYS[1]}，电话{PHONES[5]}")
    sheet.cell(4, sheet.max_column + 1, f"经办{WAYS[3]}")
    book.create_sheet(f"{ID_CARD}")["A1"] = WAYS[4]
    book.create_sheet(f"示例{WRITTEN[2]}")
    book.properties.title, book.properties.creator = WAYS[0], f"示例{PHONES[4]}"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def of_nobody(workbook: bytes) -> bytes:
    """The workbook with a phone where its hidden sheet has the code of the unit."""
    book = load_workbook(io.BytesIO(workbook))
    (code,) = (b for a, b, *_ in book[IDENTITY_SHEET].iter_rows() if a.value == "unit")
    code.value = WRITTEN[3]
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Bureau, str]:
    """A bureau that took in two returns full of personal data, and all that its commands said."""
    bureau = Bureau.founded(tmp_path_factory.mktemp("personal") / "台账")
    form = bureau.form("KZ-KJ-02")
    templates = bureau.issued("2023-10", "2023-10-20T09:00:00")
    units = [unit for unit, code in templates if code == form.code]
    sound = {
        **township_row(1, True),
        "tel": PHONES[0],
        "remark": f"法人身份证{WAYS[0]}",
        "explain": f"已与示例联系人{WRITTEN[0]}核实",
    }
    wrong = {
        **township_row(2, True),
        "tel": f"{PHONES[1]}转",
        "contact": WAYS[1],
        "product": WAYS[2],
        "uscc": WAYS[0],
        "staff": WAYS[0],
        "rev": WAYS[1],
        "in_date": WAYS[0],
        "status": WAYS[0],
        "in_no": WAYS[0],
        "name": f"示例{WAYS[0]}公司",
    }
    phone = {**township_row(3, True), "tel": WAYS[0], "explain": f"电话写在这里：{ID_CARD}"}
    odd = {**township_row(4, True), "remark": float(ID_CARD), "contact": WAYS[4], "product": float(ID_CARD)}
    more = {**township_row(5, True), "remark": WAYS[3], "tel": float(ID_CARD), "in_no": float(ID_CARD)}
    first = fill(templates[units[0], form.code], form, {**header(1), "h_tel": PHONES[2]}, [sound])
    second = fill(
        templates[units[1], form.code],
        form,
        {
            **header(2),
            "h_tel": PHONES[3],
            "h_note": WAYS[2],
            "h_filler": WAYS[0],
            "h_date": date(2023, 11, 1),
        },
        [wrong, phone, odd, more],
    )
    named = (f"{ID_CARD}.xlsx", f"示例{WAYS[1]}（{WRITTEN[1]}）.xlsx")
    bureau.handed_in({"甲.xlsx": first, "乙.xlsx": spoken(second), named[0]: b"", f"{named[1]}": b"?"})
    bureau.handed_in({"丙.xlsx": of_nobody(second)})
    bureau.handed_in({f"{WRITTEN[1]}.zip": zip_of(dict.fromkeys(named, b"!"))})
    bureau.handed_in({"邮件.eml": mail(*((name, b"#" + name.encode()) for name in named))})
    said = [bureau.did("collect", str(bureau.root / "inbox"), **NOW)]
    said += [bureau.did(command, *PERIOD, **NOW) for command in ("validate", "consolidate", "status")]
    assert {s["status"] for s in said[1]["submissions"]} == {"accepted", "returned"}
    said += [bureau.did("verify", "master-202310.xlsx", **NOW)]
    said += [bureau.did("sample", *PERIOD, "--size", "2", "--seed", "示例", **NOW)]
    said += [bureau.did("generate", "--period", "2023-11", **NOW)]
    return bureau, json.dumps(said, ensure_ascii=False) + printed(bureau)


def printed(bureau: Bureau) -> str:
    """What the commands print for a person, everything handed in once more."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        run(["collect", str(bureau.root / "inbox"), "-w", str(bureau.root), "--now", NOW["now"]])
        for command in ("validate", "consolidate", "status"):
            run([command, *PERIOD, "-w", str(bureau.root), "--now", NOW["now"]])
        for cell in ("企业名录!R4", "报送情况!A4"):
            run(["trace", "master-202310.xlsx", cell, "-w", str(bureau.root), "--now", NOW["now"]])
    return out.getvalue()


def digits(text: str) -> str:
    """The text as a search for numbers sees it: half width, without what stands between digits."""
    half = "".join(chr(ord(c) - 0xFEE0) if "\uff01" <= c <= "\uff5e" else c for c in text)
    return re.sub(r"(?<=[\dXx])[\s\u200b-]+(?=[\dXx])", "", half)


def stored(path: Path) -> str:
    """Everything in a file: parts of packages, rows of databases, or the text itself."""
    if path.suffix == ".sqlite":
        with closing(sqlite3.connect(path)) as database:
            tables = [
                name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            ]
            rows = [row for table in tables for row in database.execute(f"SELECT * FROM {table}")]
        return " ".join(
            cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell)
            for row in rows
            for cell in row
        )
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as package:
            return " ".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    return path.read_bytes().decode("utf-8", "replace")


def outputs(bureau: Bureau, said: str) -> Iterator[tuple[str, str]]:
    """All that was written or said, but for the originals themselves, as `digits` has it."""
    yield "JSON", digits(said)
    for path in bureau.root.rglob("*"):
        place = path.relative_to(bureau.root).as_posix()
        if path.is_file() and not place.startswith(("inbox/", "plan.xlsx", "archive/originals/")):
            yield place, digits(place + stored(path))


@pytest.fixture(scope="module")
def texts(told: tuple[Bureau, str]) -> Mapping[str, str]:
    """What was written or said, by where."""
    return dict(outputs(*told))


def test_everything_that_is_written_is_searched(texts: Mapping[str, str]) -> None:
    workbooks = (
        "master-202310.xlsx",
        "收件登记-202310.xlsx",
        "催报名单-202310.xlsx",
        "抽样-202310-示例.xlsx",
    )
    for name in ("JSON", *workbooks, "催报名单-202310.txt", "ledger.sqlite", "cache.sqlite"):
        assert name in texts
    assert any(name.startswith("returned/") and name.endswith(".txt") for name in texts)
    assert any(name.startswith("archive/events/") for name in texts)


def test_an_id_card_number_stays_in_the_archived_original(texts: Mapping[str, str]) -> None:
    assert [name for name, text in texts.items() if ID_CARD in text] == []
    assert [name for name, text in texts.items() if ID_CARD[:15] in text] == [], "as a number"


def test_phones_are_nowhere_in_full(texts: Mapping[str, str]) -> None:
    full = [digits(phone) for phone in (*PHONES, *WRITTEN)]
    own = (SLIP, "202311.xlsx")
    others = {name: text for name, text in texts.items() if not name.endswith(own)}
    assert [(name, phone) for name, text in others.items() for phone in full if phone in text] == []


def test_the_units_own_slip_shows_its_phones_where_they_were_typed_and_nowhere_else(
    told: tuple[Bureau, str],
) -> None:
    (slip,) = told[0].root.rglob(f"*{SLIP}")
    parts = parts_of(slip.read_bytes())
    sheets = sheet_parts(parts)
    shown = {
        (name, phone)
        for name, part in parts.items()
        for phone in map(digits, PHONES)
        if phone in digits(part.decode("utf-8", "replace"))
    }
    own = {digits(PHONES[1]), digits(PHONES[3])}
    assert {phone for _, phone in shown} == own
    assert {name for name, _ in shown} <= {sheets[FORM_SHEET], sheets[REPORTED_SHEET]}


def test_a_phone_shows_its_first_and_last_four_characters(texts: Mapping[str, str]) -> None:
    assert "1391***5678" in texts["master-202310.xlsx"]


def test_the_slip_says_where_to_look_for_what_is_not_shown(told: tuple[Bureau, str]) -> None:
    assert "请到原表查看" in told[1]


# ---------------------------------------------------------------- who may read what was written


def others_may(root: Path) -> list[str]:
    """Everything in a workspace that somebody else may read, write or enter."""
    made = (path for path in (root, *root.rglob("*")) if "inbox" not in path.parts)
    return [str(path.relative_to(root)) for path in made if path.stat().st_mode & 0o077]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
@pytest.mark.parametrize("mask", [0o000, 0o777])
def test_everything_in_a_workspace_is_its_owners_alone_whatever_the_machine_is_used_to(
    tmp_path: Path, mask: int
) -> None:
    plan = county_plan(tmp_path / "方案.xlsx")
    custom = os.umask(mask)
    try:
        bureau = Bureau.founded(tmp_path / "单位" / "台账", plan)
        templates = bureau.issued("2024-01", "2024-02-01T09:00:00")
        os.umask(0o022)
        bureau.handed_in({"示例.xlsx": next(iter(templates.values())), "空.xlsx": b""})
        os.umask(mask)
        bureau.did("collect", str(bureau.root / "inbox"))
        for command in ("validate", "consolidate", "status"):
            bureau.did(command, "--period", "2024-01")
        bureau.did("export-evidence", "--period", "2024-01")
    finally:
        assert os.umask(custom) == mask, "whoever started the command has his own custom again"
    assert others_may(bureau.root) == []
    assert len(list(bureau.root.rglob("*"))) > 30
