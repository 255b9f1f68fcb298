"""What a cell of a date field means: every way of writing days that came back (defects 57 to 60)."""

import pytest

from tests.build.celltable import CHOICES, CONTEXT, Line, field_of, lines
from workbook_tools.understand import Context, understand

DAYS = """
raw                | field | value      | codes
2023-05-06         | 日期  | 2023-05-06 | -
2023-05-06 00:00   | 日期  | 2023-05-06 | -
2023-05-06 10:30   | 日期  | 2023-05-06 | C208
                   | 日期  |            | -
"无"               | 日期  | "无"       | -
"—"                | 日期  |            | C003
"2023.5.6"         | 日期  | 2023-05-06 | C201
"2023/5/6"         | 日期  | 2023-05-06 | C201
"2023-05-06"       | 日期  | 2023-05-06 | C201
"2023－5－6"       | 日期  | 2023-05-06 | C201
"2023年5月6日"     | 日期  | 2023-05-06 | C201
"2023年5月6号"     | 日期  | 2023-05-06 | C201
"2023 年 5 月 6 日" | 日期 | 2023-05-06 | C201
"2023.05.06日"     | 日期  | 2023-05-06 | C201
"２０２３．５．６" | 日期  | 2023-05-06 | C201
"20230506"         | 日期  | 2023-05-06 | C201
20230506.0         | 日期  | 2023-05-06 | C201
"二〇二三年五月六日" | 日期 | 2023-05-06 | C201
"二零二三年十一月廿六日" | 日期 | 2023-11-26 | C201
"2023年十一月二十六日" | 日期 | 2023-11-26 | C201
"2023-05-06 00:00:00" | 日期 | 2023-05-06 | C201
"2023-05-06 10:30:00" | 日期 | 2023-05-06 | C208
45052.0            | 日期  | 2023-05-06 | C204
45052.75           | 日期  | 2023-05-06 | C204
"45052"            | 日期  | 2023-05-06 | C204
36526.0            | 日期  | 2000-01-01 | C204
"""

MONTHS = """
raw                | field | value      | codes
"2023-5"           | 日期  | "2023-05"  | C202
"2023年5月"        | 日期  | "2023-05"  | C202
"2023年5月份"      | 日期  | "2023-05"  | C202
"2023.10"          | 日期  | "2023-10"  | C202
"202305"           | 日期  | "2023-05"  | C202
202305.0           | 日期  | "2023-05"  | C202
"二〇二三年十月"   | 日期  | "2023-10"  | C202
"""

NOT_UNDERSTOOD = """
raw                | field | value      | codes
"5月6日"           | 日期  | ✗          | C203
"5-6"              | 日期  | ✗          | C203
"10月"             | 日期  | ✗          | C203
2023.1             | 日期  | ✗          | C205
2023.5             | 日期  | ✗          | C205
2023.0             | 日期  | ✗          | C206
1905-07-15 02:24   | 日期  | ✗          | C211
1905-07-15         | 日期  | ✗          | C211
"2023年"           | 日期  | ✗          | C206
"2023-02-30"       | 日期  | ✗          | C207
"2023.13.1"        | 日期  | ✗          | C207
"2023-13"          | 日期  | ✗          | C207
20230230.0         | 日期  | ✗          | C207
"23.5.6"           | 日期  | ✗          | C209
"5/6/23"           | 日期  | ✗          | C209
"05/06/2023"       | 日期  | ✗          | C209
"23年5月6日"       | 日期  | ✗          | C209
"去年五月"         | 日期  | ✗          | C210
"2023年5月6日-8日" | 日期  | ✗          | C210
"长期"             | 日期  | ✗          | C210
12.0               | 日期  | ✗          | C210
36525.0            | 日期  | ✗          | C210
55001.0            | 日期  | ✗          | C210
1900-01-05         | 日期  | ✗          | C210
TRUE               | 日期  | ✗          | C210
nan                | 日期  | ✗          | C210
"""


@pytest.mark.parametrize(
    "line", [*lines(DAYS), *lines(MONTHS), *lines(NOT_UNDERSTOOD)], ids=lambda line: line.text
)
def test_a_date_cell_means_what_the_table_says(line: Line) -> None:
    found = understand(line.raw, line.field, CONTEXT)
    assert (found.value, found.bad) == (line.value, line.bad)
    assert type(found.value) is type(line.value)
    assert tuple(note.code for note in found.notes) == line.codes


def test_serial_numbers_of_a_workbook_that_counts_from_1904_are_four_years_later() -> None:
    counted_from_1904 = Context(CHOICES, date1904=True)
    found = understand(45052.0 - 1462, field_of("日期"), counted_from_1904)
    assert str(found.value) == "2023-05-06"
