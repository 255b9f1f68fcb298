"""One command a module, its options beside it."""

import click

from workbook_tools.cli.commands.check_plan import check_plan
from workbook_tools.cli.commands.collect import collect
from workbook_tools.cli.commands.consolidate import consolidate
from workbook_tools.cli.commands.generate import generate
from workbook_tools.cli.commands.import_annex import import_annex
from workbook_tools.cli.commands.init import init
from workbook_tools.cli.commands.status import status
from workbook_tools.cli.commands.validate import validate

COMMANDS: tuple[click.Command, ...] = (
    init,
    import_annex,
    check_plan,
    generate,
    collect,
    validate,
    consolidate,
    status,
)
