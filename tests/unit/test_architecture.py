"""The import table of docs/architecture.md, held: who may use whom, and who may touch the outside."""

import ast
from collections.abc import Iterator
from pathlib import Path

import workbook_tools

PACKAGE = Path(workbook_tools.__file__).parent
MAY_IMPORT: dict[str, set[str]] = {
    "period": set(),
    "model": {"period"},
    "errors": {"model"},
    "messages": {"model", "period"},
    "safe_write": {"errors", "messages"},
    "formula": {"model", "messages"},
    "layout": {"model"},
    "targets": {"model", "period"},
    "prefill": {"model", "targets"},
    "annex_table": {"model", "messages", "period", "understand"},
    "plan": {"model", "messages", "period", "formula", "annex_table", "layout", "targets", "prefill"},
    "understand": {"model", "messages"},
    "reading": {"model", "messages", "layout", "understand", "period"},
    "checks": {"model", "messages", "formula", "layout", "period", "understand", "reading"},
    "record": {"model"},
    "standing": {"model", "messages", "record", "period"},
    "consolidate": {"model", "messages", "formula", "standing", "targets", "period"},
    "notice": {"model", "messages", "annex_table", "period", "safe_write"},
    "xlsx": {
        "model", "messages", "errors", "layout", "formula", "period", "safe_write", "consolidate", "annex_table",
        "targets",
    },
    "intake": {"model", "messages", "errors", "xlsx", "reading"},
    "archive": {"errors", "messages", "safe_write"},
    "cache": set(),
    "ledger": {"errors", "messages", "record", "safe_write"},
    "workspace": {"archive", "errors", "ledger", "messages", "period", "safe_write"},
}  # fmt: skip
ANYTHING = {"pipeline", "cli", "__main__", "__init__"}
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


def test_every_module_imports_only_what_the_table_allows() -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {own}"
        for module, path in _modules()
        if module not in ANYTHING
        for name in _imports(path)
        if (own := _own(name)) and own not in MAY_IMPORT[module] | {module, "__version__"}
    ]
    assert wrong == []


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

    for module in MAY_IMPORT:
        visit(module, ())


def test_nothing_below_the_command_line_reads_the_clock() -> None:
    clocks = ("datetime.now(", "date.today(", "time.time(")
    readers = {
        str(path.relative_to(PACKAGE))
        for module, path in _modules()
        if module != "cli" and any(clock in path.read_text(encoding="utf-8") for clock in clocks)
    }
    # The lock tells who waits how long another run has been at work: that is about now, whatever --now says.
    assert readers <= {"workspace.py"}
