"""What was changed, in a few sentences: the file, an original, or the ledger."""

from collections.abc import Iterator

from workbook_tools.messages import verify as words
from workbook_tools.pipeline.verifying.claims import Footing
from workbook_tools.pipeline.verifying.differences import Cause
from workbook_tools.pipeline.verifying.lines import Witnesses
from workbook_tools.pipeline.verifying.verified import Verified


def verdict(found: Verified) -> tuple[str, ...]:
    """The sentences, the gravest matter first."""
    return (*_of_ledger(found), *_of_archive(found), *_of_master(found), *_of_code(found))


def _of_ledger(found: Verified) -> Iterator[str]:
    witnesses, footing = found.witnesses, found.footing
    if found.own and not found.is_borne_out:
        last = max((entry.at for each in witnesses.all for entry in each), default="")
        said = words.LEDGER_CUT if found.own.at > last else words.LEDGER_REWRITTEN
        yield said.format(at=found.own.at, last=last or words.NO_TIME)
    if witnesses.problems:
        yield _of_witnesses(witnesses, footing)


def _of_witnesses(witnesses: Witnesses, footing: Footing | None) -> str:
    """Which record of the ledger was changed."""
    match witnesses.database_holds, witnesses.twin_holds:
        case False, True:
            return words.DATABASE_CHANGED
        case True, False:
            return words.TWIN_CHANGED
        case False, False:
            return words.BOTH_BROKEN
    database, twin = witnesses.database or (), witnesses.twin
    shared = min(len(database), len(twin))
    if database[:shared] == twin[:shared]:
        said = words.DATABASE_SHORT if shared < len(twin) else words.TWIN_SHORT
        return said.format(count=max(len(database), len(twin)) - shared)
    if footing and footing.stands and not footing.both:
        is_database = footing.entries == database
        return words.ONE_REWRITTEN.format(witness=words.WITNESSES[0 if is_database else 1])
    return words.BOTH_DIFFER


def _of_archive(found: Verified) -> Iterator[str]:
    if problems := found.archive.problems:
        yield words.FILES_CHANGED.format(count=len(problems))


def _of_master(found: Verified) -> Iterator[str]:
    if found.footing is None:
        if not found.own:
            yield words.NO_CLAIM
    elif not found.rebuilt.data:
        told = words.NOT_REBUILT.format(reason=found.rebuilt.reason)
        yield words.NOT_REBUILT_FILES if found.archive.problems else told
    elif found.compared.identical:
        yield words.IDENTICAL
    elif not found.compared.differences:
        yield words.SAME_AS_PUBLISHED if found.published else words.SAME_CONTENT
    else:
        yield _of_differences(found)


def _of_differences(found: Verified) -> str:
    causes = {each.cause for each in found.compared.differences}
    if causes == {Cause.FILE}:
        sound = not found.witnesses.problems and not found.archive.problems
        return words.OF_FILE if sound else words.OF_FILE_TOO
    if causes == {Cause.TOOL}:
        return words.OF_TOOL
    if causes == {Cause.ORIGINAL} and found.published:
        return words.OF_ORIGINALS
    if causes == {Cause.LEDGER}:
        return words.OF_LEDGER
    return words.ORIGINALS_OR_FILE if found.is_borne_out else words.LEDGER_OR_FILE


def _of_code(found: Verified) -> Iterator[str]:
    if found.digest_matches is False:
        yield words.DIGEST_DIFFERS
