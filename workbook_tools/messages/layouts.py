from workbook_tools.messages.kind import Kind

KINDS: tuple[Kind, ...] = ()
