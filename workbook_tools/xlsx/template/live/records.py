"""The checks of the records, row by row beside the form: states, marks, counts and words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from workbook_tools.messages import live as words
from workbook_tools.messages.live import Weight
from workbook_tools.model import Address, Field, Scope, Value
from workbook_tools.rules import Demand
from workbook_tools.xlsx.template.live import places as at
from workbook_tools.xlsx.template.live.conditions import Compiler, copied, spoken
from workbook_tools.xlsx.template.live.explanation import says_something
from workbook_tools.xlsx.template.live.places import absolute, across, beside, runs_of
from workbook_tools.xlsx.template.live.sayings import UNIT

_LONGEST_PART = 4000
"""Of the formula that strings a row's words together: half of what Excel takes."""


@dataclass(frozen=True)
class Records:
    """Formulas for one row, with places.ROW for its number.

    The problems of a row stand side by side: the state of 审核说明, which depends on all others, then those
    of the other fields, then the demands that are no field's own.
    """

    compiler: Compiler

    @cached_property
    def states(self) -> dict[str, int]:
        """The column of each field's state."""
        places = self.compiler.places
        asked = (*places.own, *places.limited)
        return {field.key: column for column, field in enumerate(asked, places.first_state)}

    @cached_property
    def demands(self) -> dict[int, Demand]:
        """The demands on a row that are no field's own, by the column of their state."""
        return dict(enumerate(self.compiler.rules(Scope.ROW), max(self.states.values()) + 1))

    @cached_property
    def _last(self) -> int:
        return max([*self.states.values(), *self.demands])

    def headings(self) -> Iterator[tuple[Address, Value]]:
        """In the first row: what stands in the columns of problems, so that a test can read them."""
        yield from (((1, column), at.STATE + key) for key, column in self.states.items())
        yield from (((1, column), at.RULE + demand.code) for column, demand in self.demands.items())

    def copies(self) -> dict[int, str]:
        """Column -> formula of the cells that look at other sheets."""
        places = self.compiler.places
        found = {}
        for field in places.form.roster:
            if field.key in places.copies:
                found[places.copies[field.key]] = copied(field, places.original(field))
        return {**found, at.CHANGED: self._changed(), at.KNOWN: self._known()}

    def formulas(self) -> dict[int, str]:
        """Column -> formula of the other cells beside a record, with the same sheet alone."""
        found: dict[int, str] = {}
        places = self.compiler.places
        for field in places.own:
            found[places.types[field.key]] = self.compiler.type_formula(field)
        for field in (*places.own, *places.limited):
            found[self.states[field.key]] = self._where_used(self._state(field))
        for column, demand in self.demands.items():
            number = self.compiler.sayings.of(demand)
            found[column] = self._where_used(f"IF({self.compiler.broken(demand)},{number},0)")
        return {**found, **self._summary(), **self._shown()}

    def _where_used(self, formula: str, otherwise: str = "0") -> str:
        return f"IF({beside(at.USED)}=0,{otherwise},{formula})"

    def _state(self, field: Field) -> str:
        """The field's first problem; with 审核说明 also whether it says anything where it should (S070)."""
        if field is not self.compiler.places.note:
            return self.compiler.state_formula(field)
        asked = self.compiler.count(Weight.EXPLAIN, across(min(self.states.values()) + 1, self._last))
        typed = f"{self.compiler.places.type_of(field)}=0"
        hollow = f"AND({typed},{beside(at.VALID)}=0,{asked}>0)"
        return self.compiler.state_formula(
            field, after=[(hollow, self.compiler.sayings.catalogue("S070", field.label))]
        )

    # ------------------------------------------------------------ counts and marks

    def _summary(self) -> dict[int, str]:
        places, problems = self.compiler.places, across(min(self.states.values()), self._last)
        entered = "&".join(map(places.value, places.own))
        valid = says_something(places.value(places.note)) if places.note else absolute(at.NOTE_IS_VALID)
        explain, hint = (self.compiler.count(weight, problems) for weight in (Weight.EXPLAIN, Weight.HINT))
        must, open_, asked = beside(at.ROW_MUST), beside(at.ROW_EXPLAIN), beside(at.ROW_HINT)
        return {
            at.USED: f"IFERROR(IF(LEN(TRIM({entered}))>0,1,0),1)",
            at.VALID: valid,
            at.ROW_MUST: self.compiler.count(Weight.MUST, problems),
            at.ROW_EXPLAIN: f"IF({beside(at.VALID)}=1,0,{explain})",
            at.ROW_HINT: hint,
            at.OPEN: f"IF({must}>0,3,IF({open_}>0,2,IF({asked}>0,1,0)))",
        }

    def _marks(self, digits: str) -> str:
        """A digit for each column of the form: the worst of what concerns it, less what has been explained."""
        return f'IF({beside(at.VALID)}=1,SUBSTITUTE({digits},2,0),{digits}&"")'

    def _digits(self) -> Iterator[str]:
        """For each column of the form, the weight of the worst of what concerns it."""
        concerning = self._concerning()
        for column in range(1, self.compiler.places.form.layout.last_column + 1):
            cells = ",".join(across(*run) for run in runs_of(concerning.get(column, ())))
            yield f"INT(MAX({cells})/{UNIT})" if cells else "0"

    def _concerning(self) -> Mapping[int, Sequence[int]]:
        """Column of the form -> the columns with problems that mark it."""
        columns = self.compiler.places.form.layout.columns
        found: dict[int, list[int]] = {}
        for key, state in self.states.items():
            found.setdefault(columns[key], []).append(state)
        for state, demand in self.demands.items():
            for column in (columns[field.key] for field in demand.fields if field.key in columns):
                found.setdefault(column, []).append(state)
        return found

    def _changed(self) -> str:
        """Whether a row differs from what was prefilled in it."""
        places = self.compiler.places
        pairs = zip(places.entered(), places.entered_before(), strict=True)
        # As texts, for EXACT itself takes a date as it is shown in one program and as a number in another.
        differing = "+".join(f'SUMPRODUCT(--NOT(EXACT({now}&"",{before}&"")))' for now, before in pairs)
        return f"IFERROR(IF({differing}>0,1,0),1)"

    # ------------------------------------------------------------ words

    def _shown(self) -> dict[int, str]:
        """Marks and words, strung together in as many further columns as they need."""
        digits = dict(enumerate(_parted(self._digits()), self._last + 1))
        pieces = dict(enumerate(_parted(self._pieces()), self._last + 1 + len(digits)))
        shown = {at.MARKS: self._marks(_together(digits)), at.WORDS: self._words(_together(pieces))}
        return {
            **digits,
            **pieces,
            **{column: self._where_used(text, '""') for column, text in shown.items()},
        }

    def _words(self, together: str) -> str:
        tag, explained = words.TAGS[Weight.EXPLAIN], words.EXPLAINED
        said = f'IF({beside(at.VALID)}=1,SUBSTITUTE({together},"{tag}","{explained}"),{together})'
        return f'{beside(at.KNOWN)}&IF({together}="","{words.SOUND}",{said})'

    def _known(self) -> str:
        """What is known of the row's enterprise from earlier, while it is the same one."""
        places = self.compiler.places
        if places.key is None:
            return '""'
        note, key = places.prior(places.words_column), places.form.layout.columns[places.key.key]
        same = f"EXACT({places.original(places.key)},{places.prior(key)})"
        return f'IF({note}="","",IFERROR(IF({same},{note}&"{words.END}",""),""))'

    def _pieces(self) -> Iterator[str]:
        """What each field, in the order of the form, and each demand adds to the words of a row."""
        for field in self.compiler.places.form.roster:
            if field.key in self.states:
                yield spoken(self.compiler, beside(self.states[field.key]), field)
        for column, demand in self.demands.items():
            yield spoken(self.compiler, beside(column), demand)


def _together(parts: Iterable[int]) -> str:
    """The text that stands in parts in these columns."""
    return "&".join(map(beside, parts))


def _parted(pieces: Iterator[str]) -> Iterator[str]:
    """The pieces joined, in as many formulas as they need."""
    joined = ""
    for piece in pieces:
        if joined and len(joined) + len(piece) > _LONGEST_PART:
            yield joined
            joined = ""
        joined = f"{joined}&{piece}" if joined else piece
    yield joined
