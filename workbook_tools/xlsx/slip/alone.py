"""A slip that is 退回意见 alone, for a return that no form can be filled from."""

from collections.abc import Sequence

from workbook_tools import layout
from workbook_tools.messages.slips import Remark
from workbook_tools.xlsx.slip.cover import CoverStyles, cover, heading_row
from workbook_tools.xlsx.slip.styles import BLANK, Styles
from workbook_tools.xlsx.template.package import zipped

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_KINDS = (
    f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/></Types>'
)
_PACKAGE = (
    f'{_HEAD}<Relationships xmlns="{_LINKS}">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_BOOK_LINKS = (
    f'{_HEAD}<Relationships xmlns="{_LINKS}">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>'
)
_BOOK = (
    f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
    f'<sheet name="{layout.COVER_SHEET}" sheetId="1" r:id="rId1"/></sheets><definedNames>'
    f'<definedName name="_xlnm.Print_Titles" localSheetId="0">%s</definedName></definedNames></workbook>'
)


def cover_alone(lines: Sequence[str], said: Sequence[Remark]) -> bytes:
    """The workbook; equal input, equal bytes."""
    styles = Styles(BLANK)
    sheet = cover(lines, said, CoverStyles.added_to(styles), linked=False)
    row = heading_row(len(lines))
    parts = {
        "[Content_Types].xml": _KINDS.encode(),
        "_rels/.rels": _PACKAGE.encode(),
        "xl/workbook.xml": (_BOOK % f"'{layout.COVER_SHEET}'!${row}:${row}").encode(),
        "xl/_rels/workbook.xml.rels": _BOOK_LINKS.encode(),
        "xl/styles.xml": styles.part(),
        "xl/worksheets/sheet1.xml": sheet,
    }
    return zipped(parts.items())
