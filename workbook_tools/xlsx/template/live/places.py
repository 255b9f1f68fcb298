"""Where everything stands in the hidden sheet of the live checks, and how formulas name the cells of the form."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from workbook_tools import layout
from workbook_tools.model import Address, Entry, Field, FieldType, Form, Place, Role, column_letter

ROW = "\0"
"""Stands for the number of the row in formulas that are the same for every record."""

CODE, WEIGHT, LABEL, TEXT = 1, 2, 3, 4
"""Columns of the messages, one a row; message n stands in row n + 1."""
FIRST_MESSAGE = 2
ITEM, ITEM_TYPE, ITEM_STATE, ITEM_OPEN, ITEM_WORDS = 6, 7, 8, 9, 10
"""Columns of the unit's header fields and of the demands on the header and the table, one a row."""
HEADER_VALUE = 11
"""Column of the values of all header fields, in the order of the form."""
CONSTANTS = 13
"""Column of all lists of constants, one below the other: an .xls ends at column 256."""
FIRST_ITEM = 3
LINE, HEADER_MARKS, MUST, EXPLAIN, HINT, NOTE_IS_VALID, TOP, TOP_ITEM, TOP_ROW = (
    (1, column) for column in range(5, 14)
)
"""Single cells: what the form's line says, the marks of its header, how much is open, and the worst of it."""
WORDS, MARKS, USED, VALID, ROW_MUST, ROW_EXPLAIN, ROW_HINT, OPEN, CHANGED, KNOWN = range(15, 25)
"""Columns beside the records of the form, in the same rows; further ones follow, headed in the first row."""
FIRST_OWN = 26
STATE, RULE = "state:", "rule:"
"""What the names of problems begin with: the state of a field (its key follows), a demand (its code)."""

_FORM = f"'{layout.FORM_SHEET}'!"
_PRIOR = f"'{layout.PRIOR_SHEET}'!"


def absolute(address: Address) -> str:
    """A cell that stays the same in every row: $H$2."""
    return f"${column_letter(address[1])}${address[0]}"


def beside(column: int) -> str:
    """The cell of a column in the row of the record at hand."""
    return f"${column_letter(column)}{ROW}"


def down(column: int, first: int, last: int) -> str:
    """Some rows of a column: $H$2:$H$9."""
    return f"{absolute((first, column))}:{absolute((last, column))}"


def across(first: int, last: int) -> str:
    """Some columns in the row of the record at hand."""
    return f"{beside(first)}:{beside(last)}"


