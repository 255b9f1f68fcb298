"""Section D, names, phones and choices: 61-67, 69-71."""

from stdnum.cn import uscc

from tests.golden.cases.case import case
from tests.golden.cases.codes import id_card_number
from tests.golden.sound import DEPARTMENT, Sound


@case(61, "form-of-names")
def form_of_names(sound: Sound) -> bytes:
    """Blanks, no-break and zero-width characters, a line break, a full stop: form only."""
    return sound.column(
        "name",
        " 示例甲科技有限公司",
        "示例乙科技\u00a0有限公司",
        "示例丙\u200b科技有限公司",
        "示例丁科技\n有限公司",
        "示例戊科技有限公司。",
        "示例　己科技有限公司",
    )


@case(62, "brackets-in-names")
def brackets(sound: Sound) -> bytes:
    """Brackets of any kind are one kind when compared."""
    return sound.column(
        "name",
        "示例(开州)科技有限公司",
        "示例〔开州〕食品有限公司",
        "示例[开州]电子有限公司",
        "示例（开州）建材有限公司",
    )


@case(63, "short-names")
def short_names(sound: Sound) -> bytes:
    """A short name, a branch, a household, a co-operative: to be explained, but for the last."""
    return sound.column(
        "name",
        "示例科技",
        "示例食品有限公司开州分公司",
        "示例王记个体工商户",
        "示例柑橘农民专业合作社",
        "示例科技有限公司（原示例食品厂）",
    )


@case(63, "household-code-for-a-high-tech-enterprise", form=DEPARTMENT)
def household_code(sound: Sound) -> bytes:
    """A code of a household (92) or a co-operative (93) in the form for high-tech enterprises."""
    bodies = ("92500154MA0001000", "93500154MA0001001")
    return sound.column("uscc", *(body + uscc.calc_check_digit(body) for body in bodies))


@case(65, "two-companies-in-one-cell")
def two_companies(sound: Sound) -> bytes:
    """Two enterprises in one cell."""
    return sound.column(
        "name",
        "示例甲科技有限公司、示例乙科技有限公司",
        "示例丙科技有限公司\n示例丁科技有限公司",
        "示例戊公司和示例己公司",
        "示例庚科技有限公司 示例辛科技有限公司",
    )


@case(66, "form-of-phones")
def form_of_phones(sound: Sound) -> bytes:
    """Numbers as numbers, with blanks, hyphens and country codes; two in one cell. None is ever shown whole."""
    return sound.typed(
        {"tel": 13800000000},
        {"tel": "138 0000 0000"},
        {"tel": "138-0000-0000"},
        {"tel": "023-52000001/13800000000"},
        {"tel": "（023）52000001"},
        {"tel": "+86 13800000000"},
    )


@case(66, "phones-that-are-none")
def wrong_phones(sound: Sound) -> bytes:
    """A digit short, a digit too many, words, a number that a narrow column spoiled, nothing."""
    return sound.column("tel", "1380000000", "138000000001", "同上", "1.38E+10", None, "无")


@case(66, "phone-of-the-unit")
def unit_phone(sound: Sound) -> bytes:
    """The header's own number."""
    return sound.with_header(h_tel="52000001转8001")


@case(67, "id-card-number")
def id_card(sound: Sound) -> bytes:
    """An id-card number where none was asked: nothing of it goes further than the archived original."""
    number = id_card_number()
    return sound.typed(
        {"remark": f"法人身份证{number}"}, {"contact": number}, {"tel": number}, {"in_no": number}
    )


@case(69, "names-of-townships", form=DEPARTMENT)
def townships(sound: Sound) -> bytes:
    """A stem or a formal name is understood; a likeness never is."""
    return sound.column(
        "town", "赵家", "赵家镇", "开州区赵家街道办事处", "天和", "天合镇", "赵家街道、天和镇"
    )


@case(69, "township-changed")
def township_changed(sound: Sound) -> bytes:
    """The locked column of a township, overwritten in one row."""
    return sound.edited(lambda sheet: sheet.__setitem__(sound.at("town"), "开州区某某镇"))


@case(70, "own-name-in-other-words", form=DEPARTMENT, unit="区经济信息委")
def own_alias(sound: Sound) -> bytes:
    """The locked name of a department exchanged for another of its names."""
    return sound.edited(lambda sheet: sheet.__setitem__(sound.at("h_unit"), "区经信委"))


@case(70, "unknown-department", form=DEPARTMENT, unit="区经济信息委")
def unknown_department(sound: Sound) -> bytes:
    """The locked name of a department exchanged for a name that nobody has."""
    return sound.edited(lambda sheet: sheet.__setitem__(sound.at("h_unit"), "区工信局"))


@case(71, "other-words-for-choices")
def other_words(sound: Sound) -> bytes:
    """Words that the plan lists beside an item, and ticks."""
    return sound.typed(
        {"status": "新增入库", "is_gq": "×", "count_year": "2023年", "is_tsme": "√"},
        {"is_gq": "不是", "origin": "招商", "is_tsme": "是的"},
        {"status": "已入库(新增)", "is_gq": " 否 ", "count_year": 2023},
    )


@case(71, "words-outside-the-list")
def outside(sound: Sound) -> bytes:
    """Words that could be one of two items, or are none."""
    return sound.typed(
        {"status": "已入库", "count_year": "二〇二三"},
        {"status": "入库了"},
        {"chain": "新能源", "is_gq": "待定"},
    )
