"""How values become numbers, texts or logical values where a function or an operator needs them."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from workbook_tools.formula.column import (
    NO_FAULT,
    Column,
    Faults,
    Flags,
    FormulaFault,
    Kind,
    Numbers,
    Texts,
    each,
    encode,
    fault,
    first_fault,
    serial,
)

Coercion = Callable[[Column], tuple[Any, Faults]]
"""A column as an argument: what a function receives, and the errors of the rows that cannot be that."""

_NUMBER = re.compile(
    r"[+-]?(?:(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?(%?)"
)
_DAY = re.compile(r"((?:19|[2-9][0-9])[0-9]{2})-([0-9]{1,2})-([0-9]{1,2})")
_TRUTHS = {"TRUE": True, "FALSE": False}


def as_is(column: Column) -> tuple[Column, Faults]:
    """The column itself; its errors are the function's own affair."""
    return column, NO_FAULT


def as_numbers(column: Column) -> tuple[Numbers, Faults]:
    """Blank is 0, TRUE is 1, a text is the number or the day it spells, else #VALUE!."""
    if not (column.kinds == Kind.TEXT).any():
        return column.numbers, column.faults
    spelt = encode(each(number_in, column.texts))
    is_text = column.kinds == Kind.TEXT
    wrong = np.where(is_text, spelt.faults, 0).astype(np.uint8)
    return np.where(is_text, spelt.numbers, column.numbers), first_fault((column.faults, wrong))


def as_plain_numbers(column: Column) -> tuple[Numbers, Faults]:
    """As numbers, but a logical value is #VALUE!."""
    numbers, faults = as_numbers(column)
    return numbers, first_fault((faults, fault(FormulaFault.VALUE, column.kinds == Kind.LOGICAL)))


def as_texts(column: Column) -> tuple[Texts, Faults]:
    """Blank is the empty text, numbers have up to fifteen digits, logical values are TRUE and FALSE."""
    texts = column.texts
    for kind, spell in ((Kind.NUMBER, number_text), (Kind.LOGICAL, _truth_text)):
        if (found := column.kinds == kind).any():
            texts = np.where(found, each(spell, column.numbers), texts)
    return texts, column.faults


def as_flags(column: Column) -> tuple[Flags, Faults]:
    """Blank and 0 are FALSE, other numbers TRUE; a text must spell TRUE or FALSE, else #VALUE!."""
    is_text = column.kinds == Kind.TEXT
    if not is_text.any():
        return column.numbers != 0, column.faults
    spelt = encode(each(_truth_in, column.texts))
    wrong = np.where(is_text, spelt.faults, 0).astype(np.uint8)
    return np.where(is_text, spelt.numbers, column.numbers) != 0, first_fault((column.faults, wrong))


def number_in(text: str) -> float | FormulaFault:
    """The number a text spells: 12, -1,234.5, 1e3, 5% or 2023-10-01, but nothing a locale would decide."""
    stripped = text.strip(" ")
    if match := _NUMBER.fullmatch(stripped):
        number = float(stripped.rstrip("%").replace(",", ""))
        return number / 100 if match[1] else number
    if match := _DAY.fullmatch(stripped):
        try:
            return float(serial(date(*map(int, match.groups()))))
        except ValueError:
            return FormulaFault.VALUE
    return FormulaFault.VALUE


def number_text(number: float) -> str:
    """A number as Excel writes it into a text: 3, 0.5, 0.333333333333333, 1E+15."""
    text = f"{number:.15g}".upper()
    return f"{Decimal(text):f}" if "E-" in text else text


def _truth_in(text: str) -> bool | FormulaFault:
    return _TRUTHS.get(text.upper(), FormulaFault.VALUE)


def _truth_text(number: float) -> str:
    return "TRUE" if number else "FALSE"
