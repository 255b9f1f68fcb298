"""Texts that officers open in an editor."""


def for_windows(text: str) -> bytes:
    """As a file, with a byte order mark and line ends that the plainest editor on Windows shows as they are."""
    return text.replace("\n", "\r\n").encode("utf-8-sig")
