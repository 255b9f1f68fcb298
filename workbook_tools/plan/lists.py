"""The 单位 and 选项 sheets: units with their aliases, choice lists with levels and synonyms."""

import re
from collections.abc import Mapping
from dataclasses import replace

from workbook_tools.model import Choice, SheetLook, Unit
from workbook_tools.plan.entries import Entry, Mistakes, listed, required, table, unique, whole

UNITS, CHOICES = "单位", "选项"
UNIT_COLUMNS = ("单位代码", "单位名称", "别名", "联系人", "联系电话")
CHOICE_COLUMNS = ("选项表", "选项", "级次", "同义写法")
LONGEST_NAME = 50
"""Letters of a unit in the names of its files: most systems take 255 bytes, and Chinese needs three each."""
UNITS_OF_ANNEX = re.compile(r"\{附件(\d+)单位\}\Z")


def read_units(sheet: SheetLook, mistakes: Mistakes) -> tuple[Unit, ...]:
    """Units in sheet order; codes, names and aliases are unique, so that a name never means two units."""
    codes: dict[str, Entry] = {}
    names: dict[str, Entry] = {}
    units = []
    for row in table(sheet, 1, len(sheet.rows), UNIT_COLUMNS, mistakes):
        code, name = required(row["单位代码"], mistakes), required(row["单位名称"], mistakes)
        unique(row["单位代码"], codes, "单位代码", mistakes)
        unique(row["单位名称"], names, "单位名称", mistakes)
        if len(name) > LONGEST_NAME:
            mistakes.add("P052", row["单位名称"], length=len(name), limit=LONGEST_NAME)
        aliases = listed(row["别名"])
        for alias in aliases:
            if alias == name:
                continue
            entry = row["别名"]
            unique(Entry(entry.sheet, entry.address, alias, entry.heading), names, "别名", mistakes)
        units.append(Unit(code, name, aliases, row["联系人"].text, row["联系电话"].text))
    return tuple(units)


def read_choices(
    sheet: SheetLook, units: Mapping[int, tuple[Unit, ...]], mistakes: Mistakes
) -> Mapping[str, tuple[Choice, ...]]:
    """Choice lists by name; `{附件2单位}` stands for the units of that annex, their aliases being synonyms."""
    lists: dict[str, tuple[Choice, ...]] = {}
    seen: dict[str, dict[str, Entry]] = {}
    for row in table(sheet, 1, len(sheet.rows), CHOICE_COLUMNS, mistakes):
        name, value = required(row["选项表"], mistakes), required(row["选项"], mistakes)
        match = UNITS_OF_ANNEX.match(value)
        if match and int(match[1]) in units:
            added = tuple(Choice(unit.name, None, unit.aliases) for unit in units[int(match[1])])
        else:
            added = (Choice(value, whole(row["级次"], mistakes, 0, 999), listed(row["同义写法"])),)
        for choice in added:
            entry = replace(row["选项"], value=choice.value)
            unique(entry, seen.setdefault(name, {}), entry.heading, mistakes)
        lists[name] = (*lists.get(name, ()), *added)
    return lists
