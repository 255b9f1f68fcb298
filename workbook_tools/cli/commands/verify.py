"""verify: a master held against archive and ledger."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from workbook_tools import __version__
from workbook_tools.basis import code_of
from workbook_tools.cli.call import Call, common
from workbook_tools.cli.masters import named_file, workspace_of
from workbook_tools.cli.progress import progress
from workbook_tools.messages import compare
from workbook_tools.messages import pack as pack_words
from workbook_tools.messages import verify as words
from workbook_tools.messages.times import minute
from workbook_tools.pipeline.pack import PackVerified, is_pack, verify_pack
from workbook_tools.pipeline.verifying import LineProblem, Named, Verified, verdict
from workbook_tools.pipeline.verifying import verify as hold_against

_SHOWN = 20
"""Differences, files and lines that are told one by one; JSON has all."""
_LONGEST = 48
"""Characters of a cell that are told; JSON has all."""
_NO_MASTER: Mapping[str, object] = {
    "differences": [],
    "archive": [],
    "strangers": [],
    "ledger": [],
    "digest": "",
    "digest_matches": None,
    "basis": None,
    "basis_from": None,
    "identical": False,
    "published": False,
    "uncomputed": 0,
    "verdict": pack_words.NO_MASTER,
}
"""What is answered of a pack whose master cannot be read."""


class Code(click.ParamType[str]):
    """校验码, its dashes and the case of its letters as one likes."""

    name = "CODE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code in its one spelling; a usage error where it is none."""
        return code_of(value) or self.fail(words.BAD_DIGEST.format(value=value), param, ctx)


@click.command(help=words.HELP)
@common
@click.argument("master", type=click.Path(path_type=Path))
@click.option("--digest", type=Code(), default=None, help=words.HELP_DIGEST)
def verify(call: Call, master: Path, digest: str | None) -> int:
    """Hold a master against archive and ledger; 1 where anything differs or was changed."""
    path = named_file(call.root, master)
    if path.suffix.lower() == ".zip" or is_pack(path):
        return _of_pack(call, path, digest or "")
    with progress(words.WORKING, call.as_json) as advance:
        found = hold_against(workspace_of(call, path), path, advance, code=digest or "")
    call.answer(_json(found), lambda: [*_heading(path, found.ok), *_lines(found)])
    return 0 if found.ok else 1


def _of_pack(call: Call, path: Path, code: str) -> int:
    """An evidence pack, which needs no workspace."""
    with progress(words.WORKING, call.as_json) as advance:
        pack = verify_pack(path, advance, code=code)
    problems = [{"file": each.file, "problem": each.problem} for each in pack.problems]
    of_master = _json(pack.master) if pack.master else _NO_MASTER
    call.answer({**of_master, "ok": pack.ok, "pack": problems}, lambda: list(_pack_lines(path, pack)))
    return 0 if pack.ok else 1


def _pack_lines(path: Path, pack: PackVerified) -> Iterator[str]:
    yield from _heading(path, pack.ok)
    wrong = pack_words.WRONG.format(count=len(pack.problems))
    yield words.SENTENCE.format(sentence=wrong if pack.problems else pack_words.SOUND)
    for each in pack.problems[:_SHOWN]:
        yield pack_words.FLAW_LINE.format(file=each.file, problem=each.problem)
    yield from _rest(pack.problems)
    if pack.master:
        yield from _lines(pack.master)
    else:
        yield words.SENTENCE.format(sentence=pack_words.NO_MASTER)


def _heading(path: Path, ok: bool) -> Iterator[str]:
    yield words.TITLE.format(file=path)
    yield words.FOUND_CLEAN if ok else words.FOUND_WRONG


def _json(found: Verified) -> Mapping[str, object]:
    basis, footing = found.rebuilt.basis, found.footing
    return {
        "ok": found.ok,
        "differences": [_difference(each) for each in found.compared.differences],
        "archive": [
            {"sha256": each.sha256, "file": each.file, "unit": found.unit(each.unit), "problem": each.problem}
            for each in found.archive.problems
        ],
        "strangers": list(found.archive.strangers),
        "ledger": [{"line": each.line, "problem": each.problem} for each in found.witnesses.problems],
        "digest": found.digest,
        "digest_matches": found.digest_matches,
        "basis": basis.dump() | {"line": footing.line} if basis and footing else None,
        "basis_from": footing.claim.source.value if footing else None,
        "identical": found.compared.identical,
        "published": found.published,
        "uncomputed": found.compared.uncomputed,
        "verdict": "".join(verdict(found)),
    }


