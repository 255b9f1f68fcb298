"""What a bureau of the example county finds on a Monday: sound returns in every wrapping, and much else."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage

from scripts.examples.filling import Record, fill
from tests.build.bureau import county_return
from tests.build.county_returns import rows
from tests.build.packages import cell, xlsx, zip_of
from workbook_tools.model import Form

DAY = date(2024, 2, 2)
SCAN = b"%PDF-1.4\n% example scan\n%%EOF\n"
KILLER = xlsx(
    '<sheetData><row r="1">'
    + cell("A1", 1)
    + '</row><row r="1048576">'
    + cell("XFD1048576", 1)
    + "</row></sheetData>"
)
"""1.7 KB that make a reader ask for 128 GB."""
PANIC = xlsx(
    '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>',
    parts={
        "xl/sharedStrings.xml": '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        ' count="4294967295" uniqueCount="4294967295"><si><t>x</t></si></sst>'
    },
)
"""A count of strings that a reader believes."""


def mail(*attachments: tuple[str, bytes], forwarded: bytes = b"") -> bytes:
    """A mail as saved by a mail program; `forwarded` is a whole mail inside it."""
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "报送示例", "shili@example.com", "bureau@example.com"
    message["Date"] = "Fri, 02 Feb 2024 10:00:00 +0800"
    message.set_content("示例：报送填报表。")
    for name, data in attachments:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    if forwarded:
        message.add_attachment(forwarded, maintype="application", subtype="octet-stream", filename="转发.eml")
    # Drawn by lot otherwise: the same mail must be the same bytes.
    message.set_boundary("=_shili_=")
    return message.as_bytes()


class _GbkName(zipfile.ZipInfo):
    """A member named in GBK without saying so, as Windows' own zip does."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 (zipfile's own hook)
        return self.filename.encode("gbk"), self.flag_bits


def gbk_zip(members: Mapping[str, bytes]) -> bytes:
    """A zip whose members are named in GBK."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(_GbkName(name, (2024, 2, 2, 10, 0, 0)), data)
    return buffer.getvalue()


def packed_again(workbook: bytes) -> bytes:
    """The same workbook in other bytes, as a program that saves it without a change makes it."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return zip_of({name: archive.read(name) for name in archive.namelist()})


@dataclass(frozen=True, slots=True)
class Inbox:
    """The returns of the county, by (unit, form), and the forms."""

    templates: Mapping[tuple[str, str], bytes]
    forms: Mapping[str, Form]

    def book(self, unit: str, form: str, count: int = 2, on: date = DAY) -> bytes:
        """A sound return with so many rows."""
        return county_return(self.templates[unit, form], self.forms[form], on, rows(form, count))

    def typed(self, unit: str, form: str, header: Record, records: Sequence[Record]) -> bytes:
        """A return with just these header cells and rows."""
        return fill(self.templates[unit, form], self.forms[form], header, records)

    def monday(self) -> dict[str, bytes]:
        """Everything that came, by its path in the inbox."""
        return dict(self._wrapped()) | dict(self._troubled())

    def _wrapped(self) -> Iterator[tuple[str, bytes]]:
        first = self.book("B01", "XS-01")
        yield "县经信局.xlsx", first
        yield "新建 XLSX 工作表.xlsx", first
        yield "东乡镇/东乡镇.xlsx", self.book("T01", "XS-02")
        yield "东乡镇/盖章扫描件.pdf", SCAN
        inner = mail(("西乡镇农产品.xlsx", self.book("T02", "XS-03", 1)))
        yield "西乡镇.eml", mail(("西乡镇电商.xlsx", self.book("T02", "XS-02", 3)), forwarded=inner)
        nested = zip_of({"东乡镇农产品.xlsx": self.book("T01", "XS-03")})
        yield "商务局.zip", gbk_zip({"商务局/商务局电商.xlsx": self.book("B02", "XS-02"), "里层.zip": nested})

    def _troubled(self) -> Iterator[tuple[str, bytes]]:
        yield from {
            "~$县经信局.xlsx": b"lock",
            "Thumbs.db": b"junk",
            "__MACOSX/._县经信局.xlsx": b"junk",
            "空.xlsx": b"",
            "没传完.xlsx": self.book("B02", "XS-01")[:3000],
            "远.xlsx": KILLER,
            "乱.xlsx": PANIC,
            "截图.png": b"\x89PNG\r\n\x1a\n" + bytes(64),
            "说明.txt": "示例：稍后报送".encode("gb18030"),
        }.items()
