"""Everything that doctor looks at, in the order in which it is told."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workbook_tools.pipeline.doctor import archive, folder, ledger, leftovers, machine, modes, outputs, plan
from workbook_tools.pipeline.doctor.case import Case
from workbook_tools.pipeline.doctor.problem import Problem


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at, under a heading.

    `needs_quiet`: while somebody writes, it would take work half done for damage. `mends`: what it finds can be mended.
    """

    group: str
    find: Callable[[Case], Iterator[Problem]]
    needs_quiet: bool = False
    mends: bool = False


CHECKS = (
    Check("文件夹", folder.writable),
    Check("文件夹", folder.room),
    Check("文件夹", folder.length),
    Check("文件夹", folder.synchronised),
    Check("文件夹", folder.shared),
    Check("台账记录", ledger.ledger, needs_quiet=True, mends=True),
    Check("台账记录", ledger.journal, needs_quiet=True, mends=True),
    Check("原件存档", archive.archived, needs_quiet=True),
    Check("原件存档", archive.read_only, needs_quiet=True, mends=True),
    Check("方案工作簿", plan.plan, needs_quiet=True),
    Check("总台账", outputs.masters, needs_quiet=True),
    Check("下发表", outputs.issued, needs_quiet=True),
    Check("残留文件", leftovers.temporary, needs_quiet=True, mends=True),
    Check("残留文件", leftovers.cut_off, needs_quiet=True, mends=True),
    Check("残留文件", leftovers.opened),
    Check("缓存", leftovers.cache, needs_quiet=True, mends=True),
    Check("文件权限", modes.private, needs_quiet=True, mends=True),
    Check("时钟和版本", machine.clock, needs_quiet=True),
    Check("时钟和版本", machine.version, needs_quiet=True),
    Check("运行环境", machine.programs),
    Check("运行环境", machine.console),
)
