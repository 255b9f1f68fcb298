"""What verify found out, all of it."""

from dataclasses import dataclass
from pathlib import Path

from workbook_tools.basis import Basis
from workbook_tools.pipeline.verifying.archived import Archived
from workbook_tools.pipeline.verifying.claims import Footing
from workbook_tools.pipeline.verifying.differences import Compared
from workbook_tools.pipeline.verifying.lines import Witnesses
from workbook_tools.pipeline.verifying.rebuilt import Rebuilt


@dataclass(frozen=True, slots=True)
class Verified:
    """A master held against ledger and archive.

    `own` is the basis that the master itself names, where what it says gives its 校验码; `footing` what it was rebuilt
    on (None: nothing to rebuild it on). `published`: the ledger has these very bytes as a master written. `asked` is
    the 校验码 to compare with, in its one spelling (empty: none).
    """

    master: Path
    sha256: str
    witnesses: Witnesses
    archive: Archived
    own: Basis | None
    footing: Footing | None
    rebuilt: Rebuilt
    compared: Compared
    published: bool
    asked: str

    @property
    def is_borne_out(self) -> bool:
        """Whether the ledger has the lines that the master names as its own, or, if it names none, was rebuilt on."""
        footing = self.footing
        return footing is not None and footing.stands and self.own in (None, footing.claim.basis)

    @property
    def digest(self) -> str:
        """校验码 of what the ledger has; empty where nothing could be found out."""
        return self.rebuilt.basis.code if self.rebuilt.basis else ""

    @property
    def digest_matches(self) -> bool | None:
        """Whether that is the 校验码 asked for; None where none was."""
        return self.asked == self.digest if self.asked else None

    @property
    def ok(self) -> bool:
        """Whether nothing speaks against the master, the archive or the ledger."""
        wrong = self.witnesses.problems or self.archive.problems or self.compared.differences
        return bool(
            self.rebuilt.data and self.is_borne_out and not wrong and self.digest_matches is not False
        )

    def unit(self, code: str) -> str:
        """The name of a unit; its code where the plan is not known."""
        unit = self.rebuilt.plan.unit(code) if self.rebuilt.plan else None
        return unit.name if unit else code
