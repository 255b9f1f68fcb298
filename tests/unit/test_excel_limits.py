"""The checker of Excel's limits sees what it should: a sound workbook has none, each planted breach is named."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import pytest
import xlsxwriter

from tests.build.excel_limits import breaches
from tests.build.packages import zip_of

BOOK, STYLES, LIST = "xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"
NOTES, TABLE, TYPES = "xl/worksheets/sheet2.xml", "xl/tables/table1.xml", "[Content_Types].xml"
LINKS, LIST_LINKS = "xl/_rels/workbook.xml.rels", "xl/worksheets/_rels/sheet1.xml.rels"
FORMULA = 'IF(SUM(B3:B3)&gt;0,"有","无")'


def sound_parts() -> dict[str, str]:
    """A workbook with something of everything: a filtered list with checks and links, notes with a table."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    listed, notes = book.add_worksheet("名单"), book.add_worksheet("说明")
    day, bold = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"bold": True})
    book.define_name("合计数", "=名单!$B$4")
    listed.merge_range("A1:C1", "示例名单")
    listed.merge_range("E1:F1", "示例")
    listed.write_row("A2", ["名称", "数", "日期"])
    listed.write_row("A3", ["甲", 1])
    listed.write_datetime("C3", datetime(2023, 10, 9), day)  # noqa: DTZ001 - a day in a cell
    listed.write_formula("B4", '=IF(SUM(B3:B3)>0,"有","无")', None, "有")
    listed.autofilter("A2:C3")
    listed.freeze_panes(2, 1)
    listed.set_column("A:A", 20)
    listed.set_column("B:C", 10)
    listed.set_row(0, 30)
    whole = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 9}
    texts = {"input_title": "数", "input_message": "请填数", "error_title": "错", "error_message": "错了"}
    listed.data_validation("B3", {**whole, **texts})
    listed.data_validation("A3", {"validate": "list", "source": ["甲", "乙"]})
    listed.conditional_format("B3:B4", {"type": "formula", "criteria": "=$B3>0", "format": bold})
    listed.write_url("A5", "internal:'说明'!A1", string="看说明")
    listed.write_url("A6", "https://example.com/", string="网址")
    listed.set_footer("&C第&P页")
    notes.write("A1", "说明")
    notes.add_table("A3:B5", {"name": "表一", "columns": [{"header": "甲"}, {"header": "乙"}]})
    book.close()
    with zipfile.ZipFile(buffer) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


SOUND = sound_parts()


@dataclass(frozen=True)
class Plant:
    """A breach: the rule that should name it, the part, what stands there and what is put in its place."""

    rule: str
    part: str
    old: str
    new: str

    def parts(self) -> Mapping[str, str]:
        assert self.old in SOUND[self.part], f"nothing to change: {self.old}"
        return {**SOUND, self.part: SOUND[self.part].replace(self.old, self.new, 1)}


def formula(text: str) -> tuple[str, str, str]:
    return LIST, FORMULA, text


def validation(name: str, text: str) -> tuple[str, str, str]:
    old = {"error": 'error="错了"', "prompt": 'prompt="请填数"', "promptTitle": 'promptTitle="数"'}
    return LIST, old.get(name, 'errorTitle="错"'), f'{name}="{text}"'


