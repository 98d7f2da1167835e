"""Figures in words: every number with its unit, what is unknown as *no data* and never as zero."""

from decimal import Decimal
from fractions import Fraction

from kpi.language import N_, Words
from kpi.programme.plan import Indicator, Programme, Unit
from kpi.score.scores import IndicatorScore
from kpi.score.value_notation import expectation as expected_figure

NO_DATA = N_("no data")
Amount = Fraction | Decimal | int | None


def figure(words: Words, value: Amount, unit: Unit | str, noun: str = "") -> str:
    """A value with its unit: *58 bedrijven*, *€ 2.846*, *75%*, *60 punten*; euro without cents."""
    if value is None:
        return words(NO_DATA)
    if unit == "euro":
        return words.money(value, cents=False)
    if unit == "share":
        return words.share(value)
    if unit == "points":
        return words("{n} of 100 points", n=words.number(value, 1))
    return f"{words.number(value, 1)} {noun}".strip()


def bare(words: Words, value: Amount, unit: Unit | str) -> str:
    """A value as in a column whose heading says the unit, or before the word that does."""
    if value is None:
        return words(NO_DATA)
    return words.number(value, 1) if unit == "points" else figure(words, value, unit)


def against_target(words: Words, indicator: Indicator, score: IndicatorScore) -> str:
    """The value beside its target: *52 van 50 organisaties*; without a value, that there is none."""
    target = _unit_of_target(words, indicator, score.target.value)
    if score.value is None:
        return words("no data, of {target}", target=target)
    return words("{value} of {target}", value=bare(words, score.value, indicator.unit), target=target)


def _unit_of_target(words: Words, indicator: Indicator, target: Fraction) -> str:
    if indicator.unit == "points":
        return words("{n} points", n=words.number(target, 1))
    return figure(words, target, indicator.unit, indicator.noun.in_(words.language))


def standing(words: Words, indicator: Indicator, score: IndicatorScore) -> str:
    """The value beside its target, and what was expected by now where that is another figure."""
    said, due = against_target(words, indicator, score), expectation(words, indicator, score)
    return said if not due or score.expected == score.target.value else f"{said}, {due}"


def expectation(words: Words, indicator: Indicator, score: IndicatorScore) -> str:
    """Where it should be on the reference date: *verwacht 58*; empty before its start."""
    if score.expected is None:
        return ""
    return words("expected {n}", n=expected_figure(indicator, score.expected))


def status_word(programme: Programme, status: str, words: Words) -> str:
    """A status in the programme's own words."""
    return programme.statuses[status].in_(words.language)


def choice_word(programme: Programme, list_id: str, choice_id: str | None, words: Words) -> str:
    """A value of a list in words; a blank one is *not given*, one that the list lacks stands as it is."""
    if choice_id is None:
        return words("not given")
    for choice in programme.lists.get(list_id, ()):
        if choice.id == choice_id:
            return choice.label.in_(words.language)
    return choice_id
