"""One demand on a form: where it is broken, what it needs to be asked at all, and what it comes to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbook_tools.formula import Node
from workbook_tools.model import Field, Scope, Severity


@dataclass(frozen=True, slots=True)
class Demand:
    """A condition under which something is wrong, over the labels of a form.

    `broken` comes to TRUE where the demand is; it is asked only where all `needs` (labels) are present and
    well typed and all `lacks` are that or blank, and an error or a text breaks nothing. `columns` are the
    roster labels that a demand about the table looks at as a whole: asked where none of their cells is badly
    typed. `fields` are the fields to mark, the first of them the one it is said of; a field's `own` demands
    (from its columns of the 字段 sheet) come in order, and only the first broken one of a cell counts. `live`
    says whether the form itself checks it; otherwise it is 收件后核. `params` are those of the message that are
    known beforehand; `says` and `todo` are the plan's own words for its own rules (empty for the catalogue's).
    """

    code: str
    severity: Severity
    scope: Scope
    fields: tuple[Field, ...]
    needs: tuple[str, ...]
    broken: Node
    lacks: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    own: bool = False
    live: bool = True
    params: Mapping[str, str] = field(default_factory=dict)
    says: str = ""
    todo: str = ""
