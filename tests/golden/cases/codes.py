"""Section D, codes and numbers: 51-56, 68."""

from collections.abc import Iterator
from itertools import count

from stdnum.cn import ric

from scripts.examples.enterprises import credit_code
from tests.golden.cases.case import case
from tests.golden.sound import DEPARTMENT, Sound


def id_card_number() -> str:
    """A made-up number with a valid check character; its division is that of no district, so it is nobody's."""
    body = "50000019900101001"
    return f"{body}{ric.calc_check_digit(body + '0')}"


def _codes_from(sound: Sound) -> Iterator[str]:
    return map(credit_code, count(sound.first))


@case(51, "code-as-a-number")
def code_as_number(sound: Sound) -> bytes:
    """An all-digit code typed into a cell of format 常规: its last digits are gone."""
    return sound.column("uscc", 915001541234567000, "9.15E+17", "9.15002E+17", 91500154)


@case(52, "form-of-codes")
def form_of_codes(sound: Sound) -> bytes:
    """Lower case, blanks, full width, a line break, an apostrophe, a hyphen: form only."""
    a, b, c, d, e, f = sound.codes
    wide = c.translate({ord(x): ord(x) + 0xFEE0 for x in c})
    return sound.column(
        "uscc", a.lower(), f"{b[:8]} {b[8:]} ", wide, f"{d[:9]}\n{d[9:]}", f"'{e}", f"{f[:8]}-{f[8:]}"
    )


@case(53, "look-alike-letters")
def look_alikes(sound: Sound) -> bytes:
    """O for 0, I for 1, S for 5; V can be taken for nothing."""
    a, b, c, d, *_ = sound.codes
    return sound.column(
        "uscc", a.replace("0", "O", 1), b.replace("1", "I", 1), c.replace("5", "S", 1), d[:9] + "V" + d[10:]
    )


@case(54, "other-numbers")
def other_numbers(sound: Sound) -> bytes:
    """A tax number, a code of an organisation, a register number, a code cut short, an id-card number."""
    return sound.column(
        "uscc",
        "500234123456789",
        "MA5XXXXX1",
        "MA5XXXXX-1",
        "5002342100123",
        sound.codes[4][:-1],
        id_card_number(),
    )


@case(53, "wrong-check-character")
def wrong_check(sound: Sound) -> bytes:
    """One digit mistyped, two digits exchanged, a letter where the division stands."""
    a, b, c, *_ = sound.codes
    return sound.column("uscc", a[:-2] + "77", b[:13] + b[14] + b[13] + b[15:], c[:3] + "A" + c[4:])


@case(55, "region-of-another-district")
def another_region(sound: Sound) -> bytes:
    """A code that is right but was given elsewhere: to be explained, or to be left to the bureau's other lists."""
    return sound.column("uscc", "91350100M000100Y43")


@case(56, "codes-dragged-down")
def dragged(sound: Sound) -> bytes:
    """The first code pulled down with the fill handle: each is one more than the last."""
    first = next(code for code in _codes_from(sound) if code[-2:].isdecimal() and code[-1] < "6")
    return sound.column("uscc", *(first[:-1] + str(int(first[-1]) + i) for i in range(4)))


@case(56, "code-copied-down")
def copied(sound: Sound) -> bytes:
    """A code that ends in a letter pulled down: the fill handle copies it."""
    return sound.column("uscc", *[next(code for code in _codes_from(sound) if code[-1].isalpha())] * 3)


@case(68, "form-of-certificates", form=DEPARTMENT)
def form_of_certificates(sound: Sound) -> bytes:
    """Blanks, lower case, 第…号, full width: form only."""
    return sound.column("cert", "GR2023 5100 1000", "gr202351001001", "第ＧＲ202351001002号")


@case(68, "wrong-kind-of-certificate", form=DEPARTMENT)
def wrong_certificate(sound: Sound) -> bytes:
    """An old GF number, the number of another list, a number cut short."""
    return sound.column("cert", "GF201351000123", "202350015408001234", "GR20235100100")


@case(68, "certificate-as-a-number", form=DEPARTMENT)
def certificate_number(sound: Sound) -> bytes:
    """A number without its letters, stored as a number."""
    return sound.column("cert", 202351001000)
