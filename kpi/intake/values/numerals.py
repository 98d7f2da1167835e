"""Amounts and numbers as Dutch offices write them; what can be read in two ways is refused, never guessed."""

import math
import re
from decimal import Decimal, InvalidOperation

from kpi.facts.tables import NUMBER_SCALE
from kpi.intake.formats.cells import Percent, Raw
from kpi.intake.unreadable import Fault

CENTS = 100
LARGEST = 10**15
"""In cents or millionths: far above any amount of a programme, far below what a table can hold."""
NOISE = 1e-3
"""A computed number may differ this much of a cent (or millionth) from a whole one: binary fractions."""
SHORTENED = re.compile(r"[-+]?\d(?:[.,]\d+)?E\+\d{1,3}", re.IGNORECASE)
"""A long number as a spreadsheet program writes it where it doesn't fit: the last digits are gone."""
DIGITS_KEPT = 10**15
"""A spreadsheet program keeps fifteen digits of a number, and makes zeros of the others."""

_GROUPED_NL = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?|[1-9]\d{0,2}(?: \d{3})+(?:,\d+)?")
_GROUPED_EN = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+\.\d+|[1-9]\d{0,2}(?:,\d{3}){2,}")
_EITHER = re.compile(r"[1-9]\d{0,2},\d{3}")
_HALF_GROUPED = re.compile(r"[1-9]\d{3,}\.\d{3}")
"""A million of which one point is missing, or a thousand with three decimals."""
_POINT_OR_THOUSAND = re.compile(r"[-+(€ ]*[1-9]\d{0,2}\.\d{3}[-) ]*")
_ENGLISH = re.compile(r"[^,]*\d\.(?:\d{1,2}|\d{4,})\D*|.*\d,\d{3}\.\d+\D*")
_COMMA = re.compile(r"(?<!\d)\d++,\d+")
_POINT = re.compile(r"\d+(?:\.\d+)?")
_NO_CENTS = re.compile(r"[,.][-–—=]{1,2}$")
_MINUS = re.compile(r"^(?:-/-|[-–−])\s*|(?<!\s)\s*(?:-/-|[-–−])$")
_EURO = re.compile(r"€|\beuro?s?\b", re.IGNORECASE)


class PointNotation:
    """In which notation the figures of a column are, as far as those with a point tell."""

    def __init__(self) -> None:
        self.english = ""
        """The first text whose point is a decimal one."""
        self.either: set[str] = set()
        """Texts that are a thousand in Dutch, and a fraction in English."""

    def note(self, text: str) -> None:
        """Take a text of the column.

        >>> notation = PointNotation()
        >>> for text in ("1.250", "1.250,50", "1.250.000", "€ 99.95"): notation.note(text)
        >>> notation.either, notation.english
        ({'1.250'}, '€ 99.95')
        """
        if _POINT_OR_THOUSAND.fullmatch(text):
            self.either.add(text)
        elif not self.english and _ENGLISH.fullmatch(text):
            self.english = text


def in_euro(cents: int) -> Decimal:
    """Return whole cents as an exact amount in euro.

    >>> in_euro(1250)
    Decimal('12.5')
    """
    return Decimal(cents) / CENTS


def written_cents(cents: int) -> str:
    """Whole cents as an amount that can be read in one way only.

    >>> written_cents(-123456), written_cents(5)
    ('-1234,56', '0,05')
    """
    whole, rest = divmod(abs(cents), CENTS)
    return f"{'-' if cents < 0 else ''}{whole},{rest:02d}"


def written_number(exact: Decimal) -> str:
    """A number as it is typed, without zeros behind it.

    >>> written_number(Decimal("1200.50")), written_number(Decimal(1200))
    ('1200,5', '1200')
    """
    return f"{exact.normalize():f}".replace(".", ",")


def cents_of(written: str) -> int | None:
    """Return the whole cents of a decimal as XML writes it; None when it is none, or more precise than a cent.

    >>> cents_of("-12.50"), cents_of("12,50"), cents_of("0.001")
    (-1250, None, None)
    """
    try:
        exact = Decimal(written) * CENTS
    except InvalidOperation:
        return None
    whole = exact.is_finite() and abs(exact) <= LARGEST and exact == exact.to_integral_value()
    return int(exact) if whole else None


