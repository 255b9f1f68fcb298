"""The master in a real LibreOffice: recalculated hard, no formula changes its value, and none comes to an error."""

import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tests.build.plans import example_plan, reporting_period
from tests.build.returns import accepted, enterprise, incubated, tables_of
from workbook_tools.period import month
from workbook_tools.xlsx.master import write

SYSTEM_PYTHON = Path("/usr/bin/python3")
RECALCULATE = Path(__file__).parent.parent / "build" / "recalculate.py"
# UNO's Python bridge belongs to the system's interpreter.
ABSENT = shutil.which("soffice") is None or not SYSTEM_PYTHON.exists()
pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(
        ABSENT and os.environ.get("CI") != "true", reason="needs LibreOffice (soffice) and python3-uno"
    ),
]

Formula = tuple[str, str, float | str, float | str, int]
"""Cell, formula, value as loaded, value after a hard recalculation, error code."""


def recalculated(path: Path) -> dict[str, list[Formula]]:
    command = [str(SYSTEM_PYTHON), str(RECALCULATE), str(path)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120, encoding="utf-8")
    sheets: dict[str, list[Formula]] = json.loads(done.stdout)
    return sheets


def changed(sheets: dict[str, list[Formula]]) -> list[tuple[str, str, float | str, float | str]]:
    return [
        (sheet, cell, before, after)
        for sheet, cells in sheets.items()
        for cell, _, before, after, _ in cells
        if before != after and not (isinstance(before, float) and before == pytest.approx(after, rel=1e-9))
    ]


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Exits, contests, ties, a target of 0, a carried list, months to come, and unit texts that look like formulas."""
    september = month(2023, 9)
    months = tuple(reporting_period(month(2023, n), annex1=0.8) for n in range(9, 13))
    hazards = [enterprise(text, "入库") for text in ("=1+1", "<5", "*", "<r>x</r>", "500154001000000001")]
    tables = tables_of(
        accepted("U01", "A", enterprise("K1", "入库"), enterprise("K2", "培育"), period=september),
        accepted("U01", "A", enterprise("K1", "退出"), enterprise("K2", "入库"), enterprise("K9", "入库")),
        accepted("U02", "A", enterprise("K9", "入库"), *hazards, enterprise("K8", "入库", "2024")),
        accepted("U04", "A", enterprise("K5", "入库"), enterprise("K6", "存量"), period=september),
        accepted(
            "U05",
            "B",
            *(incubated(f"示例{n}", stage) for n, stage in enumerate(("储备", "在孵", "毕业", "注销"))),
        ),
        plan=replace(example_plan(), periods=months),
    )
    path = tmp_path_factory.mktemp("master") / "master.xlsx"
    write(path, tables)
    return path


def test_no_formula_changes_its_value_and_none_is_an_error(master: Path) -> None:
    sheets = recalculated(master)
    assert {"总览", "附件1", "附件1分期", "附件1分年", "附件2", "附件2分期"} == {
        name for name, cells in sheets.items() if cells
    }
    assert sum(map(len, sheets.values())) > 150
    assert changed(sheets) == []
    assert [cell for cells in sheets.values() for cell in cells if cell[4]] == []


def test_control_a_planted_wrong_value_is_seen_to_change(master: Path, tmp_path: Path) -> None:
    planted = tmp_path / "planted.xlsx"
    with ZipFile(master) as source, ZipFile(planted, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/worksheets/sheet2.xml":
                text, count = re.subn(
                    r'(<c r="D5"[^>]*><f>[^<]*</f><v>)[^<]*', r"\g<1>777", data.decode("utf-8")
                )
                assert count == 1
                data = text.encode("utf-8")
            target.writestr(name, data)
    assert ("附件1", "D5", 777.0, 1.0) in changed(recalculated(planted))
