"""The layout of a bag (BagIt 1.0, RFC 8493): its tag files as bytes, and what they say.

Names in a bag are made by this tool and hold neither %, nor line breaks, which the RFC would have written as escapes.
"""

import hashlib
from collections.abc import Iterable, Mapping

from workbook_tools import __version__

PAYLOAD = "data/"
DECLARATION_FILE, INFO_FILE = "bagit.txt", "bag-info.txt"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_OXUM = "Payload-Oxum"


def manifest(digests: Mapping[str, str]) -> bytes:
    """Path -> sha256 as a manifest, one line a file in the order of paths; `sha256sum -c` reads it too."""
    return "".join(f"{sha256}  {path}\n" for path, sha256 in sorted(digests.items())).encode()


def read_manifest(data: bytes) -> dict[str, str]:
    """Path -> sha256 out of a manifest; ValueError where it has no line, one that is none, or a path twice."""
    digests: dict[str, str] = {}
    for line in data.decode("utf-8").splitlines():
        sha256, path = line.split(maxsplit=1)
        if path in digests:
            raise ValueError(path)
        digests[path] = sha256.lower()
    if not digests:
        raise ValueError(MANIFEST)
    return digests


def information(tags: Mapping[str, str], size: int, files: int) -> bytes:
    """bag-info.txt: these tags (those without a value left out), and the payload's bytes and number of files."""
    whole = {**tags, "Bag-Software-Agent": f"workbook-tools {__version__}", _OXUM: f"{size}.{files}"}
    lines = (f"{name}: {' '.join(value.split())}\n" for name, value in whole.items() if value.strip())
    return "".join(lines).encode()


def oxum(data: bytes) -> tuple[int, int]:
    """Bytes and number of files of the payload out of bag-info.txt; ValueError where it does not say."""
    for line in data.decode("utf-8").splitlines():
        name, _, value = line.partition(":")
        if name == _OXUM:
            size, _, files = value.strip().partition(".")
            return int(size), int(files)
    raise ValueError(_OXUM)


def description(
    texts: Mapping[str, bytes], info: Mapping[str, str], size: int, files: int
) -> dict[str, bytes]:
    """The files that say what a bag is: its declaration, bag-info.txt with these tags, and texts of its own."""
    return {DECLARATION_FILE: DECLARATION, INFO_FILE: information(info, size, files), **texts}


def tag_files(
    texts: Mapping[str, bytes], info: Mapping[str, str], payload: Iterable[tuple[str, str, int]]
) -> dict[str, bytes]:
    """All files of a bag beside its payload, by name in their order.

    `texts` are those of its own, `info` the tags of bag-info.txt, `payload` path, sha256 and bytes of each file.
    """
    files = list(payload)
    listed = {
        **description(texts, info, sum(size for _, _, size in files), len(files)),
        MANIFEST: manifest({path: sha256 for path, sha256, _ in files}),
    }
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in listed.items()}
    return {**listed, TAG_MANIFEST: manifest(digests)}
