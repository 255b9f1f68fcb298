"""Names that a file cannot have."""

import re

_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\.|\Z)", re.I)


def is_device(part: str) -> bool:
    """Whether Windows takes one part of a path for a device, whatever ending it has: CON, nul.txt, COM¹.xlsx."""
    return _DEVICE.match(part) is not None
