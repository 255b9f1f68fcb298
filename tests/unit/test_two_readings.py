"""Workbooks in which two programs would read two things, and honest ones that only look like that."""

import pytest

from tests.build.ole import ole
from tests.build.packages import cell, relationships, rows, xlsx, zip_of
from workbook_tools.intake.formats import recognise
from workbook_tools.model import Finding, Look
from workbook_tools.xlsx.look import look
from workbook_tools.xlsx.look.limits import MAX_OF_A_KIND, MAX_STYLES

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
IGNORABLE = f'xmlns:z="urn:example" xmlns:mc="{_COMPATIBILITY}" mc:Ignorable="z"'
"""Of a root: what is in namespace z is passed over by Excel, and by us."""
NUMBERS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def value(data: bytes) -> object:
    """What is read in A1."""
    found = look(data, "xlsx")
    assert isinstance(found, Look), found
    rows = found.sheets[0].rows
    return rows[0][0] if rows else None


def code(data: bytes, form: str = "xlsx") -> str:
    found = look(data, form)
    return found.code if isinstance(found, Finding) else ""


def sheet(a1: str, root: str = IGNORABLE) -> bytes:
    """A workbook whose first row holds this XML."""
    return xlsx(f'<?xml version="1.0"?><worksheet xmlns="{MAIN}" {root}>{rows(a1)}</worksheet>')


def alternatives(first: str, second: str) -> str:
    choice = f'<mc:Choice Requires="z">{first}</mc:Choice><mc:Fallback>{second}</mc:Fallback>'
    return f'<mc:AlternateContent xmlns:mc="{_COMPATIBILITY}" xmlns:z="urn:example">{choice}</mc:AlternateContent>'


# ---------------------------------------------------------------- cells


@pytest.mark.parametrize(
    "number", ["4<?x y?>1823", "&#x34;1823", "&#52;1823", "<![CDATA[41823]]>", "4<!-- x -->1823"]
)
def test_a_number_is_read_whole_however_its_digits_are_spelled(number: str) -> None:
    assert value(sheet(cell("A1", number))) == 41823


def test_the_kind_of_a_cell_is_read_however_it_is_spelled() -> None:
    assert value(sheet('<c r="A1" t="&#115;tr"><v>5</v></c>')) == "5"


@pytest.mark.parametrize("address", ["a1", "&#65;1"])
def test_an_address_may_be_spelled_as_programs_allow(address: str) -> None:
    assert value(sheet(cell(address, 5))) == 5


@pytest.mark.parametrize(
    "extra",
    [
        '<z:c r="A1"><z:v>7</z:v></z:c>',
        '<c xmlns="urn:example" r="A1"><v>7</v></c>',
        '<c r="A1" xmlns="urn:example"><v>7</v></c>',
        '<z:c r="XFD1048576"><z:v>7</z:v></z:c>',
    ],
)
def test_what_excel_passes_over_is_not_counted(extra: str) -> None:
    assert value(sheet(cell("A1", 5) + extra)) == 5


def test_attributes_of_other_namespaces_name_no_cell() -> None:
    assert value(sheet('<c xmlns:y="urn:example2" y:r="B7" r="A1" z:t="s"><v>5</v></c>')) == 5


@pytest.mark.parametrize("pair", [(cell("A1", 1), ""), ("", cell("A1", 1)), (cell("A1", 1), cell("B1", 2))])
def test_cells_in_alternatives_are_refused(pair: tuple[str, str]) -> None:
    assert code(sheet(alternatives(*pair))) == "F158"


@pytest.mark.parametrize(
    "inside",
    [
        "<v>1</v><v>2</v>",
        "<v>1</v><is><t>2</t></is>",
        "<is><t>2</t></is><v>1</v>",
        '<v>1</v><extLst><ext uri="x"><v>2</v></ext></extLst>',
    ],
)
def test_a_cell_with_two_values_is_refused(inside: str) -> None:
    assert code(sheet(f'<c r="A1">{inside}</c>')) == "F158"


