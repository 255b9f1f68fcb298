"""The command line: parse, call the pipeline, print. `main` is the entry point."""

from workbook_tools.cli.main import main

__all__ = ["main"]
