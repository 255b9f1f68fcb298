"""Beside other units: enterprises that two claim (X1, X19), or that are told of differently (X2, X5, X20)."""

from collections.abc import Collection, Iterable, Iterator

from workbook_tools.cross.around import key_label
from workbook_tools.cross.compared import compared
from workbook_tools.cross.statement import Statement, plain
from workbook_tools.cross.view import View
from workbook_tools.messages import cross as words
from workbook_tools.messages.submissions import YES
from workbook_tools.model import Field, FieldType, Finding


def check_claims(own: Statement, view: View) -> Iterator[Finding]:
    """X1 for each enterprise that other units of the annex count too, X19 once the bureau ruled on it."""
    claims = view.around.claims[own.form]
    for key in sorted(claims.elsewhere(own.counted.union(view.past.counted), own.unit)):
        others = {unit for unit in claims.of(key) if unit != own.unit}
        if not others:
            continue
        owner = view.owners.get((own.form, key))
        # A ruling for a unit that does not claim it any more settles nothing.
        if owner is None or owner not in ("", own.unit, *others):
            yield _contested(own, view, key, others)
        elif owner != own.unit:
            yield _ruled(own, view, key, owner)


def _contested(own: Statement, view: View, key: str, others: Collection[str]) -> Finding:
    both = words.TWO if len(others) == 1 else words.MORE
    return _on(own, view, key, "X1", units=view.units(others), both=both)


def _ruled(own: Statement, view: View, key: str, owner: str) -> Finding:
    ruling = words.OWNED.format(owner=view.units([owner])) if owner else words.OWNED_BY_NOBODY
    return _on(own, view, key, "X19", ruling=ruling)


def _on(own: Statement, view: View, key: str, code: str, **params: str) -> Finding:
    """A finding on an enterprise: at its record, or on the table where only an earlier return listed it."""
    record = own.records.get(key)
    if record is None:
        return view.of_table(own, code, key, key=key, **params)
    return view.at_key(own, record, code, key=key, **params)


def check_other_annexes(own: Statement, view: View) -> Iterator[Finding]:
    """X2 where a return of another annex lists the enterprise and a field of the same label differs."""
    fields = compared(view.plan, view.form, "X2")
    label = view.annex.counting.key
    others = [form for form in view.plan.forms if form is not view.form]
    for other in (form for form in others if key_label(view.plan, form.code) == label):
        labels = {field.label for field in other.roster}
        shared = [field for field in fields if field.label in labels]
        there = view.around.listed[other.code]
        for key in there.elsewhere(own.records, own):
            for field in shared:
                units = view.units(_differing(own, there.of(key), key, field))
                if units:
                    yield view.at(own, own.records[key], field.label, "X2", units=units, form=other.title)


def _differing(own: Statement, there: Iterable[Statement], key: str, field: Field) -> list[str]:
    """The units whose record of an enterprise says something else of a field."""
    value = _alike(own, key, field)
    return [each.unit for each in there if value and (other := _alike(each, key, field)) and other != value]


def _alike(statement: Statement, key: str, field: Field) -> str:
    """A value of an enterprise as it is compared with another return's."""
    value = statement.value(field.label, statement.records[key])
    return plain(value) if field.type is FieldType.NAME else "" if value is None else str(value)


def check_names(own: Statement, view: View) -> Iterator[Finding]:
    """X5 where one name has two codes, in this return or another, or one code has two names with two units."""
    if view.name_label == view.annex.counting.key:
        return
    yield from _twins(own, view)
    names, listed = view.around.names[view.annex.counting.key], view.around.listed[own.form]
    for name in names.elsewhere(own.named, own):
        record = own.named[name]
        there = (each for each in names.of(name) if own.keys[record] != each.keys[each.named[name]])
        yield from _clash(own, view, record, words.SAME_NAME, there)
    for key in listed.elsewhere(own.records, own):
        record = own.records[key]
        name = own.names[record]
        there = (each for each in listed.of(key) if name and each.names[each.records[key]] not in ("", name))
        yield from _clash(own, view, record, words.SAME_KEY, there)


def _twins(own: Statement, view: View) -> Iterator[Finding]:
    """Records of one return with one name and two codes: the later ones."""
    for key, record in own.records.items():
        first = own.named.get(own.names[record], record)
        if first != record and own.keys[first] != key:
            where = words.IN_ROW.format(row=own.rows[first])
            yield view.at(own, record, view.name_label, "X5", clash=words.SAME_NAME.format(where=where))


def _clash(
    own: Statement, view: View, record: int, how: str, there: Iterable[Statement]
) -> Iterator[Finding]:
    units = view.units(each.unit for each in there if (each.unit, each.form) != (own.unit, own.form))
    if units:
        where = words.REPORTED_BY.format(units=units)
        yield view.at(own, record, view.name_label, "X5", clash=how.format(where=where))


def check_other_list(own: Statement, view: View) -> Iterator[Finding]:
    """X20 where an enterprise is said to be of the kind another annex lists, and that annex's returns, all there, have
    none such in stock."""
    limits = view.rule("X20").limits
    annex = next((each for each in view.plan.annexes if limits and each.number == limits[0]), None)
    fields = compared(view.plan, view.form, "X20")
    if annex is None or annex.form == own.form or not fields:
        return
    if not {(row.unit, annex.form) for row in annex.rows} <= view.around.present:
        return
    there = view.around.listed[annex.form]
    for key, record in own.records.items():
        said = [field for field in fields if own.value(field.label, record) == YES]
        if said and not any(each.stock[each.records[key]] for each in there.of(key)):
            yield from (view.at(own, record, each.label, "X20", annex=str(annex.number)) for each in said)
