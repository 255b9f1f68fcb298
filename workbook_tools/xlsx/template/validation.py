"""Live validation of an issued form: one data validation a field, made from its type, limits and choices."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from openpyxl.worksheet.datavalidation import DataValidation

from workbook_tools.messages import forms
from workbook_tools.model import Field, FieldType, ReportingPeriod

TITLE_LIMIT = 32
"""Excel repairs workbooks whose prompt titles are longer."""
LONGEST_TEXT = 500
_EARLIEST = date(1906, 1, 1)
"""2023 or 2023.10 typed into a date cell becomes a day of 1905: refused at once."""
_LATEST = date(2199, 12, 31)
_HUGE = 1_000_000_000_000
_LENGTHS = {FieldType.CREDIT_CODE: (18, 18), FieldType.PHONE: (7, 40)}


def _serial(day: date) -> int:
    return (day - date(1899, 12, 30)).days


def _day(limit: str, period: ReportingPeriod, default: date) -> date:
    return period.day(limit) or (date.fromisoformat(limit) if limit else default)


_Kind = Literal["list", "date", "whole", "decimal", "textLength"]


def _test(field: Field, period: ReportingPeriod, lists: Mapping[str, str]) -> tuple[_Kind, str, str]:
    """(validation type, lower bound or list, upper bound)."""
    if field.type is FieldType.CHOICE:
        return "list", lists[field.choices], ""
    if field.type is FieldType.DATE:
        low, high = _day(field.low, period, _EARLIEST), _day(field.high, period, _LATEST)
        return "date", str(_serial(low)), str(_serial(high))
    if field.type in (FieldType.INTEGER, FieldType.DECIMAL, FieldType.PERCENT):
        kind: _Kind = "whole" if field.type is FieldType.INTEGER else "decimal"
        return kind, field.low or str(-_HUGE), field.high or str(_HUGE)
    low_length, high_length = _LENGTHS.get(
        field.type, (field.min_length or 0, field.max_length or LONGEST_TEXT)
    )
    return "textLength", str(low_length), str(high_length)


def validation(field: Field, period: ReportingPeriod, lists: Mapping[str, str]) -> DataValidation:
    """The data validation of a field the unit fills in; `lists` maps choice lists to their range in the workbook."""
    kind, low, high = _test(field, period, lists)
    return DataValidation(
        type=kind,
        operator=None if kind == "list" else "between",
        formula1=low,
        formula2=high or None,
        allow_blank=True,
        showErrorMessage=True,
        showInputMessage=True,
        errorStyle="stop",
        errorTitle=forms.REFUSED_TITLE,
        error=forms.refused(field),
        promptTitle=field.label[:TITLE_LIMIT],
        prompt=forms.prompt(field) or None,
    )
