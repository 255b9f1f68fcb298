"""Values that readers stumble over: what a number, a reference, a text, a name or a header may say."""

NUMBERS = (
    "", " ", "0", "-0", "-1", "1", "01", "+1", "1.5", "255", "256", "32767", "32768", "65535", "65536",
    "1048576", "1048577", "16384", "16385", "2147483647", "2147483648", "-2147483648", "4294967295",
    "4294967296", "9223372036854775807", "18446744073709551615", "18446744073709551616", "9" * 400,
    "1e308", "1e309", "-1e309", "1e-400", "NaN", "INF", "-Infinity", "0x10", "1_000", "1,000", "１２", "٣",
    "true", "2958465", "2958466", "-693594", "1e15", "123456789012345678",
)  # fmt: skip
REFERENCES = (
    "A1", "A0", "A", "1", "a1", "$A$1", "A1:", ":A1", "A1:A1:A1", "B2:A1", "XFD1048576", "XFE1048577",
    "A1:XFD1048576", "A99999999999", "AAAAAAA1", "ZZZ1", "R1C1", "A-1", "A1 B2", "Ａ１", "表!A1", "#REF!",
)  # fmt: skip
TEXTS: tuple[bytes, ...] = (
    b"=1+1", b"=HYPERLINK(&quot;http://example.invalid/&quot;,&quot;x&quot;)", b"+cmd|&apos; /C calc&apos;!A0",
    b"@SUM(A1)", b"-1", b"\t=1", b"&#13;=1", b"&#xD800;", b"&#0;", b"&#x1F;", b"&unknown;", b"&amp;#10;",
    b"_x0000_", b"_xD800_", b"\x00", b"\x1b[2J", b"\xff\xfe", b"\xed\xa0\x80", b"]]&gt;", b"<x>", b"</v>",
    "\u202e示例".encode(), "\ufeff示例".encode(), "\u200b".encode(), "é".encode("latin-1"),
    "示例".encode("gb18030"), "示例".encode("utf-16"), "合计".encode(), "😀".encode() * 300, b"9" * 40_000,
    b" " * 70_000, b"a\n" * 2_000, b"&lt;script&gt;", b"http://example.invalid/x", b"file:///etc/passwd",
)  # fmt: skip
"""As they stand in XML; some are no XML at all."""
NAMES: tuple[bytes, ...] = (
    b"", b".", b"..", b"/", b"../../x.xlsx", b"/etc/x.xlsx", b"C:\\x.xlsx", b"\\\\host\\share\\x.xlsx", b"a\0b.xlsx",
    b"CON", b"aux.xlsx", b"x.xlsx.", b"x " * 40 + b".xlsx", b"n" * 5_000, b"d/" * 300 + b"x", b"\xff\xfe.xlsx",
    "示例.xlsx".encode("gb18030"), "示例\u202exslx.xlsx".encode(), b"\x1b]0;x\x07.xlsx", b"~$x.xlsx", b"x/",
    b"[Content_Types].xml", b"mimetype", b"xl/workbook.xml", b"XL/WORKBOOK.XML", b"xl\\workbook.xml",
    b"xl/vbaProject.bin", b"xl/workbook.bin", b"content.xml", b"OFD.xml", b"__MACOSX/x", b"=1+1.xlsx",
)  # fmt: skip
WORDS: tuple[bytes, ...] = (
    b"", b"base64", b"quoted-printable", b"7bit", b"8bit", b"uuencode", b"x-unknown", b"utf-8", b"gb2312",
    b"utf-16", b"unknown-8bit", b"multipart/mixed", b"multipart/mixed; boundary=", b"message/rfc822", b"text/plain",
    b"message/partial", b"application/octet-stream; name*0=a; name*2=b", b"=?gb2312?B?!!!?=", b"=?utf-8?Q?=ZZ?=",
    b"=?x?y?z?=", b"x; filename*=unknown''%FF%FE.xlsx", b"x; filename*=utf-8''%E7%A4%BA", b'x; filename="\\"',
    b'attachment; filename="../../x.xlsx"', b"attachment; filename=" + b"n" * 3_000, b"\x00", b"\xff" * 50,
    b"Thu, 99 Nov 9999 99:99:99 +9999", b";" * 500, b"(" * 500, b'"' * 201, b"<" * 300,
)  # fmt: skip
"""What a header of a mail may say."""
ENTITIES: tuple[bytes, ...] = (
    b'<!DOCTYPE x [<!ENTITY e "e">]>',
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    b'<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    b'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://example.invalid/x.dtd"> %p;]>',
    b"<!DOCTYPE x [",
)
EXTREMES = (
    0,
    1,
    2,
    0x7F,
    0x80,
    0xFF,
    0x100,
    0x7FFF,
    0x8000,
    0xFFFF,
    0x10000,
    0x100000,
    0x7FFFFFFF,
    0x80000000,
)
WIDE = (*EXTREMES, 0xFFFFFFFB, 0xFFFFFFFC, 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF)
"""What a field of four bytes may hold; the last ones are OLE's own marks."""
