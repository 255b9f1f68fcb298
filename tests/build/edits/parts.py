"""The parts of a workbook, to be written anew one by one."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
WORKBOOK = "xl/workbook.xml"


class Parts:
    """Part name -> bytes."""

    def __init__(self, data: bytes) -> None:
        with ZipFile(io.BytesIO(data)) as archive:
            self.content = {name: archive.read(name) for name in archive.namelist()}

    def xml(self, name: str) -> etree._Element:
        """The root of a part."""
        return etree.fromstring(self.content[name])

    def put(self, name: str, root: etree._Element) -> None:
        """Write a part anew."""
        self.content[name] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)

    def relations(self, name: str) -> str:
        """The part with the relationships of a part."""
        folder, _, base = name.rpartition("/")
        return f"{folder}/_rels/{base}.rels"

    def sheets(self) -> dict[str, str]:
        """Part name by sheet."""
        targets = {
            each.get("Id", ""): each.get("Target", "").removeprefix("/xl/")
            for each in self.xml(self.relations(WORKBOOK))
        }
        return {
            each.get("name", ""): f"xl/{targets[each.get(f'{RELATION}id', '')]}"
            for each in self.xml(WORKBOOK).iter(f"{MAIN}sheet")
        }

    def zipped(self) -> bytes:
        """The workbook."""
        buffer = io.BytesIO()
        with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
            for name, content in self.content.items():
                archive.writestr(name, content)
        return buffer.getvalue()
