"""verify: archive and ledger proved, the master made again from them, and every difference named."""

from workbook_tools.pipeline.verifying.differences import Named
from workbook_tools.pipeline.verifying.lines import LineProblem
from workbook_tools.pipeline.verifying.verdict import verdict
from workbook_tools.pipeline.verifying.verified import Verified
from workbook_tools.pipeline.verifying.verify import verify

__all__ = ["LineProblem", "Named", "Verified", "verdict", "verify"]
