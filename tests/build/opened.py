"""What is found in files and folders handed in, opened in this process instead of a worker."""

from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

from workbook_tools.intake.containers import Opening, open_up
from workbook_tools.intake.limits import LIMITS, Limits
from workbook_tools.intake.places import Item
from workbook_tools.intake.spool import Spool
from workbook_tools.intake.walk import Owned, walk

_NUMBERS = count()


def _nothing(_: Path) -> bool:
    return False


def opened_all(
    paths: Iterable[Path], folder: Path, limits: Limits = LIMITS, owned: Owned = _nothing
) -> Iterator[Item]:
    """Every file of the paths and every file inside them; their bytes are laid in a new folder inside `folder`."""
    spooled = folder / f"spool{next(_NUMBERS)}"
    spooled.mkdir()
    incoming = Spool(spooled)
    for each in walk(paths, owned=owned):
        if isinstance(each, Item):
            yield each
        else:
            yield from open_up(Opening(each.place, incoming.take(each.path)), limits)


def bytes_of(item: Item) -> bytes:
    """The bytes of an item; none where none could be had."""
    return item.file.read_bytes() if item.file else b""
