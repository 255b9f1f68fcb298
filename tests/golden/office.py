"""LibreOffice as the clerk's other program: a workbook saved in another format."""

import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

OFFICE = shutil.which("soffice")


@cache
def _profile() -> TemporaryDirectory[str]:
    """A fresh profile, made once a run: setting it up takes longer than a conversion."""
    return TemporaryDirectory(prefix="office")


def saved_as(form: str, book: bytes) -> bytes:
    """The workbook opened and saved as xls, ods or xlsx by LibreOffice, in a profile of its own."""
    return all_saved_as(form, [book])[0]


def all_saved_as(form: str, books: list[bytes]) -> list[bytes]:
    """Many workbooks saved at once: starting the program costs more than its work."""
    assert OFFICE, "soffice is not installed"
    with TemporaryDirectory() as name:
        folder = Path(name)
        sources = [folder / f"{number:03}.xlsx" for number in range(len(books))]
        for source, book in zip(sources, books, strict=True):
            source.write_bytes(book)
        profile = f"-env:UserInstallation={Path(_profile().name).as_uri()}"
        subprocess.run(
            [
                OFFICE,
                profile,
                "--headless",
                "--convert-to",
                form,
                "--outdir",
                str(folder / "saved"),
                *map(str, sources),
            ],
            check=True,
            capture_output=True,
            timeout=300,
        )
        return [(folder / "saved" / f"{source.stem}.{form}").read_bytes() for source in sources]
