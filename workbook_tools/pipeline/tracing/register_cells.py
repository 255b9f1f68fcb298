"""企业名录: why each cell of a row holds what it holds."""

from collections.abc import Callable, Mapping

from workbook_tools.consolidate import Enterprise, MasterTables, Outcome, RosterColumn
from workbook_tools.messages import master_words as heads
from workbook_tools.messages import trace as words
from workbook_tools.pipeline.tracing.answer import Reason, Source, Sources
from workbook_tools.pipeline.tracing.listings import Listings
from workbook_tools.pipeline.tracing.plan_cells import PlanCells
from workbook_tools.pipeline.tracing.register_rows import RegisterRows, Role
from workbook_tools.xlsx.master.register import OUTCOMES

_OWN = frozenset({*heads.REGISTER_HEADINGS, *heads.SOURCE_HEADINGS})
_STATES: Mapping[str, tuple[Role, str]] = {
    heads.REGISTER_YEAR: (Role.CLAIM, words.OF_CLAIM),
    heads.REGISTER_FIRST: (Role.CLAIM, words.OF_CLAIM),
    heads.REGISTER_GONE_YEAR: (Role.EXIT, words.OF_EXIT),
    heads.REGISTER_GONE: (Role.EXIT, words.OF_EXIT),
    heads.REGISTER_STOCK: (Role.STOCK, words.OF_STOCK),
    heads.SOURCE_CLAIM: (Role.CLAIM, words.OF_CLAIM),
    heads.SOURCE_EXIT: (Role.EXIT, words.OF_EXIT),
}
"""What an enterprise counts as, by heading: the record that says so."""


class RegisterCells:
    """The cells of 企业名录, found by their headings."""

    def __init__(self, tables: MasterTables, rows: RegisterRows, plan: PlanCells, listings: Listings) -> None:
        self._rows, self._plan, self._listings = rows, plan, listings
        self._annexes = {each.number: each for each in tables.plan.annexes}
        self._rulings = tables.rulings
        self._columns = {heading: each for each in tables.register.columns for heading in _headings(each)}

    def reason(self, row: int, heading: str) -> Reason | None:
        """Why a cell holds what it holds; None above and below the rows."""
        each = self._rows.at(row)
        if each is None:
            return None
        if planned := self._planned(each).get(heading):
            return Reason(words.OF_PLAN.format(heading=heading), (*planned(), self._shown(row)))
        if heading == heads.REGISTER_OUTCOME:
            return Reason(words.OUTCOMES[OUTCOMES[each.outcome]], self._outcome(row, each))
        if heading in _STATES:
            return self._state(row, each, heading)
        if heading in self._columns and heading not in _OWN:
            found = self._rows.field(row, self._columns[heading])
            return Reason(words.OF_FIELD, (found,)) if found else Reason(words.NOT_ASKED)
        return self._provenance(row, each, heading)

    def _planned(self, each: Enterprise) -> Mapping[str, Callable[[], Sources]]:
        annex = self._annexes[each.annex]
        return {
            heads.REGISTER_ANNEX: lambda: self._plan.annex(annex.number, heads.REGISTER_ANNEX),
            heads.REGISTER_SEQ: lambda: self._plan.sequence(annex, each.seq),
            heads.UNIT_CODE: lambda: self._plan.unit(each.unit.code, heads.UNIT_CODE),
            heads.UNIT: lambda: self._plan.unit_of(annex, each.seq),
        }

    def _shown(self, row: int) -> Source:
        return self._rows.key(row, Role.STOCK)

    def _outcome(self, row: int, each: Enterprise) -> Sources:
        """The record that counts or does not; of a contested enterprise those of every unit that claims it."""
        rivals = self._rows.rivals(row) if each.outcome is Outcome.CONTESTED else []
        return tuple(self._rows.key(number, Role.CLAIM) for number in (row, *rivals))

    def _state(self, row: int, each: Enterprise, heading: str) -> Reason:
        role, says = _STATES[heading]
        record = {Role.CLAIM: each.claim, Role.EXIT: each.exit, Role.STOCK: each.shown}[role]
        if record is None:
            return Reason(words.NO_OUTCOME.format(heading=heading), (self._shown(row),))
        if role is Role.CLAIM and each.first is None:
            return Reason(words.OUTCOMES[OUTCOMES[each.outcome]], self._outcome(row, each))
        return Reason(says, (self._rows.key(row, role),))

    def _provenance(self, row: int, each: Enterprise, heading: str) -> Reason:
        """What a row says of its own source."""
        if heading == heads.SOURCE_REWRITTEN:
            return Reason(words.OF_REWRITTEN, self._rows.rewritten(row))
        if heading == heads.SOURCE_RULINGS:
            return Reason(words.OF_RULINGS, self._decided(each))
        says = words.OF_NUMBERING if heading == heads.SEQ else words.OF_RECORD
        return Reason(says, (self._shown(row),))

    def _decided(self, each: Enterprise) -> Sources:
        """The rulings on an enterprise, whichever unit they name, as 裁定记录 lists them."""
        form = self._annexes[each.annex].form
        places = {at for unit in ("", each.unit.code) for at in self._rulings.get((form, unit, each.key), ())}
        return tuple(source for at in sorted(places) for source in self._listings.decided(at).sources)


def _headings(column: RosterColumn) -> tuple[str, ...]:
    """The headings under which a reported field may stand."""
    typed = heads.SAME_LABEL.format(label=column.label, type=column.type.value)
    return tuple(
        text for label in (column.label, typed) for text in (label, heads.AS_REPORTED.format(label=label))
    )
