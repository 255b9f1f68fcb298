"""Forms as issued, from the inside of the file: what Excel takes, what is stamped where, and what stays text."""

from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.build.county_plan import county_plan
from tests.build.excel_limits import breaches
from workbook_tools import layout, prefill
from workbook_tools import plan as plan_sheets
from workbook_tools.model import Form, Identity, Value, a1
from workbook_tools.pipeline.planned import obligations
from workbook_tools.xlsx.grids import read_grids
from workbook_tools.xlsx.template.base import Base, build
from workbook_tools.xlsx.template.package import parts_of, zipped
from workbook_tools.xlsx.template.stamp import NOTE_KEY, Stamper

SHIPPED = Path(__file__).parents[2] / "templates" / "annex_template.xlsx"
RECORDS: tuple[dict[str, Value], ...] = (
    {"title": "示例甲公司", "reg": "SL000001", "step": "储备", "out": 12.5, "staff": 3},
    {"title": "=1+1", "reg": "SL000002", "step": "入统", "why": "第一行\r\n\x0b<b>"},
)


class Issuer:
    """A plan, and what it takes to issue its forms."""

    def __init__(self, path: Path) -> None:
        plan = plan_sheets.load(read_grids(path)).plan
        assert plan
        self.path, self.plan = path, plan

    def base(self, form: Form, rows: int | None = None, *, cover: bool = False) -> Base:
        return build(self.path.read_bytes(), self.plan, form, self.plan.periods[0], rows, cover=cover)

    def named(self, base: Base) -> tuple[Identity, Mapping[str, Value]]:
        """The identity of a form's first unit, and the value of every prefill name."""
        owed = next(each for each in obligations(self.plan) if each.form.code == base.form.code)
        period = self.plan.periods[0]
        values = prefill.values(self.plan, owed.annex, owed.form, owed.unit, owed.row, period, 0)
        identity = Identity(
            owed.unit.code, base.form.code, str(period.period), "1", self.plan.digest, "0" * 16
        )
        return identity, values


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Issuer:
    return Issuer(county_plan(tmp_path_factory.mktemp("plan") / "plan.xlsx"))


@pytest.fixture(scope="module")
def base(county: Issuer) -> Base:
    """The county's first form with four rows."""
    return county.base(county.plan.forms[0], 4)


def opened(data: bytes) -> Workbook:
    return load_workbook(BytesIO(data))


@pytest.mark.parametrize("rows", [1, 7])
def test_excel_takes_the_forms_of_a_plan_with_any_number_of_rows(county: Issuer, rows: int) -> None:
    for form in county.plan.forms:
        base = county.base(form, rows)
        assert breaches(Stamper(base).stamp(*county.named(base))) == [], form.code


def test_excel_takes_the_forms_that_ship_with_the_sheets_of_a_slip_too() -> None:
    issuer = Issuer(SHIPPED)
    for form in issuer.plan.forms:
        for cover in (False, True):
            base = issuer.base(form, cover=cover)
            assert breaches(Stamper(base).stamp(*issuer.named(base))) == [], form.code


def test_the_sheets_of_a_slip_come_with_the_cover_in_front(county: Issuer) -> None:
    base = county.base(county.plan.forms[0], cover=True)
    assert [
        next(iter(base.sheets)),
        base.sheets.keys() ^ county.base(county.plan.forms[0]).sheets.keys(),
    ] == [
        layout.COVER_SHEET,
        {layout.COVER_SHEET, layout.REPORTED_SHEET},
    ]
    book = opened(Stamper(base).stamp(*county.named(base)))
    assert book.active is book[layout.COVER_SHEET]
    assert book[layout.REPORTED_SHEET].sheet_state == "hidden"


def test_records_stand_in_the_form_and_what_was_prefilled_beside_it_at_the_same_addresses(
    county: Issuer, base: Base
) -> None:
    prior = [{**record, NOTE_KEY: "2023年已计入"} for record in RECORDS[:1]]
    book = opened(Stamper(base).stamp(*county.named(base), RECORDS, prior))
    columns, first = base.form.layout.columns, base.rows.first
    for key, value in RECORDS[0].items():
        assert book[layout.FORM_SHEET].cell(first, columns[key]).value == value
        assert book[layout.PRIOR_SHEET].cell(first, columns[key]).value == value
    words = layout.live_columns(base.form).words
    assert book[layout.PRIOR_SHEET].cell(first, words).value == "2023年已计入"
    assert book[layout.PRIOR_SHEET].max_row == first


def test_header_cells_take_what_a_unit_said_and_locked_ones_do_not(county: Issuer, base: Base) -> None:
    said: dict[str, Value] = {"who": "示例甲", "on": date(2024, 2, 1), "unit": "别的单位"}
    sheet = opened(Stamper(base).stamp(*county.named(base), header=said))[layout.FORM_SHEET]
    cells = layout.issued_cells(base.form)
    assert sheet[a1(cells["who"])].value == "示例甲"
    assert sheet[a1(cells["on"])].value.date() == date(2024, 2, 1)
    assert sheet[a1(cells["unit"])].value == "县经信局"


