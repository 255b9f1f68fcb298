"""From a field to the function that understands its cells: what all types share, then the type's own way."""

from collections.abc import Callable

from workbook_tools.model import NOT_APPLICABLE, Field, FieldType
from workbook_tools.understand.characters import joined, says_nothing, seen
from workbook_tools.understand.choices import choice
from workbook_tools.understand.codes import credit_code
from workbook_tools.understand.dates import day
from workbook_tools.understand.numbers import number, sequence
from workbook_tools.understand.numbertexts import number_text
from workbook_tools.understand.outcome import (
    BLANK,
    Approach,
    Context,
    Note,
    Reader,
    Understood,
    refused,
    taken,
)
from workbook_tools.understand.personal import personal
from workbook_tools.understand.phones import phone
from workbook_tools.understand.texts import name, text

_WORDS = {FieldType.TEXT, FieldType.NAME, FieldType.CHOICE}
# Elsewhere it is refused as no number, date or item of the list.
_MAY_HOLD_ID_CARD = {FieldType.TEXT, FieldType.NAME, FieldType.NUMBER_TEXT, FieldType.PHONE}
_SAME_AS_NOT_APPLICABLE = {"不适用", "N/A"}
_SAYS_NOTHING = Understood(None, (Note("C003"),))


def reader(field: Field, context: Context) -> Reader:
    """The function that understands the raw values of one field; make it once and use it for every cell."""
    approach = _APPROACHES[field.type](field, context)
    quick, careful = approach.quick, approach.careful

    def read(raw: object) -> Understood:
        if raw is None:
            return BLANK
        return quick(raw) or (isinstance(raw, str) and _common(raw, field)) or careful(raw)

    return read


def understand(raw: object, field: Field, context: Context) -> Understood:
    """What one raw value means in its field: form is normalised and noted, meaning never changed.

    `raw` is what the workbook reader gives: str, int, float, bool, date, datetime, time, timedelta or None.
    Never raises. For many cells of one field take `reader`.
    """
    return reader(field, context)(raw)


_APPROACHES: dict[FieldType, Callable[[Field, Context], Approach]] = {
    FieldType.TEXT: lambda *_: text(),
    FieldType.NAME: lambda *_: name(),
    FieldType.INTEGER: lambda field, _: number(field),
    FieldType.DECIMAL: lambda field, _: number(field),
    FieldType.PERCENT: lambda field, _: number(field),
    FieldType.DATE: lambda _, context: day(context),
    FieldType.CHOICE: lambda field, context: choice(context.choices.get(field.choices, ())),
    FieldType.CREDIT_CODE: lambda *_: credit_code(),
    FieldType.NUMBER_TEXT: lambda *_: number_text(),
    FieldType.PHONE: lambda *_: phone(),
    FieldType.SEQUENCE: lambda *_: sequence(),
}


def _common(raw: str, field: Field) -> Understood | None:
    """What a text says whatever its field: nothing, that it does not apply, or what should not be here."""
    bare, kind = joined(seen(raw)), field.type
    if not bare or kind is FieldType.SEQUENCE:
        return BLANK
    if bare == NOT_APPLICABLE and kind is not FieldType.CHOICE:
        return taken(NOT_APPLICABLE, "C001" if raw != bare else "")
    if bare.upper() in _SAME_AS_NOT_APPLICABLE and kind not in _WORDS:
        return taken(NOT_APPLICABLE, "C006")
    if says_nothing(bare):
        return _SAYS_NOTHING
    return _too_personal(field) if kind in _MAY_HOLD_ID_CARD and personal(raw) else None


def _too_personal(field: Field) -> Understood:
    """An id-card number goes no further; where the field is required, what was asked is still owed."""
    return refused("C005") if field.required else Understood(None, (Note("C004"),))
