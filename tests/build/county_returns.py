"""What units of the example county would fill in: header cells and rows of its three forms, all marked 示例."""

from collections.abc import Mapping, Sequence
from datetime import date

from workbook_tools.model import Value

Record = Mapping[str, Value]

HEADER: Record = {
    "none": "否",
    "who": "示例甲",
    "boss": "示例乙",
    "on": date(2024, 2, 1),
    "notes": "示例说明",
}


def rows(form: str, count: int) -> Sequence[Record]:
    """That many sound rows of a form."""
    return [ROWS[form](number) for number in range(1, count + 1)]


def _factory(number: int) -> Record:
    output = 1200.5 * number
    return {
        "title": f"示例第{number}机械有限公司",
        "reg": f"SL{number:06d}",
        "step": "入统" if number % 2 else "储备",
        "out": output,
        "staff": 10 + number,
    }


def _shop(number: int) -> Record:
    return {
        "shop": f"示例网店{number}",
        "id": f"00{number:04d}",
        "since": "2024",
        "grade": ("普通", "县级示范", "市级示范")[number % 3],
        "last_sales": 12.25 * number,
        "this_sales": 15.5 * number,
    }


def _product(number: int) -> Record:
    return {
        "product": f"示例大米{number}号",
        "cert": f"LS{number:08d}",
        "day": date(2024, 1, number),
        "valid": "是",
    }


ROWS = {"XS-01": _factory, "XS-02": _shop, "XS-03": _product}
