"""Section A: files that are no sound .xlsx."""

import io

from docx import Document
from msoffcrypto.format.ooxml import OOXMLFile

from tests.build.ole import ole
from tests.golden.cases.case import case
from tests.golden.sound import Files, Parts, Sound, repacked

_PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
_HTML = "<html><body><table><tr><td>企业名称</td></tr></table></body></html>"


def _pdf(text: str) -> bytes:
    """A scan that no other case hands in: equal bytes would be one file."""
    return f"%PDF-1.4\n% {text}\n%%EOF\n".encode()


@case(1, "old-workbook-that-cannot-be-read")
def broken_xls(sound: Sound) -> Files:
    """An .xls whose stream no reader understands, as some programs write it."""
    return {"报送.xls": ole({"Workbook": b"\x09\x08\x10\x00" + bytes(4096)})}


@case(2, "wps-workbook-that-cannot-be-read")
def broken_et(sound: Sound) -> Files:
    """An .et of WPS whose stream no reader understands."""
    return {"报送.et": ole({"ET": bytes(4096)})}


@case(3, "encrypted")
def encrypted(sound: Sound) -> bytes:
    """A workbook that needs a password; the reason says so, and not that the file is broken."""
    buffer = io.BytesIO()
    OOXMLFile(io.BytesIO(sound.book())).encrypt("shili", buffer)
    return buffer.getvalue()


@case(3, "encrypted-old-workbook")
def encrypted_xls(sound: Sound) -> Files:
    """An .xls that needs a password: FILEPASS stands among its first records."""
    opening = b"\x09\x08\x10\x00" + bytes(16) + b"\x2f\x00\x06\x00" + bytes(6)
    return {"报送.xls": ole({"Workbook": opening + bytes(4096)})}


@case(4, "renamed-to-xls")
def renamed(sound: Sound) -> Files:
    """An .xlsx with the extension .xls: read by its content."""
    return {"报送.xls": sound.book()}


@case(4, "text-and-web-page-renamed")
def csv_and_html(sound: Sound) -> Files:
    """A CSV file and a web page with the extension of a workbook, as old systems export them."""
    return {"导出.xls": "企业名称,代码\n示例,1\n".encode("gb18030"), "网页.xls": _HTML.encode("utf-8")}


@case(5, "macros")
def macros(sound: Sound) -> Files:
    """A workbook with a macro: it is read, the macro is not run."""
    return {"报送.xlsm": repacked(sound.book(), _add_macro)}


def _add_macro(parts: Parts) -> None:
    parts["xl/vbaProject.bin"] = ole({"VBA": b"example"})
    workbook = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert workbook in parts["[Content_Types].xml"]
    types = parts["[Content_Types].xml"].replace(
        workbook, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    )
    parts["[Content_Types].xml"] = types


@case(15, "pictures-and-scans-only")
def pictures(sound: Sound) -> Files:
    """A photograph of the table and a stamped scan, and no workbook beside them."""
    return {"拍照.png": _PNG, "盖章扫描件.pdf": _pdf("alone")}


@case(15, "scan-beside-the-workbook")
def scan(sound: Sound) -> Files:
    """A stamped scan in the folder of the workbook belongs to it."""
    return {"报送.xlsx": sound.book(), "盖章扫描件.pdf": _pdf("beside")}


@case(19, "cut-short-and-empty")
def cut_short(sound: Sound) -> Files:
    """A download that broke off, a file without a byte, a download still under way."""
    book = sound.book()
    return {"报送.xlsx": book[: len(book) // 2], "空.xlsx": b"", "报送.xlsx.crdownload": book[:5000]}


@case(20, "word-document-and-pdf")
def documents(sound: Sound) -> Files:
    """A Word table and a PDF instead of a workbook."""
    document = Document()
    document.add_table(rows=2, cols=2).cell(0, 0).text = "示例"
    buffer = io.BytesIO()
    document.save(buffer)
    return {
        "报送.docx": buffer.getvalue(),
        "报送.pdf": _pdf("instead"),
        "报送.xlsx": ole({"WordDocument": bytes(4096)}),
    }
