"""The envelope of a workbook, a zip or an OLE file: what is in it, and what is wrong with it, in bounds."""

from workbook_tools.envelope.compound import BrokenCompoundError, Compound, compound_of
from workbook_tools.envelope.directory import BrokenZipError, Directory, Entry, read_directory
from workbook_tools.envelope.inflate import inflate
from workbook_tools.envelope.names import is_device
from workbook_tools.envelope.refused import RefusedError
from workbook_tools.envelope.soundness import RATIO, RATIO_FROM, unsound
from workbook_tools.envelope.stored import stored

__all__ = [
    "RATIO",
    "RATIO_FROM",
    "BrokenCompoundError",
    "BrokenZipError",
    "Compound",
    "Directory",
    "Entry",
    "RefusedError",
    "compound_of",
    "inflate",
    "is_device",
    "read_directory",
    "stored",
    "unsound",
]
