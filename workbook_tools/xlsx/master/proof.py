"""核验依据: what the master is computed from, once on a sheet of its own and once in the document's properties."""

from collections.abc import Mapping

from workbook_tools.basis import Basis
from workbook_tools.consolidate import MasterTables
from workbook_tools.messages import proof as words
from workbook_tools.xlsx.master.book import Book, Page

_WIDTHS = (18, 92)


def spelled(basis: Basis) -> dict[str, str]:
    """A basis as it is printed: label -> text, in order, the 校验码 last."""
    told = basis.dump() | {"at": basis.at.replace("T", " ")}
    return {label: told[name] for name, label in words.LABELS.items()} | {words.CODE: basis.code}


def understood(texts: Mapping[str, str]) -> Basis | None:
    """The basis that texts by label spell; None where one is missing or they do not give their own 校验码."""
    told = {name: texts.get(label, "") for name, label in words.LABELS.items()}
    basis = Basis.load(told | {"at": told["at"].replace(" ", "T", 1)})
    return basis if basis.code == texts.get(words.CODE) else None


def _facts(page: Page, basis: Basis) -> None:
    for label, text in spelled(basis).items():
        stands_out = {"bold": True, "font_size": 16} if label == words.CODE else {}
        page.height(30 if stands_out else 22)
        page.put(0, label, "body")
        page.put(1, text, "body_left", **stands_out)
        page.down()


def write_proof(book: Book, tables: MasterTables) -> None:
    """The sheet 核验依据 and the custom document properties of the same names."""
    page = book.page(words.SHEET)
    last = len(_WIDTHS) - 1
    for column, width in enumerate(_WIDTHS):
        page.sheet.set_column(column, column, width)
    page.height(34)
    page.across(0, last, words.TITLE.format(period=tables.period.period.paper), "title")
    page.down()
    page.paragraph(last, words.NOTE, sum(_WIDTHS))
    _facts(page, tables.basis)
    page.section(words.SECTION_HOW)
    for text in words.HOW:
        page.paragraph(last, text, sum(_WIDTHS))
    page.print_setup(tall=1)
    for label, text in spelled(tables.basis).items():
        book.workbook.set_custom_property(label, text, "text")
