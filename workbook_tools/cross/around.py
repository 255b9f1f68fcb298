"""The returns of all units beside each other: who lists which enterprise, under which name, and who claims it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from workbook_tools.cross.past import Past
from workbook_tools.cross.statement import Statement
from workbook_tools.model import Plan
from workbook_tools.period import Period

Owner = tuple[str, str]
"""Whose return it is: unit code and form code."""

NO_PAST = Past()
_Whose = TypeVar("_Whose")


@dataclass(slots=True)
class Index(Generic[_Whose]):
    """What each text belongs to: nearly always one, so only the first is kept by text, and all where there are more."""

    first: dict[str, _Whose] = field(default_factory=dict)
    all: dict[str, list[_Whose]] = field(default_factory=dict)

    def add(self, texts: Collection[str], whose: _Whose) -> None:
        """Go on with the texts of another one."""
        new = dict.fromkeys(texts, whose)
        for text in self.first.keys() & new.keys():
            self.all.setdefault(text, [self.first[text]]).append(whose)
            del new[text]
        self.first.update(new)

    def of(self, text: str) -> list[_Whose]:
        """All that a text belongs to, in the order added."""
        return self.all.get(text) or ([self.first[text]] if text in self.first else [])

    def elsewhere(self, texts: Iterable[str], own: _Whose) -> list[str]:
        """Those of the texts that belong to another one too, in their order."""
        return [
            text
            for text in texts
            if (first := self.first.get(text)) is not None and (first is not own or text in self.all)
        ]


@dataclass(frozen=True, slots=True)
class Around:
    """`claims`: by form, the units that count an enterprise. `listed`: by form, the returns that list it. `names`: by
    the label of the key, the returns in which a name stands. `stock`: by form, since when and with which unit an
    enterprise was first listed as 存量. `present`: whose returns these are.
    """

    claims: Mapping[str, Index[str]]
    listed: Mapping[str, Index[Statement]]
    names: Mapping[str, Index[Statement]]
    stock: Mapping[str, Mapping[str, tuple[Period, str]]]
    present: frozenset[Owner]


def around(
    plan: Plan, period: Period, statements: Iterable[Statement], pasts: Mapping[Owner, Past]
) -> Around:
    """The index of one period: of each obligation the return that speaks for it, and all units' accepted pasts.

    Who is silent claims what its past claims, unless the plan counts silence as nothing: then of earlier years alone.
    """
    claims: dict[str, Index[str]] = {form.code: Index() for form in plan.forms}
    listed: dict[str, Index[Statement]] = {form.code: Index() for form in plan.forms}
    names: dict[str, Index[Statement]] = {key_label(plan, form.code): Index() for form in plan.forms}
    speaking = {(each.unit, each.form): each for each in statements}
    for owner in sorted({*speaking, *pasts}):
        unit, form = owner
        now, before = speaking.get(owner), pasts.get(owner, NO_PAST)
        if now is None:
            claims[form].add([key for key in before.counted if before.year_before(key, period.year)], unit)
        else:
            claims[form].add(now.counted.union(before.counted), unit)
            listed[form].add(now.records, now)
            names[key_label(plan, form)].add(now.named, now)
    return Around(claims, listed, names, _stock(plan, pasts), frozenset(speaking))


def key_label(plan: Plan, form: str) -> str:
    """What the key of an enterprise is called in a form: the same label is the same kind of key."""
    return plan.annex_of(form).counting.key


def _stock(plan: Plan, pasts: Mapping[Owner, Past]) -> Mapping[str, Mapping[str, tuple[Period, str]]]:
    first: dict[str, dict[str, tuple[Period, str]]] = {form.code: {} for form in plan.forms}
    for (unit, form), before in pasts.items():
        known = first[form]
        for key, since in before.stock.items():
            known[key] = min(known.get(key, (since, unit)), (since, unit))
    return first
