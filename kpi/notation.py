"""Figures as a language writes them, by Babel's data of its country; an unknown value is a dash, never a zero."""

import datetime
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date

UNKNOWN = "–"
NBSP = "\N{NO-BREAK SPACE}"
ENGLISH = "en"
BRITISH = "en_GB"
"""English is written as in Britain; a language that Babel doesn't know is written as English."""
DIGITS = "latn"
WIDE = Context(prec=60)
"""Room for any amount, so that rounding never fails."""
Number = int | Decimal | Fraction | None


def rounded(value: Decimal | Fraction | int, decimals: int) -> Decimal:
    """The exact value rounded half up (away from zero on a tie), the only rounding there is.

    >>> rounded(Fraction(2, 3), 2), rounded(Decimal("0.005"), 2), rounded(Decimal("-0.005"), 2)
    (Decimal('0.67'), Decimal('0.01'), Decimal('-0.01'))
    """
    if isinstance(value, Decimal):
        near = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, WIDE)
        return near or abs(near)
    scaled = Fraction(value) * 10**decimals
    whole, rest = divmod(abs(scaled.numerator), scaled.denominator)
    units = whole + (1 if 2 * rest >= scaled.denominator else 0)
    return Decimal(units if scaled >= 0 else -units).scaleb(-decimals)


def decimals_that_tie(sums: Iterable[Sequence[Number]], tried: Iterable[int]) -> int | None:
    """The first number of decimals with which each whole, the first of its row, is the sum of its parts, all rounded.

    A row with an unknown figure doesn't count. None when nothing ties, as a third and two thirds never do.

    >>> decimals_that_tie([(Fraction("81.64"), Fraction("67.57"), Fraction("14.07"))], (1, 2))
    2
    >>> decimals_that_tie([(Fraction(2, 3), Fraction(1, 3), Fraction(1, 3))], range(9))
    """
    known = [[figure for figure in row if figure is not None] for row in sums if None not in row]
    for decimals in tried:
        near = ([rounded(figure, decimals) for figure in row] for row in known)
        if all(whole == sum(parts) for whole, *parts in near):
            return decimals
    return None


def plain_number(value: Decimal | Fraction | None) -> int | float | None:
    """A whole number as one, else the nearest float: as JSON has it; None stays None.

    >>> plain_number(Fraction(58)), plain_number(Decimal("57.5")), plain_number(Decimal("1E+1")), plain_number(None)
    (58, 57.5, 10, None)
    """
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


@cache
def locale_of(language: str) -> Locale:
    """The locale that a language is written by: that of the country where most people speak it.

    >>> str(locale_of("nl")), str(locale_of("en")), str(locale_of("fr")), str(locale_of("qx"))
    ('nl_NL', 'en_GB', 'fr_FR', 'en_GB')
    """
    if language == ENGLISH:
        return Locale.parse(BRITISH)
    try:
        country = Locale.parse(get_global("likely_subtags").get(language, language)).territory
        return Locale.parse(f"{language}_{country}" if country else language)
    except (UnknownLocaleError, ValueError):
        return Locale.parse(BRITISH)


class Notation:
    r"""Money, numbers, shares and dates in one language.

    >>> nl = Notation("nl")
    >>> nl.money(33120), nl.money(Decimal("12144.5")), nl.share(Fraction(1, 8)), nl.date(datetime.date(2017, 12, 31))
    ('€\xa033.120', '€\xa012.144,50', '12,5%', '31 december 2017')
    >>> nl.money(None), nl.number(Decimal("57.50")), nl.short_date(datetime.date(2017, 7, 1))
    ('–', '57,5', '01-07-2017')
    >>> Notation("fr").money(33120), Notation("en").money(33120)
    ('33\u202f120\xa0€', '€33,120')
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = locale = locale_of(language)
        signs = locale.number_symbols[DIGITS]
        self.decimal, self.group = str(signs["decimal"]), str(signs["group"])
        """The signs before decimals and between thousands."""
        euro, percent = locale.currency_formats["standard"], locale.percent_formats[None]
        self.euro = tuple(part.replace("¤", "€") for part in (euro.prefix[0], euro.suffix[0]))
        """The signs before and after an amount."""
        self._percent = str(percent.suffix[0])
        self._signs = str.maketrans({",": self.group, ".": self.decimal})
        self._short_date = locale.date_formats["medium" if str(locale) == BRITISH else "short"].pattern
        self._day_first = self._short_date == "dd-MM-y"

    @property
    def tag(self) -> str:
        """The language with its country as documents name it: *nl-NL*."""
        return str(self.locale).replace("_", "-")

    def name_of(self, language: str) -> str:
        """A language as this one calls it: *Nederlands*; its code where it has no name.

        >>> Notation("nl").name_of("en"), Notation("en").name_of("qx")
        ('Engels', 'qx')
        """
        return str(self.locale.languages.get(language, language))

    def money(self, value: Number, cents: bool | None = None) -> str:
        """Euro; cents are shown when there are any, unless said otherwise."""
        if value is None:
            return UNKNOWN
        exact = rounded(value, 2)
        with_cents = exact != exact.to_integral_value() if cents is None else cents
        sign = "-" if rounded(exact, 2 if with_cents else 0) < 0 else ""
        digits = self._digits(abs(rounded(exact, 2 if with_cents else 0)), 2 if with_cents else 0, fixed=True)
        before, after = self.euro
        return f"{sign}{before}{digits}{after}"

    def number(self, value: Number, decimals: int = 2) -> str:
        """A number with at most that many decimals, without trailing zeros."""
        return UNKNOWN if value is None else self._digits(rounded(value, decimals), decimals)

    def decimals(self, value: Number, decimals: int) -> str:
        """A number with exactly that many decimals and no signs between thousands: *0,90*."""
        if value is None:
            return UNKNOWN
        return self._signed(f"{rounded(value, decimals):.{decimals}f}")

    def share(self, value: Number, decimals: int = 1) -> str:
        """A fraction as a percentage."""
        return UNKNOWN if value is None else self.number(Fraction(value) * 100, decimals) + self._percent

    def date(self, day: datetime.date | None) -> str:
        """A date in words: *31 december 2017*."""
        return UNKNOWN if day is None else format_date(day, "long", locale=self.locale)

    def short_date(self, day: datetime.date | None) -> str:
        """A date as in a table: *31-12-2017*; in English with its month's name, which Americans read alike."""
        if day is None:
            return UNKNOWN
        if self._day_first:
            return f"{day:%d-%m}-{day.year}"
        return format_date(day, self._short_date, locale=self.locale)

    def moment(self, moment: datetime.datetime) -> str:
        """A day and an hour on the clock of this machine, as in a table: *31-12-2017 14:05*."""
        here = moment.astimezone()
        return f"{self.short_date(here.date())} {here:%H:%M}"

    def month(self, day: datetime.date) -> str:
        """A month with its year, short: *jan. 2018*."""
        return format_date(day, self.locale.datetime_skeletons["yMMM"].pattern, locale=self.locale)

    def month_name(self, month: int) -> str:
        """A month by its number: *augustus*.

        >>> Notation("nl").month_name(8)
        'augustus'
        """
        return format_date(datetime.date(2000, month, 1), "LLLL", locale=self.locale)

    def _digits(self, value: Decimal, decimals: int, fixed: bool = False) -> str:
        """The digits of a number that has no more decimals than that; ten times as fast as the library's patterns."""
        written = f"{value:,.{decimals}f}"
        if decimals and not fixed:
            written = written.rstrip("0").rstrip(".")
        return self._signed(written)

    def _signed(self, digits: str) -> str:
        return digits.translate(self._signs)
