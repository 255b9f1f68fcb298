"""Rows of a form, made of sound ones: one field at a time, the fields of each rule together, and all at random."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from random import Random

from tests.build.parity.candidates import Candidates, parts
from tests.build.parity.typed import Raw, Typed
from workbook_tools.formula import Repeats
from workbook_tools.model import NOT_APPLICABLE, Entry, Field, Role
from workbook_tools.rules import Demand

NOTES: tuple[Raw, ...] = (
    "该企业上年停产检修，故与往年不同",
    "登记系统升级，编号尚未换发",
    "情况属实，已核实。",
    "停产",
    "无",
)
"""Valid and hollow 说明."""
_TRIES = 200
_MUTATED = 0.12
"""Of the fields of a row made at random."""
_SAME = 0.15
"""Of the fields so changed, those that take the value of the row before."""


@dataclass(frozen=True)
class Records:
    """Rows for one form, without end; `sound` makes a faultless row by its number."""

    candidates: Candidates
    sound: Callable[[int], Typed]
    seed: int

    def one_at_a_time(self, numbers: Iterator[int]) -> Iterator[Typed]:
        """Every candidate of every field in a row that is sound otherwise; some of them explained."""
        random = Random(self.seed)
        for field in self.candidates.own:
            for raw in self.candidates.of(field):
                # Of two sound rows in a row, one counts: there more is asked for.
                for _ in range(2 if raw in (None, NOT_APPLICABLE) else 1):
                    yield {**self._explained(self.sound(next(numbers)), random), field.key: raw}

    def by_rule(self, numbers: Iterator[int], times: int) -> Iterator[Typed]:
        """For every rule, rows with well-typed values in its fields that are not made to fit each other.

        The last of them breaks the rule, where one that does is found.
        """
        random = Random(self.seed + 1)
        for demand in self.candidates.demands:
            if not demand.own:
                yield from (self._unfitting(demand, numbers, random) for _ in range(times - 1))
                tried = (self._unfitting(demand, numbers, random) for _ in range(_TRIES))
                last = self._unfitting(demand, numbers, random)
                yield next((row for row in tried if self.candidates.breaks(demand, row)), last)

    def _unfitting(self, demand: Demand, numbers: Iterator[int], random: Random) -> Typed:
        changed = {
            field.key: self._fitting(field, demand, random)
            for field in self.candidates.named_by(demand)
            if random.random() < 0.7
        }
        return {**self._explained(self.sound(next(numbers)), random), **changed}

    def alike(self, numbers: Iterator[int]) -> list[Typed]:
        """For every demand on what stands more than once, four rows that are alike in its fields."""
        found: list[Typed] = []
        for demand in self.candidates.demands:
            if any(isinstance(part, Repeats) for part in parts(demand.broken)):
                keys = [field.key for field in self.candidates.named_by(demand)]
                rows = [self.sound(next(numbers)) for _ in range(4)]
                # Every other sound row counts, and more is filled in there.
                whole = [row for row in rows if all(row.get(key) is not None for key in keys)]
                same = {key: whole[0][key] for key in keys} if whole else {}
                found += [{**row, **same} for row in rows]
        return found

    def at_random(self, numbers: Iterator[int]) -> Iterator[Typed]:
        """Rows with some fields changed to anything, or to what stands in the row before; blank rows among them."""
        random = Random(self.seed + 2)
        before: Typed = {}
        while True:
            row = {**self._explained(self.sound(next(numbers)), random)}
            for field in self.candidates.own:
                if random.random() < _MUTATED:
                    same = random.random() < _SAME
                    row[field.key] = (
                        before.get(field.key) if same else random.choice(self.candidates.of(field))
                    )
            before = {} if random.random() < 0.03 else row
            yield before

    def _fitting(self, field: Field, demand: Demand, random: Random) -> Raw:
        """Now and then nothing, where the rule is about that."""
        blank = field.label in demand.lacks and random.random() < 0.5
        return None if blank else self.candidates.fitting(field, demand, random)

    def _explained(self, row: Typed, random: Random) -> dict[str, Raw]:
        note = self.candidates.form.role(Role.ROW_NOTE)
        if note is None or random.random() < 0.6:
            return dict(row)
        return {**row, note.key: random.choice(NOTES)}


def headers(candidates: Candidates, sound: Typed, start: int = 0) -> Iterator[Typed]:
    """Headers without end: every candidate of every field in turn, all fields at once."""
    own = [field for field in candidates.form.header if field.entry is Entry.UNIT]
    for number in count(start):
        tried = {field.key: candidates.of(field) for field in own}
        yield {**sound, **{key: values[number % len(values)] for key, values in tried.items()}}


def batches(
    records: Records, sizes: Sequence[int], *, each_field: bool = True, times: int = 5
) -> list[list[Typed]]:
    """All rows of the directed kinds, mixed, then random ones, in as many lists as asked; in each some alike."""
    numbers = count(1)
    alike = [records.alike(numbers) for _ in sizes]
    rows = [*(records.one_at_a_time(numbers) if each_field else ()), *records.by_rule(numbers, times)]
    Random(records.seed + 3).shuffle(rows)
    room = sum(sizes) - sum(map(len, alike))
    assert len(rows) <= room, (
        f"{len(rows)} directed rows of {records.candidates.form.code}: give it more rows than {room}"
    )
    further = records.at_random(numbers)
    rows += [next(further) for _ in range(room - len(rows))]
    return [
        [*same, *(rows.pop() for _ in range(size - len(same)))]
        for size, same in zip(sizes, alike, strict=True)
    ]
