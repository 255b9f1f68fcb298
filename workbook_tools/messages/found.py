"""A finding made from its code: severity out of the catalogue, place spelled as spreadsheets print it."""

from workbook_tools.messages.catalogue import severity as usual_severity
from workbook_tools.model import Address, Finding, Severity, a1


def found(
    code: str,
    sheet: str = "",
    at: Address | None = None,
    *,
    field: str = "",
    value: str = "",
    row: int | None = None,
    severity: Severity | None = None,
    **params: str,
) -> Finding:
    """The finding of this code at this place; `params` are the parameters of its text."""
    return Finding(
        code,
        severity or usual_severity(code),
        sheet,
        a1(at) if at else "",
        field,
        value,
        tuple(params.items()),
        row,
    )
