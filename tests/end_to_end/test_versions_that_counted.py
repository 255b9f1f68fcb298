"""变更记录: of a return that came in several versions, which counted when and why, and what each changed, cell by cell.

The east's shops in January: a first list, a later one that corrects it, the bureau's ruling that the later one is to
be corrected again and its reversal, and the same workbook saved once more. In February: a list, a worse one that is
sent back, and the slip with the answer. What changed is held against a comparison of the archived originals by
openpyxl.
"""

import hashlib
import io
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell

from scripts.examples.filling import fill
from tests.build.bureau import PERIOD, Bureau, county_header
from tests.build.day import EAST, LATER, SHOPS, Day, shop
from tests.build.excel_limits import breaches
from tests.build.monday import Inbox, packed_again
from tests.build.retyped import retyped
from workbook_tools.messages import changes as words
from workbook_tools.model import Entry, FieldType, Form
from workbook_tools.period import month
from workbook_tools.pipeline import grounds
from workbook_tools.pipeline.consolidate import make
from workbook_tools.standing import counting
from workbook_tools.workspace import Workspace

FEBRUARY, FEBRUARY_2024 = ("--period", "2024-02"), month(2024, 2)
REASON, REVERSED = "示例：来电说明 W6 填错", "示例：核对后无误"

Line = Mapping[str, object]


@dataclass(frozen=True)
class Told:
    """A workspace in which all of it happened, the masters as they were written, by time, and what came, by letter."""

    bureau: Bureau
    masters: Mapping[str, bytes]
    files: Mapping[str, bytes]

    def lines(self, at: str = "") -> list[Line]:
        """The lines of 变更记录 in the master of a time; else in the last one."""
        return list(_lines(self.masters[at or max(self.masters)]))


def _lines(master: bytes) -> Iterator[Line]:
    rows = load_workbook(io.BytesIO(master))[words.SHEET].iter_rows(min_row=3, values_only=True)
    headings = [str(each) for each in next(rows)]
    return (dict(zip(headings, row, strict=True)) for row in rows)


