"""封存: which periods are fixed, and every time one was closed or reopened."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbook_tools.record import Closed, Event, Reopened


@dataclass(frozen=True, slots=True)
class Closure:
    """A period was closed or reopened: when (ISO), and what was recorded of it."""

    at: str
    record: Closed | Reopened

    @property
    def user(self) -> str:
        """Who did it."""
        return self.record.user

    @property
    def reason(self) -> str:
        """Why a period was reopened; a closing needs no reason."""
        return self.record.reason if isinstance(self.record, Reopened) else ""


def closures(events: Iterable[Event]) -> tuple[Closure, ...]:
    """Every closing and reopening by period, in the order of their numbers, whatever the order of events.

    A period is closed and reopened in turn, and the number of both tells which turn it was: of commands that were
    given the same time, too, it is clear which came after which.
    """
    turns = {
        (record.period, record.number, isinstance(record, Reopened)): Closure(event.at, record)
        for event in events
        if isinstance(record := event.record, Closed | Reopened)
    }
    return tuple(turns[turn] for turn in sorted(turns))


def in_force(turns: Iterable[Closure]) -> Mapping[str, Closed]:
    """By period as in commands, the closing that fixes it; `turns` in their order."""
    last = {each.record.period: each.record for each in turns}
    return {period: record for period, record in last.items() if isinstance(record, Closed)}
