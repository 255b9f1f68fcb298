"""What the bureau rules, and the lists it supplies."""

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar, Self

from workbook_tools.record.kept import Body


class Matter(Enum):
    """裁定事项: what the bureau decides on.

    The subject of each: OWNER (form, key of the enterprise); WAIVER (period, unit, form, finding code, key of
    the enterprise or empty); IDENTITY (sha256 of a file); VERSION and CORRECTION (period, unit, form).
    """

    OWNER = "归属裁定"
    WAIVER = "豁免"
    IDENTITY = "身份确认"
    VERSION = "版本采用"
    CORRECTION = "更正"


@dataclass(frozen=True, slots=True)
class Decision:
    """裁定: what was ruled on one subject, why, by whom, and on which day (ISO).

    `ruling` is, for OWNER, a unit code or empty (counted for nobody); for WAIVER 同意 or 不同意; for IDENTITY
    `unit|form|period` or empty (not taken in); for VERSION the sha256 that counts; for CORRECTION the sha256
    that is to be corrected. `revoked` takes back what was decided on the subject before.
    """

    matter: Matter
    subject: tuple[str, ...]
    ruling: str
    reason: str
    officer: str
    day: str
    revoked: bool = False

    @classmethod
    def load(cls, body: Body) -> Self:
        """The decision out of its JSON object."""
        known = {name: body[name] for name in cls.__slots__ if name in body}
        return cls(**{**known, "matter": Matter(body["matter"]), "subject": tuple(body["subject"])})


@dataclass(frozen=True, slots=True)
class Decided:
    """The bureau decided: its decisions, and the sha256 of the decisions workbook in the archive."""

    kind: ClassVar[str] = "decided"
    sha256: str
    decisions: tuple[Decision, ...]

    @classmethod
    def load(cls, body: Body) -> Self:
        """The event out of its JSON object."""
        return cls(body["sha256"], tuple(Decision.load(part) for part in body["decisions"]))


class ListKind(Enum):
    """参考名单: what the enterprises of a list the bureau supplies are."""

    BASELINE = "基数名单"
    OFFICIAL = "官方名单"


@dataclass(frozen=True, slots=True)
class Listed:
    """One enterprise of a list: its key, name, and unit as named there (empty where the list names none)."""

    key: str
    name: str = ""
    unit: str = ""

    @classmethod
    def load(cls, body: Body) -> Self:
        """The enterprise out of its JSON object."""
        return cls(body["key"], body["name"], body["unit"])


@dataclass(frozen=True, slots=True)
class ListRecorded:
    """A list came into use for an annex (its number), in place of the one of its kind before."""

    kind: ClassVar[str] = "list"
    sha256: str
    annex: int
    listing: ListKind
    entries: tuple[Listed, ...]

    @classmethod
    def load(cls, body: Body) -> Self:
        """The event out of its JSON object."""
        entries = tuple(Listed.load(part) for part in body["entries"])
        return cls(body["sha256"], body["annex"], ListKind(body["listing"]), entries)
