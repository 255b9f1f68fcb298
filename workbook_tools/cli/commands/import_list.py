"""import-list: a list of enterprises that the bureau supplies."""

from pathlib import Path
from typing import Any

import click

from workbook_tools.cli.call import Call, common, finding_json
from workbook_tools.messages import render, terminal
from workbook_tools.pipeline.lists import TakenIn
from workbook_tools.pipeline.lists import import_list as take_in
from workbook_tools.record import ListKind, ListRecorded

_KINDS = {kind.value.removesuffix("名单"): kind for kind in ListKind}


class AnnexNumber(click.ParamType[int]):
    """An annex by its number: 1 or 附件1."""

    name = "N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; a usage error where it is none."""
        digits = str(value).removeprefix("附件")
        if not digits.isascii() or not digits.isdecimal():
            self.fail(terminal.BAD_ANNEX.format(value=value), param, ctx)
        return int(digits)


class KindName(click.ParamType[ListKind]):
    """What a list is: 基数 or 官方."""

    name = "|".join(_KINDS)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> ListKind:
        """The kind; a usage error where it is none."""
        if isinstance(value, ListKind):
            return value
        kind = _KINDS.get(str(value).removesuffix("名单"))
        return kind or self.fail(terminal.BAD_LIST_KIND.format(value=value), param, ctx)


def _json(listed: ListRecorded) -> dict[str, object]:
    return {
        "annex": listed.annex,
        "kind": listed.listing.value,
        "entries": len(listed.entries),
        "sha256": listed.sha256,
    }


def _lines(result: TakenIn) -> list[str]:
    lines = [render(finding) for finding in result.findings]
    if result.listed is None:
        return [*lines, terminal.LIST_STOPPED.format(count=len(lines))]
    named = {"annex": result.listed.annex, "kind": result.listed.listing.value}
    count = len(result.listed.entries)
    if result.same:
        lines.append(terminal.LIST_SAME.format(**named, count=count))
    elif result.before:
        new, old = ({entry.key for entry in each.entries} for each in (result.listed, result.before))
        more, fewer = len(new - old), len(old - new)
        said = {"before": len(old), "more": more, "fewer": fewer}
        lines.append(terminal.LIST_REPLACED.format(**named, count=count, **said))
    else:
        lines.append(terminal.LIST_DONE.format(**named, count=count))
    return lines


@click.command("import-list", help=terminal.HELP_LIST)
@common
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--annex", type=AnnexNumber(), required=True, help=terminal.HELP_LIST_ANNEX)
@click.option("--kind", type=KindName(), required=True, help=terminal.HELP_LIST_KIND)
def import_list(call: Call, file: Path, annex: int, kind: ListKind) -> int:
    """Take in the list of FILE; 1 where anything in it is wrong, and then it is not taken in."""
    result = take_in(call.workspace(), file, annex, kind, call.now, call.user)
    data = {
        "list": _json(result.listed) if result.listed else None,
        "replaces": _json(result.before) if result.before and not result.same else None,
        "findings": [finding_json(finding) for finding in result.findings],
    }
    call.answer(data, lambda: _lines(result))
    return 0 if result.listed else 1
