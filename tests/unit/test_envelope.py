"""The zip or OLE file around a workbook: what honest programs write passes, what deceives is refused unopened."""

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from tests.build.ole import ole
from tests.build.packages import cell, rows, xlsx, zip_of
from workbook_tools.envelope import (
    BrokenCompoundError,
    BrokenZipError,
    Compound,
    RefusedError,
    compound_of,
    inflate,
    read_directory,
    stored,
)
from workbook_tools.intake.formats import recognise
from workbook_tools.messages import render

BOOK = xlsx(rows(cell("A1", 1)))
END = b"PK\5\6"
ENTRY = b"PK\1\2"
LOCAL = b"PK\3\4"


def refused(data: bytes) -> tuple[str, str]:
    known = recognise(data)
    return known.format, known.refusal.code if known.refusal else ""


def patched(data: bytes, at: int, layout: str, *numbers: int) -> bytes:
    changed = bytearray(data)
    struct.pack_into(layout, changed, at, *numbers)
    return bytes(changed)


def in_directory(data: bytes, offset: int, layout: str, *numbers: int) -> bytes:
    """The first entry of the directory with other numbers."""
    return patched(data, data.index(ENTRY) + offset, layout, *numbers)


def with_part(name: str, content: bytes = b"1") -> bytes:
    """The workbook with a further part, of whatever name."""
    parts = [(each.name, inflate(BOOK, each)) for each in read_directory(BOOK).entries]
    return stored([*parts, (name, content)])


def streamed(data: bytes) -> bytes:
    """As programs write that cannot go back in their output: sizes follow their part (bit 3)."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.written = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, piece: object) -> int:
            self.written += bytes(piece)  # type: ignore[call-overload]
            return len(bytes(piece))  # type: ignore[call-overload]

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[arg-type]
        for entry in read_directory(data).entries:
            archive.writestr(entry.name, inflate(data, entry))
    return bytes(pipe.written)


def with_wide_numbers(data: bytes) -> bytes:
    """As programs write that leave room for zip64 in every header."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for entry in read_directory(data).entries:
            with archive.open(entry.name, "w", force_zip64=True) as part:
                part.write(inflate(data, entry))
    return buffer.getvalue()


HONEST: dict[str, bytes] = {
    "as openpyxl and Excel write": BOOK,
    "stored": stored((each.name, inflate(BOOK, each)) for each in read_directory(BOOK).entries),
    "written into a pipe": streamed(BOOK),
    "with room for zip64": with_wide_numbers(BOOK),
    "padded by a mail gateway": BOOK + b"\r\n\0\0",
    "with folders named twice": stored(
        [("xl/", b""), ("xl/", b""), ("[Content_Types].xml", b"1"), ("xl/workbook.xml", b"1")]
    ),
    "named the Windows way": zip_of({"[Content_Types].xml": b"1", "xl\\workbook.xml": b"1"}),
}


@pytest.mark.parametrize("what", HONEST)
def test_what_honest_programs_write_passes(what: str) -> None:
    assert refused(HONEST[what]) == ("xlsx", "")


def lying(data: bytes, size: int) -> bytes:
    """The first part says, in both of its headers, that it inflates to so many bytes."""
    return patched(in_directory(data, 24, "<I", size), 22, "<I", size)


def with_a_hidden_member(data: bytes) -> bytes:
    """A member between the last part and the directory that only readers of a stream would meet."""
    begin, end = data.index(ENTRY), data.index(END)
    hidden = stored([("xl/workbook.xml", b"2")])
    hidden = hidden[: hidden.index(ENTRY)]
    return patched(data[:begin] + hidden + data[begin:], end + len(hidden) + 16, "<I", begin + len(hidden))


DECEITFUL: dict[str, tuple[bytes, str]] = {
    "of ten thousand parts": (
        stored(
            [("[Content_Types].xml", b""), ("xl/workbook.xml", b""), *((f"{n}", b"") for n in range(10_000))]
        ),
        "F131",
    ),
    "of which the end record claims a million": (patched(BOOK, BOOK.index(END) + 10, "<H", 60_000), "F131"),
    "of which the end record claims one part more": (patched(BOOK, BOOK.index(END) + 10, "<H", 7), "F135"),
    "with a part of half a gigabyte": (lying(with_part("a", bytes(5_000)), 600 * 2**20), "F132"),
    "with a part packed 1:1000000": (lying(BOOK, 200 * 2**20), "F159"),
    "with a part twice": (with_part("xl/workbook.xml"), "F133"),
    "with a part twice, by case": (with_part("XL/Workbook.xml"), "F133"),
    "with a part twice, by slash": (with_part("xl\\workbook.xml"), "F133"),
    **{
        f"with a part named {name!r}": (with_part(name), "F134")
        for name in (
            "/a",
            "../a",
            "xl/../../a",
            "C:a",
            "C:\\a",
            "a\0b",
            "xl/con.xml",
            "LPT1",
            "a" * 300,
            "a ",
            "xl//a",
        )
    },
    "with a local header of another name": (BOOK.replace(b"xl/styles.xml", b"xl/stylez.xml", 1), "F135"),
    "with a local header of another size": (patched(BOOK, 22, "<I", 1), "F135"),
    "with two parts in one place": (patched(BOOK, BOOK.rindex(ENTRY) + 42, "<I", 0), "F135"),
    "with a hidden member": (with_a_hidden_member(BOOK), "F135"),
    "with an offset outside": (in_directory(BOOK, 42, "<I", 2**31), "F135"),
    "with a program in front": (b"PK" + bytes(100) + BOOK, "F136"),
    "with another file behind": (BOOK + b"%PDF-1.7", "F136"),
    "with one part encrypted": (in_directory(patched(BOOK, 6, "<H", 1), 8, "<H", 1), "F137"),
    "with one part in bzip2": (in_directory(patched(BOOK, 8, "<H", 12), 10, "<H", 12), "F137"),
}


