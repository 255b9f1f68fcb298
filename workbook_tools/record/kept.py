"""The JSON object an event is kept as."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

Scalar = str | int | float | None
"""A value issued in a header cell; a date is ISO text."""

Body = Mapping[str, Any]
"""An event's JSON object as parsed. Unknown names are passed over: later versions may add some."""


def canonical(value: object) -> str:
    """The one JSON text of a value, a record too: keys sorted, no spaces, Chinese as it is, a lone surrogate escaped.

    A lone surrogate stands for a byte of a file name that is no valid text; `backslashreplace` writes it
    exactly as JSON escapes it, so the text reads back to the same value.
    """
    text = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, default=_value
    )
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def stated(value: object) -> object:
    """A value as plain data, without what a record leaves at its default.

    A later version may add such fields: what was recorded before says the same then.
    """
    if is_dataclass(value):
        told = {each: getattr(value, each.name) for each in fields(value)}
        return {each.name: stated(item) for each, item in told.items() if item != each.default}
    if isinstance(value, Mapping):
        return {key: stated(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [stated(item) for item in value]
    return value


def _value(item: object) -> object:
    if isinstance(item, Enum):
        return item.value
    if is_dataclass(item):
        return {each.name: getattr(item, each.name) for each in fields(item)}
    raise TypeError(type(item).__name__)
