"""Issued forms in a real LibreOffice: locked and validated cell by cell, typed into, and read back from any format."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from scripts.examples import enterprises
from scripts.examples.filling import fill
from tests.build import county_returns
from tests.build.bureau import Bureau
from tests.build.county_plan import county_plan
from tests.office import CellFormat, Office
from tests.office.clerk import Record, as_typed, input_cells
from workbook_tools import layout, reading
from workbook_tools.layout import (
    CHECKS_SHEET,
    FORM_SHEET,
    GUIDE_SHEET,
    IDENTITY_SHEET,
    LISTS_SHEET,
    PRIOR_SHEET,
)
from workbook_tools.model import Address, Entry, Field, FieldType, Form, Plan, Reading, Value, a1
from workbook_tools.pipeline.readings import Readings
from workbook_tools.workspace import Workspace
from workbook_tools.xlsx.template.validation import LONGEST_TEXT

pytestmark = pytest.mark.office

Owner = tuple[str, str]
"""(unit code, form code)."""
KINDS = {
    FieldType.CHOICE: "LIST",
    FieldType.DATE: "DATE",
    FieldType.INTEGER: "WHOLE",
    FieldType.DECIMAL: "DECIMAL",
    FieldType.PERCENT: "DECIMAL",
}
"""How LibreOffice calls the validation of a field; every other type limits the length of its text."""
TEXT_LENGTH, FREE = "TEXT_LEN", "ANY"
REFUSED = {
    FieldType.CHOICE: "没有这一项",
    FieldType.DATE: "2199年12月32日",
    FieldType.INTEGER: "1.5",
    FieldType.DECIMAL: "不详",
    FieldType.CREDIT_CODE: "91500154",
    FieldType.PHONE: "1",
}
"""What each type of field refuses; texts refuse what is too long."""


@dataclass(frozen=True)
class Issue:
    """The templates issued under one plan, and what some of the units have to report."""

    bureau: Bureau
    plan: Plan
    period: str
    templates: Mapping[Owner, Path]
    reports: Mapping[Owner, tuple[Record, Sequence[Record]]]

    def form(self, owner: Owner) -> Form:
        """The form issued to a unit."""
        found = self.plan.form(owner[1])
        assert found
        return found


def issued(bureau: Bureau, period: str) -> dict[Owner, Path]:
    made = bureau.did("generate", "--period", period)["templates"]
    return {(each["unit"], each["form"]): Path(each["path"]) for each in made}


def shipped_plan(folder: Path) -> Issue:
    """The plan that ships: five departments and five townships have three enterprises each to report."""
    bureau = Bureau.founded(folder)
    templates = issued(bureau, "2023-10")
    reports: dict[Owner, tuple[Record, Sequence[Record]]] = {}
    for form, row in (("KZ-GQ-01", enterprises.department_row), ("KZ-KJ-02", enterprises.township_row)):
        for owner in islice((owner for owner in templates if owner[1] == form), 5):
            number = 1000 * (len(reports) + 1)
            rows = [row(number + index, counted=index > 0) for index in range(3)]
            reports[owner] = enterprises.header(number), rows
    return Issue(bureau, bureau.plan, "2023-10", templates, reports)


def county(folder: Path) -> Issue:
    """Another county's plan: a unit of each form has more to report than the roster has rows."""
    bureau = Bureau.founded(folder / "县", county_plan(folder / "county.xlsx"))
    templates = issued(bureau, "2024-01")
    first = {form: owner for owner in reversed(templates) for form in [owner[1]]}
    reports = {first[form]: (county_returns.HEADER, county_returns.rows(form, 5)) for form in sorted(first)}
    return Issue(bureau, bureau.plan, "2024-01", templates, reports)


