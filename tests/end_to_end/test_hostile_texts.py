"""No text of a return becomes a formula, a link or markup in anything the tool writes."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from lxml import etree

from scripts.examples.filling import Record
from tests.build.bureau import PERIOD, RECEIVED, Bureau, county_header
from tests.build.monday import DAY, Inbox
from tests.build.packages import zip_of

TEXTS = (
    '=1+1&"毒甲"',
    '=HYPERLINK("http://du.example/","毒乙")',
    "@SUM(A1)毒丙",
    "+cmd|' /C calc'!A0毒丁",
    "-2+3毒戊",
    "{=1+1}毒己",
    "http://du.example/毒庚",
    "internal:'总览'!A1毒辛",
    "mailto:du@example.com毒壬",
    "<r><t>毒癸</t></r>",
    "_x003D_1毒子",
    "毒丑&amp;<&>\"'",
    "&L毒寅&P",
    "[毒卯.xlsx]Sheet1!A1",
)
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FORMULAS = {_MAIN + name for name in ("f", "formula", "formula1", "formula2", "definedName")}


@pytest.fixture(scope="module")
def written(issued: Bureau, inbox: Inbox, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Master, slip and register of a bureau whose units put such texts wherever text goes."""
    bureau = issued.copied(tmp_path_factory.mktemp("hostile") / "台账")
    header = {**county_header(DAY), "notes": TEXTS[0], "who": TEXTS[8][:18]}
    sound: list[Record] = [
        {"since": "2024", "grade": "县级示范", "this_sales": 1.5, "shop": text, "id": f"N{n}", "why": text}
        for n, text in enumerate(TEXTS)
    ]
    faulty: list[Record] = [{"shop": text, "id": text, "since": text, "grade": text} for text in TEXTS[:4]]
    books = (
        inbox.typed("B02", "XS-02", header, sound[:7]),
        inbox.typed("T01", "XS-02", header, sound[7:]),
        inbox.typed("T02", "XS-02", header, faulty),
        b"",
    )
    names = {f"{text.replace('/', '')}.xlsx": data for text, data in zip(TEXTS, books, strict=False)}
    bureau.handed_in({"来件.zip": zip_of(names)})
    bureau.did("collect", str(bureau.root / "inbox"), now=RECEIVED)
    (slip,) = bureau.did("validate", *PERIOD)["slips"]
    master = bureau.did("consolidate", *PERIOD)["master"]
    return {"master": Path(master), "slip": Path(slip), "register": bureau.root / "收件登记-202401.xlsx"}


def parts(path: Path) -> Iterator[tuple[str, etree._Element]]:
    """Every XML part of a workbook."""
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                yield name, etree.fromstring(package.read(name))


WORKBOOKS = pytest.mark.parametrize("which", ["master", "slip", "register"])


@WORKBOOKS
def test_no_formula_validation_or_name_holds_such_a_text(written: Mapping[str, Path], which: str) -> None:
    wrong = [
        (name, element.text)
        for name, root in parts(written[which])
        for element in root.iter(*FORMULAS)
        if "毒" in (element.text or "") or "du.example" in (element.text or "")
    ]
    assert wrong == []


@WORKBOOKS
def test_no_link_leads_where_such_a_text_says(written: Mapping[str, Path], which: str) -> None:
    attributes = [
        value
        for name, root in parts(written[which])
        if name.endswith(".rels") or "worksheets/" in name
        for element in root.iter()
        for value in map(str, element.attrib.values())
    ]
    assert not [value for value in attributes if re.search("毒|du.example|mailto:|calc", value)]
    targets = [
        element.get("Target", "")
        for name, root in parts(written[which])
        if name.endswith(".rels")
        for element in root
        if element.get("TargetMode") == "External"
    ]
    assert all(re.fullmatch(r"archive[\\/]originals[\\/][0-9a-f]{64}\.xlsx", target) for target in targets)


def shown(path: Path) -> set[str]:
    """Every text a cell of the workbook shows, with the escapes of the format undone."""
    strings = {
        "".join(map(str, item.itertext()))
        for _, root in parts(path)
        for item in root.iter(_MAIN + "si", _MAIN + "is")
    }
    return {re.sub("_x([0-9A-F]{4})_", lambda m: chr(int(m[1], 16)), text) for text in strings}


def test_the_master_shows_each_text_as_it_was_reported(written: Mapping[str, Path]) -> None:
    assert set(TEXTS) <= shown(written["master"])


def test_the_slip_and_the_register_show_such_texts_too(written: Mapping[str, Path]) -> None:
    slip, register = (" ".join(shown(written[which])) for which in ("slip", "register"))
    assert all(text in slip for text in TEXTS[:4])
    assert all(text.replace("/", "") in register for text in TEXTS[:4])
