"""How annex tables are written: figures, names, annex numbers, measures, totals, the periods of columns."""

import re
from dataclasses import dataclass
from datetime import date

from workbook_tools import period
from workbook_tools.period import Period
from workbook_tools.understand.characters import as_text, half_width, joined, seen
from workbook_tools.understand.numerals import NUMERAL, below_hundred, in_digits

_WHOLE = re.compile(r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.0+)?(?P<measure>\D*)")
_FIGURE = re.compile(r"[-+]?[0-9][0-9,.]*(?:家|个|户|人|件|项|台|万?元)?|[-—–−/]+")
_USUAL_MEASURES = ("家", "个")

_ANNEX = re.compile(
    rf"附\s*[件表]\s*(?P<number>[0-9]{{1,2}}(?![0-9])|{NUMERAL}{{1,3}})?(?P<rest>|\s*[:：.．、]?\s*|(?:\s*[:：.．、]|\s)\s*\S.*|.+表)"
)
_MEASURE = re.compile(r"[（(【\[]?\s*(?:计量)?单\s*位\s*[:：]\s*(?P<measure>\S{1,8}?)\s*[）)】\]]?")
_TOTAL = re.compile(r"(?:全[区县市省州旗镇乡])?(?:合计|总计|共计)(?:数)?[:：]?")
_SUBTOTAL = re.compile(r".*小计[:：]?")
_REMARK = re.compile(r"(?:备注|附注|说明|注释?)[:：]?")
_NOTE = re.compile(r"(?:备注|附注|说明|注)\d*[:：.、].*")
_SEQUENCE = re.compile(r"序号?|编号|No\.?", re.IGNORECASE)
_UNIT = re.compile(
    r"[^，。：:、（）()0-9]{0,6}(?:单位|部门|乡镇|镇乡|镇街|街镇|街道|名称|区县|县区|园区|年份)(?:[（(].*[）)])?"
)
_PERIOD_SUM = re.compile(r"合计|总计|小计|累计|共计")
_NOT_PLANNED = re.compile(r"已完成|实际|实有|现有|存量|基数|占比|比重|%|增长|增幅|排名")

_CHINESE_YEAR = re.compile(r"[〇零○0-9一二三四五六七八九]{4}(?=年)")
_CHINESE_PART = re.compile(r"(?P<part>[一二三四五六七八九十]{1,3})(?=月|季)")
_YEAR = re.compile(r"(?<![0-9])((?:19|20|21)[0-9]{2})(?![0-9])")
_QUARTER = re.compile(r"(?<![0-9])([1-4])季度?|Q([1-4])")
_MONTH = re.compile(r"(?<![0-9])(1[0-2]|0?[1-9])月")
# Spans that are no year, quarter or month: read as their first or last month they would mean something else.
_SPAN = re.compile(
    r"[0-9年月季度][-—–~～至到][0-9第]|前[0-9一二三四]|[上下]半年|[上中下]旬|周|[0-9]日|[1-4一二三四][、和及][1-4一二三四]"
)
_WHOLE_YEAR = re.compile(r"全年")
_STARTS = re.compile(r"[12][0-9]{3}(?:年|Q|$)|第?[1-4]季|Q[1-4]|[0-9]{1,2}月|全年")


def cell_text(value: object) -> str:
    """A cell as its reader sees it; a date stands for its month, since Excel makes one of 2023年10月."""
    if value is None:
        return ""
    if isinstance(value, date):
        return period.month(value.year, value.month).paper
    return seen(as_text(value)).strip()


def compact(value: object) -> str:
    """A cell without white space, full-width ASCII made half-width: for comparing, never for keeping."""
    return joined(half_width(cell_text(value)))


def unit_name(value: object) -> str:
    """A name as one word: line breaks and spaces go, except between Latin letters or digits."""
    name = re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", cell_text(value))
    return re.sub(r"\s+", " ", name)


