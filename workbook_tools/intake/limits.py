"""How far containers are opened; sizes are measured while inflating, for what a zip declares may be a lie."""

from dataclasses import dataclass

from workbook_tools.messages.found import found
from workbook_tools.model import Finding


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one file handed in: containers inside containers, members, bytes, and how far a member may inflate.

    `ratio` (inflated to packed) is tested from `ratio_from` bytes on: small files do no harm.
    """

    depth: int = 3
    members: int = 5_000
    member_bytes: int = 200 * 2**20
    total_bytes: int = 2**30
    ratio: int = 200
    ratio_from: int = 20 * 2**20


LIMITS = Limits()


class LimitReachedError(Exception):
    """A container holds more than is opened; carries the refusal."""

    def __init__(self, code: str, limit: int) -> None:
        super().__init__(code)
        self.refusal: Finding = found(code, limit=str(limit))


class Budget:
    """What is left of the limits for one file handed in, containers inside it included."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._members = 0
        self._bytes = 0

    def take_member(self) -> None:
        """Count one more member. LimitReachedError (F123) when there are too many."""
        self._members += 1
        if self._members > self.limits.members:
            raise LimitReachedError("F123", self.limits.members)

    def take_bytes(self, count: int) -> None:
        """Count inflated bytes. LimitReachedError (F124) when there are too many."""
        self._bytes += count
        if self._bytes > self.limits.total_bytes:
            raise LimitReachedError("F124", self.limits.total_bytes // 2**20)