def _difference(named: Named) -> dict[str, str]:
    each = named.difference
    return {
        "sheet": each.sheet,
        "cell": each.cell,
        "kind": each.kind.value,
        "expected": each.expected,
        "found": each.found,
        "cause": named.cause.value,
    }


def _lines(found: Verified) -> Iterator[str]:
    """One screen: the verdict, then what it rests on."""
    yield from (words.SENTENCE.format(sentence=each) for each in verdict(found))
    yield from _of_archive(found)
    yield from _of_ledger(found)
    yield from _of_master(found)
    if found.digest:
        same = {None: "", True: words.CODE_SAME, False: words.CODE_OTHER}[found.digest_matches]
        yield words.CODE.format(code=found.digest) + same
    yield words.CANNOT_PROVE


def _of_archive(found: Verified) -> Iterator[str]:
    archive = found.archive
    said = words.ARCHIVE_WRONG if archive.problems else words.ARCHIVE_SOUND
    yield said.format(count=archive.files, wrong=len(archive.problems))
    for each in archive.problems[:_SHOWN]:
        unit = words.FILE_UNIT.format(unit=found.unit(each.unit)) if each.unit else ""
        yield words.FILE_LINE.format(file=each.file, unit=unit, problem=each.problem, sha256=each.sha256)
    yield from _rest(archive.problems)
    if archive.strangers:
        names = "、".join(archive.strangers[:3])
        yield words.STRANGERS.format(count=len(archive.strangers), names=names)


def _of_ledger(found: Verified) -> Iterator[str]:
    witnesses = found.witnesses
    count = max(len(witnesses.twin), len(witnesses.database or ()))
    if not witnesses.problems:
        said = words.LEDGER_SOUND_TWIN if witnesses.database is None else words.LEDGER_SOUND
        yield said.format(count=count)
        return
    yield words.LEDGER_WRONG.format(count=count, wrong=len(witnesses.problems))
    runs = list(_runs(witnesses.problems))
    yield from runs[:_SHOWN]
    yield from _rest(runs)


def _runs(problems: Sequence[LineProblem]) -> Iterator[str]:
    """One text for lines that follow one another and have the same problem."""
    by_problem: dict[str, list[int | None]] = {}
    for each in problems:
        by_problem.setdefault(each.problem, []).append(each.line)
    for problem, lines in by_problem.items():
        numbered = [line for line in lines if line is not None]
        if len(numbered) < len(lines):
            yield words.LEDGER_WHOLE.format(problem=problem)
        for _, run in groupby(enumerate(numbered), key=lambda at: at[1] - at[0]):
            first, *others = (line for _, line in run)
            said = words.LEDGER_LINES if others else words.LEDGER_LINE
            yield said.format(first=first, last=[first, *others][-1], problem=problem)


def _of_master(found: Verified) -> Iterator[str]:
    basis, footing, compared = found.rebuilt.basis, found.footing, found.compared
    if basis and footing:
        source = words.SOURCES[footing.claim.source.value]
        yield words.BASIS.format(**basis.dump() | {"at": minute(basis.at)}, line=footing.line, source=source)
        if basis.tool != __version__:
            yield words.OTHER_TOOL.format(theirs=basis.tool, ours=__version__)
    if found.rebuilt.data:
        differing = words.COMPARED_OTHER.format(count=len(compared.differences))
        same = words.COMPARED_IDENTICAL if compared.identical else words.COMPARED_SAME
        yield differing if compared.differences else same
        yield from _told(compared.differences)
    yield words.AS_PUBLISHED if found.published else words.NOT_PUBLISHED
    if compared.uncomputed:
        yield words.UNCOMPUTED.format(count=compared.uncomputed)


def _told(differences: Sequence[Named]) -> Iterator[str]:
    """How many differences each sheet has, and the first of all."""
    counts = Counter(each.difference.sheet for each in differences)
    shown = differences[:_SHOWN]
    for sheet, count in counts.items():
        yield words.SHEET_LINE.format(sheet=sheet, count=count)
        yield from (_difference_line(each) for each in shown if each.difference.sheet == sheet)
    yield from _rest(differences)


def _difference_line(named: Named) -> str:
    what = named.difference
    return words.DIFFERENCE.format(
        cell=what.cell,
        kind=compare.KINDS[what.kind.value],
        expected=_clipped(what.expected),
        found=_clipped(what.found),
        cause=words.CAUSES[named.cause.value],
    )


def _clipped(text: str) -> str:
    return (text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…") or words.NOTHING


def _rest(all_of_them: Sequence[object]) -> Iterator[str]:
    if len(all_of_them) > _SHOWN:
        yield words.MORE.format(count=len(all_of_them) - _SHOWN)
