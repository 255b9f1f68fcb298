"""An inbox as offices know it: most returns sound, some with the defects that come every month."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from pathlib import Path

from docx import Document
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook, load_workbook

from scripts.examples.enterprises import department_row, header, township_row
from scripts.examples.filling import Record, fill
from workbook_tools.layout import FORM_SHEET, issued_cells
from workbook_tools.model import a1
from workbook_tools.period import month
from workbook_tools.pipeline.planned import Obligation, obligations, usable
from workbook_tools.workspace import Workspace

SILENT = ("满月镇", "关面乡", "麻柳乡")
"""Units that have not answered."""
PERIOD = month(2023, 10)
SHARED_NUMBER = 990_000
"""The enterprise that two townships claim."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a unit is about to send: its template and what it typed."""

    owed: Obligation
    name: str
    template: bytes
    header: Record
    rows: tuple[Record, ...]

    def typed(self, header: Record | None = None, rows: tuple[Record, ...] | None = None) -> bytes:
        """The filled workbook, with other header cells or rows than those of the draft."""
        return fill(
            self.template,
            self.owed.form,
            {**self.header, **(header or {})},
            self.rows if rows is None else rows,
        )

    def first_row(self, **values: object) -> bytes:
        """The filled workbook with some cells of its first row typed differently."""
        return self.typed(rows=({**self.rows[0], **values}, *self.rows[1:]))  # type: ignore[dict-item]


Files = Iterator[tuple[str, bytes]]


def _locked_changed(draft: Draft) -> bytes:
    book = load_workbook(io.BytesIO(draft.typed()))
    target = next(field for field in draft.owed.form.header if field.prefill == "本年目标")
    book[FORM_SHEET][a1(issued_cells(draft.owed.form)[target.key])] = 1
    return _saved(book)


def _saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _fresh_workbook(draft: Draft) -> bytes:
    """The rows copied into a new workbook: headings without the identity of the template."""
    source = load_workbook(io.BytesIO(draft.typed()))[FORM_SHEET]
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in source.iter_rows(min_row=1, max_row=14, values_only=True):
        sheet.append([None if isinstance(value, str) and value.startswith("=") else value for value in row])
    return _saved(book)


def _encrypted(draft: Draft) -> bytes:
    buffer = io.BytesIO()
    OOXMLFile(io.BytesIO(draft.typed())).encrypt("shili", buffer)
    return buffer.getvalue()


def _word(draft: Draft) -> bytes:
    document = Document()
    document.add_paragraph(f"示例：{draft.owed.unit.name}没有使用下发的表格")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _mail(draft: Draft) -> bytes:
    """A mail with the workbook and its stamped scan."""
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "报送示例", "shili@example.com", "kejiju@example.com"
    mail["Date"] = "Thu, 02 Nov 2023 10:00:00 +0800"
    mail.set_content("示例：报送填报表和盖章扫描件。")
    kind = {"maintype": "application", "subtype": "octet-stream"}
    mail.add_attachment(draft.typed(), **kind, filename=draft.name)
    mail.add_attachment(b"%PDF-1.4\n% example scan\n%%EOF\n", **kind, filename="盖章扫描件.pdf")
    return mail.as_bytes()


