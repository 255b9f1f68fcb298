"""Where things stand on each form: header labels and values, group headings of the roster, signature line."""

from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from annex_template import departments, townships
from annex_template.annexes import DEPARTMENT_FORM, TOWNSHIP_FORM
from annex_template.header import header
from annex_template.shared import Fields
from workbook_tools.model import Field


@dataclass(frozen=True, slots=True)
class Pair:
    """A header field: its key, and the columns its label and its value take (`A:B`)."""

    key: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Group:
    """A heading over neighbouring roster columns, first and last by key."""

    text: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Design:
    """One form sheet: unit line, rows of the header block, groups, signature line."""

    form: str
    header: Fields
    roster: Fields
    unit_line: tuple[Pair, ...]
    block: tuple[tuple[Pair, ...], ...]
    groups: tuple[Group, ...]
    signature: tuple[Pair, ...]

    @property
    def right(self) -> str:
        """The letter of the last column."""
        return get_column_letter(len(self.roster))

    def field(self, key: str) -> Field:
        """The header field with this key."""
        return next(field for field in self.header if field.key == key)


DEPARTMENT_DESIGN = Design(
    DEPARTMENT_FORM,
    header(DEPARTMENT_FORM),
    departments.ROSTER,
    unit_line=(Pair("h_unit", "A:B", "C:H"), Pair("h_units", "AB:AC", "AD:AF")),
    block=(
        (
            Pair("h_code", "A:B", "C:D"),
            Pair("h_period", "E:G", "H:J"),
            Pair("h_asof", "K:L", "M:P"),
            Pair("h_form", "Q:S", "T:W"),
            Pair("h_ver", "X:Y", "Z:AF"),
        ),
        (
            Pair("h_zero", "A:B", "C:D"),
            Pair("h_target", "E:G", "H:J"),
            Pair("h_before", "K:L", "M:P"),
            Pair("h_note", "Q:S", "T:AF"),
        ),
    ),
    groups=(
        Group("企业基本信息", "name", "town"),
        Group("培育与认定", "stage", "count_year"),
        Group("行业与注册", "field8", "reg_date"),
        Group("收入与研发投入", "rev1", "hi_ratio"),
        Group("人员", "staff", "tech_ratio"),
        Group("知识产权", "ip1", "ip2"),
        Group("高企证书", "cert", "expire"),
        Group("联系与帮扶", "helper", "tel"),
        Group("佐证与说明", "proof", "remark"),
    ),
    signature=(
        Pair("h_filler", "A:B", "C:G"),
        Pair("h_check", "H:J", "K:O"),
        Pair("h_tel", "P:S", "T:W"),
        Pair("h_date", "X:Y", "Z:AF"),
    ),
)

TOWNSHIP_DESIGN = Design(
    TOWNSHIP_FORM,
    header(TOWNSHIP_FORM),
    townships.ROSTER,
    unit_line=(Pair("h_unit", "A:B", "C:G"), Pair("h_units", "U:V", "W:Y")),
    block=(
        (
            Pair("h_code", "A:B", "C:D"),
            Pair("h_period", "E:F", "G:H"),
            Pair("h_asof", "I:J", "K:L"),
            Pair("h_form", "M:N", "O:R"),
            Pair("h_ver", "S:S", "T:Y"),
        ),
        (
            Pair("h_zero", "A:B", "C:D"),
            Pair("h_target", "E:F", "G:H"),
            Pair("h_before", "I:J", "K:L"),
            Pair("h_note", "M:N", "O:Y"),
        ),
    ),
    groups=(
        Group("企业基本信息", "name", "town"),
        Group("培育与入库", "status", "in_no"),
        Group("企业情况", "est_date", "product"),
        Group("经营与研发（自愿提供）", "rev", "ip"),
        Group("企业资质", "is_tsme", "is_gq"),
        Group("联系方式", "contact", "tel"),
        Group("佐证与说明", "proof", "remark"),
    ),
    signature=(
        Pair("h_filler", "A:B", "C:E"),
        Pair("h_check", "F:H", "I:L"),
        Pair("h_tel", "M:N", "O:R"),
        Pair("h_date", "S:S", "T:Y"),
    ),
)

DESIGNS = (DEPARTMENT_DESIGN, TOWNSHIP_DESIGN)
