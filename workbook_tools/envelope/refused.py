"""What stops the reading of a workbook."""

from workbook_tools.model import Finding


class RefusedError(Exception):
    """Something was met for which the file is refused; carries the refusal that names it."""

    def __init__(self, refusal: Finding) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal
