"""January of the example county with returns full of stand-ins, in hostile words or in plain ones, to its last file."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment

from scripts.examples.filling import Record
from tests.build.bureau import PERIOD, Bureau, Json, county_header
from tests.build.day import FIRST, Day, edited
from tests.build.monday import Inbox, mail
from tests.build.officer import Desk
from tests.build.packages import zip_of
from tests.build.poisoned import TEXTS, plain, poisoned, said
from workbook_tools.layout import FORM_SHEET, IDENTITY_SHEET

_CONTESTED = ("N1", "N2", "N3")
"""Shops that two units count: the bureau rules on each, in words of its own."""
_LONGEST_NAME = 80
_APART = 17
"""How far apart the numbers of two texts of one row are, so that the accepted returns hold all of them."""
NEXT = ("--period", "2024-02")


@dataclass(frozen=True, slots=True)
class Month:
    """A month in one kind of words, hostile or plain; what its commands said is kept."""

    day: Day
    hostile: bool
    told: dict[str, Json]

    @property
    def bureau(self) -> Bureau:
        """Whose month it is."""
        return self.day.bureau

    def does(self, command: str, *arguments: str) -> Json:
        """Run a command and keep its answer."""
        self.told[command] = self.bureau.did(command, *arguments, now=self.day.now())
        return self.told[command]

    def poisoned(self, workbook: bytes) -> bytes:
        """A workbook in the month's words."""
        return poisoned(workbook, self.hostile)

    def said(self, text: str) -> str:
        """A file name in the month's words."""
        return said(text, self.hostile)[:_LONGEST_NAME]


def lived(bureau: Bureau, inbox: Inbox, hostile: bool) -> Month:
    """The month from list to evidence pack, and the forms of the next one, which begin with what was returned."""
    month = Month(Day(bureau, inbox), hostile, {})
    _list(month)
    folder = bureau.handed_in(dict(_files(month, inbox)), "inbox/来件")
    month.does("collect", str(folder))
    _rule(month)
    month.does("validate", *PERIOD)
    month.does("status", *PERIOD)
    month.does("consolidate", *PERIOD)
    month.does("verify", "master-202401.xlsx")
    month.does("sample", *PERIOD, "--size", "20", "--seed", "示例")
    month.does("export-evidence", *PERIOD)
    month.does("generate", *NEXT)
    return month


def _list(month: Month) -> None:
    """An official list of the first annex that has other enterprises under the numbers of the returns."""
    book, buffer = Workbook(), io.BytesIO()
    assert book.active
    book.active.append(("登记号", "企业全称"))
    for number in range(5, 9):
        book.active.append((f"SL{number:06d}", f"{plain(number)}有限公司"))
    book.save(buffer)
    path = month.bureau.handed_in({"名单.xlsx": month.poisoned(buffer.getvalue())}, "名单") / "名单.xlsx"
    month.does("import-list", str(path), "--annex", "1", "--kind", "官方")


def _files(month: Month, inbox: Inbox) -> Iterator[tuple[str, bytes]]:
    books = {"B02-电商": _shops(inbox, "B02", 0), "T01-电商": _shops(inbox, "T01", 7)}
    books |= {"T01-农": _products(inbox, "T01", 14), "T02-农": _products(inbox, "T02", 19)}
    books |= {"B01-企业": _firms(inbox, "B01", 24), "T02-退回": _faulty(inbox, "T02")}
    books["B02-退回"] = _firms(inbox, "B02", 4, wrong=True)
    for name, book in books.items():
        yield f"{name}.xlsx", month.poisoned(book)
    yield "身份.xlsx", month.poisoned(edited(inbox.book("B02", "XS-01"), _of_nobody))
    names = [f"{month.said(plain(number))}.{ending}" for number in range(len(TEXTS)) for ending in ("xlsx",)]
    yield "来件.zip", zip_of(dict.fromkeys(dict.fromkeys(names), b""))
    attached = ((" ".join(name.split()) or "无", b"%PDF-1.4\n" + name.encode()) for name in names)
    yield "来件.eml", mail(*attached)