def plain_number(text: str) -> Decimal | Fault:
    """A number without sign, in Dutch notation, or in English where that can't be misread.

    >>> plain_number("1.234"), plain_number("1.250,50"), plain_number("12.5"), plain_number("1,234.50")
    (Decimal('1234'), Decimal('1250.50'), Decimal('12.5'), Decimal('1234.50'))
    >>> plain_number("1,234").code, plain_number("1250.000").code, plain_number("5k").code
    ('ambiguous_number', 'ambiguous_number', 'not_a_number')
    """
    if not text.isascii():
        return Fault("not_a_number")
    if _EITHER.fullmatch(text) or _HALF_GROUPED.fullmatch(text):
        return Fault("ambiguous_number")
    if _GROUPED_NL.fullmatch(text):
        return Decimal(text.replace(".", "").replace(" ", "").replace(",", "."))
    if _GROUPED_EN.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if _COMMA.fullmatch(text):
        return Decimal(text.replace(",", "."))
    return Decimal(text) if _POINT.fullmatch(text) else Fault("not_a_number")


def signed_number(text: str) -> Decimal | Fault:
    """A number with its sign before, after (``1.250,00-``), as ``-/-`` or as parentheses.

    >>> signed_number("(1.250,00)"), signed_number("1.250,00-"), signed_number("-/- 500"), signed_number("--5").code
    (Decimal('-1250.00'), Decimal('-1250.00'), Decimal('-500'), 'not_a_number')
    """
    signs = 0
    if text.startswith("(") and text.endswith(")"):
        text, signs = text[1:-1].strip(), 1
    rest, minuses = _MINUS.subn("", text.removeprefix("+").strip())
    number = plain_number(rest.strip())
    if isinstance(number, Fault):
        return number
    return Fault("not_a_number") if signs + minuses > 1 else -number if signs + minuses else number


def amount(raw: Raw) -> int | Fault:
    """An amount in whole cents.

    >>> amount("€ 5.000,-"), amount("5.000,="), amount("€ -12,50"), amount("1.234"), amount(12.5), amount(0.1 + 0.2)
    (500000, 500000, -1250, 123400, 1250, 30)
    >>> amount("12,345").code, amount(12.345).code, amount("5k").code
    ('ambiguous_number', 'fraction_of_cent', 'not_an_amount')
    """
    if isinstance(raw, str):
        bare = _EURO.sub("", raw).strip() if not raw.isdigit() else raw
        return _scaled(signed_number(_NO_CENTS.sub("", bare)), CENTS, "not_an_amount", "fraction_of_cent")
    return _from_cell(raw, CENTS, "not_an_amount", "fraction_of_cent")


def number(raw: Raw) -> int | Fault:
    """A number in whole millionths.

    >>> number("7,5"), number(7.5), number("90%").code
    (7500000, 7500000, 'percentage')
    """
    if isinstance(raw, str):
        if raw.endswith("%"):
            return Fault("percentage")
        return _scaled(signed_number(raw), NUMBER_SCALE, "not_a_number", "too_precise")
    return _from_cell(raw, NUMBER_SCALE, "not_a_number", "too_precise")


def whole(raw: Raw) -> int | Fault:
    """A whole number that isn't negative.

    >>> whole(3.0), whole("1.250"), whole(2.5).code, whole("-1").code
    (3, 1250, 'not_whole', 'negative')
    """
    scaled = number(raw)
    if isinstance(scaled, Fault):
        return scaled if scaled.code in ("percentage", "ambiguous_number", "too_big") else Fault("not_whole")
    if scaled % NUMBER_SCALE:
        return Fault("not_whole")
    return scaled // NUMBER_SCALE if scaled >= 0 else Fault("negative")


def percentage(raw: Raw) -> Decimal | Fault | None:
    """The fraction that a percentage stands for; None when the cell isn't one.

    >>> percentage("90%"), percentage(Percent(0.125)), percentage("90")
    (Decimal('0.9'), Decimal('0.125'), None)
    """
    if isinstance(raw, Percent):
        return Decimal(repr(round(raw.fraction, 12))) if math.isfinite(raw.fraction) else Fault("not_a_number")
    if not isinstance(raw, str) or not raw.endswith("%"):
        return None
    read = signed_number(raw[:-1].strip())
    return read if isinstance(read, Fault) else read / 100


def _scaled(read: Decimal | Fault, scale: int, wrong: str, precise: str) -> int | Fault:
    if isinstance(read, Fault):
        return Fault(wrong) if read.code == "not_a_number" else read
    exact = read * scale
    if exact != exact.to_integral_value():
        return Fault(precise)
    return int(exact) if abs(exact) <= LARGEST else Fault("too_big")


def _from_cell(raw: Raw, scale: int, wrong: str, precise: str) -> int | Fault:
    if isinstance(raw, Percent):
        return Fault("percentage")
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        return Fault(wrong)
    if abs(raw) > LARGEST:
        return Fault("too_big")
    if math.isnan(raw):
        return Fault(wrong)
    exact = raw * scale
    nearest = round(exact)
    if abs(exact - nearest) > NOISE:
        return Fault(precise)
    return nearest if abs(nearest) <= LARGEST else Fault("too_big")
