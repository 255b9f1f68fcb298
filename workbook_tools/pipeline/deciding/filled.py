"""A 待办 as it came back, read in a worker: it went through anybody's hands and programs."""

from dataclasses import dataclass

from workbook_tools.errors import FileUnreadable
from workbook_tools.messages import handed as words
from workbook_tools.messages.render import render_briefly
from workbook_tools.model import Finding
from workbook_tools.pipeline.handed import alone, look_at
from workbook_tools.xlsx.decisions import Row, read


@dataclass(frozen=True, slots=True)
class FilledIn:
    """Its rows (None: this is no 待办), from when its days count, and its format."""

    rows: tuple[Row, ...] | None
    date1904: bool
    format: str


def filled_in(data: bytes, file: str) -> FilledIn:
    """What the bytes of a 待办 say; FileUnreadable, which names the `file`, where they are no workbook."""
    seen = alone(_read, data, file)
    if isinstance(seen, Finding):
        raise FileUnreadable(words.UNREADABLE.format(file=file, reason=render_briefly(seen)))
    return seen


def _read(data: bytes) -> FilledIn | Finding:
    seen = look_at(data)
    return seen if isinstance(seen, Finding) else FilledIn(read(seen), seen.date1904, seen.format)
