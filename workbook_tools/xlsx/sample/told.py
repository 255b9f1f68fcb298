"""What the sheets of an audit sample say in words: the draw in a few lines, its basis, and how to repeat it."""

from collections.abc import Iterator
from fractions import Fraction

from workbook_tools.consolidate import MasterTables
from workbook_tools.messages import proof
from workbook_tools.messages import sample as words
from workbook_tools.sampling import Sample, hashed_text, random_number
from workbook_tools.xlsx.master.proof import spelled


def hexadecimal(number: int) -> str:
    """A random number as SHA-256 is written."""
    return f"{number:064x}"


def title(tables: MasterTables) -> str:
    """The title of the workbook."""
    plan = tables.plan.settings.get("方案名称", "")
    return words.TITLE.format(plan=plan, period=tables.period.period.paper)


def headlines(sample: Sample, tables: MasterTables) -> Iterator[str]:
    """The lines under the title of 抽样表."""
    design = sample.design
    yield words.LINE.format(
        code=tables.basis.code,
        method=words.METHODS[design.method.value],
        seed=design.seed,
        population=sample.whole.rows,
        count=len(sample.drawn),
    )
    if design.amount:
        yield words.LINE_AMOUNT.format(
            label=design.amount,
            measure=sample.measure,
            covered=_amount(sample.whole.covered),
            total=_amount(sample.whole.total),
            share=f"{float(sample.whole.covered / sample.whole.total):.2%}",
        )
    yield words.LINE_USE


def basis(sample: Sample, tables: MasterTables) -> Iterator[tuple[str, str]]:
    """What was drawn from and how, as label and text: the basis is spelled as the master spells it."""
    design = sample.design
    yield words.BASIS_PLAN, tables.plan.settings.get("方案名称", "")
    yield from spelled(tables.basis).items()
    yield words.BASIS_METHOD, words.METHODS[design.method.value]
    yield words.BASIS_SEED, design.seed
    yield (
        words.BASIS_SIZE,
        words.SIZE.format(size=design.size, population=sample.whole.rows, count=len(sample.drawn)),
    )


def population(sample: Sample) -> Iterator[str]:
    """Who could be drawn, and who could not."""
    yield words.POPULATION.format(population=sample.whole.rows + sample.weightless, outside=sample.outside)
    if sample.design.amount:
        yield words.POPULATION_WEIGHED.format(count=sample.weightless, label=sample.design.amount)


def method(sample: Sample) -> str:
    """How they were drawn."""
    told = words.METHOD[sample.design.method.value]
    return told.format(count=len(sample.drawn), certain=sample.certain, label=sample.design.amount)


def again(sample: Sample, tables: MasterTables) -> Iterator[str]:
    """How a stranger draws them again, with the first as an example."""
    annexes = tables.plan.annexes
    keys = "/".join(dict.fromkeys(annex.counting.key for annex in annexes))
    forms = words.JOINT.join(words.ANNEX_FORM.format(number=a.number, form=a.form) for a in annexes)
    for step in words.AGAIN:
        yield step.format(keys=keys, forms=forms, sheet=proof.SHEET)
    seed, (form, unit, key, _) = sample.design.seed, sample.drawn[0].item
    number = hexadecimal(random_number(seed, form, unit, key))
    yield words.EXAMPLE.format(text=hashed_text(seed, form, unit, key), digest=number)


def _amount(total: Fraction) -> str:
    return f"{float(total):,.2f}"
