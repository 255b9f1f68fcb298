"""Evidence packs taken apart, changed and put together again."""

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.build.packages import zip_of

Members = dict[str, bytes]
"""Path in the bag -> bytes."""


def members(pack: bytes) -> Members:
    """The files of a pack by their path in its folder."""
    with zipfile.ZipFile(io.BytesIO(pack)) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def packed(files: Mapping[str, bytes], folder: str = "证据包") -> bytes:
    """A pack of these files."""
    return zip_of({f"{folder}/{name}": data for name, data in files.items()})


def listed_again(files: Mapping[str, bytes]) -> Members:
    """The same files under manifests that fit them: what whoever changed them would write."""
    payload = {name: data for name, data in files.items() if name.startswith("data/")}
    oxum = f"Payload-Oxum: {sum(map(len, payload.values()))}.{len(payload)}".encode()
    told = re.sub(rb"Payload-Oxum: .*", oxum, files["bag-info.txt"])
    others = {
        name: data
        for name, data in files.items()
        if name not in payload and not name.startswith("tagmanifest")
    }
    tags = {**others, "bag-info.txt": told, "manifest-sha256.txt": _manifest(payload)}
    return {**payload, **tags, "tagmanifest-sha256.txt": _manifest(tags)}


def changed(data: bytes, at: int = -1) -> bytes:
    """The same bytes with one of them changed."""
    place = at % len(data)
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def altered(pack: bytes, name: str, change: Callable[[bytes], bytes] = changed) -> bytes:
    """A pack with one file changed and nothing else."""
    files = members(pack)
    return packed({**files, name: change(files[name])})


def unpacked(pack: bytes, folder: Path) -> Path:
    """A pack as a person unpacks it; the bag's folder."""
    with zipfile.ZipFile(io.BytesIO(pack)) as archive:
        archive.extractall(folder)
        return folder / archive.namelist()[0].partition("/")[0]


def _manifest(files: Mapping[str, bytes]) -> bytes:
    lines = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    return "".join(lines).encode()
