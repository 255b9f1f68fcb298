"""Where a file handed in stands, and what was found of it at first sight."""

from dataclasses import dataclass
from pathlib import Path

from workbook_tools.intake.names import printable
from workbook_tools.model import Finding


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file stands.

    `folder` is its folder on disk as the user gave it, `inner` its path from the file on disk on, the same
    wherever that file lies (收件.zip/赵家.xlsx), `company` what it came with: its mail or zip (an inner path,
    folders inside the zip included), or the bare name of its folder on disk. `depth` counts containers.
    """

    folder: str
    inner: str
    company: str
    mail: str = ""
    depth: int = 0

    @classmethod
    def on_disk(cls, path: Path) -> "Place":
        """The place of a file that is not inside another."""
        # Each part for itself: a name in GBK may lie in a folder named in UTF-8.
        *folders, name = map(printable, path.as_posix().split("/"))
        return cls("/".join(folders), name, printable(path.absolute().parent.name))

    def inside(self, path: str, is_mail: bool) -> "Place":
        """The place of a member of this container; what came in one mail stays together."""
        inner = f"{self.inner}/{path}"
        mail = self.mail or (self.inner if is_mail else "")
        return Place(self.folder, inner, mail or inner.rpartition("/")[0], mail, self.depth + 1)


@dataclass(frozen=True, slots=True)
class Item:
    """One file handed in, or found inside another.

    `finding` is None for a workbook to be read; else it says what became of the file: refused (F101-F117,
    F122-F128, F151-F165), expanded (F121) or ignored as junk (F129, F130). `format` is as in intake.formats. `file`
    holds its bytes, in the spool; None for junk and where no bytes could be had.
    """

    place: Place
    file: Path | None = None
    format: str = ""
    finding: Finding | None = None

    @property
    def path(self) -> str:
        """The path for display, from what the user gave on."""
        return f"{self.place.folder}/{self.place.inner}" if self.place.folder else self.place.inner

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.place.inner.rpartition("/")[2]

    @property
    def inner(self) -> str:
        """The path from the file on disk on; it does not depend on where that file lay."""
        return self.place.inner

    @property
    def company(self) -> str:
        """What the file came with; it does not depend on what was handed in together."""
        return self.place.company

    @property
    def junk(self) -> bool:
        """Whether it is nobody's return: a leftover of a system or an office program, or the tool's own."""
        return self.finding is not None and self.finding.code in ("F129", "F130")
