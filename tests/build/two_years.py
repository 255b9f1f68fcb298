"""The example county over a turn of the year, with a bit of everything that can lie between a return and a number.

Values that are normalised, a merged cell, a column that was moved, a return that is carried on, exits, enterprises
that two units claim (one ruled on, one not), a file without an identity, a list that drops what had counted.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from scripts.examples.filling import Record, fill
from tests.build.bureau import Answer, Bureau, county_header
from tests.build.county_plan import county_plan
from tests.build.day import edited, nameless
from tests.build.officer import Desk
from tests.golden.cases.heading import insert_column
from workbook_tools.layout import FORM_SHEET

FIRMS, SHOPS, PRODUCTS = "XS-01", "XS-02", "XS-03"
PERIODS = ("2024-01", "2024-02", "2025-01")
_DUE = {"2024-01": date(2024, 2, 2), "2024-02": date(2024, 3, 2), "2025-01": date(2025, 2, 2)}

Edit = Callable[[Worksheet], None]


def two_year_plan(path: Path) -> Path:
    """The county's plan with a second year, figures carried on, and goals that ask for the stock."""
    book = load_workbook(county_plan(path))
    main, choices = book["方案"], book["选项"]
    rows = {str(row[0].value): row[0].row for row in main.iter_rows()}
    main.cell(rows["未报处理"], 2).value = "沿用上期"
    main.cell(_row_of(main, "XS-03"), 10).value = '[是否有效]="是"'
    _inserted(main, rows["【收件后核】"], (3, 2025, "＞", 5, "年末绿色农产品突破5个"))
    _inserted(main, rows["2024-03"] + 1, ("2025-01", "2025-01-31", "2025-02-05", 0.2, 0.1))
    choices.append(("年份", "2025"))
    _planned(book["附件1"], "2025年", (4, 1), heading=4, merged="F4:F5")
    _planned(book["附件2"], "2025年", (6, 3, 2), heading=4)
    _planned(book["附件3"], "2025年认证数", (3, 2), heading=4)
    book.save(path)
    return path


def _row_of(sheet: Worksheet, text: str) -> int:
    return next(row[0].row for row in sheet.iter_rows() if text in [cell.value for cell in row])


def _inserted(sheet: Worksheet, at: int, values: Sequence[object]) -> None:
    sheet.insert_rows(at)
    for column, value in enumerate(values, 1):
        if value != "":
            sheet.cell(at, column, value)


def _planned(sheet: Worksheet, label: str, figures: Sequence[int], *, heading: int, merged: str = "") -> None:
    """A further column of planned figures, its 合计 below."""
    column = sheet.max_column + 1
    sheet.cell(heading, column, label)
    if merged:
        sheet.merge_cells(merged)
    last = sheet.max_row
    for row, figure in zip(range(last - len(figures), last + 1), (*figures, sum(figures)), strict=True):
        sheet.cell(row, column, figure)


@dataclass
class TwoYears:
    """A bureau that works through the periods; every command has a time of its own."""

    bureau: Bureau
    issued: dict[tuple[str, str], bytes] = field(default_factory=dict)
    period: str = ""
    hour: int = 0

    @classmethod
    def begun(cls, folder: Path) -> "TwoYears":
        """A new workspace around the plan."""
        return cls(Bureau.founded(folder / "台账", two_year_plan(folder / "方案.xlsx")))

    def now(self) -> str:
        """The next hour after the period's due day."""
        self.hour += 1
        return f"{_DUE[self.period]}T{self.hour:02}:00:00"

    def opens(self, period: str) -> None:
        """A period's forms go out."""
        self.period, self.hour = period, 0
        self.issued = self.bureau.issued(period, self.now())

    def filled(self, unit: str, form: str, *rows: Record, edit: Edit | None = None) -> bytes:
        """A return with these records, then edited by hand."""
        header = {**county_header(_DUE[self.period]), "notes": "示例：本月集中认定，名单已逐家核实"}
        book = fill(self.issued[unit, form], self.bureau.form(form), header, rows)
        return edited(book, lambda opened: edit(opened[FORM_SHEET])) if edit else book

    def came(self, **files: bytes) -> None:
        """Files are handed in and checked."""
        self.bureau.collected({f"{name}.xlsx": data for name, data in files.items()}, self.now())
        self.validated()

    def validated(self) -> dict[tuple[str, str], tuple[str, set[str]]]:
        """The status and the codes of every submission of the period."""
        told = self.bureau.did("validate", "--period", self.period, now=self.now())["submissions"]
        return {
            (each["unit"], each["form"]): (each["status"], {f["code"] for f in each["findings"]})
            for each in told
        }

    def rules(self, matter: str, ruling: str, says: str = "") -> Answer:
        """The bureau rules on one matter that is open."""
        written = self.bureau.did("validate", "--period", self.period, now=self.now())["pending"]["path"]
        desk = Desk.at(Path(written))
        line = desk.the(matter, says)
        chosen = next(word for word in line.choices if ruling in word)
        path = desk.ruled(line, chosen, day=_DUE[self.period]).saved(
            self.bureau.root.parent / f"待办-{self.period}-{self.hour}.xlsx"
        )
        return self.bureau.said("decide", str(path), now=self.now())

    def master(self) -> Path:
        """The period's master."""
        return Path(self.bureau.did("consolidate", "--period", self.period, now=self.now())["master"])


