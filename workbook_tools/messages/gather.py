"""Equal findings told once: the same thing said of many cells becomes one entry with ranges of cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbook_tools.messages.planned import ALSO, ALSO_MARK
from workbook_tools.model import Finding, Severity, address_of, column_letter

_ORDER = {severity: number for number, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Gathered:
    """One thing to say, of one or more cells: the first finding, and all its cells as ranges (F12-F15、F20).

    Cells that a rule is about too stand behind those it is told of; `count` leaves them out.
    """

    finding: Finding
    cells: str
    count: int


def _ranges(cells: Sequence[str]) -> str:
    """Cells as ranges down a column: F12-F14、F20、H3; anything that is no cell stays as it is."""
    parsed = sorted({(at[1], at[0]) for cell in cells if (at := address_of(cell))})
    runs: list[list[tuple[int, int]]] = []
    for column, row in parsed:
        if runs and runs[-1][-1] == (column, row - 1):
            runs[-1].append((column, row))
        else:
            runs.append([(column, row)])
    named = [
        f"{column_letter(run[0][0])}{run[0][1]}"
        + (f"-{column_letter(run[-1][0])}{run[-1][1]}" if len(run) > 1 else "")
        for run in runs
    ]
    others = [cell for cell in dict.fromkeys(cells) if cell and not address_of(cell)]
    return "、".join([*named, *others])


def gather(findings: Iterable[Finding]) -> tuple[Gathered, ...]:
    """Findings that say the same of the same field, merged; must-fix first, then as they stand in the sheet."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        params = tuple(param for param in finding.params if param[0] != ALSO)
        said = (finding.severity, finding.code, finding.sheet, finding.field, finding.value, params)
        groups.setdefault(said, []).append(finding)
    merged = [Gathered(group[0], _named(group), len(group)) for group in groups.values()]
    return tuple(sorted(merged, key=lambda each: _ORDER[each.finding.severity]))


def _named(group: Sequence[Finding]) -> str:
    """The cells that findings are told of, then those that they are about too."""
    also = [cell for f in group for cell in dict(f.params).get(ALSO, "").split(ALSO_MARK) if cell]
    return ALSO_MARK.join(part for part in (_ranges([f.cell for f in group]), _ranges(also)) if part)
