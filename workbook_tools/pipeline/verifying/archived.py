"""What the ledger's lines rest on, held against the archive: every file there, and unchanged."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from workbook_tools.archive import Archive, Store, suffix_of
from workbook_tools.messages import verify as words
from workbook_tools.pipeline import Progress
from workbook_tools.pipeline.filed import filed
from workbook_tools.record import Event, Received, Record
from workbook_tools.safe_write import read_faults

_OF_OFFICE = ("~$", ".")
"""How names begin of what Excel and WPS lay beside a file while somebody looks at it, and of temporary files."""


@dataclass(frozen=True, slots=True)
class FileProblem:
    """What is wrong with one archived file: its sha256, the name it came under, and the code of its unit ('': none).

    `lost`: it is not there at all; `renamed`: it is there under another ending, by which another program would open
    it; otherwise it was changed.
    """

    sha256: str
    file: str
    unit: str
    lost: bool = False
    renamed: bool = False

    @property
    def problem(self) -> str:
        """In words."""
        if self.renamed:
            return words.FILE_RENAMED
        return words.FILE_LOST if self.lost else words.FILE_CHANGED


@dataclass(frozen=True, slots=True)
class Archived:
    """How many files the ledger names, those lost or changed, and those in the archive that it does not name."""

    files: int
    problems: tuple[FileProblem, ...]
    strangers: tuple[str, ...]

    @property
    def altered(self) -> tuple[FileProblem, ...]:
        """The files that are there otherwise than they came."""
        return tuple(each for each in self.problems if not each.lost)


_Named = Mapping[Store, dict[str, tuple[str, str]]]
"""Area of the archive -> sha256 -> (file name, unit)."""
_Endings = Mapping[str, set[str]]
"""sha256 of an original -> the endings that it may have."""


def _named(archive: Archive, events: Iterable[Event]) -> _Named:
    areas = (archive.originals, archive.plans, archive.decisions, archive.lists)
    named: _Named = {area: {} for area in areas}
    for event in events:
        if place := filed(archive, event.record):
            area, sha256 = place
            named[area].setdefault(sha256, _called(event.record))
    return named


def _called(record: Record) -> tuple[str, str]:
    """The name of the file that a line rests on, and the code of its unit."""
    if isinstance(record, Received):
        return record.name, record.unit
    return words.FILES[record.kind], ""


def _endings(events: Iterable[Event]) -> _Endings:
    endings: dict[str, set[str]] = {}
    for event in events:
        if isinstance(event.record, Received):
            endings.setdefault(event.record.sha256, set()).add(suffix_of(event.record.format))
    return endings


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        there = (path for path in folder.iterdir() if path.is_file())
        yield from sorted(path for path in there if not path.name.startswith(_OF_OFFICE))


def _strangers(archive: Archive, areas: _Named) -> Iterator[str]:
    """What lies in the archive, and the ledger does not name; its own lines it names by their numbers."""
    known = {(area.folder, sha256) for area, named in areas.items() for sha256 in named}
    files = (path for path in sorted(archive.root.rglob("*")) if archive.spool not in path.parents)
    for path in filter(Path.is_file, files):
        is_line = path.parent == archive.events and path.suffix == ".json" and path.stem.isdecimal()
        is_known = is_line or (path.parent, path.stem) in known
        if not (is_known or path.name.startswith(_OF_OFFICE)):
            yield path.relative_to(archive.root).as_posix()


def _digest(path: Path) -> str:
    with read_faults(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def held_against(archive: Archive, events: Iterable[Event], progress: Progress) -> Archived:
    """Every file that the events name, by content; raises FileUnreadable where the system refuses to read one."""
    events = tuple(events)
    areas, endings = _named(archive, events), _endings(events)
    total = sum(len(named) for named in areas.values())
    problems, seen = list[FileProblem](), 0
    for area, named in areas.items():
        files = list(_files(area.folder))
        there = {path.stem for path in files}
        problems += [
            FileProblem(sha256, *what, lost=True) for sha256, what in named.items() if sha256 not in there
        ]
        for path in (path for path in files if path.stem in named):
            seen += 1
            if _digest(path) != path.stem:
                problems.append(FileProblem(path.stem, *named[path.stem]))
            elif area is archive.originals and path.suffix not in endings[path.stem]:
                problems.append(FileProblem(path.stem, *named[path.stem], renamed=True))
            progress(seen, total)
    return Archived(total, tuple(problems), tuple(_strangers(archive, areas)))
