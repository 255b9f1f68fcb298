"""Which enterprise each return claims, and which of the annex's counting conditions the claim meets."""

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from workbook_tools import formula
from workbook_tools.consolidate.inputs import Return
from workbook_tools.model import Annex, Form, Plan, Value
from workbook_tools.period import parse_paper

Columns = dict[str, list[Value]]


def year_named(value: Value) -> int | None:
    """The year a 计入年度 value names (2023, `2023`, `2023年`, a date); None for 不计入 and the like."""
    if isinstance(value, date):
        return value.year
    if isinstance(value, str):
        period = parse_paper(value)
        return period.year if period else None
    return None if value is None else int(value)


def _labels(annex: Annex) -> tuple[str, ...]:
    """The roster labels that decide what counts: the key, the year, and all that the conditions name."""
    counting = annex.counting
    conditions = (counting.count_when, counting.exit_when, counting.stock_when)
    named = [label for text in conditions if text for label in formula.labels(formula.parse(text))]
    return tuple(dict.fromkeys([counting.key, *filter(None, [counting.count_year]), *named]))


def _columns(form: Form, labels: Sequence[str], returns: Iterable[Return]) -> tuple[Columns, list[int]]:
    """The deciding columns of all returns end to end, and how many records each return has.

    Equal values share one object: a cumulative list repeats the same codes and states month after month.
    """
    keys = {field.label: field.key for field in form.roster}
    shared: dict[tuple[type, Value], Value] = {}
    columns: Columns = {label: [] for label in labels}
    lengths = []
    for each in returns:
        roster = each.load().roster
        for label, column in columns.items():
            # A column that the unit deleted is blank in every record.
            values = roster.values.get(keys[label]) or (None,) * len(roster.rows)
            column.extend([shared.setdefault((type(value), value), value) for value in values])
        lengths.append(len(roster.rows))
    return columns, lengths


def _holds(text: str, table: formula.Table, known: formula.Levels) -> npt.NDArray[np.bool_]:
    """In which records a condition holds; an annex without the condition has none."""
    return formula.holds(formula.parse(text), table, known) if text else np.zeros(table.rows, dtype=bool)


def claims(plan: Plan, annex: Annex, returns: Sequence[Return]) -> pd.DataFrame:
    """One row a claim: an enterprise (`key`, the number of a distinct key) in a record of a return.

    Columns: key, seq (the unit's place in the annex), number (of the return), record, year (of the return),
    and counts, exits, stock: whether the record meets the annex's conditions. A claim counts only for its
    return's own year, so one that names another 计入年度 does not. Records with a blank key claim nobody.
    """
    form = plan.form(annex.form)
    assert form, "the plan's checks let no annex name a form that is not there"
    counting = annex.counting
    columns, lengths = _columns(form, _labels(annex), returns)
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
    table, known = formula.Table(columns), formula.levels_by_label(form.roster, plan.choices)
    frame["counts"] = _holds(counting.count_when, table, known)
    frame["exits"] = _holds(counting.exit_when, table, known)
    frame["stock"] = _holds(counting.stock_when, table, known)
    if counting.count_year:
        named = [year_named(value) or 0 for value in columns[counting.count_year]]
        frame["counts"] &= frame["year"] == np.array(named, dtype=int)
    return frame[frame["key"] >= 0]
