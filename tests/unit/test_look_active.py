"""What would run or lead out of an .ods or .xlsb is told by kind and number, and nothing else is."""

from collections.abc import Mapping

import pytest

from tests.build.packages import relationships, xlsb, zip_of
from workbook_tools.model import Look
from workbook_tools.xlsx.look import look

_SPACES = {
    **{
        key: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
        for key, name in (
            ("office", "office"),
            ("table", "table"),
            ("text", "text"),
            ("draw", "drawing"),
            ("script", "script"),
            ("manifest", "manifest"),
        )
    },
    "xlink": "http://www.w3.org/1999/xlink",
}
_DECLARED = " ".join(f'xmlns:{key}="{space}"' for key, space in _SPACES.items())
_EVIL = "http://example.invalid/"


def ods(cell: str = "", beside: str = "", formula: str = "", parts: Mapping[str, str] | None = None) -> bytes:
    """An .ods of one cell with this in it, and this in the sheet and the package beside it."""
    said = f' table:formula="{formula}"' if formula else ""
    value = 'office:value-type="float" office:value="1"'
    held = f"<table:table-cell{said} {value}><text:p>1{cell}</text:p></table:table-cell>"
    row = f"<table:table-row>{held}</table:table-row>"
    sheet = f'<table:table table:name="表">{beside}{row}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    return zip_of(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content {_DECLARED}>{body}</office:document-content>",
            **(parts or {}),
        }
    )


def notes(data: bytes, form: str) -> dict[str, str]:
    """Code -> how many, of every notice."""
    seen = look(data, form)
    assert isinstance(seen, Look), seen
    return {note.code: dict(note.params).get("count", "") for note in seen.notes}


def linked(name: str, target: str) -> str:
    return f'<draw:{name} xlink:href="{target}"/>'


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (ods(parts={"Basic/Standard/Module1.xml": "<x/>"}), {"F141": ""}),
        (ods(parts={"Scripts/python/示例.py": "import os"}), {"F141": ""}),
        (ods(beside='<script:event-listener script:event-name="dom:load"/>'), {"F141": ""}),
        (ods(beside=f'<table:table-source xlink:href="{_EVIL}x.ods"/>'), {"F146": ""}),
        (ods(formula="of:=['file:///D:/示例.ods'#$表.A1]"), {"F146": ""}),
        (ods(formula="of:=DDE(&quot;cmd&quot;;&quot;/C calc&quot;;&quot;a&quot;)"), {"F148": "1"}),
        (ods(beside='<office:dde-source office:dde-application="cmd"/>'), {"F148": "1"}),
        (ods(formula=f"of:=WEBSERVICE(&quot;{_EVIL}&quot;)"), {"F149": "1"}),
        (ods(f'<table:cell-range-source xlink:href="{_EVIL}"/>'), {"F149": "1"}),
        (ods(linked("object-ole", "./Object 1")), {"F150": "1"}),
        (ods(linked("object", "./Object 1") + linked("control", "")), {"F150": "2"}),
        (ods(linked("image", f"{_EVIL}x.png") + linked("a", "../示例.ods")), {"F156": "2"}),
        (ods('<text:a xlink:href="mailto:example@example.invalid">示例</text:a>'), {"F156": "1"}),
        (ods(formula=f"of:=HYPERLINK(&quot;{_EVIL}&quot;;&quot;示例&quot;)"), {"F156": "1"}),
    ],
)
def test_what_an_ods_holds_is_told(data: bytes, told: dict[str, str]) -> None:
    assert notes(data, "ods") == told


def test_pictures_charts_and_links_inside_an_ods_are_nothing_to_tell() -> None:
    chart = 'manifest:full-path="Object 1/" manifest:media-type="application/vnd.oasis.opendocument.chart"'
    parts = {
        "META-INF/manifest.xml": f"<manifest:manifest {_DECLARED}><manifest:file-entry {chart}/></manifest:manifest>",
        "Basic/script-lc.xml": "<x/>",
    }
    inside = linked("object", "./Object 1") + linked("image", "./ObjectReplacements/Object 1")
    inside += linked("image", "Pictures/1.png") + '<text:a xlink:href="#表.A1">示例</text:a>'
    assert notes(ods(inside, formula="of:=HYPERLINK(&quot;#表.A1&quot;)", parts=parts), "ods") == {}


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ({"xl/vbaProject.bin": b"x"}, {"F141": ""}),
        ({"xl/externalLinks/externalLink1.bin": b"x"}, {"F146": ""}),
        ({"xl/connections.bin": b"x"}, {"F149": "1"}),
        ({"xl/embeddings/oleObject1.bin": b"x"}, {"F150": "1"}),
    ],
)
def test_what_an_xlsb_holds_is_told(part: Mapping[str, bytes], told: dict[str, str]) -> None:
    assert notes(xlsb(parts=part), "xlsb") == told


def test_links_of_an_xlsb_that_lead_outside_are_told() -> None:
    links = relationships({"rId1": ("hyperlink", _EVIL)}).replace(" Target", ' TargetMode="External" Target')
    assert notes(xlsb(parts={"xl/worksheets/_rels/sheet1.bin.rels": links}), "xlsb") == {"F156": "1"}
