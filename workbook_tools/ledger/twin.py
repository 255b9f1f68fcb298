"""The ledger's twin in the archive: one JSON file a line, from which the database can be made again."""

from collections.abc import Iterable, Iterator
from dataclasses import astuple
from pathlib import Path

from workbook_tools.ledger.chain import Break, Broken, Entry
from workbook_tools.safe_write import read_bytes


def line_file(folder: Path, seq: int) -> Path:
    """Where the twin of a line lies."""
    return folder / f"{seq:08d}.json"


def read_line(path: Path) -> Entry:
    """The line in a file; one that is no line at all comes out empty, which breaks the chain under its number.

    So does one that is spelled otherwise than it was written: with a name given twice, people and programs would read
    different lines. And so does a copy of another line. Raises FileUnreadable.
    """
    data, nothing = read_bytes(path), Entry(int(path.stem), "", "", "", "")
    try:
        entry = Entry.parse(data)
        written = data == twin(entry)
    except (KeyError, TypeError, ValueError, RecursionError):
        return nothing
    seq, *texts = astuple(entry)
    sound = written and seq == nothing.seq and all(isinstance(text, str) for text in texts)
    return entry if sound else nothing


def twin(entry: Entry) -> bytes:
    """A line as its file holds it."""
    return f"{entry.text}\n".encode()


def lines(folder: Path) -> tuple[Entry, ...]:
    """Every line of the twin in the order of their files, whether it holds or not; raises FileUnreadable."""
    return tuple(map(read_line, _files(folder)))


def breaks_against(entries: Iterable[Entry], folder: Path) -> Iterator[Break]:
    """Every line that is not in the twin, or other there, and every line that is there alone."""
    archived = {path.name: path for path in _files(folder)}
    for entry in entries:
        path = archived.pop(line_file(folder, entry.seq).name, None)
        if path is None:
            yield Break(entry.seq, Broken.UNARCHIVED)
        elif read_line(path) != entry:
            yield Break(entry.seq, Broken.DIFFERS)
    for path in archived.values():
        yield Break(int(path.stem), Broken.UNRECORDED)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.json") if path.stem.isdecimal() and path.is_file())
