"""What a golden case is, and the list of them in the order of the catalogue of defects."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from zlib import crc32

from openpyxl import Workbook

from tests.golden.sound import RETURNED, TOWNSHIP, Files, Sound

Make = Callable[[Sound], bytes | Files]
Replan = Callable[[Workbook], object]
"""What a bureau changes in the plan workbook before anything is issued."""


@dataclass(frozen=True)
class Case:
    """One way in which a return goes wrong: a defect's number, a short name, and the code that makes the files.

    `unit` names whose return it is, where that matters; `replan` changes the plan, where the packaged one asks nothing
    that could go wrong this way.
    """

    number: int
    name: str
    form: str
    office: bool
    unit: str
    make: Make
    replan: Replan | None

    @property
    def folder(self) -> str:
        """The folder of what is expected, by the number of the defect."""
        return f"{self.number:02}-{self.name}"

    @property
    def says(self) -> str:
        """What happened, in a sentence."""
        return (self.make.__doc__ or "").strip()

    @property
    def first(self) -> int:
        """The number of the first enterprise in its return; what is expected must not hang on the other cases."""
        return crc32(self.folder.encode()) % 99_000 * 10

    def files(self, sound: Sound) -> Files:
        """What is handed in, by path."""
        made = self.make(sound)
        return {RETURNED: made} if isinstance(made, bytes) else made


_CASES: list[Case] = []


def case(
    number: int,
    name: str,
    *,
    form: str = TOWNSHIP,
    office: bool = False,
    unit: str = "",
    replan: Replan | None = None,
) -> Callable[[Make], Make]:
    """Register the function as the case `number-name`; `office` where LibreOffice makes the file."""

    def register(make: Make) -> Make:
        _CASES.append(Case(number, name, form, office, unit, make, replan))
        return make

    return register


def every_case() -> Iterator[Case]:
    """All registered cases by number and name."""
    yield from sorted(_CASES, key=lambda each: (each.number, each.name))
