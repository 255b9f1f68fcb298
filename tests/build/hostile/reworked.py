"""A sound return with something put into its package, as the hostile make it."""

import html
import io
import zipfile
from collections.abc import Callable, Mapping

from tests.build.hostile.raw_zip import archive, deflated, entries_of, swollen, with_entries
from tests.golden.sound import FORM_PART, Sound

BOOK_PART, TYPES_PART, STYLES_PART = "xl/workbook.xml", "[Content_Types].xml", "xl/styles.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MARK = "示例标记"


def with_parts(book: bytes, parts: Mapping[str, bytes | str]) -> bytes:
    """The workbook with these parts exchanged or added."""
    return with_entries(book, *(deflated(name, _raw(part)) for name, part in parts.items()))


def without(book: bytes, *names: str) -> bytes:
    """The workbook with parts taken out."""
    return archive(*(entry for entry in entries_of(book) if entry.name.decode() not in names))


def edited(book: bytes, part: str, edit: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one part's XML worked on; something must change."""
    own = part_of(book, part)
    changed = edit(own)
    assert changed != own, part
    return with_parts(book, {part: changed})


def part_of(book: bytes, part: str) -> bytes:
    """One part of a sound workbook."""
    with zipfile.ZipFile(io.BytesIO(book)) as opened:
        return opened.read(part)


def _raw(part: bytes | str) -> bytes:
    return part.encode() if isinstance(part, str) else part


def before(book: bytes, part: str, mark: str, xml: str | bytes) -> bytes:
    """The workbook with XML put in before a mark, where it stands last."""

    def edit(own: bytes) -> bytes:
        at = own.rindex(mark.encode())
        return own[:at] + _raw(xml) + own[at:]

    return edited(book, part, edit)


def linked(
    book: bytes, part: str, kind: str, target: str, external: bool = False, key: str = "rId99"
) -> bytes:
    """The workbook with one more relationship of a part ("": of the package); `kind` is the end of its type, or all."""
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels".lstrip("/")
    whole = kind if ":" in kind else f"{OFFICE}/{kind}"
    mode = ' TargetMode="External"' if external else ""
    link = f'<Relationship Id="{key}" Type="{whole}" Target="{html.escape(target)}"{mode}/>'
    known = any(entry.name.decode() == rels for entry in entries_of(book))
    own = part_of(book, rels).decode() if known else f'<Relationships xmlns="{_PACKAGE}"></Relationships>'
    return with_parts(book, {rels: own.replace("</Relationships>", link + "</Relationships>")})


def with_rows(book: bytes, xml: str | bytes) -> bytes:
    """The workbook with more rows below those of the form."""
    return before(book, FORM_PART, "</sheetData>", xml)


def swollen_rows(book: bytes, opening: str, unit: str, times: int, closing: str) -> bytes:
    """The same with rows of `opening`, `unit` so many times, `closing`, which are never in memory as a whole."""
    head, mark, tail = part_of(book, FORM_PART).rpartition(b"</sheetData>")
    ends = head + opening.encode(), closing.encode() + mark + tail
    return with_entries(book, swollen(FORM_PART, unit.encode(), times, *ends))


def below_the_rows(book: bytes, xml: str | bytes) -> bytes:
    """The workbook with more behind the form's cells: what must come last in a sheet part."""
    return before(book, FORM_PART, "</worksheet>", xml)


def saying(sound: Sound, text: bytes | str, field: str = "remark") -> bytes:
    """A sound return in which a cell of the first record holds this XML as its text."""
    marked = sound.typed({field: _MARK})
    return edited(marked, FORM_PART, lambda part: part.replace(_MARK.encode(), _raw(text)))


def typed_number(sound: Sound, field: str, number: str) -> bytes:
    """A sound return in which a number cell of the first record holds this instead of a number."""
    marked = sound.typed({field: 918_273})
    return edited(marked, FORM_PART, lambda part: part.replace(b"<v>918273</v>", f"<v>{number}</v>".encode()))


def formula(ref: str, text: str, result: str = "0") -> str:
    """A formula cell with its stored result."""
    return f'<c r="{ref}"><f>{html.escape(text)}</f><v>{result}</v></c>'


def row(number: int, *cells: str) -> str:
    """A row of these cells."""
    return f'<row r="{number}">{"".join(cells)}</row>'
