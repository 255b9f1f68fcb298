"""Sizes of files as they are printed."""

_UNITS = ("字节", "KB", "MB", "GB")


def readable(size: int) -> str:
    """So many bytes in the largest unit that leaves a number above one: 512 MB."""
    value, unit = float(size), 0
    while value >= 1024 and unit < len(_UNITS) - 1:
        value, unit = value / 1024, unit + 1
    return f"{value:.0f} {_UNITS[unit]}"