PLANTS = [
    # Formulas
    Plant("text in a formula too long", *formula(f'"{"长" * 256}"&amp;B3')),
    Plant("formula too long", *formula("+".join(["B3"] * 3000))),
    Plant("formula nested too deep", *formula("ABS(" * 65 + "B3" + ")" * 65)),
    Plant("too many arguments", *formula(f"SUM({','.join(['B3'] * 256)})")),
    Plant("function newer than Excel 2007 without _xlfn.", *formula('TEXTJOIN(",",TRUE,A3:B3)')),
    Plant("reference to another workbook", *formula("[1]名单!A1")),
    Plant("reference to a sheet that is not there", *formula("'没有'!A1")),
    Plant("reference to nothing", *formula("没有定义+1")),
    Plant("reference to nothing", *formula("XFE1")),
    Plant("formula without its reference", *formula("#REF!+1")),
    Plant("formula with its equals sign", *formula("=B3")),
    # Validations and conditional formats
    Plant("prompt of a validation too long", *validation("prompt", "长" * 256)),
    Plant("error of a validation too long", *validation("error", "长" * 256)),
    Plant("promptTitle of a validation too long", *validation("promptTitle", "长" * 33)),
    Plant("errorTitle of a validation too long", *validation("errorTitle", "长" * 33)),
    Plant("formula of a validation too long", LIST, '"甲,乙"', f'"{",".join("甲乙丙丁" * 52)}"'),
    Plant("validation without its formula", LIST, "<formula1>0<", "<formula1><"),
    Plant("unknown type of validation", LIST, 'type="whole"', 'type="number"'),
    Plant("two validations on one cell", LIST, 'sqref="A3"><f', 'sqref="A3:B3"><f'),
    Plant("area outside of the sheet", LIST, 'sqref="A3"><f', 'sqref="A1048577"><f'),
    Plant("element out of order", LIST, "<formula2>9</formula2>", "<formula3>9</formula3>"),
    Plant("conditional format without its formula", LIST, "<formula>$B3&gt;0</formula>", ""),
    Plant("conditional format that looks at another sheet", LIST, "$B3&gt;0", "说明!$B3&gt;0"),
    Plant("conditional format with a style that is not there", LIST, 'dxfId="0"', 'dxfId="7"'),
    # Cells, rows, columns
    Plant("rows out of order", LIST, '<row r="6"', '<row r="5"'),
    Plant("cells out of order or outside of the sheet", LIST, 'r="E1"', 'r="A1"'),
    Plant("cells out of order or outside of the sheet", LIST, 'r="E1"', 'r="XFE1"'),
    Plant("cells out of order or outside of the sheet", LIST, 'r="B4"', 'r="B5"'),
    Plant("cell with a style that is not there", LIST, 'r="C3" s="1"', 'r="C3" s="3"'),
    Plant("shared text that is not there", LIST, 't="s"><v>0<', 't="s"><v>10<'),
    Plant("date out of range", LIST, "45208", "60"),
    Plant("not a number", LIST, "<v>45208</v>", "<v>nan</v>"),
    Plant("unknown type of cell", LIST, '<c r="B3">', '<c r="B3" t="d">'),
    Plant("unknown error value", LIST, '<c r="B3">', '<c r="B3" t="e">'),
    Plant("neither true nor false", LIST, '<c r="B3"><v>1<', '<c r="B3" t="b"><v>yes<'),
    Plant("inline text not well formed", LIST, '<c r="B3"><v>1</v></c>', '<c r="B3" t="inlineStr"></c>'),
    Plant("text too long", LIST, '<c r="B3"><v>1<', f'<c r="B3" t="str"><v>{"长" * 32768}<'),
    Plant(
        "spaces of a text not preserved",
        *(LIST, '<c r="B3"><v>1</v>', '<c r="B3" t="inlineStr"><is><t> 1</t></is>'),
    ),
    Plant("row too high", LIST, 'ht="30"', 'ht="410"'),
    Plant("column too wide", LIST, 'width="20.7109375"', 'width="256"'),
    Plant("columns overlap or are out of order", LIST, 'min="2" max="3"', 'min="1" max="3"'),
    # The sheet as a whole
    Plant("element out of order", LIST, "<dimension", '<autoFilter ref="A2:C3"/><dimension'),
    Plant("merged areas overlap", LIST, '"E1:F1"', '"C1:F1"'),
    Plant("merged area of one cell", LIST, '"E1:F1"', '"E1:E1"'),
    Plant("area outside of the sheet", LIST, '"E1:F1"', '"E1:XFE1"'),
    Plant("merged area inside a filter", LIST, '"E1:F1"', '"C2:D3"'),
    Plant("filter and its hidden name differ", BOOK, "$A$2:$C$3", "$A$2:$C$9"),
    Plant("pane selected that is not there", LIST, 'xSplit="1" ', ""),
    Plant("link to a sheet that is not there", LIST, "'说明'!A1", "'没有'!A1"),
    Plant("tooltip too long", LIST, 'display="看说明"', f'tooltip="{"长" * 256}"'),
    Plant("too many links", LIST, "<hyperlinks>", "<hyperlinks>" + '<hyperlink ref="A7"/>' * 65_530),
    Plant(
        "too many page breaks", LIST, "</worksheet>", f"<rowBreaks>{'<brk/>' * 1027}</rowBreaks></worksheet>"
    ),
    Plant("header or footer too long", LIST, "第&amp;P页", "第" * 256),
    # The workbook, its names and styles
    *(
        Plant("sheet name not allowed", BOOK, '"说明"', f'"{name}"')
        for name in ("长" * 32, "a/b", "a\\b", "a?", "a*", "a[1]", "a:b", "'a", "a'", "", "History")
    ),
    Plant("sheet there twice", BOOK, 'sheetId="2"', 'sheetId="1"'),
    Plant("active sheet is not shown", BOOK, 'name="名单"', 'name="名单" state="hidden"'),
    Plant("second sheet selected", NOTES, "<sheetView ", '<sheetView tabSelected="1" '),
    Plant(
        "defined name there twice",
        *(BOOK, "</definedNames>", '<definedName name="合计数">1</definedName></definedNames>'),
    ),
    Plant("defined name not allowed", BOOK, 'name="合计数"', 'name="AB12"'),
    Plant("defined name of no sheet", BOOK, 'localSheetId="0"', 'localSheetId="2"'),
    Plant("element out of order", BOOK, "<definedNames>", "<calcPr/><definedNames>"),
    Plant("style points to nothing", STYLES, 'numFmtId="164" fontId="0"', 'numFmtId="164" fontId="2"'),
    Plant("style points to nothing", STYLES, 'numFmtId="164" fontId="0"', 'numFmtId="165" fontId="0"'),
    Plant("number format under a built-in number", STYLES, '<numFmt numFmtId="164"', '<numFmt numFmtId="22"'),
    Plant("number format too long", STYLES, 'formatCode="yyyy-mm-dd"', f'formatCode="{"0" * 256}"'),
    Plant("too many styles", STYLES, "</cellXfs>", '<xf fontId="0"/>' * 64_000 + "</cellXfs>"),
    # Tables
    Plant("columns of a table do not fit", TABLE, 'name="乙"', 'name="甲"'),
    Plant("columns of a table do not fit", TABLE, ' ref="A3:B5"', ' ref="A3:C5"'),
    Plant("table named like a defined name", TABLE, 'displayName="表一"', 'displayName="合计数"'),
    Plant(
        "merged area inside a table",
        *(NOTES, "<pageMargins", '<mergeCells><mergeCell ref="B5:C5"/></mergeCells><pageMargins'),
    ),
    Plant("filter of the sheet inside a table", NOTES, "<pageMargins", '<autoFilter ref="A3:B5"/><pageMargins'),
    # The package
    Plant("XML not well formed", NOTES, "</worksheet>", ""),
    Plant("document type declared", NOTES, "<worksheet", '<!DOCTYPE x [<!ENTITY a "b">]><worksheet'),
    Plant("control character", "xl/sharedStrings.xml", "示例名单", "示例_x0007_名单"),
    Plant("part without a content type", TYPES, "/xl/styles.xml", "/xl/style.xml"),
    Plant("content type without its part", TYPES, "/xl/tables/table1.xml", "/xl/tables/table9.xml"),
    Plant("relationship to a part that is not there", LINKS, 'Target="styles.xml"', 'Target="style.xml"'),
    Plant("relationship id twice", LINKS, 'Id="rId5"', 'Id="rId4"'),
    Plant("relationship id not listed", LIST, 'r:id="rId1"', 'r:id="rId9"'),
    Plant("macro, object or external workbook", LIST_LINKS, "/hyperlink", "/oleObject"),
    Plant("macro, object or external workbook", TYPES, "sheet.main+xml", "sheet.macroEnabled.main+xml"),
]  # fmt: skip


def test_a_sound_workbook_has_no_breach() -> None:
    assert breaches(zip_of(SOUND)) == []


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: f"{plant.rule}: {plant.new[:24]}")
def test_a_planted_breach_is_named(plant: Plant) -> None:
    assert plant.rule in {breach.rule for breach in breaches(zip_of(plant.parts()))}


def test_a_member_there_twice_is_named() -> None:
    found = breaches(zip_of([*SOUND.items(), (NOTES, SOUND[NOTES])]))
    assert "member twice in the zip" in {breach.rule for breach in found}


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml"])
def test_macros_and_external_workbooks_are_named(part: str) -> None:
    found = breaches(zip_of({**SOUND, part: "<externalLink/>"}))
    assert "macro, object or external workbook" in {breach.rule for breach in found}


def test_relationships_of_a_lost_part_are_named() -> None:
    found = breaches(zip_of({name: text for name, text in SOUND.items() if name != LIST}))
    assert "relationships of a part that is not there" in {breach.rule for breach in found}
