"""An audit sample: what was asked, who was drawn from whom."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from workbook_tools.consolidate import MasterTables
from workbook_tools.model import Unit
from workbook_tools.sampling.draw import Method, draw
from workbook_tools.sampling.population import Subject, measures, population


@dataclass(frozen=True, slots=True)
class Design:
    """What is asked for: how many, by which seed and method; `amount` is the label of the field drawn by, or ''."""

    size: int
    seed: str
    method: Method
    amount: str = ""


@dataclass(frozen=True, slots=True)
class Extent:
    """How many may be drawn and were, and what their amounts come to (meaningless where no amount was asked)."""

    rows: int
    drawn: int
    total: Fraction
    covered: Fraction


@dataclass(frozen=True, slots=True)
class Sample:
    """Who was drawn, in order, the first `certain` of them because of their size.

    `strata` has the units in the register's order, `whole` all of them. `outside` and `weightless` count rows of the
    register that could not be drawn, as in `Population`; `measure` is that of the amount.
    """

    design: Design
    drawn: tuple[Subject, ...]
    certain: int
    strata: tuple[tuple[Unit, Extent], ...]
    whole: Extent
    outside: int
    weightless: int
    measure: str


def take(tables: MasterTables, design: Design) -> Sample:
    """The sample of a master's register; an amount must be one that `measures` has in one measure."""
    found = population(tables.register, design.amount)
    places, certain = draw([each.item for each in found.subjects], design.size, design.seed, design.method)
    drawn = tuple(found.subjects[place] for place in places)
    return Sample(
        design,
        drawn,
        certain,
        tuple(_strata(found.subjects, drawn)),
        _extent(found.subjects, drawn),
        found.outside,
        found.weightless,
        "".join(measures(tables.plan).get(design.amount, ())),
    )


def _strata(subjects: Sequence[Subject], drawn: Sequence[Subject]) -> Iterator[tuple[Unit, Extent]]:
    units = {each.item.unit: each.enterprise.unit for each in subjects}
    rows, own = _by_unit(subjects), _by_unit(drawn)
    for code, unit in units.items():
        yield unit, _extent(rows[code], own.get(code, ()))


def _by_unit(subjects: Iterable[Subject]) -> Mapping[str, Sequence[Subject]]:
    found: dict[str, list[Subject]] = {}
    for each in subjects:
        found.setdefault(each.item.unit, []).append(each)
    return found


def _extent(rows: Sequence[Subject], drawn: Sequence[Subject]) -> Extent:
    return Extent(len(rows), len(drawn), _sum(rows), _sum(drawn))


def _sum(subjects: Iterable[Subject]) -> Fraction:
    return sum((each.item.amount for each in subjects), Fraction())
