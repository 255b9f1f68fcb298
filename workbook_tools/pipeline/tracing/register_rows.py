"""企业名录 row by row: which rows a count takes in, and the cells of the returns that each of them came from."""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto
from functools import cached_property, lru_cache

from workbook_tools import formula
from workbook_tools.consolidate import Enterprise, MasterTables, Outcome, RosterColumn, Written
from workbook_tools.messages import decisions
from workbook_tools.messages import master_words as heads
from workbook_tools.messages import trace as words
from workbook_tools.model import Annex, Field, Form, Value, printed
from workbook_tools.pipeline.tracing.answer import Source
from workbook_tools.pipeline.tracing.return_cells import ReturnCells
from workbook_tools.xlsx.master.register import FIRST_ROW, OUTCOMES

Test = Callable[[Value], bool]


class Role(Enum):
    """Which record of an enterprise is asked for, and under which condition of the annex.

    STOCK: the one shown, and 存量条件; CLAIM: the one that had it counted (the one shown where none did), and
    计入条件; EXIT: the one that had it gone, and 退出条件.
    """

    STOCK = auto()
    CLAIM = auto()
    EXIT = auto()


def role_of(headings: Sequence[str]) -> Role:
    """Which record a count rests on, by the columns that it looks at."""
    if {heads.REGISTER_GONE, heads.REGISTER_GONE_YEAR} & set(headings):
        return Role.EXIT
    return Role.STOCK if heads.REGISTER_STOCK in headings else Role.CLAIM


class RegisterRows:
    """The enterprises of a master in the order of 企业名录, with their records."""

    def __init__(self, tables: MasterTables, returns: ReturnCells) -> None:
        self._tables, self._returns = tables, returns
        self._annexes = {each.number: each for each in tables.plan.annexes}
        self._deciding: dict[tuple[int, Role], Sequence[Field]] = {}
        self.key = lru_cache(maxsize=None)(self._key)

    @cached_property
    def enterprises(self) -> Sequence[Enterprise]:
        """All of them, in order."""
        return tuple(self._tables.register.rows())

    def at(self, row: int) -> Enterprise | None:
        """The enterprise in a row of the sheet."""
        number = row - FIRST_ROW
        return self.enterprises[number] if 0 <= number < len(self.enterprises) else None

    def where(self, tests: Sequence[tuple[str, Test]]) -> list[int]:
        """The rows of the sheet that meet these tests, each of a heading's column."""
        found: Sequence[int] = range(len(self.enterprises))
        for heading, test in tests:
            column = self._marks[heading]
            found = [row for row in found if test(column[row])]
        return [row + FIRST_ROW for row in found]

    @cached_property
    def _marks(self) -> Mapping[str, Sequence[Value]]:
        """The columns that are counted by, as the sheet shows them."""
        return {
            heads.REGISTER_ANNEX: [each.annex for each in self.enterprises],
            heads.REGISTER_SEQ: [each.seq for each in self.enterprises],
            heads.REGISTER_OUTCOME: [OUTCOMES[each.outcome] for each in self.enterprises],
            heads.REGISTER_YEAR: [each.year for each in self.enterprises],
            heads.REGISTER_FIRST: [each.first.number if each.first else None for each in self.enterprises],
            heads.REGISTER_GONE_YEAR: [each.gone.year if each.gone else None for each in self.enterprises],
            heads.REGISTER_GONE: [each.gone.number if each.gone else None for each in self.enterprises],
            heads.REGISTER_STOCK: [heads.YES if each.stock else None for each in self.enterprises],
        }

    def written(self, row: int, role: Role) -> Written:
        """The record of an enterprise for a role."""
        each = self.enterprises[row - FIRST_ROW]
        record = {Role.STOCK: None, Role.CLAIM: each.claim, Role.EXIT: each.exit}[role]
        return record or each.shown

    def _key(self, row: int, role: Role) -> Source:
        """The key of the enterprise in a row, in the record for a role, and the cells that decide how it counts."""
        each, written = self.enterprises[row - FIRST_ROW], self.written(row, role)
        annex, form = self._annexes[each.annex], self._returns.form(written.source)
        return self._returns.source(
            written,
            next(field for field in form.fields if field.label == annex.counting.key),
            self._fields(annex, form, role),
            listed=f"{heads.SHEET_REGISTER}!{row}",
            ruling=self._ruling(row, annex, each),
        )

    def _fields(self, annex: Annex, form: Form, role: Role) -> Sequence[Field]:
        """The fields that the condition of a role names, and for what counts the one of its year."""
        asked = annex.number, role
        if asked not in self._deciding:
            counting = annex.counting
            conditions = {
                Role.STOCK: counting.stock_when,
                Role.CLAIM: counting.count_when,
                Role.EXIT: counting.exit_when,
            }
            text = conditions[role]
            named = formula.labels(formula.written_out(text, form.fields)) if text else ()
            labels = {*named, counting.count_year} if role is Role.CLAIM else set(named)
            self._deciding[asked] = [field for field in form.fields if field.label in labels]
        return self._deciding[asked]

    def _ruling(self, row: int, annex: Annex, each: Enterprise) -> str:
        """The decision in force by which a disputed enterprise counts, or does not, in words; '' where none does."""
        places = self._tables.rulings.get((annex.form, "", each.key), ())
        lines = [(at, self._tables.decisions[at - 1]) for at in places]
        in_force = [(at, line) for at, line in lines if line.stands == decisions.IN_FORCE]
        settled = each.outcome in (Outcome.COUNTED, Outcome.LOST) and in_force and self.rivals(row)
        said = (words.RULED.format(at=at, says=line.says, ruling=line.ruling) for at, line in in_force)
        return words.JOINT.join(said) if settled else ""

    def field(self, row: int, column: RosterColumn) -> Source | None:
        """A reported field of the enterprise in a row; None where its form does not ask for it."""
        written = self.written(row, Role.STOCK)
        own = self._returns.form(written.source).roster
        found = next((f for f in own if (f.label, f.type) == (column.label, column.type)), None)
        listed = f"{heads.SHEET_REGISTER}!{row}"
        return self._returns.source(written, found, listed=listed) if found else None

    def rewritten(self, row: int) -> tuple[Source, ...]:
        """The cells of the record shown whose writing was unified."""
        written = self.written(row, Role.STOCK)
        sources = (self._returns.source(written, each) for each in self._returns.form(written.source).roster)
        return tuple(each for each in sources if each.cell.raw != printed(each.cell.value))

    def rivals(self, row: int) -> list[int]:
        """The rows of other units of the annex that claim the same enterprise."""
        own = self.enterprises[row - FIRST_ROW]
        return [
            number
            for number, each in enumerate(self.enterprises, FIRST_ROW)
            if (each.annex, each.key) == (own.annex, own.key) and each.seq != own.seq and each.claim
        ]
