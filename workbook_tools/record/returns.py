"""What is sent out and what comes back: plans in use, templates issued, files received, results of the rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from workbook_tools.model import Verdict
from workbook_tools.record.kept import Body, Scalar


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
