"""Edits of one cell: its value, formula, result, number format or link."""

from collections.abc import Mapping

from openpyxl.cell.cell import Cell

from tests.build.edits import Argument, Edit, exactly
from tests.build.edits.drawing import Drawer, Maker
from workbook_tools.xlsx.compare import Kind

FORMATS = ("General", "0", "0.00", "0%", "0.00%", "#,##0", "yyyy-mm-dd", '0"家"', "@")
_DIGITS = 8
"""Numbers that agree in nine digits are the same."""


def _of(cell: Cell, act: str, *arguments: Argument, kind: Kind = Kind.VALUE) -> Edit:
    at = cell.parent.title, cell.coordinate
    return Edit(act, (*at, *arguments), exactly((*at, kind)))


def _change_digit(master: Drawer) -> Edit:
    cell = master.random.choice(master.numbers)
    text = repr(cell.value)
    place = master.random.choice([n for n, sign in enumerate(text[:_DIGITS]) if sign.isdigit()])
    digit = master.random.choice([each for each in "123456789" if each != text[place]])
    changed = float(text[:place] + digit + text[place + 1 :])
    return _of(cell, "put", int(changed) if changed.is_integer() else changed)


def _change_text(master: Drawer) -> Edit | None:
    cell = master.random.choice(master.texts)
    text = str(cell.value)
    place = master.random.randrange(len(text))
    shorter, longer = text[:place] + text[place + 1 :], f"{text[:place]}改{text[place:]}"
    changed = master.random.choice((f"{text} ", shorter, longer))
    return _of(cell, "put", changed) if changed.strip() else None


def _number_to_text(master: Drawer) -> Edit:
    cell = master.random.choice(master.numbers)
    return _of(cell, "put", str(cell.value))


def _clear(master: Drawer) -> Edit | None:
    cell = master.random.choice(master.numbers + master.texts)
    return None if cell.hyperlink else _of(cell, "put", None)


def _fill(master: Drawer) -> Edit:
    blank = [cell for cell in master.cells if cell.value is None]
    return _of(master.random.choice(blank), "put", master.random.choice((7, "添写")))


def _change_formula(master: Drawer) -> Edit:
    act = master.random.choice(("add nothing", "change number"))
    return _of(master.random.choice(master.formulas), act, kind=Kind.FORMULA)


def _formula_to_value(master: Drawer) -> Edit:
    cell = master.random.choice(master.formulas)
    return _of(cell, "put", master.result(cell), kind=Kind.FORMULA)  # type: ignore[arg-type]


def _value_to_formula(master: Drawer) -> Edit:
    cell = master.random.choice(master.numbers)
    return _of(cell, "formula", f"={cell.value!r}", kind=Kind.FORMULA)


def _change_result(master: Drawer) -> Edit | None:
    cell = master.random.choice(master.formulas)
    value = master.result(cell)
    changed = value + 1 if isinstance(value, int | float) else f"{value}改"
    return _of(cell, "result", str(changed), kind=Kind.RESULT) if value is not None else None


def _change_format(master: Drawer) -> Edit | None:
    cell, code = master.random.choice(master.held), master.random.choice(FORMATS)
    return _of(cell, "format", code, kind=Kind.NUMBER_FORMAT) if code != cell.number_format else None


def _change_link(master: Drawer) -> Edit:
    cell = master.random.choice([cell for cell in master.texts if cell.hyperlink])
    return _of(cell, "link", f"archive/{master.random.getrandbits(64):016x}.xlsx", kind=Kind.LINK)


def _remove_link(master: Drawer) -> Edit:
    cell = master.random.choice([cell for cell in master.texts if cell.hyperlink])
    return _of(cell, "link", None, kind=Kind.LINK)


def _add_link(master: Drawer) -> Edit | None:
    cell = master.random.choice([cell for cell in master.texts if not cell.hyperlink])
    # LibreOffice keeps no end of line within a link.
    return None if "\n" in str(cell.value) else _of(cell, "link", "archive/0.xlsx", kind=Kind.LINK)


OF_CELLS: Mapping[str, Maker] = {
    "change a digit": _change_digit,
    "change a text": _change_text,
    "number to text": _number_to_text,
    "clear a cell": _clear,
    "fill a blank cell": _fill,
    "change a formula": _change_formula,
    "formula to value": _formula_to_value,
    "value to formula": _value_to_formula,
    "change a number format": _change_format,
    "change a link": _change_link,
    "remove a link": _remove_link,
    "add a link": _add_link,
}
BY_HAND: Mapping[str, Maker] = {"change a stored result": _change_result}
"""Spreadsheet programs compute results anew: only who edits the file itself can change one."""
