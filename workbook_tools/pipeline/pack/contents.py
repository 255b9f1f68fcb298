"""What an evidence pack holds: the master, all that it was made from, and the same in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from workbook_tools.basis import Basis
from workbook_tools.ledger import Entry, line_file, twin
from workbook_tools.messages import names, pack_guide
from workbook_tools.messages import pack as words
from workbook_tools.model import Plan, ReportingPeriod
from workbook_tools.pipeline.filed import filed
from workbook_tools.pipeline.pack.layout import PAYLOAD
from workbook_tools.pipeline.pack.told import told
from workbook_tools.pipeline.pack.zipping import Bag, Member
from workbook_tools.standing import fold
from workbook_tools.workspace import Workspace
from workbook_tools.xlsx.ledger_list import ledger_list
from workbook_tools.xlsx.master.rules import sections


@dataclass(frozen=True, slots=True)
class Packed:
    """What a pack is made from: a workspace, and the plan, basis and period of the master.

    `line` is the last line that takes part in the master, `entries` are those up to the one that says that it was
    written.
    """

    workspace: Workspace
    plan: Plan
    basis: Basis
    period: ReportingPeriod
    line: int
    entries: Sequence[Entry]

    @property
    def at(self) -> str:
        """The one time in the pack, that of the last line (ISO)."""
        return self.entries[-1].at

    @property
    def master(self) -> str:
        """The path of the master in the pack."""
        return _place(self.workspace.master(self.period.period).name)


def bag(packed: Packed, master: bytes) -> Bag:
    """The pack of a master, given as bytes; raises FileUnreadable where the archive lacks what the lines name."""
    payload = (Member(packed.master, master), *beside_master(packed))
    return Bag(_folder(packed), packed.at, payload, guides(packed), tags(packed))


def beside_master(packed: Packed) -> tuple[Member, ...]:
    """All of the payload but the master: what is for people to read, and what the lines of the ledger rest on."""
    workspace, entries = packed.workspace, packed.entries
    return (*_readable(packed), *_archived(workspace, entries), *_events(workspace, entries))


def guides(packed: Packed) -> Mapping[str, bytes]:
    """What tells a stranger how to go about it, by name."""
    told = pack_guide.Told(
        title=packed.plan.settings["方案名称"],
        period=packed.period.period.paper,
        folder=_folder(packed),
        master=packed.workspace.master(packed.period.period).name,
        code=packed.basis.code,
        lines=len(packed.entries),
        basis_line=packed.line,
        at=packed.at,
        tool=packed.basis.tool,
    )
    return pack_guide.guides(told)


def tags(packed: Packed) -> Mapping[str, str]:
    """What bag-info.txt says of the pack."""
    settings = packed.plan.settings
    return {
        "Source-Organization": settings.get("发文机关", ""),
        "External-Description": words.DESCRIPTION.format(
            title=settings["方案名称"], period=packed.period.period.paper
        ),
        "External-Identifier": packed.basis.code,
        "Bagging-Date": packed.at[:10],
    }


def _folder(packed: Packed) -> str:
    return names.PACK_FOLDER.format(period=packed.period.period.file)


def _readable(packed: Packed) -> tuple[Member, ...]:
    """What says the same once more for people: the plan workbook, the ledger and the rules in words."""
    workspace, plan, period = packed.workspace, packed.plan, packed.period
    state = fold(entry.event for entry in packed.entries)
    lines = told(plan, state, packed.entries, workspace.archive)
    at = datetime.fromisoformat(packed.at)
    ledger = ledger_list(period.period.paper, packed.basis.code, lines, at)
    return (
        Member(_place(workspace.plan.name), workspace.archive.plans.read(packed.basis.plan_file)),
        Member(_place(words.LEDGER_FILE), ledger),
        Member(_place(words.RULES_FILE), words.rules(period.period, sections(plan, period))),
    )


def _place(name: str) -> str:
    return f"{PAYLOAD}{name}"


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
        yield Member(_place(path.as_posix()), twin(entry))