def firm(number: int, step: str = "入统", out: float = 1200.5) -> Record:
    """A firm of form XS-01."""
    return {
        "title": f"示例第{number}机械有限公司",
        "reg": f"SL{number:06d}",
        "step": step,
        "out": out,
        "staff": 20 + number,
        "why": "示例：已核实" if step == "退统" else None,
    }


def shop(number: int, since: str = "2024", grade: str = "县级示范") -> Record:
    """A shop of form XS-02."""
    return {
        "shop": f"示例网店{number}",
        "id": f"00{number:04d}",
        "since": since,
        "grade": grade,
        "last_sales": 3.25,
        "this_sales": 4.5,
        "why": None,
    }


def product(number: int, valid: str = "是", day: date = date(2024, 1, 5)) -> Record:
    """A product of form XS-03."""
    return {"product": f"示例大米{number}号", "cert": f"LS{number:08d}", "day": day, "valid": valid}


def typed(**cells: object) -> Edit:
    """Values typed over cells, as a clerk has it."""

    def edit(sheet: Worksheet) -> None:
        for cell, value in cells.items():
            sheet[cell] = value

    return edit


def moved(at: int) -> Edit:
    """A column inserted before column `at`."""
    return lambda sheet: insert_column(sheet, at)


def told_over(first: str, last: str) -> Edit:
    """A cell merged over those below it."""

    def edit(sheet: Worksheet) -> None:
        sheet.merge_cells(f"{first}:{last}")

    return edit


def lived_through(folder: Path) -> TwoYears:
    """Three periods of the county; the last is ready to be consolidated."""
    county = TwoYears.begun(folder)
    _january(county)
    _february(county)
    _next_january(county)
    return county


def _january(county: TwoYears) -> None:
    county.opens("2024-01")
    county.came(
        县经信局=county.filled(
            "B01",
            FIRMS,
            firm(1),
            firm(2),
            firm(3, "储备"),
            edit=typed(C7="sl０００００１ ", D8="已入统", E7="1,200.50"),
        ),
        县商务局电商=county.filled("B02", SHOPS, shop(1), shop(2, "2023"), edit=moved(4)),
        东乡电商=county.filled("T01", SHOPS, shop(3), shop(4), shop(5, grade="普通")),
        西乡电商=county.filled("T02", SHOPS, shop(4), shop(6), shop(7), edit=told_over("E8", "E9")),
        东乡农产品=county.filled("T01", PRODUCTS, product(1), product(2, "否")),
        西乡=nameless(county.filled("T02", PRODUCTS, product(3))),
    )
    county.rules("身份确认", "西乡镇")
    county.rules("归属裁定", "东乡镇")


def _february(county: TwoYears) -> None:
    county.opens("2024-02")
    county.came(
        县经信局=county.filled("B01", FIRMS, firm(1, "退统"), firm(2), firm(3), firm(4, out=88.0)),
        县商务局=county.filled("B02", FIRMS, firm(9)),
        东乡电商=county.filled("T01", SHOPS, shop(3), shop(4), shop(5), shop(8)),
        西乡电商=county.filled("T02", SHOPS, shop(4), shop(6), shop(7), shop(8)),
        东乡农产品=county.filled("T01", PRODUCTS, product(1), product(2), edit=typed(F8="√")),
    )


def _next_january(county: TwoYears) -> None:
    county.opens("2025-01")
    county.came(
        县经信局=county.filled("B01", FIRMS, firm(2, "退统"), firm(5)),
        县商务局电商=county.filled("B02", SHOPS, shop(1), shop(11, "2025")),
        东乡电商=county.filled("T01", SHOPS, shop(12, "2025"), shop(13, "2025", "普通")),
        西乡农产品=county.filled("T02", PRODUCTS, product(3, "否"), product(4, day=date(2024, 12, 30))),
    )
