"""How a value of an indicator is written inside a sentence: in its unit, never rounded onto the wrong side."""

from decimal import Decimal
from fractions import Fraction

from babel.numbers import format_decimal

from kpi.language import Words
from kpi.notation import rounded
from kpi.programme.measure import Term
from kpi.programme.plan import Indicator
from kpi.programme.registers import REGISTERS, FieldKind

FEW = 10
"""Below this many an expectation is written with a decimal: 1 of 2 isn't on track when 1.5 was expected."""
FINEST = 6


def amount(indicator: Indicator, value: Fraction | None, words: Words) -> str:
    """The value in its unit: euro, a percentage, or a number; a dash when unknown."""
    if indicator.unit == "euro":
        return words.money(value)
    return words.share(value) if indicator.unit == "share" else words.number(value)


def expectation(indicator: Indicator, value: Fraction, words: Words) -> str:
    """An expected value: whole euro and numbers, one decimal for a share or a few."""
    if indicator.unit == "euro":
        return words.money(value, cents=False)
    if indicator.unit == "share":
        return words.share(value)
    return words.number(value, 1 if abs(value) < FEW else 0)


def against(indicator: Indicator, value: Fraction, target: Fraction, both: str, words: Words) -> str:
    """The value beside what it is to be: *58 van 100 bedrijven*, *78,6% (22 van 28), doel 90%*.

    ``both``: the two numbers of a share (``parts``), or nothing.
    """
    if indicator.unit in {"share", "euro"}:
        decimals = apart(value * 100, target * 100, 1) if indicator.unit == "share" else 0
        shown = words.share(value, decimals) if indicator.unit == "share" else words.money(value)
        shown = words("{share} ({parts})", share=shown, parts=both) if both else shown
        return words("{value}, target {target}", value=shown, target=amount(indicator, target, words))
    noun = _noun(indicator, words)
    values = {"value": words.number(value), "target": words.number(target)}
    return words("{value} of {target} {noun}", **values, noun=noun) if noun else words("{value} of {target}", **values)


def parts(indicator: Indicator, above: Fraction | None, below: Fraction | None, words: Words) -> str:
    """Both numbers of a share, *28 van 98*; empty for what isn't a share of parts."""
    if indicator.measure.kind != "ratio" or indicator.unit != "share" or above is None or below is None:
        return ""
    return words(
        "{part} of {whole}",
        part=_part(above, indicator.measure.numerator, words),
        whole=_part(below, indicator.measure.denominator, words),
    )


def two_decimals(value: Fraction, limits: tuple[Fraction, ...], words: Words) -> str:
    """A ratio or a limit of one, *0,90*; with more decimals where two would put it on the wrong side of a limit."""
    decimals = max((apart(value, limit, 2) for limit in limits), default=2)
    return str(format_decimal(rounded(value, decimals), "0." + "0" * decimals, locale=words.locale))


def apart(value: Fraction, limit: Fraction, decimals: int) -> int:
    """The fewest decimals, from those given, with which a value under its limit isn't written as the limit.

    >>> apart(Fraction("0.8996"), Fraction("0.9"), 2), apart(Fraction("0.85"), Fraction("0.9"), 2)
    (4, 2)
    """
    while decimals < FINEST and value != limit and Fraction(rounded(value, decimals)) == limit:
        decimals += 1
    return decimals


def in_euro(terms: tuple[Term, ...]) -> bool:
    """Whether these terms of a measure add up money."""
    return any(_kind(term) is FieldKind.MONEY for term in terms if term.add == "sum")


def _kind(term: Term) -> FieldKind:
    return REGISTERS[term.register_name].field(str(term.of)).kind


def _part(value: Fraction, terms: tuple[Term, ...], words: Words) -> str:
    return words.money(value) if in_euro(terms) else words.number(value)


def _noun(indicator: Indicator, words: Words) -> str:
    return words("points") if indicator.unit == "points" else indicator.noun.in_(words.language)


def points(value: Fraction, words: Words) -> str:
    """A difference of shares in percentage points, without the unit.

    >>> from kpi.language import words_of
    >>> points(Fraction("0.125"), words_of("nl"))
    '12,5'
    """
    return words.number(Decimal(100) * rounded(value, FINEST), 1)
