"""What `expected.txt` holds: what became of a case or a story as text, each finding a line of its own."""

from collections.abc import Iterable, Iterator

from tests.golden.batch import Outcome
from tests.golden.cases import Case
from tests.golden.replay import Day, Stands
from tests.golden.stories import Story
from tests.golden.stories.story import Closing, Listing, Ruling
from workbook_tools.messages import register, render
from workbook_tools.model import Finding


def of_case(case: Case, outcome: Outcome) -> str:
    """The files of a case with verdict and status, and the findings in the order validate gives them."""
    return _text(case.says, _files(case, outcome))


def of_story(story: Story, days: Iterable[Day]) -> str:
    """The days of a story: what the bureau did, then each return with verdict (if it came that day) and status."""
    return _text(story.says, (line for day in days for line in _day(day)))


def _text(says: str, lines: Iterable[str]) -> str:
    return "\n".join([f"# {says}", *lines]) + "\n"


def _files(case: Case, outcome: Outcome) -> Iterator[str]:
    by_sha = {each.sha256: each for each in outcome.submissions}
    for file in outcome.files:
        name = file.path.partition(f"/{case.folder}/")[2]
        code = f" {file.judgement.code}" if file.judgement.code else ""
        submission = by_sha.pop(file.sha256, None)
        status = f", {submission.status.value}" if submission else ""
        yield f"{name}: {file.judgement.verdict.value}{code}{status}"
        for finding in submission.findings if submission else ():
            yield f"    {_line(finding)}"


def _day(day: Day) -> Iterator[str]:
    yield " ".join([f"## {day.day}", *map(_done, day.bureau)])
    for each in day.returns:
        yield _stands(each)
        yield from (f"    {_line(finding)}" for finding in each.judged.findings)


def _done(act: Ruling | Listing | Closing) -> str:
    if isinstance(act, Closing):
        return f"重新开启：{act.reopened}" if act.reopened else "封存"
    if isinstance(act, Ruling):
        return f"{act.matter.value}：{act.ruling}"
    return f"{act.kind.value}：附件{act.annex}"


def _stands(each: Stands) -> str:
    verdict = f"{each.verdict.value}, " if each.verdict else ""
    return f"{each.sent.period} {each.sent.unit}: {verdict}{each.judged.status.value}"


def _line(finding: Finding) -> str:
    """A finding as CODE CELL SEVERITY field | value; the sheet stands before the cell where it is not the form's."""
    place = finding.cell or (f"【{finding.sheet}】" if finding.sheet else "-")
    value = " | ".join(part for part in (finding.field, finding.value.replace("\n", "⏎")) if part)
    return f"{finding.code} {place} {finding.severity.name} {value}".rstrip()


def case_in_words(case: Case, outcome: Outcome) -> str:
    """What people read about a case: the register's reasons and the findings in full."""
    told = [
        f"{file.judgement.verdict.value}: {register.reason(file.judgement.code, file.judgement.params)}"
        f" → {register.tell(file.judgement.code, file.judgement.params)}"
        for file in outcome.files
        if file.judgement.code
    ]
    told += [_words(each) for one in outcome.submissions for each in one.findings]
    return "\n".join([f"## {case.folder}: {case.says}", *told, ""])


def story_in_words(story: Story, days: Iterable[Day]) -> str:
    """What people read about a story: the findings in full, day by day and unit by unit."""
    told = [
        f"{day.day} {each.sent.unit}: {_words(finding)}"
        for day in days
        for each in day.returns
        for finding in each.judged.findings
    ]
    return "\n".join([f"## {story.folder}: {story.says}", *told, ""])


def _words(finding: Finding) -> str:
    return f"{finding.severity.name} {render(finding)}"
