"""An outcome as text: a line a file, under it a line a finding; what `expected.txt` holds."""

from collections.abc import Iterator

from tests.golden.batch import Outcome
from tests.golden.cases import Case
from workbook_tools.messages import register, render
from workbook_tools.model import Finding


def story(case: Case, outcome: Outcome) -> str:
    """The files of a case with verdict and status, and the findings in the order validate gives them."""
    return "\n".join([f"# {case.says}", *_lines(case, outcome)]) + "\n"


def _lines(case: Case, outcome: Outcome) -> Iterator[str]:
    by_sha = {each.sha256: each for each in outcome.submissions}
    for file in outcome.files:
        name = file.path.partition(f"/{case.folder}/")[2]
        code = f" {file.judgement.code}" if file.judgement.code else ""
        submission = by_sha.pop(file.sha256, None)
        status = f", {submission.status.value}" if submission else ""
        yield f"{name}: {file.judgement.verdict.value}{code}{status}"
        for finding in submission.findings if submission else ():
            yield f"    {line(finding)}"


def line(finding: Finding) -> str:
    """A finding as CODE CELL SEVERITY field | value; the sheet stands before the cell where it is not the form's."""
    place = finding.cell or (f"【{finding.sheet}】" if finding.sheet else "-")
    value = " | ".join(part for part in (finding.field, finding.value.replace("\n", "⏎")) if part)
    return f"{finding.code} {place} {finding.severity.name} {value}".rstrip()


def sentences(case: Case, outcome: Outcome) -> str:
    """What people read about a case: the register's reasons and the findings in full."""
    told = [
        f"{file.judgement.verdict.value}: {register.reason(file.judgement.code, file.judgement.params)}"
        f" → {register.tell(file.judgement.code, file.judgement.params)}"
        for file in outcome.files
        if file.judgement.code
    ]
    told += [f"{each.severity.name} {render(each)}" for one in outcome.submissions for each in one.findings]
    return "\n".join([f"## {case.folder}: {case.says}", *told, ""])
