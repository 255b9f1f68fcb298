"""What a cell of a credit code, number or phone field means (defects 51 to 54, 66 to 68).

Codes and numbers are made up; the id-card numbers name a division that does not exist.
"""

import pytest

from tests.build.celltable import CONTEXT, Line, field_of, lines
from workbook_tools.understand import shown, understand

CREDIT_CODES = """
raw                     | field | value | codes
"91500154MA0000001P"    | 统一社会信用代码 | "91500154MA0000001P" | -
"N2500154MF0000012M"    | 统一社会信用代码 | "N2500154MF0000012M" | -
                        | 统一社会信用代码 | | -
"91500154ma0000001p"    | 统一社会信用代码 | "91500154MA0000001P" | C302
" 91500154 MA0000001P"  | 统一社会信用代码 | "91500154MA0000001P" | C302
"91500154MA00\\n00001P" | 统一社会信用代码 | "91500154MA0000001P" | C302
"９１５００１５４ＭＡ００００００１Ｐ" | 统一社会信用代码 | "91500154MA0000001P" | C302
"'91500154MA0000001P"   | 统一社会信用代码 | "91500154MA0000001P" | C302
"91500154-MA0000001-P"  | 统一社会信用代码 | "91500154MA0000001P" | C302
9.15001540000000e17     | 统一社会信用代码 | ✗ | C301
"9.15E+17"              | 统一社会信用代码 | ✗ | C301
"91500154MA0000001"     | 统一社会信用代码 | ✗ | C303
"91500154MA0000001PP"   | 统一社会信用代码 | ✗ | C303
"办理中"                | 统一社会信用代码 | ✗ | C303
"91500154MA0V00001P"    | 统一社会信用代码 | ✗ | C304
"91500154MAO00O001P"    | 统一社会信用代码 | ✗ | C305
"9I500IS4MA000000IP"    | 统一社会信用代码 | ✗ | C305
"91500154MA000000一P"   | 统一社会信用代码 | ✗ | C306
"915A0154MA0000001P"    | 统一社会信用代码 | ✗ | C306
"91500154MA0000002P"    | 统一社会信用代码 | ✗ | C307
"91500154MA0000010P"    | 统一社会信用代码 | ✗ | C307
2023-05-06              | 统一社会信用代码 | ✗ | C308
TRUE                    | 统一社会信用代码 | ✗ | C308
"MA0000001"             | 统一社会信用代码 | ✗ | C309
"MA000000-1"            | 统一社会信用代码 | ✗ | C309
"500154MA0000001"       | 统一社会信用代码 | ✗ | C310
"500234000000123"       | 统一社会信用代码 | ✗ | C310
"5002340000001"         | 统一社会信用代码 | ✗ | C311
"999999199001011238"    | 统一社会信用代码 | ✗ | C005
"""

CERTIFICATE_NUMBERS = """
raw                     | field | value | codes
"GR202351001234"        | 编号  | "GR202351001234" | -
"渝科入（2023）第12"    | 编号  | "渝科入(2023)第12" | C321
"无"                    | 编号  | "无" | -
"GR2023 5100 1234"      | 编号  | "GR202351001234" | C321
"gr202351001234"        | 编号  | "GR202351001234" | C321
"ＧＲ２０２３５１００１２３４" | 编号 | "GR202351001234" | C321
"第GR202351001234号"    | 编号  | "GR202351001234" | C321
"GR202351\\u200b001234" | 编号  | "GR202351001234" | C321
20235001.0              | 编号  | "20235001" | C322
2.0235100123400001e17   | 编号  | ✗ | C323
"2.02E+17"              | 编号  | ✗ | C323
2023-05-06              | 编号  | ✗ | C325
"99999919900101018x"    | 编号  |  | C004
"""

PHONES = """
raw                     | field | value | codes
"13800000000"           | 电话  | "13800000000" | -
"023-52220000"          | 电话  | "023-52220000" | -
"02352220000"           | 电话  | "02352220000" | -
"52220000"              | 电话  | "52220000" | -
13800000000.0           | 电话  | "13800000000" | C341
"138 0000 0000"         | 电话  | "13800000000" | C341
"138-0000-0000"         | 电话  | "13800000000" | C341
"+86 13800000000"       | 电话  | "13800000000" | C341
"１３８００００００００" | 电话 | "13800000000" | C341
"023 52220000"          | 电话  | "023-52220000" | C341
"(023)52220000"         | 电话  | "023-52220000" | C341
"023—52220000"          | 电话  | "023-52220000" | C341
"13800000000、13900000000" | 电话 | "13800000000、13900000000" | -
"13800000000/023-52220000" | 电话 | "13800000000、023-52220000" | C342
"13800000000 13900000000" | 电话 | "13800000000、13900000000" | C342
"同上"                  | 电话  | "同上" | -
"/"                     | 电话  |  | C003
1e16                    | 电话  | ✗ | C323
TRUE                    | 电话  | ✗ | C345
"999999199001011238"    | 电话  |  | C004
"""


@pytest.mark.parametrize(
    "line", [*lines(CREDIT_CODES), *lines(CERTIFICATE_NUMBERS), *lines(PHONES)], ids=lambda line: line.text
)
def test_a_code_cell_means_what_the_table_says(line: Line) -> None:
    found = understand(line.raw, line.field, CONTEXT)
    assert (found.value, found.bad) == (line.value, line.bad)
    assert tuple(note.code for note in found.notes) == line.codes


def test_a_letter_read_for_a_digit_is_hinted_at_and_never_put_right() -> None:
    found = understand("91500154MAO00O001P", field_of("统一社会信用代码"), CONTEXT)
    assert found.value is None
    assert dict(found.notes[0].params)["hint"] == "91500154MA0000001P"


def test_what_is_said_of_a_phone_never_repeats_it() -> None:
    found = understand(" 138 0000 0000/13900000000", field_of("电话"), CONTEXT)
    assert [note.params for note in found.notes] == [()]
    assert shown("13812345678", field_of("电话")) == "1381***5678"
