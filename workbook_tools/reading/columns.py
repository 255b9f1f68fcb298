"""What happened to the roster's heading: columns moved, reworded, doubled, missing or in another measure."""

from collections.abc import Iterator

from workbook_tools.messages.found import found
from workbook_tools.model import Entry, Field, Finding, Form, SheetLook
from workbook_tools.reading.headings import Heading
from workbook_tools.reading.labels import plain, split_measure

_NAMED = 6


def heading_findings(sheet: SheetLook, form: Form, heading: Heading) -> Iterator[Finding]:
    """The findings about a heading, column by column, then what moved as a whole."""
    for field in form.roster:
        yield from _column_findings(sheet, field, heading)
    yield from _moved(sheet, form, heading)


def _column_findings(sheet: SheetLook, field: Field, heading: Heading) -> Iterator[Finding]:
    exact = heading.exact.get(field.key, ())
    if len(exact) > 1:
        at = (heading.last, exact[1])
        yield found("L016", sheet.name, at, field=field.label, times=str(len(exact)))
    elif exact:
        yield from _respelled(sheet, field, exact[0], heading)
    elif field.key in heading.remeasured:
        yield _remeasured(sheet, field, heading)
    else:
        needed = field.entry is Entry.UNIT and bool(field.required)
        code = "L015" if needed else "L017"
        yield found(code, sheet.name, field=field.label, others=_unknown_texts(heading))


def _unknown_texts(heading: Heading) -> str:
    """The heading texts that belong to no field: among them may be the one that was reworded."""
    known = heading.taken | heading.live
    texts = [plain(text) for column, text in heading.texts.items() if column not in known]
    return "、".join(texts[:_NAMED]) or "—"


def _respelled(sheet: SheetLook, field: Field, column: int, heading: Heading) -> Iterator[Finding]:
    text = heading.texts[column].replace("\n", "").replace("\r", "")
    if text != field.label:
        at = (heading.last, column)
        yield found("L012", sheet.name, at, field=field.label, value=heading.texts[column])


def _remeasured(sheet: SheetLook, field: Field, heading: Heading) -> Finding:
    """Another measure changes every number below (MANDATORY); other words in brackets do not."""
    column = heading.remeasured[field.key]
    text = heading.texts[column]
    measure = split_measure(plain(text))[1]
    code = "L014" if field.unit and measure not in ("", plain(field.unit)) else "L013"
    at = (heading.last, column)
    return found(code, sheet.name, at, field=field.label, value=text, measure=measure, unit=field.unit)


def _moved(sheet: SheetLook, form: Form, heading: Heading) -> Iterator[Finding]:
    by = heading.first - form.layout.header_rows[0]
    if by:
        yield found("L010", sheet.name, (heading.first, 1), by=f"{by:+d}")
    issued = form.layout.columns
    moved = [key for key, column in heading.columns.items() if issued.get(key, column) != column]
    if moved:
        labels = [form.by_key(key).label for key in moved]
        at = (heading.last, heading.columns[moved[0]])
        shown = "、".join(labels[:_NAMED])
        yield found("L011", sheet.name, at, labels=shown, count=str(len(labels)))
