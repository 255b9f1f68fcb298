"""What Excel repairs or refuses and LibreOffice accepts: a workbook's raw XML against Excel's limits.

Sources: "Excel specifications and limits" (Microsoft), ECMA-376 part 1 (element order, section 18), and the
[MS-XLS] lengths of data validations, which Excel still holds .xlsx to.
"""

from collections.abc import Iterator

from tests.build.excel_limits.book import check_book, sheets_of
from tests.build.excel_limits.package import Breach, Package, check_package
from tests.build.excel_limits.sheet import check_sheet
from tests.build.excel_limits.tables import check_tables

__all__ = ["Breach", "breaches"]


def breaches(data: bytes) -> list[Breach]:
    """Everything in an .xlsx file that Excel would repair, refuse or lose; each with its part."""
    package = Package(data)
    damage = list(check_package(package))
    # Where parts are broken or missing there is nothing below them to judge.
    return damage or list(_contents(package))


def _contents(package: Package) -> Iterator[Breach]:
    yield from check_book(package)
    sheets = sheets_of(package)
    for sheet in sheets:
        yield from check_sheet(sheet)
    yield from check_tables(sheets)
