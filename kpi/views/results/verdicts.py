"""The verdict on an indicator in sentences: its value, its parts, its acceptance, and the age of its source."""

from kpi.programme.plan import Indicator, Programme
from kpi.score.scores import IndicatorScore
from kpi.sentences import Said, listed, lower, say
from kpi.views.comparison.compared_table import paired
from kpi.views.results.indicator import Facts, beside_table, split_table
from kpi.views.table import Table
from kpi.views.value_words import against_target, author, expectation, field_word, figure, status_word


def standing(indicator: Indicator, score: IndicatorScore) -> Said:
    """Value against target, what was expected by now, and the parts of a share; what isn't known is left out."""
    parts = (against_target(indicator, score), expectation(indicator, score), _parts(indicator, score))
    return listed(parts, " · ")


def _parts(indicator: Indicator, score: IndicatorScore) -> Said:
    if score.numerator is None or score.denominator is None:
        return ""
    unit = "euro" if indicator.unit == "euro" else "count"
    return say("{n} ÷ {of}", n=figure(score.numerator, unit), of=figure(score.denominator, "count"))


def accepted(score: IndicatorScore, programme: Programme) -> Said:
    """The accepted deviation: by whom, until what day and why, and the status by the figures; empty without one."""
    acceptance = score.acceptance
    if acceptance is None:
        return ""
    return say(
        "Accepted by {by} from {on} to {until}: {reason} By the figures it is: {computed}.",
        by=author(acceptance.by),
        on=say.date(acceptance.on),
        until=say.date(acceptance.until),
        reason=acceptance.reason,
        computed=status_word(programme, score.computed_status),
    )


def read_in(score: IndicatorScore) -> Said:
    """The day on which its source was last read in; empty when it never was."""
    if score.last_updated is None:
        return ""
    return say("Last read in on {day}.", day=say.date(score.last_updated.date()))


def this_year(indicator: Indicator, score: IndicatorScore) -> Said:
    """The count of this year so far, for an indicator that is counted by the year; else empty."""
    if score.this_year is None:
        return ""
    noun = indicator.noun
    return say("This year so far: {n}.", n=figure(score.this_year, indicator.unit, noun))


def parts(
    programme: Programme, indicator: Indicator, facts: Facts, then: Facts | None = None
) -> list[tuple[Said, Table]]:
    """The tables of an indicator with their titles: figures next to it, and its splits, with their earlier values."""
    figures = paired(beside_table, facts, then)
    beside: list[tuple[Said, Table]] = [(say("Beside it"), figures)] if facts.beside else []
    was = {split.field: split for split in then.splits} if then else {}
    register = indicator.measure.numerator[0].register_name if facts.splits else ""
    splits = [
        (
            say("By {field}", field=lower(field_word(programme, register, split.field))),
            paired(lambda split_: split_table(programme, indicator, split_), split, was.get(split.field)),
        )
        for split in facts.splits
    ]
    return [*beside, *splits]