@pytest.mark.parametrize("what", DECEITFUL)
def test_a_workbook_made_to_deceive_is_refused_before_anything_is_inflated(what: str) -> None:
    data, code = DECEITFUL[what]
    assert refused(data) == ("xlsx", code)
    refusal = recognise(data).refusal
    assert refusal is not None
    assert "请" in render(refusal)


@pytest.mark.parametrize(
    ("opening", "form"),
    [(b"%PDF-1.7\n", "pdf"), (b"GIF89a", "gif"), (b"MZ\0\1", "unknown")],
)
def test_a_file_of_two_kinds_is_what_it_begins_as(opening: bytes, form: str) -> None:
    assert recognise(opening + BOOK).format == form


def test_a_part_that_holds_more_than_it_says_is_stopped_there() -> None:
    book = zip_of({"a": bytes(10**6)})
    (entry,) = read_directory(lying(book, 1_000)).entries
    with pytest.raises(RefusedError) as stop:
        inflate(lying(book, 1_000), entry)
    assert stop.value.refusal.code == "F135"


@pytest.mark.parametrize("cut", [10, 100, len(BOOK) - 10])
def test_a_zip_cut_short_has_no_directory(cut: int) -> None:
    with pytest.raises(BrokenZipError):
        read_directory(BOOK[:cut])


# ---------------------------------------------------------------- OLE files

SECTOR = 512
FILE = ole({"Workbook": b"x" * 9_000, "Other": b"y" * 5_000})
FAT, DIRECTORY = SECTOR, 2 * SECTOR


def test_streams_of_an_ole_file_are_read_by_name_in_whatever_case() -> None:
    assert Compound(FILE).stream("WORKBOOK").startswith(b"x" * 9_000)
    assert Compound(FILE).names == {"workbook", "other"}


@pytest.mark.parametrize("size", [0, 1, 4_095, 4_096, 4_097, 5_000_000])
def test_a_stream_written_anew_reads_as_it_was(size: int) -> None:
    stream = bytes(range(1, 251)) * (size // 250 + 1)
    read = Compound(compound_of("Book", stream[:size])).stream("Book")
    assert read.rstrip(b"\0") == stream[:size]


@pytest.mark.parametrize(
    ("what", "damage"),
    [
        ("a directory that comes back to itself", lambda data: patched(data, FAT + 4, "<I", 1)),
        ("a directory outside of the file", lambda data: patched(data, 48, "<I", 9_999)),
        ("sectors of four gigabytes", lambda data: patched(data, 30, "<H", 32)),
        ("a table of chains that is not there", lambda data: patched(data, 76, "<I", 9_999)),
        ("no directory", lambda data: patched(data, 48, "<I", 0xFFFFFFFE)),
        ("eight bytes", lambda data: data[:8]),
    ],
)
def test_an_ole_file_that_leads_nowhere_is_damaged_and_ends_at_once(
    what: str, damage: Callable[[bytes], bytes]
) -> None:
    with pytest.raises(BrokenCompoundError):
        Compound(damage(FILE))
    assert refused(damage(FILE)) == ("damaged", "F102"), what


def test_a_stream_is_never_longer_than_its_file() -> None:
    with pytest.raises(BrokenCompoundError):
        Compound(patched(FILE, DIRECTORY + 128 + 120, "<Q", 2**40 - 1)).stream("Workbook")


def test_a_stream_that_comes_back_to_itself_ends_where_it_says() -> None:
    looped = patched(FILE, FAT + 4 * 3, "<I", 2)
    assert len(Compound(looped).stream("Workbook")) == len(Compound(FILE).stream("Workbook"))


def test_entries_that_lead_back_to_each_other_are_met_once() -> None:
    looped = patched(FILE, DIRECTORY + 2 * 128 + 68, "<II", 1, 1)
    assert Compound(looped).names == {"workbook", "other"}
