"""All that users read, in one place: what each finding says (Chinese), and how it is put into a sentence."""

from workbook_tools.messages.catalogue import KINDS, kind, severity
from workbook_tools.messages.kind import Kind
from workbook_tools.messages.render import general, kind_of, render, render_place

__all__ = ["KINDS", "Kind", "general", "kind", "kind_of", "render", "render_place", "severity"]
