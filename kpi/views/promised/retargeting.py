"""The part of a difference that comes from new promises: the settings in between, and the scores under the old ones."""

from collections.abc import Iterable
from datetime import date

from kpi.facts.decisions.programme_changes import DecisionChange
from kpi.facts.reader import Reader
from kpi.monitor import scorecard
from kpi.picture import Picture
from kpi.programme.plan import Programme
from kpi.roles_and_acts import Act
from kpi.score.scores import IndicatorScore
from kpi.sentences import Said, say
from kpi.views.comparison.compare import Comparison, Pair
from kpi.views.read import ReadAbout
from kpi.views.table import Table, headings, table
from kpi.views.value_words import bare, status_word, target_figure


def read_under(reader: Reader, as_of: date, plan_year: str, revision: int) -> tuple[IndicatorScore, ...]:
    """The scores of today's figures under the promises of an earlier revision."""
    return scorecard(reader.judged_by(reader.at(revision).programme), as_of)


READ_UNDER: ReadAbout[int, tuple[IndicatorScore, ...]] = ReadAbout(read_under, Act.SEE_FIGURES)


def retargeted(old: Programme, new: Programme, under_old: Iterable[IndicatorScore], after: Picture) -> tuple[Pair, ...]:
    """The indicators whose promises differ, thresholds included: each judged by the old and by the new programme."""
    before = {indicator.id: indicator for indicator in old.indicators}
    scores = {score.id: score for score in under_old}
    limits = old.thresholds != new.thresholds
    return tuple(
        Pair(scores[indicator.id], after.indicator(indicator.id))
        for indicator in new.indicators
        if indicator.id in before
        and (
            indicator != before[indicator.id]
            or (limits and scores[indicator.id].status != after.indicator(indicator.id).status)
        )
    )


def steps_between(changes: Iterable[DecisionChange], comparison: Comparison) -> tuple[DecisionChange, ...]:
    """The settings between two revisions; within one revision, those between the two reference dates."""
    first, last = sorted((comparison.before.revision, comparison.after.revision))
    if first != last:
        return tuple(step for step in changes if first < step.revision <= last)
    begins, ends = sorted((comparison.before.as_of, comparison.after.as_of))
    return tuple(step for step in changes if begins < step.at.astimezone().date() <= ends)


def retargeted_table(changed: Iterable[Pair], programme: Programme) -> Table:
    """The scores of today's figures under the old and under the new promise."""
    rows: list[list[Said]] = [
        [
            programme.indicator(pair.after.id).title,
            *(
                say(
                    "{status}: {value} of {target}",
                    status=status_word(programme, score.status),
                    value=bare(score.value, score.unit),
                    target=target_figure(score.target, score.unit),
                )
                for score in (pair.before, pair.after)
            ),
        ]
        for pair in changed
    ]
    return table(headings("Indicator", "Under the old target", "Under the new target"), rows)
