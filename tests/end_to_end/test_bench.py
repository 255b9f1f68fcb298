"""What the bench compares is comparable: everybody's workbook holds the same enterprises with the same values."""

from pathlib import Path

from scripts.bench_parts import floor, inputs, ordinary, same, swifter
from workbook_tools.cli.main import run

UNITS, ROWS = 3, 4


def test_every_contender_gives_the_same_values(tmp_path: Path) -> None:
    inputs.main(tmp_path, UNITS, ROWS, only_planned=False)
    here = ("-w", str(tmp_path / "workspace"), "--now", "2023-11-06")
    assert run(("collect", str(tmp_path / "returns"), *here)) == 0
    assert run(("validate", "--period", "2023-10", *here)) == 0, "sound returns"
    assert run(("consolidate", "--period", "2023-10", *here)) == 0
    outputs = [tmp_path / "workspace" / "master-202310.xlsx"]
    for script in (ordinary, swifter, floor):
        outputs.append(tmp_path / f"{script.__name__}.xlsx")
        script.main(tmp_path / "returns", outputs[-1])
    assert same.difference(outputs) == ""
    assert all(len(same.enterprises(output)) == UNITS * ROWS for output in outputs)
