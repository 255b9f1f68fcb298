"""What the ledger records: one frozen type an event, and the JSON object each is kept as."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import Enum
from typing import Any, ClassVar, Self

from workbook_tools.model import Verdict

Scalar = str | int | float | None
"""A value issued in a header cell; a date is ISO text."""

Body = Mapping[str, Any]
"""An event's JSON object as parsed. Unknown names are passed over: later versions may add some."""


@dataclass(frozen=True, slots=True)
class PlanRecorded:
    """A plan came into use: its digest, and the sha256 of the plan workbook in the archive."""

    kind: ClassVar[str] = "plan"
    digest: str
    sha256: str

    @classmethod
    def load(cls, body: Body) -> Self:
        """The event out of its JSON object."""
        return cls(body["digest"], body["sha256"])


@dataclass(frozen=True, slots=True)
class Template:
    """One workbook as issued: for whom, issue id, file name, bytes, and the header values in it by key.

    `prefill` is the sha256 of the return its roster was filled from; empty where it was issued blank.
    """

    unit: str
    form: str
    issue: str
    name: str
    sha256: str
    values: Mapping[str, Scalar]
    prefill: str = ""

    @classmethod
    def load(cls, body: Body) -> Self:
        """The template out of its JSON object."""
        known = {name: body[name] for name in cls.__slots__ if name in body}
        return cls(**{**known, "values": dict(body["values"])})


@dataclass(frozen=True, slots=True)
class Issued:
    """Templates were issued for a period under a plan (its digest)."""

    kind: ClassVar[str] = "issued"
    period: str
    plan: str
    templates: tuple[Template, ...]

    @classmethod
    def load(cls, body: Body) -> Self:
        """The event out of its JSON object."""
        return cls(body["period"], body["plan"], tuple(Template.load(part) for part in body["templates"]))


@dataclass(frozen=True, slots=True)
class Received:
    """One file was handed in, and what its bytes alone say of it.

    `name` is the path inside what was handed in, `group` what it came with (mail, zip, folder; empty:
    alone), `code` and `params` the reason of the verdict. Identity and `content` (digest of all values) are
    empty where they could not be read; `filled_on` is ISO or empty; `zero` is the 零报告 tick. `ruled`: what the
    file says once it is taken for what the bureau ruled it to be; it holds while that decision is in force.
    """

    kind: ClassVar[str] = "received"
    sha256: str
    name: str
    group: str
    size: int
    format: str
    verdict: Verdict
    code: str = ""
    params: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    form: str = ""
    period: str = ""
    issue: str = ""
    round: int = 0
    filled_on: str = ""
    content: str = ""
    zero: bool = False
    ruled: bool = False

    @classmethod
    def load(cls, body: Body) -> Self:
        """The event out of its JSON object."""
        known = {name: body[name] for name in cls.__slots__ if name in body}
        pairs = tuple((name, text) for name, text in body["params"])
        return cls(**{**known, "verdict": Verdict(body["verdict"]), "params": pairs})


@dataclass(frozen=True, slots=True)
class Result:
    """What the rules said of one submission: a `Status` value, and how many findings by severity name."""

    sha256: str
    status: str
    counts: Mapping[str, int]

    @classmethod
    def load(cls, body: Body) -> Self:
        """The result out of its JSON object."""
        return cls(body["sha256"], body["status"], dict(body["counts"]))


@dataclass(frozen=True, slots=True)
class Validated:
    """The submissions of a period were checked under a plan (its digest)."""

    kind: ClassVar[str] = "validated"
    period: str
    plan: str
    results: tuple[Result, ...]

    @classmethod
    def load(cls, body: Body) -> Self:
        """The event out of its JSON object."""
        return cls(body["period"], body["plan"], tuple(Result.load(part) for part in body["results"]))


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


Record = PlanRecorded | Issued | Received | Validated | Decided | ListRecorded

_KINDS: Mapping[str, type[Record]] = {
    kind.kind: kind for kind in (PlanRecorded, Issued, Received, Validated, Decided, ListRecorded)
}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, and the time of the command that recorded it (ISO text)."""

    at: str
    record: Record


def body(record: Record) -> dict[str, Any]:
    """The JSON object of a record, without its kind."""
    return asdict(record)


def load(kind: str, parsed: Body) -> Record:
    """The record out of kind and JSON object; KeyError, TypeError or ValueError where it is none we know."""
    return _KINDS[kind].load(parsed)


def canonical(value: object) -> str:
    """The one JSON text of a value: keys sorted, no spaces, Chinese as it is, a lone surrogate as its escape.

    A lone surrogate stands for a byte of a file name that is no valid text; `backslashreplace` writes it
    exactly as JSON escapes it, so the text reads back to the same value.
    """
    text = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, default=_value
    )
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _value(item: object) -> object:
    if isinstance(item, Enum):
        return item.value
    raise TypeError(type(item).__name__)
