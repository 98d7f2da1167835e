"""The figures of the update in words, as its sentences, slides and page need them."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from kpi.documents.small_counts import FEWEST, few
from kpi.language import Said
from kpi.notation import Number
from kpi.programme.plan import Indicator, Programme
from kpi.score.scores import IndicatorScore, Status
from kpi.sentences import listed, say, with_note
from kpi.views.value_words import NO_DATA, against_target, bare, expectation, target_figure

NAMED = 8
"""So many names stand in a sentence; the others are counted."""


def share(value: Fraction | None) -> Said:
    """A share in whole percents, or that it isn't known."""
    return say(NO_DATA) if value is None else say.share(value, 0)


def euro(amount: Number) -> Said:
    """An amount in whole euro, or that it isn't known."""
    return say("unknown") if amount is None else say.money(amount, cents=False)


def figure(indicator: Indicator, score: IndicatorScore, *, expected: bool = True) -> Said:
    """The value beside its target, and what is expected by now; a very small count of persons only as small."""
    shown, target = value(indicator, score), score.target
    if target is None:
        return listed((shown, indicator.noun), " ") if indicator.unit == "count" else shown
    due = _expected(indicator, score) if expected else ""
    if indicator.unit in {"share", "euro"} and not score.of_year:
        against: Said = say("{value} (target {target})", value=shown, target=target_figure(target, indicator.unit))
        return listed((against, due))
    if not _hidden(indicator, score):
        return listed((against_target(indicator, score), due))
    if score.of_year:
        year, level = score.of_year
        asked = say("{year}: {level}", year=str(year), level=bare(level, indicator.unit))
        return with_note(listed((shown, indicator.noun), " "), asked)
    against = say("{value} of {target}", value=shown, target=target_figure(target, indicator.unit, indicator.noun))
    return listed((against, due))


def _expected(indicator: Indicator, score: IndicatorScore) -> Said:
    """What is expected by now, beside a target of a later day: without it nobody sees why *op koers* is said."""
    judged = score.status in {Status.ON_TRACK, Status.ATTENTION, Status.BEHIND}
    if not judged or score.target is None or score.of_year or score.expected in {None, score.target.value}:
        return ""
    return expectation(indicator, score)


def value(indicator: Indicator, score: IndicatorScore) -> Said:
    """The value by itself, as in a column."""
    return f"<{FEWEST}" if _hidden(indicator, score) else bare(score.value, indicator.unit)


def sheets_read(programme: Programme, as_of: date, *registers: str) -> Said:
    """Where figures come from: the sheets by their names, and up to which day their rows count."""
    sheets = [programme.sheets[name].label for name in registers if name in programme.sheets]
    named, day = ", ".join(sheets), say.date(as_of)
    return say("Source: the sheet {sheets}, up to and including {day}.", sheets=named, day=day)


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
