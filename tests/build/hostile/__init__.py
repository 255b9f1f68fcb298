"""Every way in which a file that arrives can attack, made from code, with the verdict that it must get."""

from tests.build.hostile import (
    active,
    amounts,
    bombs,
    cells,
    disguised,
    disk_names,
    mails,
    markup,
    member_names,
    ole_files,
    packages,
    parts,
    texts,
    zips,
)
from tests.build.hostile.case import Case, every_case

FAMILIES = (
    active,
    amounts,
    bombs,
    cells,
    disguised,
    disk_names,
    mails,
    markup,
    member_names,
    ole_files,
    packages,
    parts,
    texts,
    zips,
)
CORPUS: tuple[Case, ...] = tuple(every_case())

__all__ = ["CORPUS", "FAMILIES", "Case"]