def test_cells_laid_out_on_lines_of_their_own_have_one_value() -> None:
    assert value(sheet('<c r="A1">\n  <v>5</v>\n</c>\n<c r="B1">\n  <v>6</v>\n</c>')) == 5


# ---------------------------------------------------------------- shared texts


def with_texts(inside: str, opening: str = "sst", root: str = IGNORABLE, number: int = 0) -> bytes:
    """A workbook whose A1 shows a shared text."""
    space = f'xmlns:{opening.partition(":")[0]}="{MAIN}"' if ":" in opening else f'xmlns="{MAIN}"'
    return xlsx(
        rows(f'<c r="A1" t="s"> <v>{number}</v></c>'),
        parts={"xl/sharedStrings.xml": f"<{opening} {space} {root}>{inside}</{opening}>"},
    )


@pytest.mark.parametrize("extra", ["<z:si><z:t>甲</z:t></z:si>", '<si xmlns="urn:example"><t>甲</t></si>'])
def test_texts_that_excel_passes_over_would_shift_the_others(extra: str) -> None:
    assert code(with_texts(f"{extra}<si><t>乙</t></si>")) == "F158"


def test_texts_in_alternatives_are_refused() -> None:
    assert code(with_texts(alternatives("<si><t>甲</t></si>", "<si><t>乙</t></si>"))) == "F158"


def test_texts_with_a_prefix_throughout_are_honest() -> None:
    assert value(with_texts("<x:si><x:t>乙</x:t></x:si>", "x:sst")) == "乙"


def test_a_long_text_shown_in_many_cells_is_counted_with_blanks_before_the_number_too() -> None:
    many = "".join(f'<row r="{n}"><c r="A{n}" t="s"> <v>0</v></c></row>' for n in range(1, 3000))
    texts = f'<sst xmlns="{MAIN}"><si><t>{"甲" * 30_000}</t></si></sst>'
    assert code(xlsx(f"<sheetData>{many}</sheetData>", parts={"xl/sharedStrings.xml": texts})) == "F140"


# ---------------------------------------------------------------- the workbook and its parts


def workbook(inside: str, root: str = "") -> str:
    return f'<workbook xmlns="{MAIN}" xmlns:r="{NUMBERS}" {root}>{inside}</workbook>'


def test_the_calendar_and_the_sheets_are_those_that_excel_sees() -> None:
    inside = (
        '<z:workbookPr date1904="1"/><sheets><z:sheet name="假" sheetId="2" r:id="rId9"/>'
        '<sheet name="表" sheetId="1" z:id="rId9" r:id="rId1"/></sheets>'
    )
    found = look(xlsx(rows(cell("A1", 5)), parts={"xl/workbook.xml": workbook(inside, IGNORABLE)}), "xlsx")
    assert isinstance(found, Look)
    assert ([each.name for each in found.sheets], found.date1904) == (["表"], False)


def test_a_choice_of_sheets_is_refused() -> None:
    listed = '<sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets>'
    parts = {"xl/workbook.xml": workbook(alternatives(listed, listed))}
    assert code(xlsx(rows(cell("A1", 5)), parts=parts)) == "F158"


def test_a_workbook_part_with_a_number_as_web_services_write_it_is_read() -> None:
    listed = workbook('<sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets>')
    data = zip_of(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relationships({"rId1": ("officeDocument", "xl/workbook2.xml")}),
            "xl/workbook2.xml": listed,
            "xl/_rels/workbook2.xml.rels": relationships({"rId1": ("worksheet", "worksheets\\sheet1.xml")}),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{rows(cell("A1", 5))}</worksheet>',
        }
    )
    assert (recognise(data).format, value(data)) == ("xlsx", 5)


