"""One file inside a container, or why it could not be taken out."""

from dataclasses import dataclass
from pathlib import Path

from workbook_tools.model import Finding


@dataclass(frozen=True, slots=True)
class Member:
    """`path` is for display (names.inner_path); `file` holds its bytes where any could be had; `refusal` says what is
    wrong with it."""

    path: str
    file: Path | None
    refusal: Finding | None = None
