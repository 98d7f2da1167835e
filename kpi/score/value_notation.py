"""Values of an indicator inside a sentence: in its unit, never rounded onto the wrong side."""

from collections.abc import Sequence
from fractions import Fraction

from kpi.language import Said
from kpi.notation import decimals_that_tie, rounded
from kpi.programme.framework import Target
from kpi.programme.measure import Term
from kpi.programme.plan import Indicator
from kpi.programme.registers import REGISTERS, FieldKind
from kpi.score.scores import PartScore, TargetOutcome
from kpi.sentences import Figure, Sentence, listed, say

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


def against(indicator: Indicator, value: Fraction, target: TargetOutcome, both: Sentence | None) -> Sentence:
    """The value beside what it is to be: *58 van 100 bedrijven*, *78,6% (22 van 28), doel 90%*.

    ``both``: the two numbers of a share (``parts``), or nothing.
    """
    if indicator.unit in {"share", "euro"}:
        decimals = decimals_beside(value, target)
        figure, *ends = (
            say.share(n, decimals) if indicator.unit == "share" else say.money(n) for n in (value, *bounds(target))
        )
        shown = say("{share} ({parts})", share=figure, parts=both) if both else figure
        return say("{value}, target {target}", value=shown, target=span(ends))
    if value > target.value or target.limit is not None:
        asked = span([say.number(n) for n in bounds(target)])
        return say("{count} (target: {target})", count=counted(indicator, value), target=asked)
    return say("{value} of {target}", value=say.number(value), target=counted(indicator, target.value))


def bounds(target: Target | TargetOutcome) -> tuple[Fraction, ...]:
    """The value of a target; of a range both its bounds, the lower one first."""
    return tuple(sorted(Fraction(n) for n in (target.value, target.limit) if n is not None))


def span(ends: Sequence[Said]) -> Said:
    """One figure, or a range: *40 tot en met 60*."""
    return say("{low} to {high}", low=ends[0], high=ends[1]) if len(ends) > 1 else ends[0]


def counted(indicator: Indicator, value: Fraction) -> Said:
    """A value by itself with the word for what is counted: *58 bedrijven*."""
    return listed((amount(indicator, value), _noun(indicator)), " ")


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


def decimals_beside(value: Fraction, target: TargetOutcome) -> int:
    """The decimals of a share beside its target: none is written as a bound it isn't, and their difference ties."""
    ends = bounds(target)
    percents = [(end * 100, value * 100, (end - value) * 100) for end in ends]
    unlike = max(apart(value * 100, end * 100, 1) for end in ends)
    return max(unlike, decimals_that_tie(percents, range(1, FINEST)) or 1)


def in_euro(terms: tuple[Term, ...]) -> bool:
    """Return whether these terms of a measure add up money."""
    added = [REGISTERS[t.register_name].field(str(t.of)) for t in terms if t.aggregate.needs_number]
    return any(field.kind is FieldKind.MONEY for field in added)


def _part(value: Fraction, terms: tuple[Term, ...]) -> Figure:
    return say.money(value) if in_euro(terms) else say.number(value)


def _noun(indicator: Indicator) -> Said:
    """The word after the numbers; empty where the unit needs none."""
    if indicator.unit == "points":
        return say("points")
    return "" if indicator.noun.blank or indicator.unit in {"euro", "share"} else indicator.noun


def points(value: Fraction, decimals: int = 1) -> Figure:
    """A difference of shares in percentage points, without the unit.

    >>> from kpi.language import words_of
    >>> words_of("nl").say(points(Fraction("0.125")))
    '12,5'
    """
    return say.number(value * 100, decimals)
