"""The shape of one entry of the message catalogue."""

from dataclasses import dataclass

from workbook_tools.model import Severity


@dataclass(frozen=True, slots=True)
class Kind:
    """One finding kind: what is said of it, what to do, an example, and which later findings it makes pointless.

    `says`, `todo` and `example` are templates; `{value}` is the raw text found, other names are the finding's
    parameters. `hides` names codes that are suppressed on the same cell once this one stands. `general` is the
    code the form itself gives for this, where it cannot tell as precisely; `late` (收件后核) what it cannot see.
    """

    code: str
    severity: Severity
    says: str
    todo: str = ""
    example: str = ""
    hides: tuple[str, ...] = ()
    general: str = ""
    late: bool = False
