"""Made-up enterprises for the two forms of the example plan: names marked 示例, valid codes, plausible figures."""

from datetime import date

from stdnum.cn import uscc

from scripts.examples.filling import Record

CHAINS = ("能源建材", "食品医药", "电子信息", "装备制造", "现代农业", "现代服务")
ORIGINS = ("存量培育", "新创办", "孵化", "派生剥离", "招商引进")
FIELDS = ("电子信息", "生物与新医药", "新材料", "高技术服务", "新能源与节能", "先进制造与自动化")
TOWNS = ("汉丰街道", "文峰街道", "云枫街道", "赵家街道", "临江镇", "长沙镇")


def credit_code(number: int) -> str:
    """A made-up code of this district with a valid check character; the number (below a million) makes it unique."""
    base = f"91500154MA0{number:06d}"
    return base + str(uscc.calc_check_digit(base))


def header(number: int) -> Record:
    """The header cells a unit fills in."""
    return {
        "h_zero": "否",
        "h_filler": f"示例填报{number % 90 + 10}",
        "h_check": f"示例审核{number % 90 + 10}",
        "h_tel": f"023-5200{number % 10_000:04d}",
        "h_date": date(2023, 11, 2),
    }


def township_row(number: int, counted: bool) -> Record:
    """A row of KZ-KJ-02: newly in the library this year, or still being cultivated."""
    staff = 8 + number % 60
    return {
        "name": f"示例{number:06d}号科技有限公司",
        "uscc": credit_code(number),
        "status": "已入库（新增）" if counted else "拟培育",
        "count_year": "2023" if counted else None,
        "in_date": date(2023, 10, 1 + number % 28) if counted else None,
        "in_no": f"SL2023{number:06d}" if counted else None,
        "est_date": date(2015 + number % 7, 1 + number % 12, 1 + number % 28),
        "chain": CHAINS[number % len(CHAINS)],
        "origin": ORIGINS[number % len(ORIGINS)],
        "product": "示例产品",
        "rev": round(80 + number % 997 * 1.25, 2),
        "rd": round(4 + number % 89 * 0.35, 2),
        "staff": staff,
        "tech": 2 + staff // 8,
        "ip": number % 7,
        "is_tsme": "否",
        "is_gq": "否",
        "contact": "示例联系人",
        "tel": f"023-5201{number % 10_000:04d}",
        "proof": "入库证明" if counted else None,
        "remark": "示例",
    }


def department_row(number: int, counted: bool) -> Record:
    """A row of KZ-GQ-01: recognised this year for the first time, or preparing to apply."""
    revenue, staff = 1200.5 + number % 500, 40 + number % 100
    return {
        "name": f"示例{number:06d}号制造有限公司",
        "uscc": credit_code(number),
        "town": TOWNS[number % len(TOWNS)],
        "stage": "已认定" if counted else "后备库",
        "newtype": "首次认定" if counted else None,
        "count_year": "2023" if counted else None,
        "field8": FIELDS[number % len(FIELDS)],
        "ind": "C 制造业",
        "reg_date": date(2014 + number % 6, 1 + number % 12, 1 + number % 28),
        "rev1": revenue,
        "rev3": round(revenue * 2.6, 2),
        "rd3": round(revenue * 0.2, 2),
        "hi_rev": round(revenue * 0.75, 2),
        "staff": staff,
        "tech": staff // 8,
        "ip1": number % 3,
        "ip2": 4 + number % 9,
        "above": "否",
        "cert": f"GR202351{number:06d}" if counted else None,
        "cert_date": date(2023, 10, 16) if counted else None,
        "is_tsme": "是",
        "contact": "示例联系人",
        "tel": f"023-5202{number % 10_000:04d}",
        "proof": "证书" if counted else None,
        "remark": "示例",
    }
