"""Formulas: their length, the length of texts in them, nesting, functions, and what they refer to."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.utils import FORMULAE

from tests.build.excel_limits.areas import parse_area

LENGTH, TEXT, NESTING, ARGUMENTS = 8192, 255, 64, 255
KNOWN = frozenset(FORMULAE)
"""The functions of Excel 2007; those added later are stored with the prefix `_xlfn.`."""
_REFERENCE = re.compile(r"(?:(?P<sheet>'(?:[^']|'')+'|[^'!\[\]]+)!)?(?P<area>[^!]+)")


@dataclass(frozen=True, slots=True)
class Names:
    """What a formula of a workbook may refer to: its sheets, its defined names (in capitals)."""

    sheets: Collection[str]
    defined: Collection[str]


def check_formula(text: str, names: Names, longest: int = LENGTH) -> Iterator[tuple[str, str]]:
    """Breaches of one formula as it stands in the XML, as (rule, detail)."""
    if len(text) > longest:
        yield "formula too long", f"{len(text)} > {longest}"
    if text.startswith("="):
        yield "formula with its equals sign", text
    if "#REF!" in text:
        yield "formula without its reference", text
    depth, arguments = 0, [0]
    for token in Tokenizer("=" + text).items:
        if token.type == Token.FUNC and token.subtype == Token.OPEN:
            depth += 1
            arguments.append(1)
            yield from _check_function(token.value[:-1])
        elif token.type == Token.SEP and token.subtype == Token.ARG:
            arguments[-1] += 1
        elif token.type == Token.FUNC:
            depth -= 1
            if arguments.pop() > ARGUMENTS:
                yield "too many arguments", text[:60]
        elif token.type == Token.OPERAND:
            yield from _check_operand(token, names)
        if depth > NESTING and token.subtype == Token.OPEN:
            yield "formula nested too deep", str(depth)


def _check_function(name: str) -> Iterator[tuple[str, str]]:
    if not name.startswith("_xlfn.") and name.upper() not in KNOWN:
        yield "function newer than Excel 2007 without _xlfn.", name


def _check_operand(token: Token, names: Names) -> Iterator[tuple[str, str]]:
    if token.subtype == Token.TEXT and len(token.value[1:-1].replace('""', '"')) > TEXT:
        yield "text in a formula too long", token.value[:40]
    if token.subtype == Token.RANGE:
        yield from check_reference(token.value, names)


def check_reference(text: str, names: Names) -> Iterator[tuple[str, str]]:
    """Breaches of one reference, such as 'A sheet'!$A$1:$B$2 or a defined name."""
    match = _REFERENCE.fullmatch(text)
    if match is None or "[" in text:
        yield "reference to another workbook", text
        return
    sheet = (match["sheet"] or "").strip("'").replace("''", "'")
    if sheet and sheet not in names.sheets:
        yield "reference to a sheet that is not there", text
    if parse_area(match["area"]) is None and match["area"].upper() not in names.defined:
        yield "reference to nothing", text
