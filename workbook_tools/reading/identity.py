"""Who a workbook says it is: from its hidden sheet, with the document properties as a second copy."""

from collections.abc import Mapping

from workbook_tools import layout
from workbook_tools.messages.found import found
from workbook_tools.model import Finding, Identity, Look
from workbook_tools.reading.labels import as_text

_NEEDED = ("unit", "form", "period", "issue")
_LONGEST, _MOST_DIGITS = 100, 4
"""Letters of a code, and digits of a round; what is longer is none of ours, and it would be recorded and printed."""


def _hidden(look: Look) -> dict[str, str]:
    sheet = next((s for s in look.sheets if s.name == layout.IDENTITY_SHEET), None)
    if sheet is None:
        return {}
    pairs = ((as_text(row[0]).strip(), as_text(row[1]).strip()) for row in sheet.rows if len(row) > 1)
    return {key: value[:_LONGEST] for key, value in pairs if key in layout.IDENTITY_KEYS}


def _properties(look: Look) -> dict[str, str]:
    prefix = layout.PROPERTY_PREFIX
    return {
        key: look.properties[prefix + key].strip()[:_LONGEST]
        for key in layout.IDENTITY_KEYS
        if prefix + key in look.properties
    }


def _identity(entries: Mapping[str, str]) -> Identity | None:
    if not all(entries.get(key) for key in _NEEDED):
        return None
    round_text = entries.get("round", "")
    return Identity(
        entries["unit"],
        entries["form"],
        entries["period"],
        entries.get("version", ""),
        entries.get("plan", ""),
        entries["issue"],
        int(round_text) if round_text.isdecimal() and len(round_text) <= _MOST_DIGITS else 0,
    )


def identify(look: Look) -> tuple[Identity | None, tuple[Finding, ...]]:
    """The identity inside a workbook (None: there is none), and whether its two copies contradict each other.

    The file name never counts. A contradiction (S002) is a question; the hidden sheet goes first.
    """
    hidden, properties = _hidden(look), _properties(look)
    identity = _identity(hidden) or _identity(properties)
    differing = [key for key in hidden if properties.get(key, hidden[key]) != hidden[key]]
    findings = tuple(
        found("S002", layout.IDENTITY_SHEET, value=hidden[key], other=properties[key]) for key in differing
    )
    return identity, findings
