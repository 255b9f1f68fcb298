"""The same workbook gives the same bytes: fixed document times and fixed times in the zip."""

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def _fixed(name: str, content: bytes, moment: str) -> bytes:
    if name != "docProps/core.xml":
        return content
    return _MODIFIED.sub(rb"\g<1>" + moment.encode(), content)


def save(book: Workbook, path: Path, moment: datetime) -> None:
    """Write a workbook as if it had been made at a given moment (UTC)."""
    book.properties.created = moment
    made = io.BytesIO()
    book.save(made)
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, _ZIP_EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            target.writestr(member, _fixed(name, source.read(name), stamp))
