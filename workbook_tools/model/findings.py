"""What was found: a code, where, and the parameters of its text; never a sentence."""

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """审核类别 of the national direct-reporting platform, and RECORD: a change of form that is only logged."""

    MANDATORY = "强制性"
    WAIVABLE = "准强制性"
    EXPLAIN = "核实性"
    NOTICE = "提示性"
    RECORD = "归一化记录"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: a code of the message catalogue, where, and the parameters of its text.

    `field` is the label printed in the workbook, `value` the raw text found (masked where it is personal),
    `row` the number of the record in the roster counted from 0 (None for the header, the table or the file).
    """

    code: str
    severity: Severity
    sheet: str = ""
    cell: str = ""
    field: str = ""
    value: str = ""
    params: tuple[tuple[str, str], ...] = ()
    row: int | None = None