def january(day: Day, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """What happened in January; the master after each step, by its time."""
    masters: dict[str, bytes] = {}

    def published() -> None:
        at = day.now()
        masters[at] = Path(day.bureau.did("consolidate", *PERIOD, now=at)["master"]).read_bytes()

    for letter in ("a", "b"):
        day.came(**{letter: files[letter]})
        day.validated()
        published()
    day.rules("更正", "退回更正：东乡镇（电商主体培育表）", reason=REASON)
    published()
    assert day.takes_back("更正", reason=REVERSED).code == 0
    published()
    day.came(copy=files["copy"])
    day.validated()
    published()
    return masters


def february(bureau: Bureau, files: dict[str, bytes]) -> dict[str, bytes]:
    """What happened in February, the files added to the others; the master at its end."""
    form, template = bureau.form(SHOPS), bureau.issued("2024-02", "2024-03-01T09:00:00")[EAST]
    listed = [{**shop("W4"), "this_sales": 4.5}, shop("W6"), shop("W7")]
    files["c"] = fill(template, form, county_header(date(2024, 3, 1)), [*listed, shop("W8")])
    wrong = {**shop("W4"), "this_sales": "很多"}
    files["wrong"] = fill(template, form, county_header(date(2024, 3, 2)), [wrong, *listed[1:], shop("W8")])
    for hour, name in ((10, "c"), (12, "wrong")):
        bureau.collected({f"{name}.xlsx": files[name]}, f"2024-03-04T{hour}:00:00")
        told = bureau.did("validate", *FEBRUARY, now=f"2024-03-04T{hour + 1}:00:00")
    (slip,) = (Path(path) for path in told["slips"] if path.endswith(".xlsx"))
    cell = form.layout.first_row, form.layout.columns["this_sales"]
    files["d"] = retyped(slip.read_bytes(), {cell: 4.75})
    bureau.collected({"d.xlsx": files["d"]}, "2024-03-05T10:00:00")
    bureau.did("validate", *FEBRUARY, now="2024-03-05T11:00:00")
    at = "2024-03-06T09:00:00"
    return {at: Path(bureau.did("consolidate", *FEBRUARY, now=at)["master"]).read_bytes()}


@pytest.fixture(scope="module")
def told(issued: Bureau, inbox: Inbox, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """All of it."""
    day = Day(issued.copied(tmp_path_factory.mktemp("changes") / "台账"), inbox)
    header = {**county_header(LATER), "notes": "示例：名单已核对"}
    dearer = {**shop("W4"), "this_sales": 4.5}
    files = {
        "a": day.shops(EAST, "W4", "W5", "W7"),
        "b": inbox.typed(*EAST, header, [shop("W7"), dearer, shop("W6")]),
    }
    files["copy"] = packed_again(files["b"])
    masters = january(day, files)
    return Told(day.bureau, masters | february(day.bureau, files), files)


def test_every_change_of_version_has_its_time_and_its_reason(told: Told) -> None:
    """The copy of b says what b says, and the worse version of February never counted: neither is told of."""
    heads = [line for line in told.lines() if line["指标"] == words.FILE]
    assert [(line["报告期"], line["时间"], line["变更"]) for line in heads] == [
        ("2024年1月", "2024-02-06 02:00", "版本 1：首次通过"),
        (
            "2024年1月",
            "2024-02-06 05:00",
            "版本 1 → 版本 2：填报日期更晚的新版（2024-02-05，前版 2024-02-02）通过，取代前版",
        ),
        (
            "2024年1月",
            "2024-02-06 08:00",
            f"版本 2 → 版本 1：收表单位要求更正前版（{REASON}），暂不计；改以较早的版本计入",
        ),
        ("2024年1月", "2024-02-06 11:00", f"版本 1 → 版本 2：撤销裁定后恢复（{REVERSED}）"),
        ("2024年2月", "2024-03-04 11:00", "版本 1：首次通过"),
        ("2024年2月", "2024-03-05 11:00", "版本 1 → 版本 2：按退回意见改正后（第 1 轮）通过，取代前版"),
    ]
    assert {(line["附件"], line["单位代码"], line["责任单位"]) for line in told.lines()} == {
        (2, "T01", "东乡镇")
    }


@pytest.mark.parametrize(
    ("time", "before", "after"),
    [
        ("2024-02-06 05:00", "a", "b"),
        ("2024-02-06 08:00", "b", "a"),
        ("2024-02-06 11:00", "a", "b"),
        ("2024-03-05 11:00", "c", "d"),
    ],
)
def test_each_cell_told_of_is_one_in_which_the_archived_workbooks_differ(
    told: Told, time: str, before: str, after: str
) -> None:
    lines = [line for line in told.lines() if line["时间"] == time and line["指标"] != words.FILE]
    said = [tuple(_text(line[heading]) for heading in words.HEADINGS[6:14]) for line in lines]
    paths = [_archived(told, letter) for letter in (before, after)]
    assert {(line["前版 sha256"], line["后版 sha256"]) for line in lines} == {tuple(p.stem for p in paths)}
    form = told.bureau.form(SHOPS)
    assert sorted(said) == sorted(_differences(*(Workbook(form, path) for path in paths)))


def test_the_master_of_an_earlier_time_tells_what_had_happened_by_then(told: Told) -> None:
    assert [len(told.lines(at)) for at in sorted(told.masters)[:2]] == [0, 7]
    for at, master in told.masters.items():
        period = FEBRUARY if at > "2024-03" else PERIOD
        made = told.bureau.did("consolidate", *period, "--as-of", at, now="2024-04-01T09:00:00")["master"]
        assert list(_lines(Path(made).read_bytes())) == list(_lines(master))


def test_the_originals_alone_tell_the_same(told: Told, tmp_path: Path) -> None:
    workspace = Workspace(told.bureau.root, cache=tmp_path / "cache.sqlite")
    at = max(told.masters)
    with closing(workspace.ledger()) as ledger:
        on = grounds.of_then(workspace, ledger.proved(), FEBRUARY_2024, at)
    made = make(on, lambda _done, _total: None)
    assert list(_lines(made.data)) == told.lines()
    assert made.tables.changes


def test_what_counted_under_an_earlier_plan_stays_told_when_the_plan_is_changed(
    told: Told, tmp_path: Path
) -> None:
    bureau = told.bureau.copied(tmp_path / "台账")
    book = load_workbook(bureau.root / "plan.xlsx")
    rule = next(row for row in book["规则"].iter_rows() if row[0].value == "R5")
    rule[5].value = "网店{网店名称}列了两次"
    book.save(bureau.root / "plan.xlsx")
    master = bureau.did("consolidate", *FEBRUARY, now="2024-04-02T09:00:00")["master"]
    assert len(bureau.state().plans) == 2
    assert list(_lines(Path(master).read_bytes())) == told.lines()


def test_closing_and_reopening_the_period_are_told_of_where_versions_are(told: Told, tmp_path: Path) -> None:
    bureau = told.bureau.copied(tmp_path / "台账")
    bureau.did("close", *PERIOD, now="2024-04-02T09:00:00")
    assert _steps(bureau, PERIOD) == [*_steps(told.bureau, PERIOD), f"版本 2：{words.CLOSED}"]
    bureau.did("reopen", *PERIOD, "--reason", "示例：漏报", now="2024-04-03T09:00:00")
    reopened = words.REOPENED.format(reason="示例：漏报")
    assert _steps(bureau, PERIOD)[-2:] == [f"版本 2：{words.CLOSED}", f"版本 2：{reopened}"]


def _steps(bureau: Bureau, period: tuple[str, str]) -> list[object]:
    """What a master made now says of the versions of a period's returns."""
    made = bureau.did("consolidate", *period, now="2024-04-04T09:00:00")["master"]
    return [line["变更"] for line in _lines(Path(made).read_bytes()) if line["指标"] == words.FILE]


def test_excel_opens_the_master_as_it_is(told: Told) -> None:
    assert breaches(told.masters[max(told.masters)]) == []


def test_what_is_told_to_count_last_is_what_the_master_counts(told: Told) -> None:
    heads = [line for line in told.lines() if line["指标"] == words.FILE]
    last = {line["报告期"]: line["后版 sha256"] for line in heads}
    assert last == {"2024年1月": _archived(told, "b").stem, "2024年2月": _archived(told, "d").stem}
    counts = {each.period.paper: sha for each, sha in counting(told.bureau.state(), FEBRUARY_2024).items()}
    assert told.bureau.state().submissions[counts["2024年1月"]].facts.content == (
        told.bureau.state().submissions[str(last["2024年1月"])].facts.content
    )
    assert counts["2024年2月"] == last["2024年2月"]


# ---------------------------------------------------------------- what openpyxl finds in the originals


def _archived(told: Told, letter: str) -> Path:
    """An original in the archive."""
    name = hashlib.sha256(told.files[letter]).hexdigest()
    (path,) = (told.bureau.root / "archive" / "originals").rglob(f"{name}.*")
    return path


class Workbook:
    """A returned workbook as openpyxl sees it: the header cells and records that the unit filled in."""

    def __init__(self, form: Form, path: Path) -> None:
        sheet = load_workbook(path)[form.layout.sheet]
        rows = list(sheet.iter_rows(min_row=form.layout.first_row))
        labelled = {str(cell.value).rstrip("："): cell for row in sheet.iter_rows() for cell in row}
        self.header = {
            field.label: labelled[field.label].offset(column=1)
            for field in form.header
            if field.entry is Entry.UNIT
        }
        columns = {
            field.label: form.layout.columns[field.key] - 1
            for field in form.roster
            if field.entry is Entry.UNIT and field.type is not FieldType.SEQUENCE
        }
        self.records = {
            str(row[columns["网店编号"]].value): {label: row[at] for label, at in columns.items()}
            for row in takewhile(lambda row: isinstance(row[0].value, int), rows)
            if row[columns["网店编号"]].value is not None
        }


Difference = tuple[str, ...]
"""改动, the cells before and after, key, name, label, the values before and after."""


def _differences(before: Workbook, after: Workbook) -> list[Difference]:
    found = [
        difference
        for label, cell in before.header.items()
        for difference in _differs(label, "", cell, after.header[label])
    ]
    for key in before.records.keys() & after.records.keys():
        for label, cell in before.records[key].items():
            found += _differs(label, key, cell, after.records[key][label])
    for key in after.records.keys() - before.records.keys():
        found.append((words.ADDED, "", _place(after.records[key]["网店编号"]), key, "", "", "", ""))
    for key in before.records.keys() - after.records.keys():
        found.append((words.REMOVED, _place(before.records[key]["网店编号"]), "", key, "", "", "", ""))
    return found


def _differs(label: str, key: str, old: Cell, new: Cell) -> list[Difference]:
    values = _text(old.value), _text(new.value)
    same = values[0] == values[1]
    return [] if same else [(words.CHANGED, _place(old), _place(new), key, "", label, *values)]


def _place(cell: Cell) -> str:
    return f"{cell.parent.title}!{cell.coordinate}"


def _text(value: object) -> str:
    return "" if value is None else str(value.date() if isinstance(value, datetime) else value)
