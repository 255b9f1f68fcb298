"""How a command line is to be written: help with Chinese headings, and what is wrong with one in a sentence."""

import click

from workbook_tools.messages import terminal


class Formatter(click.HelpFormatter):
    """click's help with its headings in Chinese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that shows how a command is written."""
        super().write_usage(prog, args, prefix or terminal.USAGE_PREFIX)

    def write_heading(self, heading: str) -> None:
        """The heading of the options or the commands."""
        super().write_heading(terminal.USAGE_HEADINGS.get(heading, heading))


class Context(click.Context):
    """A command's context that prints help this way."""

    formatter_class = Formatter


def sentence(problem: click.ClickException) -> str:
    """What is wrong with a command line, and where its help is."""
    context = problem.ctx if isinstance(problem, click.UsageError) else None
    see = terminal.USAGE_SEE.format(command=context.command_path) if context else ""
    return _problem(problem) + see


def _problem(problem: click.ClickException) -> str:
    match problem:
        case click.NoSuchOption():
            return terminal.USAGE_NO_OPTION.format(name=problem.option_name)
        case click.MissingParameter(param=click.Parameter() as missing, ctx=click.Context() as context):
            name = missing.make_metavar(context) if isinstance(missing, click.Argument) else missing.opts[0]
            return terminal.USAGE_MISSING.format(name=name)
        case click.BadOptionUsage():
            return terminal.USAGE_NO_VALUE.format(name=problem.option_name)
        case click.BadParameter():
            return problem.message
    return terminal.USAGE_OTHER.format(problem=problem.message)
