"""Which enterprise each return claims, and which of the annex's counting conditions the claim meets."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from workbook_tools import formula
from workbook_tools.consolidate.inputs import Return
from workbook_tools.model import Annex, Form, Plan, Value, printed
from workbook_tools.period import year_named

Columns = dict[str, list[Value]]

Owners = Mapping[tuple[str, str], str]
"""裁定: by form and key (as printed) the code of the unit that a contested enterprise counts for; empty: for none."""

NOT_RULED, NOBODY = -1, 0
"""What stands in place of a unit's number in the annex where the bureau did not rule, or ruled for nobody."""


def _labels(annex: Annex, conditions: Iterable[formula.Node | None]) -> tuple[str, ...]:
    """The labels that decide what counts: the key, the year, and all that the conditions name."""
    counting = annex.counting
    named = [label for condition in conditions if condition for label in formula.labels(condition)]
    return tuple(dict.fromkeys([counting.key, *filter(None, [counting.count_year]), *named]))


class Sheet(NamedTuple):
    """Where the records of a return stand: the sheet, the row of each record, the column of each field by key."""

    name: str
    rows: tuple[int, ...]
    columns: Mapping[str, int]


class Claims(NamedTuple):
    """The claims of all returns, and by number of the return where its records stand written."""

    table: pd.DataFrame
    sheets: Mapping[int, Sheet]


def _columns(
    form: Form, labels: Sequence[str], returns: Iterable[Return]
) -> tuple[Columns, Mapping[int, Sheet]]:
    """The deciding columns of all returns end to end, and where each return has its records.

    Equal values share one object: a cumulative list repeats the same codes and states month after month.
    """
    fields = {field.label: field for field in form.fields}
    shared: dict[tuple[type, Value], Value] = {}
    columns: Columns = {label: [] for label in labels}
    sheets = {}
    for each in returns:
        reading = each.load()
        for label, column in columns.items():
            values = reading.column(fields[label])
            column.extend([shared.setdefault((type(value), value), value) for value in values])
        sheets[each.number] = Sheet(reading.sheet, reading.roster.rows, reading.roster.columns)
    return columns, sheets


def _holds(
    condition: formula.Node | None, table: formula.Table, known: formula.Levels
) -> npt.NDArray[np.bool_]:
    """In which records a condition holds; an annex without the condition has none."""
    return formula.holds(condition, table, known) if condition else np.zeros(table.rows, dtype=bool)


def _ruled(annex: Annex, ids: Mapping[Value, int], owners: Owners) -> dict[int, int]:
    """The number in the annex of the unit each enterprise was ruled to belong to, by the number of its key."""
    seqs = {"": NOBODY, **{row.unit: row.seq for row in annex.rows}}
    return {
        number: seqs[owners[annex.form, printed(key)]]
        for key, number in ids.items()
        if owners.get((annex.form, printed(key))) in seqs
    }


def claims(plan: Plan, annex: Annex, returns: Sequence[Return], owners: Owners) -> Claims:
    """One row a claim: an enterprise (`key`, the number of a distinct key) in a record of a return.

    Columns: key, seq (the unit's place in the annex), number (of the return), record, year (of the return),
    owner (the place of the unit it was ruled to belong to) and counts, exits, stock: whether the record meets
    the annex's conditions. A claim counts only for its return's own year, so one that names another 计入年度
    does not. Records with a blank key claim nobody.
    """
    form = plan.form(annex.form)
    assert form, "the plan's checks let no annex name a form that is not there"
    counting = annex.counting
    texts = counting.count_when, counting.exit_when, counting.stock_when
    conditions = [formula.written_out(text, form.fields) if text else None for text in texts]
    columns, sheets = _columns(form, _labels(annex, conditions), returns)
    lengths = [len(sheet.rows) for sheet in sheets.values()]
    seqs = {row.unit: row.seq for row in annex.rows}
    ids: dict[Value, int] = {None: -1, "": -1}
    frame = pd.DataFrame(
        {
            "key": [ids.setdefault(key, len(ids)) for key in columns[counting.key]],
            "seq": np.repeat([seqs[each.unit] for each in returns], lengths).astype(int),
            "number": np.repeat([each.number for each in returns], lengths).astype(int),
            "record": [record for length in lengths for record in range(length)],
            "year": np.repeat([each.period.year for each in returns], lengths).astype(int),
        }
    ).astype({"key": int, "record": int})
    frame["owner"] = frame["key"].map(_ruled(annex, ids, owners)).fillna(NOT_RULED).astype(int)
    table, known = formula.Table(columns), formula.levels_by_label(form.roster, plan.choices)
    for column, condition in zip(("counts", "exits", "stock"), conditions, strict=True):
        frame[column] = _holds(condition, table, known)
    if counting.count_year:
        named = [year_named(value) or 0 for value in columns[counting.count_year]]
        frame["counts"] &= frame["year"] == np.array(named, dtype=int)
    return Claims(frame[frame["key"] >= 0], sheets)
