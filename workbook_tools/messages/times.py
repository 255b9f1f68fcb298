"""Times as they are printed."""


def minute(at: str) -> str:
    """A time of the ledger (ISO) to the minute: 2023-11-10 09:30; empty where there is none."""
    return at.replace("T", " ")[:16]
