"""From the sheets of a plan workbook to a Plan."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbook_tools.model import Annex, Choice, Field, Finding, Form, Place, Plan, SheetLook, Unit
from workbook_tools.plan import fields as field_sheet
from workbook_tools.plan import lists, references, sections
from workbook_tools.plan import rules as rule_sheet
from workbook_tools.plan.annexes import read_annex, sheet_name
from workbook_tools.plan.cross import read_cross
from workbook_tools.plan.entries import Entry, Mistakes, as_text, headings
from workbook_tools.plan.layouts import read_layout
from workbook_tools.plan.sections import AnnexSettings

GUIDE = "说明"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A plan workbook as read: the plan, unless a mistake stands in the way, and everything found wrong in it."""

    plan: Plan | None
    findings: tuple[Finding, ...]


def digest(sheets: Sequence[SheetLook]) -> str:
    """A digest of what the plan says, whatever program saved it last; the 说明 sheet and blank margins do not count."""
    content = {
        sheet.name: [
            [row, column, as_text(value)]
            for row, values in enumerate(sheet.rows, 1)
            for column, value in enumerate(values, 1)
            if as_text(value)
        ]
        for sheet in sheets
        if sheet.name != GUIDE
    }
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


class _Sheets:
    """Sheets by name; one that is missing is a mistake and reads as empty."""

    def __init__(self, sheets: Sequence[SheetLook], mistakes: Mistakes) -> None:
        self._sheets = {sheet.name: sheet for sheet in sheets}
        self._missing: set[str] = set()
        self._mistakes = mistakes

    def __getitem__(self, name: str) -> SheetLook:
        if name not in self._sheets:
            self._mistakes.add("P001", Entry(name, (1, 1)), sheet=name)
            self._sheets[name] = SheetLook(name, True, ())
            self._missing.add(name)
        return self._sheets[name]

    def optional(self, name: str) -> SheetLook:
        """The sheet of a name; one that is missing reads as empty."""
        return self._sheets.get(name) or SheetLook(name, True, ())

    def has(self, name: str) -> bool:
        self[name]
        return name not in self._missing


def _forms(
    sheets: _Sheets, settings: Sequence[AnnexSettings], fields: Mapping[str, list[Field]], mistakes: Mistakes
) -> tuple[Form, ...]:
    label_column = headings(sheets[field_sheet.SHEET], 1).get("指标名称", 1)
    forms = []
    for setting in settings:
        own = tuple(fields.get(setting.form, ()))
        header = [field for field in own if field.place is Place.HEADER]
        roster = [field for field in own if field.place is Place.ROW]
        if not roster:
            mistakes.add("P033" if own else "P032", setting.row["表号"], form=setting.form)
        elif sheets.has(setting.form):
            layout = read_layout(sheets[setting.form], header, roster, label_column, mistakes)
            if layout is not None:
                forms.append(Form(setting.form, setting.title, own, setting.rows, setting.overflow, layout))
    return tuple(forms)


def _by_form(fields: Sequence[Field]) -> dict[str, list[Field]]:
    found: dict[str, list[Field]] = {}
    for field in fields:
        found.setdefault(field.form, []).append(field)
    return found


def _annexes(
    sheets: _Sheets,
    settings: Sequence[AnnexSettings],
    units: Sequence[Unit],
    fields: Mapping[str, list[Field]],
    mistakes: Mistakes,
) -> tuple[Annex, ...]:
    rosters = {form: [f for f in own if f.place is Place.ROW] for form, own in fields.items()}
    return tuple(
        read_annex(sheets[sheet_name(setting.annex)], setting, units, rosters, mistakes)
        for setting in settings
        if sheets.has(sheet_name(setting.annex))
    )


def _units_of(
    sheets: _Sheets, settings: Sequence[AnnexSettings], units: Sequence[Unit]
) -> dict[int, tuple[Unit, ...]]:
    """Units by annex, in the annex's order, for choice lists that stand for them."""
    by_name = {unit.name: unit for unit in units}
    found = {}
    for setting in settings:
        names = [as_text(value) for row in sheets[sheet_name(setting.annex)].rows for value in row]
        found[setting.annex] = tuple(by_name[name] for name in dict.fromkeys(names) if name in by_name)
    return found


def _lists(
    sheets: _Sheets, settings: Sequence[AnnexSettings], mistakes: Mistakes
) -> tuple[tuple[Unit, ...], Mapping[str, tuple[Choice, ...]]]:
    units = lists.read_units(sheets[lists.UNITS], mistakes)
    return units, lists.read_choices(sheets[lists.CHOICES], _units_of(sheets, settings, units), mistakes)


def _check_shown(sheets: _Sheets, mistakes: Mistakes) -> None:
    """A cell of a definition that shows no value would read as blank, which means something else."""
    needed = (sheets[name] for name in (sections.SHEET, lists.UNITS, lists.CHOICES, field_sheet.SHEET))
    for sheet in (*needed, sheets.optional(rule_sheet.SHEET)):
        for address in sorted({*sheet.errors, *sheet.uncached}):
            mistakes.add("P041", Entry(sheet.name, address, sheet.errors.get(address)))


def load(found: Sequence[SheetLook]) -> Loaded:
    """Read a plan from the sheets of its workbook, collecting every mistake; notices do not stand in the way."""
    mistakes = Mistakes()
    sheets = _Sheets(found, mistakes)
    _check_shown(sheets, mistakes)
    main = sheets[sections.SHEET]
    settings = sections.read_settings(main, mistakes)
    periods = sections.read_periods(main, mistakes)
    annex_settings = sections.read_annex_settings(main, mistakes)
    form_codes = [setting.form for setting in annex_settings]
    units, choices = _lists(sheets, annex_settings, mistakes)
    fields = field_sheet.read_fields(sheets[field_sheet.SHEET], form_codes, choices, mistakes)
    references.check_fields(sheets[field_sheet.SHEET], fields, choices, mistakes)
    by_form = _by_form(fields)
    forms = _forms(sheets, annex_settings, by_form, mistakes)
    annexes = _annexes(sheets, annex_settings, units, by_form, mistakes)
    references.check_conditions(annex_settings, by_form, choices, mistakes)
    rule_fields = {code: by_form.get(code, ()) for code in form_codes}
    rules = rule_sheet.read_rules(sheets.optional(rule_sheet.SHEET), rule_fields, choices, mistakes)
    references.check_periods(periods, annexes, mistakes)
    colours = sections.read_colours(main, mistakes)
    goals = sections.read_goals(main, [setting.annex for setting in annex_settings], mistakes)
    notes = sections.read_notes(main, form_codes, mistakes)
    crossed = read_cross(main, fields, mistakes)
    findings = tuple(mistakes.findings)
    if mistakes.any:
        return Loaded(None, findings)
    plan = Plan(
        settings,
        tuple(p for _, p in periods),
        annexes,
        units,
        forms,
        choices,
        colours,
        goals,
        notes,
        digest(found),
        rules=rules,
        cross=crossed,
    )
    return Loaded(plan, findings)
