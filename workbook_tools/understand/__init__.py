"""From one raw value and its field to a value and notes: form is normalised, meaning never."""

from workbook_tools.understand.outcome import Context, Note, Reader, Understood
from workbook_tools.understand.personal import masked, personal, shown, veiled
from workbook_tools.understand.reader import reader, understand

__all__ = [
    "Context",
    "Note",
    "Reader",
    "Understood",
    "masked",
    "personal",
    "reader",
    "shown",
    "understand",
    "veiled",
]
