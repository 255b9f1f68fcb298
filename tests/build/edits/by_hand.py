"""The hand that edits a workbook's XML: no program takes part, so nothing is computed anew."""

from lxml import etree

from tests.build.edits import Edit
from tests.build.edits.parts import MAIN, Parts


def saved(data: bytes, edit: Edit) -> bytes:
    """The workbook with another result stored for one formula."""
    sheet, cell, text = map(str, edit.arguments)
    parts = Parts(data)
    name = parts.sheets()[sheet]
    root = parts.xml(name)
    found = next(each for each in root.iter(f"{MAIN}c") if each.get("r") == cell)
    value = found.find(f"{MAIN}v")
    assert value is not None
    value.text = text
    parts.content[name] = etree.tostring(root)
    return parts.zipped()
