"""The live checks of a form: a hidden sheet of formulas that says in numbers, then in words, what is wrong.

The hidden sheet (layout.CHECKS_SHEET), whose places are in `places`:

- columns A-D: every message the form can say, one a row: code, weight, label, text. A problem is told by one number,
  its weight (3 must, 2 explain, 1 hint, 0 only told) times 10,000 and the number of the message.
- row 1, columns E-M: the line that counts down, the marks of the header, the totals.
- columns F-J from row 3: the header fields and the demands on header and table: name, type, state, weight, words;
  column K: the values of the header.
- from column O, in the rows of the form's records: words, marks, counts; then the value, the type and the state of
  each field and the state of each demand. Row 1 names the states: `state:` and the key, or `rule:` and the code.

A type is 0 where the value is present and well typed, -1 or -2 where there is none, else the number of a problem; a
state is 0 or the number of a problem. The form shows words and marks through formulas of one reference each.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from workbook_tools import formula, layout
from workbook_tools.model import Address, Form, Plan, a1, column_letter
from workbook_tools.rules import Demand
from workbook_tools.xlsx.template.cells_part import formula_cell, shared_formula_cell, value_cells
from workbook_tools.xlsx.template.live import places as at
from workbook_tools.xlsx.template.live.conditions import Compiler
from workbook_tools.xlsx.template.live.constants import Constants
from workbook_tools.xlsx.template.live.header import Header
from workbook_tools.xlsx.template.live.places import Places
from workbook_tools.xlsx.template.live.records import Records
from workbook_tools.xlsx.template.live.sayings import Sayings

__all__ = ["check_cells"]


def check_cells(plan: Plan, form: Form, demands: Sequence[Demand]) -> Iterator[tuple[Address, str]]:
    """The XML of all cells of the hidden sheet; those beside one record as one piece of XML."""
    places = Places(form, plan.annex_of(form.code).counting.key)
    levels = formula.levels_by_label(form.fields, plan.choices)
    compiler = Compiler(places, demands, plan.choices, levels, Sayings(), Constants())
    records, header = Records(compiler), Header(compiler)
    _number_all(records, header)
    for address, text in header.formulas().items():
        yield address, formula_cell(a1(address), text)
    yield from _beside(records, layout.issued_rows(form))
    tables = (compiler.sayings.cells(), compiler.constants.cells(), header.names(), records.headings())
    yield from value_cells(dict(chain.from_iterable(tables)))


def _number_all(records: Records, header: Header) -> None:
    """What is said is looked up in a table that is complete only when every formula has been made once."""
    records.formulas()
    header.formulas()


def _beside(records: Records, rows: layout.IssuedRows) -> Iterator[tuple[Address, str]]:
    """The cells beside the records: the first row spells its formulas out, the others share all they can."""
    copies, shared = records.copies(), records.formulas()
    first, further = [], []
    for number, (column, text) in enumerate(sorted({**copies, **shared}.items())):
        ref = f"{column_letter(column)}{at.ROW}"
        spelled = formula_cell(ref, text)
        area = f"{column_letter(column)}{rows.first}:{column_letter(column)}{rows.last}"
        first.append(spelled if column in copies else shared_formula_cell(ref, number, text, area))
        further.append(spelled if column in copies else shared_formula_cell(ref, number))
    for row in range(rows.first, rows.last + 1):
        pattern = "".join(first if row == rows.first else further)
        yield (row, at.WORDS), pattern.replace(at.ROW, str(row))
