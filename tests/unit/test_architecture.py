"""The import table of docs/architecture.md, held: who may use whom, and who may touch the outside."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import workbook_tools

PACKAGE = Path(workbook_tools.__file__).parent
DOCUMENT = PACKAGE.parent / "docs" / "architecture.md"


def _documented() -> dict[str, set[str]]:
    """The table as it stands in the document: module -> the modules of ours that it imports."""
    table: dict[str, set[str]] = {}
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        modules = re.findall(r"`(\w+)/?`", cells[0]) if line.startswith("| `") else []
        table |= {module: set(re.findall(r"\w+", cells[2])) for module in modules}
    return table


MAY_IMPORT = _documented()
ANYTHING = {"pipeline", "cli", "__main__", "__init__"}
"""What stands on top of all others."""
EDGES = {
    "openpyxl": {"xlsx"},
    "xlsxwriter": {"xlsx"},
    "python_calamine": {"xlsx"},
    "click": {"cli"},
    "pandas": {"consolidate"},
    "sqlite3": {"ledger", "cache"},
    "docx": {"notice"},
}


def _modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        yield first, path


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "workbook_tools":
                yield from (f"workbook_tools.{alias.name}" for alias in node.names)
            else:
                yield node.module


def _own(name: str) -> str | None:
    parts = name.split(".")
    return parts[1] if parts[0] == "workbook_tools" and len(parts) > 1 else None


def test_every_module_imports_just_what_the_table_says() -> None:
    imported: dict[str, set[str]] = {module: set() for module, _ in _modules() if module not in ANYTHING}
    for module, path in _modules():
        if module not in ANYTHING:
            imported[module] |= {own for name in _imports(path) if (own := _own(name))}
    own = {module: found - {module, "__version__"} for module, found in imported.items()}
    assert {module: found for module, found in MAY_IMPORT.items() if module not in ANYTHING} == own


def test_only_edges_touch_workbook_libraries_click_and_databases() -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for module, path in _modules()
        for name in _imports(path)
        if (allowed := EDGES.get(name.split(".")[0])) and module not in allowed
    ]
    assert wrong == []


def test_the_table_has_no_cycle() -> None:
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " -> ".join((*trail, module))
        for used in MAY_IMPORT[module] - done:
            visit(used, (*trail, module))
        done.add(module)

    for module in MAY_IMPORT.keys() - ANYTHING:
        visit(module, ())


def test_nothing_below_the_command_line_reads_the_clock() -> None:
    clocks = ("datetime.now(", "date.today(", "time.time(")
    readers = {
        str(path.relative_to(PACKAGE))
        for module, path in _modules()
        if module != "cli" and any(clock in path.read_text(encoding="utf-8") for clock in clocks)
    }
    # The lock tells who waits how long another run has been at work: that is about now, whatever --now says.
    assert readers <= {"turn.py"}
