"""The lines of the ledger in words: what happened, to whom, on what ground."""

from collections import Counter
from collections.abc import Iterator, Sequence

from workbook_tools.archive import Archive
from workbook_tools.ledger import Entry
from workbook_tools.messages import ledger_words as words
from workbook_tools.messages import register
from workbook_tools.messages.doctor import REPAIRS
from workbook_tools.messages.verdicts import STATUSES, VERDICTS, tally
from workbook_tools.model import Plan, Status
from workbook_tools.pipeline.deciding.described import SHOWN, Describer, paper
from workbook_tools.pipeline.filed import filed
from workbook_tools.record import (
    Closed,
    Decided,
    Decision,
    Issued,
    ListRecorded,
    Mended,
    PlanRecorded,
    Published,
    Received,
    Record,
    Reopened,
    Sampled,
    Validated,
)
from workbook_tools.standing import State
from workbook_tools.xlsx.ledger_list import Line


def told(plan: Plan, state: State, entries: Sequence[Entry], archive: Archive) -> Iterator[Line]:
    """The lines of the ledger, one or more printed for each; names are those of the plan and the state."""
    teller = _Teller(plan, state)
    for entry in entries:
        record = entry.event.record
        _, archived = filed(archive, record) or (None, "")
        for says in teller.says(record):
            yield Line(
                number=entry.seq,
                at=entry.at.replace("T", " ")[:19],
                what=words.KINDS[record.kind],
                says=says,
                archived=archived,
                hash=entry.hash,
            )


class _Teller:
    def __init__(self, plan: Plan, state: State) -> None:
        self._names = Describer(plan, state)

    def says(self, record: Record) -> Iterator[str]:
        """A record in one sentence, or one for each thing that it holds."""
        match record:
            case PlanRecorded(digest=digest):
                yield words.PLAN.format(digest=digest[:SHOWN])
            case Issued(period=period, templates=templates):
                yield words.ISSUED.format(period=paper(period), count=len(templates))
            case Received():
                yield self._received(record)
            case Validated():
                yield _validated(record)
            case Decided(decisions=decisions):
                yield from map(self._decided, decisions)
            case ListRecorded(annex=annex, listing=listing, entries=entries):
                yield words.LISTED.format(annex=annex, kind=listing.value, count=len(entries))
            case Closed():
                yield words.CLOSED.format(
                    period=paper(record.period),
                    number=record.number,
                    user=record.user,
                    count=len(record.files),
                )
            case Reopened():
                yield words.REOPENED.format(
                    period=paper(record.period),
                    number=record.number,
                    user=record.user,
                    reason=record.reason,
                )
            case Published(period=period, code=code, sha256=sha256):
                yield words.PUBLISHED.format(period=paper(period), code=code, sha=sha256[:SHOWN])
            case Sampled():
                yield _sampled(record)
            case Mended():
                yield _mended(record)

    def _received(self, record: Received) -> str:
        said = words.RECEIVED.format(name=record.name, verdict=VERDICTS[record.verdict])
        if record.group:
            said += words.GROUP.format(group=record.group)
        if record.unit:
            unit, form = self._names.unit(record.unit), self._names.form(record.form)
            said += words.ANSWERS.format(unit=unit, form=form, period=paper(record.period))
        if record.code:
            said += words.REASON.format(reason=register.reason(record.code, record.params))
        return said

    def _decided(self, decision: Decision) -> str:
        said = self._names.described(decision)
        return words.DECIDED.format(
            matter=decision.matter.value,
            unit=said.unit,
            form=words.FORM.format(form=said.form) if said.form else "",
            says=said.says,
            ruling=said.ruling,
            reason=decision.reason,
            officer=decision.officer,
            day=decision.day,
        )


def _validated(record: Validated) -> str:
    period, counts = paper(record.period), Counter(Status(each.status) for each in record.results)
    if not counts:
        return words.VALIDATED_NOTHING.format(period=period)
    return words.VALIDATED.format(period=period, count=len(record.results), statuses=tally(STATUSES, counts))


def _sampled(record: Sampled) -> str:
    return words.SAMPLED.format(
        period=paper(record.period),
        count=len(record.drawn),
        method=record.method,
        weight=words.WEIGHT.format(label=record.weight) if record.weight else "",
        seed=record.seed,
        code=record.code,
    )


def _mended(record: Mended) -> str:
    done = "、".join(dict.fromkeys(REPAIRS[code] for code in record.done))
    return words.MENDED.format(done=done, user=record.user)
