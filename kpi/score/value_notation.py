"""Values of an indicator inside a sentence: in its unit, never rounded onto the wrong side."""

from decimal import Decimal
from fractions import Fraction

from kpi.language import Said
from kpi.notation import rounded
from kpi.programme.measure import Term
from kpi.programme.plan import Indicator
from kpi.programme.registers import REGISTERS, FieldKind
from kpi.score.scores import PartScore
from kpi.sentences import Figure, Sentence, say

FEW = 10
"""Below this many an expectation is written with a decimal: 1 of 2 isn't on track when 1.5 was expected."""
FINEST = 6


def amount(indicator: Indicator, value: Fraction | None) -> Figure:
    """The value in its unit: euro, a percentage, or a number; a dash when unknown."""
    if indicator.unit == "euro":
        return say.money(value)
    return say.share(value) if indicator.unit == "share" else say.number(value)


def expectation(indicator: Indicator, value: Fraction) -> Figure:
    """An expected value: whole euro and numbers, one decimal for a share or a few."""
    if indicator.unit == "euro":
        return say.money(value, cents=False)
    if indicator.unit == "share":
        return say.share(value)
    return say.number(value, 1 if abs(value) < FEW else 0)


def against(indicator: Indicator, value: Fraction, target: Fraction, both: Sentence | None) -> Sentence:
    """The value beside what it is to be: *58 van 100 bedrijven*, *78,6% (22 van 28), doel 90%*.

    ``both``: the two numbers of a share (``parts``), or nothing.
    """
    if indicator.unit in {"share", "euro"}:
        decimals = apart(value * 100, target * 100, 1) if indicator.unit == "share" else 0
        figure = say.share(value, decimals) if indicator.unit == "share" else say.money(value)
        shown = say("{share} ({parts})", share=figure, parts=both) if both else figure
        return say("{value}, target {target}", value=shown, target=amount(indicator, target))
    counted, asked, noun = say.number(value), say.number(target), _noun(indicator)
    if value > target:
        count = counted if noun is None else say("{value} {noun}", value=counted, noun=noun)
        return say("{count} (target: {target})", count=count, target=asked)
    if noun is None:
        return say("{value} of {target}", value=counted, target=asked)
    return say("{value} of {target} {noun}", value=counted, target=asked, noun=noun)


def parts(indicator: Indicator, above: Fraction | None, below: Fraction | None) -> Sentence | None:
    """Both numbers of a share, *28 van 98*; None for what isn't a share of parts."""
    if not indicator.measure.parts.denominator or indicator.unit != "share" or above is None or below is None:
        return None
    return say(
        "{part} of {whole}",
        part=_part(above, indicator.measure.numerator),
        whole=_part(below, indicator.measure.denominator),
    )


def unscored(part: PartScore) -> Sentence:
    """Say of a part of a goal without a score how many of its indicators could be measured."""
    if not part.indicators:
        return say("nothing to measure yet")
    return say("{measured} of {started} measured", measured=part.measured, started=part.indicators)


def whole_percent(value: Fraction, limits: tuple[Fraction, ...] = ()) -> Figure:
    """A ratio or a limit of one, *90%*; with decimals where a whole one would be on the wrong side of a limit."""
    return say.share(value, max((apart(value, limit, 2) for limit in limits), default=2) - 2)


def apart(value: Fraction, limit: Fraction, decimals: int) -> int:
    """The fewest decimals, from those given, with which a value under its limit isn't written as the limit.

    >>> apart(Fraction("0.8996"), Fraction("0.9"), 2), apart(Fraction("0.85"), Fraction("0.9"), 2)
    (4, 2)
    """
    while decimals < FINEST and value != limit and Fraction(rounded(value, decimals)) == limit:
        decimals += 1
    return decimals


def in_euro(terms: tuple[Term, ...]) -> bool:
    """Return whether these terms of a measure add up money."""
    added = [REGISTERS[t.register_name].field(str(t.of)) for t in terms if t.aggregate.needs_number]
    return any(field.kind is FieldKind.MONEY for field in added)


def _part(value: Fraction, terms: tuple[Term, ...]) -> Figure:
    return say.money(value) if in_euro(terms) else say.number(value)


def _noun(indicator: Indicator) -> Said | None:
    """The word after the numbers; None where the unit needs none."""
    if indicator.unit == "points":
        return say("points")
    return None if indicator.noun.blank else indicator.noun


def points(value: Fraction) -> Figure:
    """A difference of shares in percentage points, without the unit.

    >>> from kpi.language import words_of
    >>> words_of("nl").say(points(Fraction("0.125")))
    '12,5'
    """
    return say.number(Decimal(100) * rounded(value, FINEST), 1)
