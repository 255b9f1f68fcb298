"""What a formula may name, by what it is asked of: the header, a row of the roster, or the table as a whole."""

from collections.abc import Iterator, Mapping

from workbook_tools.formula.functions import AGGREGATES
from workbook_tools.formula.mistake import FormulaError
from workbook_tools.formula.tree import (
    Call,
    Label,
    Level,
    Node,
    Repeats,
    Whole,
    names,
    parts,
    rewritten,
    walk,
)
from workbook_tools.model import Entry, Field, FieldType, Place, Scope


def check_scope(node: Node, fields: Mapping[str, Field], scope: Scope) -> Iterator[FormulaError]:
    """Every label that stands where it has no value, or more than one; unknown labels are no matter of this.

    序号 is never read. Of a computed field only the value counts, so it has no 级次 and is no column. In the
    header there are no rows; over the table a roster field stands only, and directly, in SUM and its kin.
    """
    for part in walk(node):
        for field in (fields[name] for name in names(part) if name in fields):
            if field.type is FieldType.SEQUENCE:
                yield _mistake("P227", part, field)
            elif isinstance(part, Level | Repeats) and field.entry is Entry.COMPUTED:
                yield _mistake("P228", part, field)
            elif isinstance(part, Repeats) and field.place is Place.HEADER:
                yield _mistake("P229", part, field)
            elif scope is Scope.HEADER and field.place is Place.ROW:
                yield _mistake("P225", part, field)
    if scope is Scope.TABLE:
        yield from _loose(node, fields)


def _mistake(code: str, part: Node, field: Field) -> FormulaError:
    return FormulaError(code, part.position, (("label", field.label),))


def _loose(node: Node, fields: Mapping[str, Field], within: bool = False) -> Iterator[FormulaError]:
    """Roster fields of a rule about the table that are not whole columns (`within`: directly in SUM or kin)."""
    rows = [fields[name] for name in names(node) if name in fields and fields[name].place is Place.ROW]
    for field in rows:
        if not within or not isinstance(node, Label):
            yield _mistake("P226", node, field)
        elif field.entry is Entry.COMPUTED:
            yield _mistake("P228", node, field)
    inside = isinstance(node, Call) and node.name in AGGREGATES
    for part in parts(node):
        yield from _loose(part, fields, inside)


def over_table(node: Node, roster: frozenset[str]) -> Node:
    """A rule about the table, with the roster fields it names as whole columns."""

    def whole(part: Node) -> Node:
        return Whole(part.name, part.position) if isinstance(part, Label) and part.name in roster else part

    return rewritten(node, whole)
