"""Golden cases: what goes wrong with returned workbooks, one function a case, in the sections of the catalogue."""

from tests.golden.cases import (  # noqa: F401 (each module registers its cases)
    codes,
    containers,
    contents,
    dates,
    files,
    heading,
    identity,
    names,
    numbers,
    office,
    process,
    rows,
    sheets,
)
from tests.golden.cases.case import Case, every_case

CASES = tuple(every_case())

__all__ = ["CASES", "Case"]
