"""Numbered mutants: which base a number changes, and how, follows from the number."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tests.build.mutator.change import mutant


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed return, its file name and the changes by name; number and base are in the file name."""

    name: str
    data: bytes
    told: tuple[str, ...]


def batch(bases: Mapping[str, bytes], numbers: Iterable[int]) -> Iterator[Mutant]:
    """The mutants of these numbers, every base in its turn."""
    names = sorted(bases)
    for number in numbers:
        base = names[number % len(names)]
        data, told = mutant(bases[base], base, number)
        yield Mutant(f"{number:07}-{base}", data, told)