@pytest.fixture(scope="module", params=[shipped_plan, county])
def issue(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Issue:
    make: Callable[[Path], Issue] = request.param
    return make(tmp_path_factory.mktemp("issue"))


# ---------------------------------------------------------------- opened


@dataclass(frozen=True)
class Opened:
    """A template as LibreOffice shows it: its sheets, the cells of its form, and what typing into some of them did."""

    sheets: Mapping[str, bool]
    cells: Mapping[Address, CellFormat]
    taken: Mapping[str, bool]


def probes(form: Form) -> dict[str, bool]:
    """A cell of each sort, and whether it takes what is typed."""
    cells, rows = layout.issued_cells(form), layout.issued_rows(form)
    some = {(field.place, field.entry): cells[field.key] for field in form.header}
    for field in form.roster:
        some[field.place, field.entry] = (rows.overflow_last, form.layout.columns[field.key])
    taken = {a1(address): entry is Entry.UNIT for (_, entry), address in some.items()}
    return {**taken, a1((rows.caption, 1)): False}


def open_template(office: Office, path: Path, form: Form) -> Opened:
    sheets, cells = office.open(path), office.formats(FORM_SHEET)
    tried = list(probes(form))
    answers = office.type(FORM_SHEET, [(cell, "试填") for cell in tried])
    taken = {cell: text == "试填" for cell, (_, text) in zip(tried, answers, strict=True)}
    return Opened(sheets, cells, taken)


@pytest.fixture(scope="module")
def opened(office: Office, issue: Issue) -> Mapping[Owner, Opened]:
    """Every template of the plan, opened once."""
    return {owner: open_template(office, path, issue.form(owner)) for owner, path in issue.templates.items()}


def asked(form: Form) -> dict[Address, Field]:
    """Every cell that a unit fills in: header cells, the roster and the overflow block."""
    cells, rows = layout.issued_cells(form), layout.issued_rows(form)
    lines = (*range(rows.first, rows.last + 1), *range(rows.overflow_first, rows.overflow_last + 1))
    found = {cells[field.key]: field for field in form.header if field.entry is Entry.UNIT}
    for field in form.roster:
        if field.entry is Entry.UNIT:
            found |= {(line, form.layout.columns[field.key]): field for line in lines}
    return found


def test_every_obligation_has_a_template_that_opens(opened: Mapping[Owner, Opened], issue: Issue) -> None:
    annexes = issue.plan.annexes
    assert list(opened) == [(row.unit, annex.form) for annex in annexes for row in annex.rows]
    for seen in opened.values():
        assert seen.sheets == {
            FORM_SHEET: True, GUIDE_SHEET: True, LISTS_SHEET: False, PRIOR_SHEET: False, CHECKS_SHEET: False,
            IDENTITY_SHEET: False,
        }  # fmt: skip


def test_cells_with_live_validation_are_exactly_those_the_unit_fills_in(
    opened: Mapping[Owner, Opened], issue: Issue
) -> None:
    for owner, seen in opened.items():
        wanted = {cell: KINDS.get(f.type, TEXT_LENGTH) for cell, f in asked(issue.form(owner)).items()}
        assert {cell: of.kind for cell, of in seen.cells.items() if of.kind != FREE} == wanted, owner


def test_drop_downs_offer_every_choice_of_the_plan(opened: Mapping[Owner, Opened], issue: Issue) -> None:
    for owner, seen in opened.items():
        for cell, field in asked(issue.form(owner)).items():
            if field.choices:
                first, last = (int(end.rsplit("$", 1)[1]) for end in seen.cells[cell].low.split(":"))
                assert last - first + 1 == len(issue.plan.choices[field.choices]), (owner, field.label)


def test_every_cell_but_those_the_unit_fills_in_is_locked(
    opened: Mapping[Owner, Opened], issue: Issue
) -> None:
    for owner, seen in opened.items():
        open_cells = {cell for cell, of in seen.cells.items() if not of.locked}
        wanted = asked(issue.form(owner)).keys()
        assert wanted <= open_cells
        # What a merged input cell covers is open too: nothing can be typed there.
        assert {row for row, _ in open_cells - wanted} <= {row for row, _ in wanted}, owner


def test_locked_cells_refuse_typing_and_input_cells_take_it(
    opened: Mapping[Owner, Opened], issue: Issue
) -> None:
    for owner, seen in opened.items():
        assert seen.taken == probes(issue.form(owner)), owner


# ---------------------------------------------------------------- typed into


@dataclass(frozen=True)
class Returned:
    """What the units typed, as collected from each format, and what validation would have refused."""

    readings: Mapping[Owner, Mapping[str, Reading]]
    shown: Mapping[Owner, Sequence[tuple[str, str]]]
    invalid: Mapping[Owner, list[str]]


def load_readings(bureau: Bureau, hashes: Mapping[str, str]) -> dict[str, Reading]:
    with closing(Readings(Workspace.open(bureau.root), bureau.plan)) as readings:
        return {name: reading.load(data) for name, sha256 in hashes.items() if (data := readings.get(sha256))}


@pytest.fixture(scope="module")
def returned(office: Office, issue: Issue) -> Returned:
    """Typed through LibreOffice and saved as .xlsx, .xls and .ods; the same values put into the file directly."""
    bureau, shown, invalid = issue.bureau, {}, {}
    handed_in: dict[Owner, list[Path]] = {}
    for habit, (owner, (header, rows)) in enumerate(issue.reports.items()):
        form, template = issue.form(owner), issue.templates[owner]
        name, direct = "-".join(owner), fill(template.read_bytes(), form, header, rows)
        inbox = bureau.handed_in({f"{name}-直填.xlsx": direct})
        office.open(template)
        typed = [(cell, as_typed(value, habit)) for cell, value in input_cells(form, header, rows)]
        shown[owner] = office.type(FORM_SHEET, typed)
        saved = [office.save(inbox / f"{name}{suffix}") for suffix in (".xlsx", ".xls", ".ods")]
        handed_in[owner] = [inbox / f"{name}-直填.xlsx", *saved]
        invalid[owner] = office.invalid(FORM_SHEET)
    files = bureau.did("collect", str(bureau.root / "inbox"))["files"]
    hashes = {each["path"]: each["sha256"] for each in files}
    readings = load_readings(bureau, hashes)
    return Returned(
        {
            owner: {path.name.removeprefix("-".join(owner)): readings[str(path)] for path in paths}
            for owner, paths in handed_in.items()
        },
        shown,
        invalid,
    )


def said(read: Reading) -> tuple[str, Mapping[str, Value], Mapping[str, Sequence[Value]]]:
    """What a reading says, whatever the file looked like."""
    return read.content, {key: cell.value for key, cell in read.header.items()}, read.roster.values


def test_typed_returns_read_the_same_from_every_format(returned: Returned) -> None:
    for owner, readings in returned.readings.items():
        assert list(readings) == ["-直填.xlsx", ".xlsx", ".xls", ".ods"]
        direct = said(readings["-直填.xlsx"])
        for format_, read in readings.items():
            assert said(read) == direct, (owner, format_)
            assert not read.bad


def test_what_was_typed_is_what_was_meant(returned: Returned, issue: Issue) -> None:
    for owner, (header, rows) in issue.reports.items():
        read, form = returned.readings[owner][".xls"], issue.form(owner)
        # Phones leave the reader masked; that they are the same in all formats, the digests say.
        plain = [field.key for field in form.fields if field.type is not FieldType.PHONE]
        assert {key: read.header[key].value for key in header if key in plain} == {
            key: value for key, value in header.items() if key in plain
        }
        typed = {key: [row.get(key) for row in rows] for key in plain if any(key in row for row in rows)}
        assert {key: list(read.roster.values[key]) for key in typed} == typed, owner


def test_dates_typed_in_any_way_are_shown_as_the_form_prints_them(returned: Returned, issue: Issue) -> None:
    for owner, (header, rows) in issue.reports.items():
        meant = [value for _, value in input_cells(issue.form(owner), header, rows)]
        dates = [
            (value.isoformat(), text)
            for value, (_, text) in zip(meant, returned.shown[owner], strict=True)
            if isinstance(value, date)
        ]
        assert dates and all(text == iso for iso, text in dates)


def test_sound_returns_are_accepted_with_nothing_but_a_word_on_their_format(
    returned: Returned, issue: Issue
) -> None:
    submissions = issue.bureau.did("validate", "--period", issue.period)["submissions"]
    assert {(each["unit"], each["form"]) for each in submissions} == set(issue.reports)
    assert {each["status"] for each in submissions} <= {"accepted", "superseded"}
    codes = [[finding["code"] for finding in each["findings"]] for each in submissions]
    # F116: read, but another format than the one issued.
    assert sorted(codes) == sorted([[], [], ["F116"], ["F116"]] * len(issue.reports))


def test_validation_has_nothing_against_a_sound_return(returned: Returned) -> None:
    assert set(map(tuple, returned.invalid.values())) == {()}


# ---------------------------------------------------------------- refused


def refused_text(field: Field) -> str:
    too_long = "长" * ((field.max_length or LONGEST_TEXT) + 1)
    return REFUSED.get(field.type, too_long)


def test_validation_refuses_what_is_not_of_the_field_s_type(office: Office, issue: Issue) -> None:
    for form in issue.plan.forms:
        rows = layout.issued_rows(form)
        wrong = {
            a1(cell): refused_text(field)
            for cell, field in asked(form).items()
            if cell[0] in (rows.first, rows.overflow_last) or cell in layout.issued_cells(form).values()
        }
        office.open(next(path for owner, path in issue.templates.items() if owner[1] == form.code))
        office.type(FORM_SHEET, list(wrong.items()))
        assert office.invalid(FORM_SHEET) == sorted(wrong)
