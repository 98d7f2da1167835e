"""The figures of the update in words, as its sentences, slides and page need them."""

from collections.abc import Sequence
from fractions import Fraction

from kpi.documents.small_counts import FEWEST, few
from kpi.language import Said
from kpi.notation import Number
from kpi.programme.plan import Indicator
from kpi.score.scores import IndicatorScore
from kpi.sentences import listed, say
from kpi.views.value_words import NO_DATA, against_target, bare, target_figure

NAMED = 8
"""So many names stand in a sentence; the others are counted."""


def share(value: Fraction | None) -> Said:
    """A share in whole percents, or that it isn't known."""
    return say(NO_DATA) if value is None else say.share(value, 0)


def euro(amount: Number) -> Said:
    """An amount in whole euro, or that it isn't known."""
    return say("unknown") if amount is None else say.money(amount, cents=False)


def figure(indicator: Indicator, score: IndicatorScore) -> Said:
    """The value beside its target; for a very small count of persons only that it is small."""
    shown, target = value(indicator, score), score.target
    if target is None:
        return listed((shown, indicator.noun), " ") if indicator.unit == "count" else shown
    if indicator.unit in {"share", "euro"} and not score.of_year:
        return say("{value} (target {target})", value=shown, target=target_figure(target, indicator.unit))
    if not _hidden(indicator, score):
        return against_target(indicator, score)
    return say("{value} of {target}", value=shown, target=target_figure(target, indicator.unit, indicator.noun))


def value(indicator: Indicator, score: IndicatorScore) -> Said:
    """The value by itself, as in a column."""
    return f"<{FEWEST}" if _hidden(indicator, score) else bare(score.value, indicator.unit)


def _hidden(indicator: Indicator, score: IndicatorScore) -> bool:
    """Return true for a very small count of persons; a share is shown, since it doesn't give the number of persons."""
    return indicator.unit == "count" and indicator.persons and few(score.value)


def ending(names: Sequence[str], most: int = NAMED) -> Said:
    """Names that end a sentence, of a long list the first ones and how many more.

    The point of a last ``B.V.`` is that of the sentence too.
    """
    rest = len(names) - most
    if rest > 0:
        return listed((", ".join(names[:most]), say.plural(" and {n} more", " and {n} more", rest)), "")
    return ", ".join(names).removesuffix(".")