def test_no_text_of_a_record_becomes_a_formula_or_breaks_the_file(county: Issuer, base: Base) -> None:
    data = Stamper(base).stamp(*county.named(base), RECORDS)
    assert breaches(data) == []
    row, columns = base.rows.first + 1, base.form.layout.columns
    sheet = opened(data)[layout.FORM_SHEET]
    assert (sheet.cell(row, columns["title"]).value, sheet.cell(row, columns["title"]).data_type) == (
        "=1+1",
        "s",
    )
    # openpyxl leaves out the control character, which is spelled _x000B_ in the file.
    assert sheet.cell(row, columns["why"]).value == "第一行\r\n<b>"


def test_more_records_than_rows_are_refused(county: Issuer, base: Base) -> None:
    with pytest.raises(ValueError, match="5 records"):
        Stamper(base).stamp(*county.named(base), [RECORDS[0]] * 5)


def test_a_quickly_packed_workbook_holds_what_its_parts_say(county: Issuer, base: Base) -> None:
    stamper, told = Stamper(base), county.named(base)
    parts = stamper.parts(*told, RECORDS)
    assert parts_of(stamper.stamp(*told, RECORDS)) == parts
    changed = {**parts, base.sheets[layout.GUIDE_SHEET]: b"<worksheet/>", "xl/more.xml": b"<more/>"}
    assert parts_of(stamper.zipped(changed)) == changed
    assert stamper.zipped(changed) == zipped(changed.items())


def test_equal_input_gives_equal_bytes(county: Issuer, base: Base) -> None:
    told = county.named(base)
    assert Stamper(county.base(county.plan.forms[0], 4)).stamp(*told, RECORDS) == Stamper(base).stamp(
        *told, RECORDS
    )


def test_a_program_that_does_not_calculate_shows_a_sensible_line(county: Issuer, base: Base) -> None:
    book = load_workbook(BytesIO(Stamper(base).stamp(*county.named(base))), data_only=True)
    line = book[layout.FORM_SHEET][a1(layout.live_line(base.form))].value
    assert line == "填写后，此处随时显示还有几处需要修改"


def _odd_plan(path: Path, change: Callable[[Workbook], None]) -> Issuer:
    """The county's plan as another bureau might have it."""
    county_plan(path)
    book = load_workbook(path)
    change(book)
    book.save(path)
    return Issuer(path)


def _issued(issuer: Issuer) -> bytes:
    """The form of the first annex."""
    base = issuer.base(issuer.plan.forms[0], 3)
    return Stamper(base).stamp(*issuer.named(base))


def _quoted(book: Workbook) -> None:
    """A label with quotes and a blank after a brace, in all the places where it stands."""
    book["规则"].append(("R8", "XS-01", "行", "核实性", '[“产"值"”]>1', '{ “产"值"” }偏低'))
    for sheet in (book["字段"], book["XS-01"], book["规则"]):
        for cell in (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)):
            if cell.value in ("产值", "产值、用工"):
                cell.value = str(cell.value).replace("产值", '“产"值"”')
            elif cell.row < sheet.max_row or sheet.title != "规则":
                cell.value = str(cell.value).replace("[产值]", '[“产"值"”]')


def _with_many_rules(book: Workbook) -> None:
    """Rules that mark every column, three hundred of them."""
    for number in range(300):
        marked = "、".join(("企业全称", "登记号", "进度", "产值", "用工", "说明"))
        row = (f"M{number}", "XS-01", "行", "核实性", f"[产值]>{number}", "偏低", "", marked)
        book["规则"].append(row)


def _without_header(book: Workbook) -> None:
    """A form that asks for nothing but its list."""
    fields = book["字段"]
    for row in range(fields.max_row, 1, -1):
        if (fields.cell(row, 1).value, fields.cell(row, 2).value) == ("XS-01", "表头"):
            fields.delete_rows(row)
    for cell in (cell for row in book["XS-01"].iter_rows() for cell in row):
        if str(cell.value).startswith("{") and cell.value not in ("{明细}", "{附件号}"):
            cell.value = None
    book["规则"].delete_rows(2, 1)
    for row in range(book["规则"].max_row, 1, -1):
        if book["规则"].cell(row, 3).value == "表":
            book["规则"].delete_rows(row)


@pytest.mark.parametrize("change", [_quoted, _with_many_rules, _without_header])
def test_excel_takes_the_forms_of_unusual_plans(tmp_path: Path, change: Callable[[Workbook], None]) -> None:
    assert breaches(_issued(_odd_plan(tmp_path / "plan.xlsx", change))) == []
