"""收表.cmd, as Windows' own command interpreter reads it."""

from workbook_tools.messages.drop import script


def lines() -> list[str]:
    """The command file line by line."""
    return script(None).decode("utf-8").split("\r\n")


def test_a_bracket_in_a_dropped_file_s_name_ends_no_block() -> None:
    # A second download is named 填报表(1).xlsx, and Explorer quotes only names with spaces.
    assert [line for line in lines() if "%*" in line and ("(" in line or ")" in line)] == []


def test_every_place_jumped_to_is_there() -> None:
    wanted = {line.rsplit("goto ", 1)[1] for line in lines() if "goto " in line}
    assert wanted
    assert wanted <= {line.removeprefix(":") for line in lines() if line.startswith(":")}
