"""A link to a file, in a sheet that xlsxwriter writes."""

from xlsxwriter.url import Url


def file_link(path: str, text: str) -> Url:
    """A link to a file by its path from the folder of the workbook, shown as a text of ours."""
    link = Url(f"external:{path}")
    link.text = text
    # xlsxwriter writes \\, which is a part of a file's name everywhere but on Windows.
    link._relationship_link = link._relationship_link.replace("\\", "/")
    return link
