"""Edit a master a thousand times and save it again fifty times: is every edit named, and nothing else?

    PYTHONPATH=. python -m scripts.master_edits [MASTER.xlsx ...] --edits 1000 --saves 50 --seed 1

Takes a made-up master where none is given. Every other edit is made in a real LibreOffice, every tenth in the file's
own XML, the others through openpyxl. Prints what was edited, how often, and how often it was named; ends with 1 where
one was missed or something was named that nobody touched.
"""

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.build.edits import Edit, by_hand, by_openpyxl
from tests.build.edits.drawing import Drawer
from tests.build.edits.of_cells import BY_HAND, OF_CELLS
from tests.build.edits.of_lines import OF_LINES
from tests.build.edits.respelled import respelled
from tests.build.rich_master import rich_master
from tests.office import Office
from workbook_tools.xlsx.compare import Difference, Facts, compare, read_facts

HANDS = ("openpyxl", "LibreOffice", "XML")
KINDS = {**OF_CELLS, **OF_LINES}
_ENTERPRISES = 30
"""In each town of the made-up master."""


@dataclass
class Tally:
    """What was done by kind and hand, and what went wrong."""

    made: Counter[tuple[str, str]] = field(default_factory=Counter)
    named: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def count(self, kind: str, hand: str, edit: Edit, found: Sequence[Difference]) -> None:
        """Note one edit and what was named after it."""
        self.made[kind, hand] += 1
        missed, beside = edit.missed(found), edit.beside(found)
        if missed or beside:
            self.note(f"{hand}: {kind} {edit.arguments}: missed {missed}, beside {beside[:3]}")
        else:
            self.named[kind, hand] += 1

    def note(self, wrong: str) -> None:
        """Note what went wrong, and print it at once: the rest takes long."""
        self.wrong.append(wrong)
        print(wrong, flush=True)

    def table(self) -> Iterator[str]:
        """One line a kind of edit: named of made, by hand."""
        yield f"{'edit':28}" + "".join(f"{hand:>16}" for hand in HANDS)
        for kind in (*KINDS, *BY_HAND):
            cells = (f"{self.named[kind, hand]} of {self.made[kind, hand]}" for hand in HANDS)
            yield f"{kind:28}" + "".join(f"{cell:>16}" for cell in cells)
        yield f"{'together':28}{self.named.total():>13} of {self.made.total()}"


class Desk:
    """One master, what it says, and the office beside it."""

    def __init__(self, data: bytes, office: Office, folder: Path) -> None:
        self.data, self.office, self.folder = data, office, folder
        self.facts: Facts = read_facts(data, "master.xlsx")

    def in_the_office(
        self, data: bytes, edit: Edit | None = None, suffixes: Sequence[str] = (".xlsx",)
    ) -> bytes:
        """The workbook opened, edited and saved there, through one format after another."""
        path = self.folder / "master.xlsx"
        path.write_bytes(data)
        for suffix in suffixes:
            self.office.open(path)
            if edit:
                self.office.edit(edit.act, edit.arguments)
            path = self.office.save(self.folder / f"saved{suffix}")
        return path.read_bytes()

    def edited(self, hand: str, edit: Edit) -> bytes:
        """The master after an edit by one of HANDS."""
        if hand == "LibreOffice":
            return self.in_the_office(self.data, edit)
        return (by_hand if hand == "XML" else by_openpyxl).saved(self.data, edit)

    def differences(self, data: bytes) -> tuple[Difference, ...]:
        """What is named of a workbook."""
        return compare(self.facts, read_facts(data, "saved.xlsx")).differences


def edit_often(desk: Desk, edits: int, seed: int, tally: Tally) -> None:
    """Make so many edits, each of them of the master as it was."""
    drawer = Drawer(desk.data, seed)
    for number in range(edits):
        hand = "XML" if number % 10 == 9 else HANDS[number % 2]
        kind, edit = drawer.draw(BY_HAND if hand == "XML" else KINDS)
        tally.count(kind, hand, edit, desk.differences(desk.edited(hand, edit)))
        if number % 50 == 49:
            print(f"{number + 1} edits, {len(tally.wrong)} wrong", flush=True)


def save_often(desk: Desk, saves: int, seed: int, tally: Tally) -> int:
    """Save so many times, one to three times over; how many of them came out without a difference."""
    chance, clean = random.Random(seed), 0
    programs: dict[str, Callable[[bytes], bytes]] = {
        "LibreOffice": desk.in_the_office,
        "LibreOffice, through .ods": lambda data: desk.in_the_office(data, suffixes=(".ods", ".xlsx")),
        "openpyxl": by_openpyxl.saved,
    }
    spelling = {"another spelling": lambda data: respelled(data, chance.randrange(1000))}
    hops = programs | spelling
    for _ in range(saves):
        before, after = (list(spelling) * chance.randint(0, 1) for _ in range(2))
        way, data = [*before, *chance.choices(list(programs), k=chance.randint(1, 2)), *after], desk.data
        for hop in way:
            data = hops[hop](data)
        found = desk.differences(data)
        clean += not found
        if found:
            tally.note(f"saved again ({' > '.join(way)}): {found[:3]}")
    return clean


def main() -> int:
    """Run it all; 1 where something went wrong."""
    parser = argparse.ArgumentParser(
        description="Edit and re-save a master; is everything named that must be?"
    )
    parser.add_argument("masters", nargs="*", type=Path)
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--saves", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    masters = [path.read_bytes() for path in asked.masters] or [rich_master(_ENTERPRISES)]
    tally, clean, saves = Tally(), 0, asked.saves // len(masters)
    with tempfile.TemporaryDirectory() as folder, Office(Path(folder) / "profile") as office:
        desks = [Desk(data, office, Path(folder)) for data in masters]
        for number, desk in enumerate(desks):
            edit_often(desk, asked.edits // len(masters), asked.seed + number, tally)
        print("\n".join(tally.table()), flush=True)
        for number, desk in enumerate(desks):
            clean += save_often(desk, saves, asked.seed + number, tally)
    print(f"saved again without a difference: {clean} of {saves * len(masters)}")
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
