"""企业名录: the columns that lead from a row to the cells it comes from, most of them folded away."""

from collections.abc import Sequence

from workbook_tools.consolidate import Enterprise, MasterTables, Rewritten, Written
from workbook_tools.messages import master_words as words
from workbook_tools.model import Value, a1, printed
from workbook_tools.xlsx.master.listing import Column

_LAID_OUT = (
    (11, "dense_centre"),
    (16, "dense_centre"),
    (28, "dense"),
    (12, "dense"),
    (14, "dense_centre"),
    (14, "dense_centre"),
    (30, "dense_clipped"),
    (6, "dense_centre"),
    (14, "dense_clipped"),
    (9, "dense_centre"),
    (8, "dense_centre"),
)
"""Width and look of each of SOURCE_HEADINGS."""


def source_columns() -> list[Column]:
    """The columns, in the order in which `Sources.values` gives their cells."""
    return [
        Column(heading, width, look, folded=heading in words.FOLDED_HEADINGS)
        for heading, (width, look) in zip(words.SOURCE_HEADINGS, _LAID_OUT, strict=True)
    ]


def _unified(cells: Sequence[Rewritten]) -> str:
    """The cells whose writing was unified: as found, and as understood."""
    return words.REWRITTEN_JOINT.join(
        words.REWRITTEN.format(cell=each.cell, raw=each.raw, value=printed(each.value)) for each in cells
    )


class Sources:
    """What the columns hold; a record stands at the cell of its 去重字段."""

    def __init__(self, tables: MasterTables) -> None:
        plan, self._rulings = tables.plan, tables.rulings
        self._keys = {
            annex.form: next(f.key for f in form.roster if f.label == annex.counting.key)
            for annex in plan.annexes
            if (form := plan.form(annex.form))
        }

    def values(self, each: Enterprise) -> tuple[Value, ...]:
        """The cells of an enterprise's row."""
        shown, source = each.shown, each.shown.source
        return (
            source.period.number,
            source.received,
            source.file,
            shown.sheet,
            self._elsewhere(each.claim, shown),
            self._elsewhere(each.exit, shown),
            _unified(each.rewritten),
            self._ruled(each),
            source.sha256,
            source.number,
            self._cell(shown),
        )

    def _cell(self, written: Written) -> str:
        return a1((written.row, written.columns[self._keys[written.source.form]]))

    def _elsewhere(self, written: Written | None, shown: Written) -> str | None:
        """A record that says so, where it is another than the one shown."""
        if written is None or (written.source.number, written.record) == (shown.source.number, shown.record):
            return None
        return words.WRITTEN_AT.format(number=written.source.number, cell=self._cell(written))

    def _ruled(self, each: Enterprise) -> int | str | None:
        """Which lines of 裁定记录 are on the enterprise."""
        form, rulings = each.shown.source.form, self._rulings
        owner = rulings.get((form, "", each.key), ())
        lines = sorted((*owner, *rulings.get((form, each.unit.code, each.key), ())))
        return words.RULINGS_JOINT.join(map(str, lines)) if len(lines) > 1 else next(iter(lines), None)