def whole_number(value: object, measure: str = "") -> int | None:
    """A planned figure, 0 or more: 12, 1,234 or 12家 (`measure`, or the usual ones); None for all else."""
    match = _WHOLE.fullmatch(compact(value))
    measures = (measure,) if measure else _USUAL_MEASURES
    if match is None or match["measure"] not in ("", *measures):
        return None
    return int(match["digits"].replace(",", ""))


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure, right or wrong (3, 3.5, -1, 3家, —), rather than a name."""
    return _FIGURE.fullmatch(compact(text)) is not None


def is_sequence(value: object) -> bool:
    """Whether a heading is that of the running numbers."""
    return _SEQUENCE.fullmatch(compact(value)) is not None


def is_unit_heading(value: object) -> bool:
    """Whether a heading reads like that of the units: 责任单位, 乡镇（街道）, 部门."""
    return _UNIT.fullmatch(compact(value)) is not None


def is_total(value: object) -> bool:
    """Whether a row is named 合计, however it is spaced out."""
    return _TOTAL.fullmatch(compact(value)) is not None


def is_subtotal(value: object) -> bool:
    """Whether a row is named 小计, alone or after the name of its group."""
    return _SUBTOTAL.fullmatch(compact(value)) is not None


def is_remark(value: object) -> bool:
    """Whether a heading is that of remarks."""
    return _REMARK.fullmatch(compact(value)) is not None


def is_note(value: object) -> bool:
    """Whether a line is a note to the table: 注：……."""
    return _NOTE.fullmatch(compact(value)) is not None


def is_sum(value: object) -> bool:
    """Whether a heading is that of a sum over columns."""
    return _PERIOD_SUM.search(compact(value)) is not None


def is_not_planned(value: object) -> bool:
    """Whether a heading says that its figures are no targets (a baseline, what is done, a share)."""
    return _NOT_PLANNED.search(compact(value)) is not None


def measure_of(line: str) -> str:
    """The measure that a line such as （单位：家） states; empty for any other line."""
    match = _MEASURE.fullmatch(line.strip())
    return match["measure"] if match else ""


@dataclass(frozen=True, slots=True)
class AnnexMark:
    """A line that opens an annex: its number (None where it has none) and what follows on the line."""

    number: int | None
    title: str


def annex_mark(line: str) -> AnnexMark | None:
    """The mark in a line such as 附件1, 附表 一：分解表 or 附件; None for prose that speaks of an annex."""
    match = _ANNEX.fullmatch(half_width(line).strip())
    if match is None or re.search(r"[，。；,;]", line):
        return None
    title = match["rest"].strip(" :：.．、")
    if match["number"] is None:
        return None if title else AnnexMark(None, "")
    number = int(match["number"]) if match["number"].isdigit() else below_hundred(match["number"])
    return AnnexMark(number, unit_name(title)) if number else None


@dataclass(frozen=True, slots=True)
class PeriodLabel:
    """What a heading says of its period: a year, or a quarter or month whose year may stand elsewhere."""

    year: int | None
    parts: int
    part: int

    def period(self, year: int | None) -> Period | None:
        """The period, in its own year or else in `year`; None where neither is known."""
        of_year = self.year or year
        if of_year is None:
            return None
        return {
            1: period.year(of_year),
            4: period.quarter(of_year, self.part),
            12: period.month(of_year, self.part),
        }[self.parts]


def _canonical(text: str) -> str:
    text = _CHINESE_YEAR.sub(lambda match: in_digits(match[0]), compact(text).upper())
    return _CHINESE_PART.sub(lambda match: str(below_hundred(match["part"]) or match["part"]), text)


def years_in(text: str) -> frozenset[int]:
    """Every year a text names."""
    return frozenset(int(year) for year in _YEAR.findall(_canonical(text)))


def period_label(text: str) -> PeriodLabel | None:
    """The year, quarter or month a heading names; None for none, several, or another span (上半年, 1-9月)."""
    written = period.parse_paper(_canonical(text))
    if written is not None:
        return PeriodLabel(written.year, written.parts, written.part)
    text = _canonical(text)
    years = {int(year) for year in _YEAR.findall(text)}
    parts = {(4, int(one or other)) for one, other in _QUARTER.findall(text)}
    parts |= {(12, int(month)) for month in _MONTH.findall(text)}
    if _SPAN.search(text) or len(years) > 1 or len(parts) > 1:
        return None
    year = next(iter(years), None)
    if parts:
        return PeriodLabel(year, *parts.pop())
    return PeriodLabel(year, 1, 1) if year or _WHOLE_YEAR.search(text) else None


def starts_period(text: str) -> bool:
    """Whether a piece of text opens the heading of a period; the rest may follow on the next line."""
    return _STARTS.match(_canonical(text)) is not None
