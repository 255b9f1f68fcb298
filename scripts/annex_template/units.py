"""The 45 reporting units and the other names they are known by, each name meaning one unit only."""

from annex_template.annexes import DEPARTMENTS, TOWNSHIPS
from workbook_tools.model import Unit

KINDS = ("街道", "镇", "乡")
OFFICES = {"街道": ("街道办事处", "街道办"), "镇": ("镇人民政府", "镇政府"), "乡": ("乡人民政府", "乡政府")}
DISTRICTS = ("开州区", "重庆市开州区")

# Without 镇 these mean a county and a city elsewhere, and a department may report an enterprise from there.
NAMES_OF_OTHER_PLACES = ("巫山", "长沙")

DEPARTMENT_ALIASES = {
    "D01": (
        "经济信息委", "区经信委", "经信委", "区经信局", "经信局", "区经济和信息化委", "区经济和信息化委员会",
        "开州区经济信息委", "开州区经信委", "开州区经济和信息化委员会", "重庆市开州区经济和信息化委员会",
    ),
    "D02": (
        "农业农村委", "区农委", "农委", "区农业农村局", "区农业农村委员会", "开州区农业农村委",
        "开州区农业农村委员会", "重庆市开州区农业农村委员会",
    ),
    "D03": (
        "商务委", "区商务局", "商务局", "区商务委员会", "开州区商务委", "开州区商务委员会",
        "重庆市开州区商务委员会",
    ),
    "D04": (
        "国资委", "区国有资产监督管理委员会", "开州区国资委", "开州区国有资产监督管理委员会",
        "重庆市开州区国有资产监督管理委员会",
    ),
    "D05": (
        "浦里新区", "浦里管委会", "浦里新区管理委员会", "开州浦里新区管委会", "开州区浦里新区管委会",
        "重庆开州浦里新区管理委员会", "重庆市开州区浦里新区管理委员会",
    ),
}  # fmt: skip


def township_aliases(name: str) -> tuple[str, ...]:
    """The stem, the other kinds of township, the names of its office and of its district in front.

    A stem belongs to one township only, so none of these can mean two; neighbours differ by one character
    (天和, 中和, 义和), so names are never matched loosely.
    """
    kind = next(kind for kind in KINDS if name.endswith(kind))
    stem = name.removesuffix(kind)
    short = () if stem in NAMES_OF_OTHER_PLACES else (stem,)
    others = tuple(stem + other for other in KINDS if other != kind)
    offices = tuple(stem + office for office in OFFICES[kind])
    placed = tuple(district + local for district in DISTRICTS for local in (name, offices[0]))
    return (*short, *others, *offices, *placed)


def units() -> tuple[Unit, ...]:
    """Every unit in the notice's order."""
    departments = (Unit(row.code, row.unit, DEPARTMENT_ALIASES[row.code]) for row in DEPARTMENTS.rows)
    townships = (Unit(row.code, row.unit, township_aliases(row.unit)) for row in TOWNSHIPS.rows)
    return (*departments, *townships)
