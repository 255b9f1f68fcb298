"""附件N: the sheet of an annex, as it is printed and handed on."""

from collections.abc import Sequence

from workbook_tools.consolidate import MasterTables
from workbook_tools.formula import text_literal
from workbook_tools.messages import master_words as words
from workbook_tools.model import Colour, Plan
from workbook_tools.targets import years
from workbook_tools.xlsx.master.annex_cells import total_cells, unit_cells
from workbook_tools.xlsx.master.annex_layout import AnnexSheet
from workbook_tools.xlsx.master.annex_page import Content, write_sheet
from workbook_tools.xlsx.master.blocks import Blocks
from workbook_tools.xlsx.master.book import Book, Page
from workbook_tools.xlsx.master.register import ranges


def colour_rule(colour: Colour) -> str:
    """When a colour applies, if none before it did."""
    level = round((colour.at_least or 0.0) * 100, 1)
    return words.COLOUR_TESTS[colour.test].format(level=f"{level:g}")


def paints(colours: Sequence[Colour]) -> dict[str, str]:
    """RRGGBB by word in the plan's order; a word that several tests may give stands once."""
    return {word: next(c.rgb for c in colours if c.word == word) for word in (c.word for c in colours)}


def _legend(colours: Sequence[Colour]) -> str:
    return words.LEGEND_JOINT.join(f"{each.word}：{colour_rule(each)}" for each in colours)


def official(plan: Plan) -> str:
    """What stands beside the colours: the plan's 五色口径, else that they are not official."""
    stated = plan.settings.get("五色口径", "")
    return f"（{stated}）" if stated else words.UNOFFICIAL


def _notes(sheet: AnnexSheet, plan: Plan) -> list[str]:
    annex = sheet.progress.annex
    target = words.TARGET_TO_DATE if sheet.has("target_year") else words.TARGET_YEAR
    notes = [
        words.NOTE_BASIS.format(basis=words.BASIS[annex.counting.basis]),
        words.NOTE_RATE.format(target=target),
    ]
    if sheet.has("target_year"):
        notes.append(words.NOTE_TARGET.format(basis=words.TARGET_BASIS[annex.counting.target_basis]))
    if sheet.has("all_target"):
        notes.append(words.NOTE_ALL.format(years=words.years_word(len(years(annex)))))
    if not plan.colours:
        notes.append(words.NOTE_NO_COLOURS)
    elif sheet.progress.pace is None:
        notes.append(words.NOTE_NO_PACE)
    else:
        notes.append(words.NOTE_COLOURS.format(official=official(plan), legend=_legend(plan.colours)))
    return notes


def _paint(page: Page, sheet: AnnexSheet, colours: Sequence[Colour]) -> None:
    """The plan's colours behind their words, and bars behind the rates."""
    first, last = sheet.first - 1, sheet.last - 1
    index = [column.key for column in sheet.columns].index("colour")
    for word, rgb in paints(colours).items():
        paint = page.book.paint(rgb)
        criterion = {"type": "cell", "criteria": "==", "value": text_literal(word), "format": paint}
        page.sheet.conditional_format(first, index, last, index, criterion)
    for index, column in enumerate(sheet.columns):
        if column.key in ("rate", "all_rate"):
            bar = {"type": "data_bar", "bar_solid": True, "bar_color": "#9DC3E6", "bar_no_border": True}
            limits = {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1}
            page.sheet.conditional_format(first, index, last, index, {**bar, **limits})


def write_annex(book: Book, tables: MasterTables, sheet: AnnexSheet, blocks: Blocks) -> None:
    """The sheet of one annex."""
    plan, period, register = tables.plan, tables.period.period, ranges(tables.register)
    units = (
        unit_cells(sheet, unit, row, register=register, period=period.number, colours=plan.colours)
        for row, unit in enumerate(sheet.progress.units, sheet.first)
    )
    title = words.ANNEX_TITLE.format(title=sheet.progress.annex.title, period=period.paper)
    content = Content(title, units, total_cells(sheet), _notes(sheet, plan))
    _paint(write_sheet(book, tables, sheet, content, blocks), sheet, plan.colours)