class _GbkName(zipfile.ZipInfo):
    """A member named in GBK without saying so, as Windows' own zip does."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 (zipfile's own hook)
        return self.filename.encode("gbk"), self.flag_bits


def _gbk_zip(draft: Draft) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_GbkName(draft.name, (2023, 11, 2, 10, 0, 0)), draft.typed())
    return buffer.getvalue()


def _one(change: Callable[[Draft], bytes], name: str = "") -> Callable[[Draft], Files]:
    return lambda draft: iter([(name or draft.name, change(draft))])


def _two_versions(draft: Draft) -> Files:
    yield draft.name, draft.typed(rows=draft.rows[:1])
    yield (
        draft.name.replace(".xlsx", "（最终版）.xlsx"),
        draft.typed({"h_date": draft.header["h_date"].replace(day=3)}),
    )  # type: ignore[union-attr,call-arg]


def _twice(draft: Draft) -> Files:
    yield draft.name, draft.typed()
    yield "新建 XLSX 工作表.xlsx", draft.typed()


def _spelled_freely(rows: tuple[Record, ...]) -> tuple[Record, ...]:
    """The rows with figures of the first typed as people type them."""
    first = {**rows[0], "staff": "１２", "uscc": str(rows[0]["uscc"]).lower() + " ", "rev": "1,200.50"}
    return first, *rows[1:]


def _contested(draft: Draft) -> bytes:
    return draft.typed(rows=(*draft.rows, township_row(SHARED_NUMBER, True)))


DEFECTS: Mapping[str, Callable[[Draft], Files]] = {
    "文峰街道": _one(lambda d: d.typed(rows=_spelled_freely(d.rows))),
    "云枫街道": _one(_locked_changed),
    "镇东街道": _one(lambda d: d.first_row(contact=None, tel=None)),
    "丰乐街道": _one(lambda d: d.first_row(uscc=str(d.rows[0]["uscc"])[:-1] + "A")),
    "白鹤街道": _one(lambda d: d.first_row(staff="十二人左右", rev="约120万元")),
    "正安街道": _one(lambda d: d.typed(rows=(*d.rows, {"name": "合计", "staff": 999}))),
    "大德镇": _one(lambda d: d.typed({"h_zero": "是"})),
    "厚坝镇": _one(lambda d: d.first_row(in_date=2023.1, est_date="2032年5月6日")),
    "金峰镇": _one(lambda d: d.typed(rows=(*d.rows, d.rows[0]))),
    "温泉镇": _two_versions,
    "郭家镇": _one(_encrypted),
    "白桥镇": _one(_word, "白桥镇报送材料.docx"),
    "和谦镇": _one(_mail, "和谦镇报送.eml"),
    "河堰镇": _one(_gbk_zip, "河堰镇.zip"),
    "大进镇": _one(lambda d: d.typed({"h_zero": "是"}, ())),
    "谭家镇": _twice,
    "雪宝山镇": _one(lambda _: b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "雪宝山镇截图/填报表.png"),
    "敦好镇": _one(_fresh_workbook, "敦好镇汇总.xlsx"),
    "高桥镇": _one(_contested),
    "九龙山镇": _one(_contested),
    "中和镇": _one(lambda d: d.first_row(chain="其他", remark=None)),
    "临江镇": _one(lambda d: d.first_row(staff=6, tech=9)),
    "竹溪镇": _one(lambda d: d.first_row(rd=2000.5, explain="企业上年新建中试车间，研发投入大于收入")),
    "铁桥镇": _one(lambda d: d.first_row(rd=2000.5, explain="核实无误")),
    "区农业农村委": _one(lambda d: d.first_row(tech=3, explain="企业年中收购种植基地，用工增加较多")),
    "区商务委": _one(lambda d: d.first_row(tel="１３８ 0000 0000", staff="120人")),
}


CORRECTED_ON = date(2023, 11, 8)


def _withdrawn(draft: Draft) -> bytes:
    """The return as it was, but that its last enterprise in the library is not there yet."""
    rows = _spelled_freely(draft.rows)
    last = max(at for at, row in enumerate(rows) if row["count_year"])
    pending = {"status": "拟培育", "count_year": None, "in_date": None, "in_no": None, "proof": None}
    changed = (*rows[:last], {**rows[last], **pending}, *rows[last + 1 :])
    return draft.typed({"h_date": CORRECTED_ON}, changed)


CORRECTIONS: Mapping[str, Callable[[Draft], Files]] = {
    "文峰街道": _one(_withdrawn),
    "丰乐街道": _one(lambda d: d.typed({"h_date": CORRECTED_ON})),
}
"""What is sent anew: an accepted return with one enterprise less, and one that had been sent back."""
LATECOMERS: Mapping[str, Callable[[Draft], Files]] = {
    "镇东街道": _one(lambda d: d.typed({"h_date": date(2023, 11, 12)}))
}
"""What comes after the period was closed."""


def _draft(owed: Obligation, number: int, templates: Mapping[str, bytes]) -> Draft:
    row = department_row if owed.form.code == "KZ-GQ-01" else township_row
    target = owed.row.targets[0]
    counted = max(1, target * (60 + number * 7 % 60) // 100)
    rows = tuple(row(number * 1000 + index, index < counted) for index in range(counted + 1 + number % 3))
    name = owed.file_name(PERIOD)
    return Draft(owed, name, templates[name], header(number), rows)


def _drafts(templates: Mapping[str, bytes], workspace: Path) -> Iterator[Draft]:
    """What every unit has to send."""
    for number, owed in enumerate(obligations(usable(Workspace.open(workspace))), 1):
        yield _draft(owed, number, templates)


def _written(files: Sequence[tuple[str, bytes]], folder: Path) -> int:
    """The number of files written into a folder."""
    for name, data in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return len(files)


def write_returns(templates: Mapping[str, bytes], workspace: Path) -> int:
    """Write the returns of all units but the silent ones into the inbox; the number of files written."""
    files = [("Thumbs.db", b"example"), ("~$临时.xlsx", b"example")]
    for draft in _drafts(templates, workspace):
        if draft.owed.unit.name not in SILENT:
            files += DEFECTS.get(draft.owed.unit.name, _one(Draft.typed))(draft)
    return _written(files, workspace / "inbox")


def write_later(
    templates: Mapping[str, bytes],
    workspace: Path,
    senders: Mapping[str, Callable[[Draft], Files]],
    folder: str,
) -> int:
    """Write what some units send later into a folder of the inbox; the number of files written."""
    drafts = [draft for draft in _drafts(templates, workspace) if draft.owed.unit.name in senders]
    files = [file for draft in drafts for file in senders[draft.owed.unit.name](draft)]
    return _written(files, workspace / "inbox" / folder)
