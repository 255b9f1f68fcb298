"""口径与规则: the settings, counting rules, colours, choices and finding codes in force."""

from collections.abc import Iterable, Iterator

from workbook_tools import messages
from workbook_tools.consolidate import MasterTables
from workbook_tools.messages import master_words as words
from workbook_tools.model import Annex, Plan, ReportingPeriod
from workbook_tools.xlsx.lines import HIGHEST, line_count
from workbook_tools.xlsx.master.annex import colour_rule, official
from workbook_tools.xlsx.master.book import Book, Page

_WIDTHS = (20, 34, 76)
_WIDER = 1
"""The body font is wider than the one column widths are counted in: about this much in each cell."""
_LINE = 15
"""Height of one line of body text, in points."""
Line = tuple[str, str, str]


def _settings(plan: Plan) -> Iterable[Line]:
    for name, value in plan.settings.items():
        yield name, value or words.NOT_SET, ""


def _period(period: ReportingPeriod, annexes: Iterable[Annex]) -> Iterable[Line]:
    name, as_of, due = words.RULES_PERIOD_LABELS
    yield name, period.period.paper, ""
    yield as_of, period.as_of.isoformat(), ""
    yield due, period.due.isoformat(), ""
    for annex in annexes:
        pace = period.pace.get(annex.number)
        yield (
            words.RULES_PACE.format(number=annex.number),
            words.NOT_SET if pace is None else f"{pace:.1%}",
            "",
        )


def _counting(annex: Annex) -> Iterable[Line]:
    counting = annex.counting
    values = (
        counting.key,
        counting.count_when,
        counting.count_year or words.RETURN_YEAR,
        counting.exit_when,
        counting.stock_when,
        words.BASIS[counting.basis],
        words.TARGET_BASIS[counting.target_basis],
        "" if counting.baseline is None else str(counting.baseline),
    )
    sheet = words.SHEET_ANNEX.format(number=annex.number)
    for label, value in zip(words.RULES_COUNTING_LABELS, values, strict=True):
        yield sheet, label, value or words.NOT_SET


def _colours(plan: Plan) -> Iterable[Line]:
    for each in plan.colours:
        yield each.word, f"#{each.rgb}", colour_rule(each)


def _choices(plan: Plan) -> Iterable[Line]:
    """The choices; other names of units stand in the plan workbook, and would fill pages here."""
    units = {unit.name for unit in plan.units}
    for name, choices in plan.choices.items():
        for choice in choices:
            level = "" if choice.level is None else words.RULES_LEVEL.format(level=choice.level)
            synonyms = words.RULES_SYNONYMS.format(synonyms=words.FLAG_JOINT.join(choice.synonyms))
            yield (
                name,
                choice.value,
                words.RULES_JOINT.join(
                    filter(None, [level, synonyms if choice.synonyms and choice.value not in units else ""])
                ),
            )


def _rules(plan: Plan) -> Iterable[Line]:
    """The plan's own rules: what each is for, and the condition as the bureau wrote it."""
    for rule in plan.rules:
        what = f"{rule.form or words.RULES_OF_ALL_FORMS} {rule.scope.value} {rule.severity.value}"
        late = words.RULES_ON_RECEIPT if rule.on_receipt else ""
        yield rule.code, f"{what}{late}", words.RULES_JOINT.join((rule.message, rule.condition))


def _codes() -> Iterable[Line]:
    """The codes that can be said of a return; those of the plan workbook are the bureau's own affair."""
    for code, kind in sorted(messages.KINDS.items()):
        if not code.startswith("P"):
            yield code, kind.severity.value, messages.general(kind)


def sections(plan: Plan, period: ReportingPeriod) -> Iterator[tuple[str, Iterable[Line]]]:
    """All that is said of a plan's rules in a period: title and lines (name, value, effect) of each section."""
    yield words.RULES_SETTINGS, _settings(plan)
    yield words.RULES_PERIOD, _period(period, plan.annexes)
    yield words.RULES_COUNTING, (line for annex in plan.annexes for line in _counting(annex))
    yield words.RULES_COLOURS.format(official=official(plan)), _colours(plan)
    yield (
        words.RULES_SEVERITIES,
        ((grade.value, effect, "") for grade, effect in words.SEVERITY_EFFECT.items()),
    )
    yield words.RULES_CHOICES, _choices(plan)
    yield words.RULES_OF_PLAN, _rules(plan)
    yield words.RULES_CODES, _codes()


def _height(name: str, value: str, effect: str) -> float | None:
    """Points a line needs, None where one line of text is enough; without an effect the value has its column too."""
    first, second, third = _WIDTHS
    texts = (
        ((name, first), (value, second), (effect, third))
        if effect
        else ((name, first), (value, second + third))
    )
    lines = max(line_count(text, width - _WIDER) for text, width in texts)
    return min(_LINE * lines + 2, HIGHEST) if lines > 1 else None


def _section(page: Page, title: str, lines: Iterable[Line]) -> None:
    page.section(title)
    for name, value, effect in lines:
        if height := _height(name, value, effect):
            page.height(height)
        page.put(0, name, "rule")
        if effect:
            page.put(1, value, "rule")
            page.put(2, effect, "rule")
        else:
            page.across(1, 2, value, "rule")
        page.down()


def write_rules(book: Book, tables: MasterTables) -> None:
    """The sheet 口径与规则."""
    page = book.page(words.SHEET_RULES)
    for column, width in enumerate(_WIDTHS):
        page.sheet.set_column(column, column, width)
    page.height(34)
    page.across(0, len(_WIDTHS) - 1, words.RULES_TITLE.format(period=tables.period.period.paper), "title")
    page.down()
    for title, lines in sections(tables.plan, tables.period):
        _section(page, title, lines)
    page.print_setup()
