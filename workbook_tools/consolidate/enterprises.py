"""The fold of claims into enterprises: one row an enterprise of a unit, what it counts as and since when."""

from collections.abc import Mapping, Sequence

import pandas as pd

from workbook_tools.consolidate.claims import NOBODY
from workbook_tools.consolidate.inputs import Return
from workbook_tools.model import Annex, Plan, Unreported
from workbook_tools.period import Period

_ENTERPRISE = ["seq", "key"]


def of_period(plan: Plan, period: Period, returns: Sequence[Return]) -> list[Return]:
    """The returns that count in a period: of units still in the plan, up to the period, 未报处理 applied.

    Where a missing return counts as nothing, the unit's returns of the period's year stand aside; what
    earlier years ended with stays.
    """
    owed = {(row.unit, annex.form) for annex in plan.annexes for row in annex.rows}
    usable = [r for r in returns if (r.unit, r.form) in owed and r.period <= period]
    if plan.unreported is Unreported.CARRIED:
        return usable
    present = {(r.unit, r.form) for r in usable if r.period == period}
    return [r for r in usable if r.period.year < period.year or (r.unit, r.form) in present]


def _first(claims: pd.DataFrame, name: str) -> pd.DataFrame:
    """The first claim of each enterprise: its return and record under this name, and its year."""
    ordered = claims.sort_values(["number", "record"]).drop_duplicates(_ENTERPRISE).set_index(_ENTERPRISE)
    named = {"number": name, "record": f"{name}_record", "year": f"{name}_year"}
    return ordered[list(named)].rename(columns=named)


def _counted(claims: pd.DataFrame) -> pd.DataFrame:
    """The last year each enterprise counted in, and the record that first had it counted in that year."""
    counting = claims[claims["counts"]]
    last = counting.groupby(_ENTERPRISE)["year"].transform("max")
    return _first(counting[counting["year"] == last], "claim")


def _shown(claims: pd.DataFrame, latest: Mapping[int, int]) -> pd.DataFrame:
    """The record that shows each enterprise: in the last return that has it, one that counts before others.

    An enterprise that its unit's latest return no longer lists is kept where it counted or left; `stock` is
    then False, for nothing says that it is still there.
    """
    ordered = claims.sort_values(["number", "counts", "record"], ascending=[False, False, True])
    shown = ordered.drop_duplicates(_ENTERPRISE).set_index(_ENTERPRISE)
    ever = claims.groupby(_ENTERPRISE)[["counts", "exits"]].any()
    listed = shown["number"] == shown.index.get_level_values("seq").map(latest)
    shown["stock"] &= listed
    return shown.loc[listed | ever.any(axis=1).reindex(shown.index), ["number", "record", "stock"]]


def _settle(table: pd.DataFrame, claims: pd.DataFrame) -> None:
    """Mark what is contested, and take from the units what was ruled not to be theirs.

    A ruling in favour of a unit that no longer claims the enterprise settles nothing.
    """
    counted = table["year"] > 0
    claimants = table[counted].groupby("key")["seq"].nunique()
    disputed = counted & (table["key"].map(claimants) > 1)
    owner = table["key"].map(claims.drop_duplicates("key").set_index("key")["owner"])
    kept = disputed & (table["seq"] == owner)
    ruled = disputed & ((owner == NOBODY) | table["key"].isin(table.loc[kept, "key"]))
    table["contested"] = disputed & ~ruled
    table["lost"] = ruled & ~kept
    table.loc[table["lost"], ["year", "first", "gone", "gone_year"]] = 0
    table.loc[table["lost"], "stock"] = False


def enterprises(annex: Annex, claims: pd.DataFrame, returns: Sequence[Return]) -> pd.DataFrame:
    """One row an enterprise of a unit, in the order of (unit, latest return first, record).

    Columns: seq, key, number and record (where its state stands), stock, year and first (the year it counts
    in and the number of the return since when; 0 = never), gone and gone_year (the same for its exit), claim and
    claim_record, exit and exit_record (the records that say so, whatever was ruled; 0 = none), contested: an
    enterprise that counted for two units is counted for neither until the bureau rules, and lost: it would
    count, but was ruled to be another unit's or nobody's.
    """
    seqs = {row.unit: row.seq for row in annex.rows}
    latest = {seqs[each.unit]: each.number for each in sorted(returns, key=lambda each: each.number)}
    table = _shown(claims, latest).join(_counted(claims)).join(_first(claims[claims["exits"]], "exit"))
    said = ["claim", "claim_record", "claim_year", "exit", "exit_record", "exit_year"]
    table[said] = table[said].fillna(0).astype(int)
    table[["year", "first", "gone", "gone_year"]] = table[["claim_year", "claim", "exit", "exit_year"]]
    table = table.drop(columns=["claim_year", "exit_year"]).reset_index()
    _settle(table, claims)
    return table.sort_values(["seq", "number", "record"], ascending=[True, False, True], ignore_index=True)
