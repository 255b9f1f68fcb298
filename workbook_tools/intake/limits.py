"""How far containers are opened; sizes are measured while inflating, for what a zip declares may be a lie."""

import time
from dataclasses import dataclass

from workbook_tools.envelope import RATIO, RATIO_FROM
from workbook_tools.messages.found import found
from workbook_tools.model import Finding

SECONDS = 8.0
BYTES_A_SECOND = 8 * 2**20
"""A large file takes longer to open for being large: most of what is handed in is photographs and scans."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one file handed in: containers inside containers, members, bytes, and how far a member may inflate.

    `ratio` (inflated to packed) is tested from `ratio_from` bytes on: small files do no harm. `looked_into_bytes` is
    the size up to which a mail or workbook is looked at, for it is held in memory.
    """

    depth: int = 3
    members: int = 1_000
    member_bytes: int = 200 * 2**20
    looked_into_bytes: int = 128 * 2**20
    total_bytes: int = 2**30
    ratio: int = RATIO
    ratio_from: int = RATIO_FROM


LIMITS = Limits()


class LimitReachedError(Exception):
    """A container holds more than is opened; carries the refusal."""

    def __init__(self, code: str, limit: int = 0) -> None:
        super().__init__(code)
        self.refusal: Finding = found(code, limit=str(limit)) if limit else found(code)


class Budget:
    """What is left of the limits for one file handed in, containers inside it included.

    Its time is that of this process, which often waits for others. It begins when the budget is made, and is more for
    a large file of `size` bytes.
    """

    def __init__(self, limits: Limits, size: int) -> None:
        self.limits = limits
        self._seconds = SECONDS + size / BYTES_A_SECOND
        self._end = time.process_time() + self._seconds
        self._members = 0
        self._bytes = 0

    def take_member(self) -> None:
        """Count one more member. LimitReachedError when there are too many (F123) or time is up (F164)."""
        if time.process_time() > self._end:
            raise LimitReachedError("F164", round(self._seconds))
        self._members += 1
        if self._members > self.limits.members:
            raise LimitReachedError("F123", self.limits.members)

    def foresee_members(self, count: int) -> None:
        """LimitReachedError (F123) where a container cannot have so many members."""
        if count > self.limits.members:
            raise LimitReachedError("F123", self.limits.members)

    def take_bytes(self, count: int) -> None:
        """Count inflated bytes. LimitReachedError (F124) when there are too many."""
        self._bytes += count
        if self._bytes > self.limits.total_bytes:
            raise LimitReachedError("F124", self.limits.total_bytes // 2**20)
