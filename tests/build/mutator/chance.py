"""The draws behind a mutant, and a note of what was drawn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

Subject = TypeVar("Subject")
Choice = TypeVar("Choice")


@dataclass(slots=True)
class Chance:
    """Draws out of one generator; `told` names, in their order, the operations drawn."""

    random: Random
    told: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, name: str, seed: int) -> "Chance":
        """Draws that follow from the name and the seed alone."""
        return cls(Random(f"{name}/{seed}"))

    def often(self, share: float) -> bool:
        """True in this share of all draws."""
        return self.random.random() < share

    def below(self, limit: int) -> int:
        """A whole number from 0 on, below the limit; 0 where there is none."""
        return self.random.randrange(limit) if limit > 0 else 0

    def one(self, choices: Sequence[Choice]) -> Choice:
        """One of these."""
        return choices[self.random.randrange(len(choices))]

    def span(self, length: int, most: int) -> slice:
        """A short span of a sequence: its beginning anywhere, at most so long."""
        start = self.below(length)
        return slice(start, start + 1 + self.below(most))

    def apply(
        self, operations: Sequence[Callable[[Subject, "Chance"], Subject]], subject: Subject
    ) -> Subject:
        """The subject after one of these operations."""
        operation = self.one(operations)
        self.told.append(operation.__name__.strip("_"))
        return operation(subject, self)
