"""The late queue as commands answer it."""

from collections.abc import Sequence

from workbook_tools.messages import closing
from workbook_tools.messages.times import minute
from workbook_tools.pipeline.late import Late


def late_json(each: Late) -> dict[str, object]:
    """One file of the queue."""
    return {
        "unit": each.unit,
        "name": each.name,
        "form": each.form,
        "sha256": each.sha256,
        "files": list(each.files),
        "received": each.received,
    }


def late_lines(queue: Sequence[Late], heading: str = closing.LATE) -> list[str]:
    """How many there are, and a line for each; nothing where there are none."""
    lines = [
        closing.LATE_LINE.format(
            name=each.name,
            form=each.form,
            files="、".join(each.files),
            received=minute(each.received),
        )
        for each in queue
    ]
    return [heading.format(count=len(lines)), *lines] if lines else []