def _of_nobody(book: Workbook) -> None:
    """A return that says of itself that it is somebody's of whom the plan knows nothing."""
    for row in book[IDENTITY_SHEET].iter_rows():
        for cell in row:
            if cell.value == "B02":
                cell.value = plain(2)


def _header() -> Record:
    return {**county_header(FIRST), "notes": plain(5), "boss": plain(6)}


def _shops(inbox: Inbox, unit: str, first: int) -> bytes:
    """A sound return with a text in each row; its first shops are contested."""
    ids = [*_CONTESTED, *(f"{unit}{number}" for number in range(4))]
    rows: list[Record] = [
        {
            "since": "2024",
            "grade": "县级示范",
            "this_sales": 1.5,
            "shop": plain(first + number),
            "id": key,
            "why": plain(first + number + _APART),
        }
        for number, key in enumerate(ids)
    ]
    return edited(inbox.typed(unit, "XS-02", _header(), rows), _talkative)


def _products(inbox: Inbox, unit: str, first: int) -> bytes:
    rows: list[Record] = [
        {
            "product": plain(first + n),
            "cert": f"{unit}{n}",
            "day": FIRST.replace(month=1, day=n + 1),
            "valid": "是",
            "why": plain(first + n + _APART),
        }
        for n in range(5)
    ]
    return inbox.typed(unit, "XS-03", _header(), rows)


def _firms(inbox: Inbox, unit: str, first: int, *, wrong: bool = False) -> bytes:
    rows: list[Record] = [
        {
            "title": f"{plain(first + number) if wrong else '示例机械'}有限公司",
            "reg": plain(number) if wrong else f"SL{number:06d}",
            "step": "入统",
            "out": 5.5,
            "staff": 3,
            "why": f"示例说明，已向企业核实：{plain(first + number)}",
        }
        for number in range(10)
    ]
    return inbox.typed(unit, "XS-01", _header(), rows)


def _faulty(inbox: Inbox, unit: str) -> bytes:
    """A return with a text in every cell, to be sent back."""
    keys = ("shop", "id", "since", "grade", "last_sales", "this_sales", "why")
    rows: list[Record] = [
        {key: plain(row * len(keys) + column) for column, key in enumerate(keys)} for row in range(7)
    ]
    header = {key: plain(number) for number, key in enumerate(("none", "who", "boss", "on", "notes"))}
    return edited(inbox.typed(unit, "XS-02", header, rows), _talkative)


def _talkative(book: Workbook) -> None:
    """Texts wherever else a workbook has room for them."""
    sheet = book[FORM_SHEET]
    sheet["B9"].comment = Comment(plain(7), plain(8))
    sheet.cell(9, sheet.max_column + 3, plain(9))
    further = book.create_sheet(plain(10))
    further["A1"] = plain(11)
    for number, name in enumerate(("title", "subject", "creator", "keywords", "description", "category")):
        setattr(book.properties, name, plain(number))


def _rule(month: Month) -> None:
    """The bureau rules on every contest, and the words of its reasons are no better."""
    for number, _ in enumerate(_CONTESTED):
        desk = Desk.at(Path(month.does("validate", *PERIOD)["pending"]["path"]))
        line = desk.the("归属裁定")
        filled = desk.ruled(line, line.choices[0], reason=plain(number + 3), officer=plain(number))
        path = month.bureau.root.parent / "填好的待办.xlsx"
        path.write_bytes(month.poisoned(filled.data))
        assert month.does("decide", str(path))["decisions"], month.told["decide"]


def written(root: Path) -> Mapping[str, bytes]:
    """Every workbook that the tool wrote into a workspace, by its path; those in zips too."""
    return dict(_written(root))


def _written(root: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(root.rglob("*.xlsx")):
        place = path.relative_to(root).as_posix()
        if not place.startswith(("inbox/", "名单/", "archive/", "plan.xlsx")):
            yield place, path.read_bytes()
    for path in sorted(root.glob("*.zip")):
        with zipfile.ZipFile(path) as pack:
            for name in pack.namelist():
                if name.endswith(".xlsx") and "/archive/" not in name and not name.endswith("plan.xlsx"):
                    yield f"{path.name}/{name}", pack.read(name)
