"""The number formats of a workbook's cells, by the number of their style."""

from collections.abc import Mapping

from lxml import etree

from workbook_tools.xlsx.compare.number_formats import built_in, canonical


def number_formats(root: etree._Element | None) -> Mapping[str, str]:
    """The canonical code of each cell style, by the number that cells write."""
    if root is None:
        return {"0": built_in(0)}
    own = {
        int(each.get("numFmtId", "0")): canonical(each.get("formatCode", ""))
        for each in root.iterfind("{*}numFmts/{*}numFmt")
    }
    numbers = [int(style.get("numFmtId", "0")) for style in root.iterfind("{*}cellXfs/{*}xf")]
    codes = [own[number] if number in own else built_in(number) for number in numbers]
    return {"0": built_in(0)} | {str(style): code for style, code in enumerate(codes)}
