"""Sound returns of the example county in every format and wrapping, to be changed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Font

from tests.build.bureau import ISSUED, PERIOD, Bureau
from tests.build.county_plan import county_plan
from tests.build.day import edited
from tests.build.monday import SCAN, Inbox, mail
from tests.build.mutator.xlsb_book import as_xlsb
from tests.build.mutator.zips import Part, parts_of, written
from tests.build.ole import ole
from tests.office import Office
from workbook_tools.layout import FORM_SHEET

SOUND = (("B02", "XS-01"), ("T02", "XS-02"), ("T01", "XS-03"))
"""Whose returns are handed in unchanged."""
_FIRMS, _SHOPS, _MORE_SHOPS, _PRODUCTS = (
    ("B01", "XS-01"),
    ("T01", "XS-02"),
    ("B02", "XS-02"),
    ("T02", "XS-03"),
)
_SAVED_AS = ("xlsx", "xls", "ods")
_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\dZ]*")
_TIMED = (b"docProps/core.xml", b"meta.xml")


def issued_county(folder: Path) -> Bureau:
    """The county's bureau with January's forms issued."""
    bureau = Bureau.founded(folder / "台账", county_plan(folder / "方案.xlsx"))
    bureau.issued("2024-01", ISSUED)
    return bureau


def inbox_of(bureau: Bureau) -> Inbox:
    """What its units may send."""
    return Inbox(bureau.outbox(), {form.code: form for form in bureau.plan.forms})


def sound_returns(inbox: Inbox) -> dict[str, bytes]:
    """Returns to be handed in beside mutants, none of whose units' other returns are changed."""
    return {f"完好-{unit}-{form}.xlsx": inbox.book(unit, form) for unit, form in SOUND}


def bases(inbox: Inbox, slip: bytes) -> dict[str, bytes]:
    """Returns to be changed, by file name; the same bytes each time."""
    filled, shops = inbox.book(*_FIRMS, 3), inbox.book(*_SHOPS, 3)
    other = steady(_of_another_program(inbox.book(*_MORE_SHOPS, 2)))
    binary = as_xlsb(inbox.book(*_PRODUCTS, 2))
    return {
        "issued.xlsx": inbox.templates[_FIRMS],
        "filled.xlsx": filled,
        "shops.xlsx": shops,
        "other.xlsx": other,
        "macro.xlsm": _with_macro(filled),
        "binary.xlsb": binary,
        "slip.xlsx": slip,
        "two.zip": packed({"东乡镇.xlsx": shops, "经信局.xlsm": _with_macro(filled)}),
        "nested.zip": packed({"里层.zip": packed({"西乡镇.xlsb": binary}), "商务局.xlsx": other}),
        "mail.eml": mail(("东乡镇.xlsx", shops), ("扫描件.pdf", SCAN)),
        "forwarded.eml": mail(
            ("西乡镇.xlsb", binary), forwarded=mail(("商务局.zip", packed({"a.xlsx": other})))
        ),
    }


def slip_of(bureau: Bureau) -> bytes:
    """The slip for a return that is sent back; the bureau is no longer what it was."""
    inbox = inbox_of(bureau)
    header = {"none": "否", "who": "示例经办"}
    bureau.handed_in({"退回.xlsx": inbox.typed(*_FIRMS, header, [{"title": "示例机械", "staff": -1}])})
    bureau.did("collect", str(bureau.root / "inbox"))
    bureau.did("validate", *PERIOD)
    return next(path for path in (bureau.root / "returned").rglob("附件*.xlsx")).read_bytes()


def saved_by(office: Office, sources: Mapping[str, bytes], folder: Path) -> Iterator[tuple[str, bytes]]:
    """The workbooks as LibreOffice saves them, in each of its formats."""
    for name, data in sources.items():
        source = folder / name
        source.write_bytes(data)
        office.open(source)
        for suffix in _SAVED_AS:
            saved = office.save(folder / f"office-{source.stem}.{suffix}").read_bytes()
            yield f"office-{source.stem}.{suffix}", steady(saved) if suffix != "xls" else saved
        office.close()


def steady(workbook: bytes) -> bytes:
    """The same workbook without the times at which it was saved."""
    return written([_untimed(part) for part in parts_of(workbook)])


def _untimed(part: Part) -> Part:
    if part.name not in _TIMED:
        return part
    return replace(part, data=_MOMENT.sub(b"2024-02-02T10:00:00Z", part.data))


def packed(members: Mapping[str, bytes]) -> bytes:
    """A zip of these files."""
    return written([Part(name.encode(), data) for name, data in members.items()])


def _with_macro(workbook: bytes) -> bytes:
    return written((*parts_of(workbook), Part(b"xl/vbaProject.bin", ole({"VBA": b"example"}))))


def _of_another_program(workbook: bytes) -> bytes:
    """With comments, a picture in a cell as WPS keeps it, hidden rows and columns, a link, struck text."""

    def change(book: Workbook) -> None:
        sheet = book[FORM_SHEET]
        sheet["A1"].comment = Comment("示例批注", "示例甲")
        sheet["B12"] = '=_xlfn.DISPIMG("ID_0123456789ABCDEF",1)'
        sheet["C12"].hyperlink = "http://example.invalid/"
        sheet.row_dimensions[13].hidden = True
        sheet.column_dimensions["H"].hidden = True
        sheet["A1"].font = Font(strike=True)
        book.custom_doc_props.append(StringProperty(name="KSOProductBuildVer", value="2052-12.1.0"))  # type: ignore[attr-defined]

    return edited(workbook, change)
