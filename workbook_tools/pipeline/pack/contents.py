"""What an evidence pack holds: the master, all that it was made from, and the same in words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from workbook_tools.basis import Basis
from workbook_tools.ledger import Entry, line_file
from workbook_tools.messages import names, pack_guide
from workbook_tools.messages import pack as words
from workbook_tools.model import Plan, ReportingPeriod
from workbook_tools.period import Period
from workbook_tools.pipeline.filed import filed
from workbook_tools.pipeline.grounds import Grounds
from workbook_tools.pipeline.pack.layout import PAYLOAD
from workbook_tools.pipeline.pack.told import told
from workbook_tools.pipeline.pack.zipping import Bag, Member
from workbook_tools.standing import fold
from workbook_tools.workspace import Workspace
from workbook_tools.xlsx.ledger_list import ledger_list
from workbook_tools.xlsx.master.rules import sections


def bag(on: Grounds, master: bytes, entries: Sequence[Entry]) -> Bag:
    """The pack of a master: `entries` are the lines of the ledger up to the one that says that it was written.

    Its one time is that of the last line. Raises FileUnreadable where the archive lacks what the lines name.
    """
    workspace, period = on.workspace, on.period.period
    payload = (
        Member(master_place(workspace, period), master),
        *beside_master(workspace, on.plan, on.basis, on.period, entries),
    )
    folder, at = names.PACK_FOLDER.format(period=period.file), entries[-1].at
    guides = pack_guide.guides(
        pack_guide.Told(
            title=on.plan.settings["方案名称"],
            period=period.paper,
            folder=folder,
            master=workspace.master(period).name,
            code=on.basis.code,
            lines=len(entries),
            basis_line=on.line,
            at=at,
            tool=on.basis.tool,
        )
    )
    return Bag(folder, at, payload, guides, _tags(on, at))


def master_place(workspace: Workspace, period: Period) -> str:
    """The path of a period's master in its pack."""
    return _place(workspace.master(period).name)


def beside_master(
    workspace: Workspace, plan: Plan, basis: Basis, period: ReportingPeriod, entries: Sequence[Entry]
) -> tuple[Member, ...]:
    """All of the payload but the master: what is for people to read, and what the lines of the ledger rest on."""
    return (
        *_readable(workspace, plan, basis, period, entries),
        *_archived(workspace, entries),
        *_events(workspace, entries),
    )


def _readable(
    workspace: Workspace, plan: Plan, basis: Basis, period: ReportingPeriod, entries: Sequence[Entry]
) -> tuple[Member, ...]:
    """What says the same once more for people: the plan workbook, the ledger and the rules in words."""
    lines = told(plan, fold(entry.event for entry in entries), entries, workspace.archive)
    at = datetime.fromisoformat(entries[-1].at)
    ledger = ledger_list(period.period.paper, basis.code, lines, at)
    return (
        Member(_place(workspace.plan.name), workspace.archive.plans.read(basis.plan_file)),
        Member(_place(words.LEDGER_FILE), ledger),
        Member(_place(words.RULES_FILE), words.rules(period.period, sections(plan, period))),
    )


def _place(name: str) -> str:
    return f"{PAYLOAD}{name}"


def _tags(on: Grounds, at: str) -> Mapping[str, str]:
    settings = on.plan.settings
    return {
        "Source-Organization": settings.get("发文机关", ""),
        "External-Description": words.DESCRIPTION.format(
            title=settings["方案名称"], period=on.period.period.paper
        ),
        "External-Identifier": on.basis.code,
        "Bagging-Date": at[:10],
    }


def _archived(workspace: Workspace, entries: Sequence[Entry]) -> Iterator[Member]:
    """Each file of the archive that the lines rest on, once."""
    for store, sha256 in dict.fromkeys(
        filter(None, (filed(workspace.archive, e.event.record) for e in entries))
    ):
        path = store.path(sha256)
        yield Member(_place(path.relative_to(workspace.root).as_posix()), path, sha256)


def _events(workspace: Workspace, entries: Sequence[Entry]) -> Iterator[Member]:
    folder = workspace.archive.events
    for entry in entries:
        path = line_file(folder, entry.seq).relative_to(workspace.root)
        yield Member(_place(path.as_posix()), f"{entry.text}\n".encode())