@pytest.mark.parametrize(
    "item",
    [
        '<?xml version="1.0" encoding="big5"?><a>測試</a>'.encode("big5"),
        b'<?xml version="1.0"?><!DOCTYPE a [<!ELEMENT a ANY>]><a/>',
        b"\0\1\2",
    ],
)
def test_whatever_programs_keep_in_custom_parts_matters_to_nobody(item: bytes) -> None:
    assert value(xlsx(rows(cell("A1", 5)), parts={"customXml/item1.xml": item})) == 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_queries_are_found_in_custom_parts_in_either_encoding(encoding: str) -> None:
    item = '<DataMashup xmlns="http://schemas.microsoft.com/DataMashup">AAAA</DataMashup>'.encode(encoding)
    found = look(xlsx(rows(cell("A1", 5)), parts={"customXml/item1.xml": item}), "xlsx")
    assert isinstance(found, Look)
    assert [note.code for note in found.notes] == ["F149"]


def test_as_many_styles_as_excel_can_have_are_read() -> None:
    most = '<xf numFmtId="0"/>' * 65_490
    styles = f'<styleSheet xmlns="{MAIN}"><cellStyleXfs>{most}</cellStyleXfs><cellXfs>{most}</cellXfs></styleSheet>'
    assert MAX_OF_A_KIND < 2 * 65_490 < MAX_STYLES
    assert value(xlsx(rows(cell("A1", 5)), parts={"xl/styles.xml": styles})) == 5


@pytest.mark.parametrize("decoy", ["content.xml", "Content.xml"])
def test_a_workbook_of_two_formats_at_once_is_refused(decoy: str) -> None:
    data = xlsx(rows(cell("A1", 5)), parts={"mimetype": "x", decoy: "<a/>"})
    refusal = recognise(data).refusal
    assert refusal is not None
    assert refusal.code == "F158"


def test_a_binary_workbook_beside_the_one_that_is_meant_is_refused() -> None:
    assert code(xlsx(rows(cell("A1", 5)), parts={"xl/workbook.bin": b"\0"}), "xlsb") == "F158"


def test_an_ole_file_with_two_streams_of_one_name_is_damaged() -> None:
    assert recognise(ole({"Workbook": b"\x09\x08", "WORKBOOK": b"\x09\x08"})).format == "damaged"


# ---------------------------------------------------------------- OpenDocument

_SPACES = {key: f"urn:oasis:names:tc:opendocument:xmlns:{key}:1.0" for key in ("office", "table", "text")}
_CELL = '<table:table-cell office:value-type="float" office:value="5"><text:p>5</text:p></table:table-cell>'


def ods(cells: str) -> bytes:
    """An .ods whose only row holds this XML."""
    table = f'<table:table table:name="表"><table:table-row>{cells}</table:table-row></table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    spaces = " ".join(f'xmlns:{key}="{space}"' for key, space in _SPACES.items())
    content = f"<office:document-content {spaces}>{body}</office:document-content>"
    return zip_of({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def test_an_ods_with_the_usual_prefixes_is_read() -> None:
    found = look(ods(_CELL), "ods")
    assert isinstance(found, Look)
    assert found.sheets[0].rows == ((5.0,),)


@pytest.mark.parametrize(
    "cells",
    [
        _CELL.replace("table:", "t:").replace("<t:table-cell", f'<t:table-cell xmlns:t="{_SPACES["table"]}"'),
        f'<z:gone xmlns:z="urn:example" xmlns:table="urn:example">{_CELL}</z:gone>',
        _CELL.replace("office:value=", f'xmlns:o="{_SPACES["office"]}" o:value='),
        _CELL.replace(
            "office:value=", 'xmlns:o="urn:oasis:names:tc:opendocument:xmlns:&#111;ffice:1.0" o:value='
        ),
    ],
    ids=["another prefix", "another meaning", "another prefix of an attribute", "spelled otherwise"],
)
def test_an_ods_whose_prefixes_mean_something_else_is_refused(cells: str) -> None:
    assert code(ods(cells), "ods") == "F158"
