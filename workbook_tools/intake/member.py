"""One file inside a container, or why it could not be taken out."""

from dataclasses import dataclass

from workbook_tools.model import Finding


@dataclass(frozen=True, slots=True)
class Member:
    """`path` is for display (names.inner_path); `data` is empty for junk and where `refusal` says why."""

    path: str
    data: bytes
    refusal: Finding | None = None
