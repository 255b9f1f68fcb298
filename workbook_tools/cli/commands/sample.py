"""sample: an audit sample of a period's register."""

from typing import Any

import click

from workbook_tools.cli.call import Call, common, period_option
from workbook_tools.cli.progress import progress
from workbook_tools.messages import sample as words
from workbook_tools.model import printed
from workbook_tools.period import Period
from workbook_tools.pipeline.sample import Sampling
from workbook_tools.pipeline.sample import sample as draw
from workbook_tools.sampling import Design, Method, Reported, Subject

_LONGEST_SEED = 100


class Size(click.ParamType[int]):
    """How many to draw: 1 or more."""

    name = "N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; a usage error where it is none, or below 1."""
        digits = str(value)
        if not (digits.isascii() and digits.isdecimal() and int(digits) > 0):
            self.fail(words.BAD_SIZE.format(value=value), param, ctx)
        return int(digits)


class Seed(click.ParamType[str]):
    """Any text that can be written down on paper and read off it again."""

    name = "S"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text as it is; a usage error where it has nothing to see, or something that cannot be seen."""
        text = str(value)
        if not (text and text.isprintable() and text == text.strip() and len(text) <= _LONGEST_SEED):
            self.fail(words.BAD_SEED.format(longest=_LONGEST_SEED), param, ctx)
        return text


class MethodName(click.ParamType[Method]):
    """A method of drawing, in English or Chinese."""

    name = "METHOD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Method:
        """The method; a usage error where it is none."""
        if isinstance(value, Method):
            return value
        spelled = {words.METHODS[each.value]: each for each in Method} | {each.value: each for each in Method}
        method = spelled.get(words.SHORT.get(str(value), str(value)))
        return method or self.fail(words.BAD_METHOD.format(value=value), param, ctx)


def _value(each: Reported) -> dict[str, object]:
    return {"cell": each.cell, "raw": each.raw or printed(each.value), "value": each.value}


def _json(subject: Subject) -> dict[str, object]:
    shown = subject.enterprise.shown
    return {
        "unit": subject.item.unit,
        "form": subject.item.form,
        "key": subject.item.key,
        "file": shown.source.file,
        "sha256": shown.source.sha256,
        "sheet": shown.sheet,
        **_value(subject.asked),
        "reported": [{"field": each.label, **_value(each)} for each in subject.decisive],
    }


def _lines(result: Sampling) -> list[str]:
    drawn, design = result.sample, result.sample.design
    count = {"population": drawn.whole.rows, "count": len(drawn.drawn), "size": design.size}
    method = words.METHODS[design.method.value]
    told = [words.DONE.format(**count, method=method, seed=design.seed, path=result.path)]
    if design.size > drawn.whole.rows:
        told.append(words.ALL.format(**count))
    if drawn.weightless:
        told.append(words.WEIGHTLESS.format(count=drawn.weightless, label=design.amount))
    if result.aside:
        told.append(words.ASIDE.format(path=result.aside))
    return [*told, words.CODE.format(code=result.code)]


@click.command(help=words.HELP)
@common
@period_option
@click.option("--size", type=Size(), required=True, help=words.HELP_SIZE)
@click.option("--seed", type=Seed(), required=True, help=words.HELP_SEED)
@click.option("--method", type=MethodName(), default=Method.SIMPLE.value, help=words.HELP_METHOD)
@click.option("--amount", default="", help=words.HELP_AMOUNT)
def sample(call: Call, period: Period, size: int, seed: str, method: Method, amount: str) -> int:
    """Draw an audit sample from the register of a period."""
    design = Design(size, seed, method, amount)
    with progress(words.DRAWING, call.as_json) as advance:
        result = draw(call.workspace(), period, design, call.now, call.user, advance)
    data = {
        "sample": str(result.path),
        "sha256": result.sha256,
        "size": len(result.sample.drawn),
        "population": result.sample.whole.rows,
        "weightless": result.sample.weightless,
        "drawn": [_json(each) for each in result.sample.drawn],
        "aside": str(result.aside) if result.aside else None,
        "digest": result.code,
    }
    call.answer(data, lambda: _lines(result))
    return 0