@dataclass(frozen=True)
class Places:
    """The cells of one form and of its checks: what a label stands for, and whether its value can be asked about.

    The values of the form are copied into the hidden sheet first: Excel knows no formula that is shared by many
    rows and looks at another sheet, and a sheet that spells all of them out is ten times as large.
    """

    form: Form
    key_label: str

    @cached_property
    def rows(self) -> layout.IssuedRows:
        """The rows of the form as issued."""
        return layout.issued_rows(self.form)

    @cached_property
    def labels(self) -> dict[str, Field]:
        """The fields of the form by label."""
        return {field.label: field for field in self.form.fields}

    @cached_property
    def own(self) -> tuple[Field, ...]:
        """The roster fields that the unit fills in, 审核说明 first."""
        fields = (field for field in self.form.roster if field.entry is Entry.UNIT)
        return tuple(sorted(fields, key=lambda field: field is not self.note))

    @cached_property
    def own_header(self) -> tuple[Field, ...]:
        """The header fields that the unit fills in, 综合说明 first."""
        fields = (field for field in self.form.header if field.entry is Entry.UNIT)
        return tuple(sorted(fields, key=lambda field: field is not self.general_note))

    @cached_property
    def limited(self) -> tuple[Field, ...]:
        """The computed roster fields whose result has limits."""
        return tuple(field for field in self.form.roster if _is_limited(field))

    @cached_property
    def note(self) -> Field | None:
        """审核说明, where the form has it."""
        return self.form.role(Role.ROW_NOTE)

    @cached_property
    def general_note(self) -> Field | None:
        """综合说明, where the form has it."""
        return self.form.role(Role.GENERAL_NOTE)

    @cached_property
    def key(self) -> Field | None:
        """The field that tells enterprises apart."""
        return next((field for field in self.form.roster if field.label == self.key_label), None)

    @property
    def words_column(self) -> int:
        """The column of the form with what is wrong in words, and of the hidden copy with what is known of it."""
        return layout.live_columns(self.form).words

    @cached_property
    def copies(self) -> dict[str, int]:
        """The column in which the values of each roster field are copied; 序号 is nobody's value."""
        named = (field for field in self.form.roster if field.type is not FieldType.SEQUENCE)
        return {field.key: column for column, field in enumerate(named, FIRST_OWN)}

    @cached_property
    def types(self) -> dict[str, int]:
        """The column in which each own roster field says whether it is blank, well typed, or what else."""
        return {field.key: column for column, field in enumerate(self.own, FIRST_OWN + len(self.copies))}

    @cached_property
    def first_state(self) -> int:
        """The first column after these."""
        return FIRST_OWN + len(self.copies) + len(self.types)

    @cached_property
    def items(self) -> dict[str, int]:
        """The row of each header field of which something is asked: the unit's own, then computed ones."""
        limited = (field for field in self.form.header if _is_limited(field))
        return {field.key: row for row, field in enumerate((*self.own_header, *limited), FIRST_ITEM)}

    @cached_property
    def _cells(self) -> dict[str, Address]:
        return dict(layout.issued_cells(self.form))

    @cached_property
    def header_values(self) -> dict[str, int]:
        """The row in which the value of each header field is copied."""
        return {field.key: row for row, field in enumerate(self.form.header, FIRST_ITEM)}

    def original(self, field: Field) -> str:
        """The cell of a field in the form."""
        if field.place is Place.HEADER:
            return _FORM + absolute(self._cells[field.key])
        return _FORM + beside(self.form.layout.columns[field.key])

    def value(self, field: Field) -> str:
        """The copy of a field's cell; a blank one is an empty text."""
        if field.place is Place.HEADER:
            return absolute((self.header_values[field.key], HEADER_VALUE))
        return beside(self.copies[field.key])

    def prior(self, column: int) -> str:
        """The cell of a column in the hidden copy of what was prefilled."""
        return _PRIOR + beside(column)

    def reference(self, label: str) -> str:
        """The copy of a label's cell."""
        return self.value(self.labels[label])

    def column(self, label: str) -> str:
        """The copies of all record cells of a roster field."""
        return self.down(self.copies[self.labels[label].key])

    def whole(self, label: str) -> str:
        """All record cells of a roster field in the form, blank ones blank."""
        return _FORM + down(self.form.layout.columns[self.labels[label].key], self.rows.first, self.rows.last)

    def usable(self, field: Field) -> str:
        """The condition that a field's value is present and well typed."""
        if field.entry is not Entry.UNIT:
            return f'{self.value(field)}<>""'
        return f"{self.type_of(field)}=0"

    def type_of(self, field: Field) -> str:
        """The cell that says of a field the unit fills in how it is typed (see `Compiler.type_formula`)."""
        if field.place is Place.HEADER:
            return absolute((self.items[field.key], ITEM_TYPE))
        return beside(self.types[field.key])

    def types_down(self, field: Field) -> str:
        """The same of a roster field, in all rows."""
        return self.down(self.types[field.key])

    def down(self, column: int) -> str:
        """A column beside all records."""
        return down(column, self.rows.first, self.rows.last)

    def runs(self) -> list[tuple[int, int]]:
        """The columns of the form that the unit fills in, as runs from first to last."""
        return runs_of(self.form.layout.columns[field.key] for field in self.own)

    def entered(self) -> list[str]:
        """The cells of a record that the unit fills in."""
        return [_FORM + across(*run) for run in self.runs()]

    def entered_before(self) -> list[str]:
        """The same cells in the hidden copy of what was prefilled."""
        return [_PRIOR + across(*run) for run in self.runs()]

    def beyond(self) -> list[str]:
        """The cells of the overflow block that the unit fills in."""
        first, last = self.rows.overflow_first, self.rows.overflow_last
        if last < first:
            return []
        return [f"{_FORM}{absolute((first, left))}:{absolute((last, right))}" for left, right in self.runs()]

    def all_entered(self) -> list[str]:
        """Everything that the unit entered in the roster."""
        return [*(f"{_FORM}{area}" for area in self._areas()), *self.beyond()]

    def all_before(self) -> list[str]:
        """Everything that was prefilled."""
        return [f"{_PRIOR}{area}" for area in self._areas()]

    def _areas(self) -> list[str]:
        first, last = self.rows.first, self.rows.last
        return [f"{absolute((first, left))}:{absolute((last, right))}" for left, right in self.runs()]


def _is_limited(field: Field) -> bool:
    """Whether a field is computed and its result has limits."""
    limits = (field.low, field.high, field.soft_low, field.soft_high)
    return field.entry is Entry.COMPUTED and any(limits)


def runs_of(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Numbers of columns or rows as runs from first to last, which formulas name as one range each."""
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def any_of(cells: Iterable[str]) -> str:
    """How many of these areas' cells hold anything; 0 for no area."""
    areas = ",".join(cells)
    return f"COUNTA({areas})" if areas else "0"
