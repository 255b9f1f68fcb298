"""变更记录: what changed from one version that counted to the next, a line a cell, under a line a change of version."""

from collections.abc import Iterator

from workbook_tools.consolidate import MasterTables
from workbook_tools.consolidate.changes import Change, Kind, Said, Succession, Turn, Version
from workbook_tools.messages import changes as words
from workbook_tools.messages.times import minute
from workbook_tools.model import Value
from workbook_tools.xlsx.master.book import Book
from workbook_tools.xlsx.master.listing import Column, Listing

_WIDTHS = (5, 10, 5, 9, 12, 16, 30, 11, 11, 19, 20, 14, 18, 18, 9, 9)
_WRAPPED = (words.CHANGE, words.NAME, words.LABEL, words.BEFORE_VALUE, words.AFTER_VALUE)
_CLIPPED = (words.BEFORE_DIGEST, words.AFTER_DIGEST)
_LOOKS = {**dict.fromkeys(_WRAPPED, "dense_wrap"), **dict.fromkeys(_CLIPPED, "dense_clipped")}
_KINDS = {Kind.CHANGED: words.CHANGED, Kind.ADDED: words.ADDED, Kind.REMOVED: words.REMOVED}
_NOTHING = Said()
_BLANK = Change(Kind.CHANGED, "", "", "", _NOTHING, _NOTHING)

Line = tuple[Value, ...]


def write_changes(book: Book, tables: MasterTables) -> None:
    """The sheet 变更记录."""
    title = words.TITLE.format(period=tables.period.period.paper, count=len(tables.changes))
    columns = [
        Column(h, w, _LOOKS.get(h, "dense_centre")) for h, w in zip(words.HEADINGS, _WIDTHS, strict=True)
    ]
    note = words.NOTE if tables.changes else words.NONE
    listing = Listing(book, words.SHEET, columns, title=title, note=note, frozen=5)
    bold = {at: book.number(column.look, bold=True) for at, column in enumerate(columns)}
    number = 0
    for each in tables.changes:
        for turn in each.turns:
            for heads, line in _lines(turn):
                number += 1
                listing.add((number, *_place(each), *line), bold if heads else None)
    listing.close()


def _place(each: Succession) -> Line:
    return each.period.paper, each.annex, each.unit, each.name


def _lines(turn: Turn) -> Iterator[tuple[bool, Line]]:
    """The line of a change of version (True), and those of its cells."""
    before, after = _file(turn.before), _file(turn.after)
    whole = _BLANK._replace(label=words.FILE, before=before, after=after)
    yield True, _line(turn, _step(turn), whole, turn.before, turn.after)
    for said, change in _details(turn):
        yield False, _line(turn, said, change, turn.since, turn.after)


def _step(turn: Turn) -> str:
    """From which version to which, and why."""
    before, after = map(_number, (turn.before, turn.after))
    text = words.STAYS if turn.before == turn.after or _is_first(turn) else words.STEP
    return text.format(before=before, after=after, why=turn.why)


def _is_first(turn: Turn) -> bool:
    return turn.before is None and turn.after is not None and turn.after.number == 1 and turn.since is None


def _details(turn: Turn) -> Iterator[tuple[str, Change]]:
    """What is said under 变更 of each difference."""
    if turn.since is None:
        return
    if not turn.changes:
        text = words.UNREADABLE if turn.changes is None else words.SAME
        yield text.format(number=turn.since.number), _BLANK
    for change in turn.changes or ():
        yield _KINDS[change.kind], change


def _line(turn: Turn, said: str, change: Change, before: Version | None, after: Version | None) -> Line:
    return (
        minute(turn.at),
        said,
        change.before.place,
        change.after.place,
        change.key,
        change.name,
        change.label,
        change.before.text,
        change.after.text,
        before.sha256 if before else None,
        after.sha256 if after else None,
    )


def _number(version: Version | None) -> str:
    return words.VERSION.format(number=version.number) if version else words.NOTHING


def _file(version: Version | None) -> Said:
    return Said(version.file) if version else _NOTHING
