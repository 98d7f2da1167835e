"""The rows of the first screen: the targets by their horizon, the most urgent first, and the chips that choose them."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kpi.facts.decisions.minutes import TakenDecision
from kpi.picture import Picture
from kpi.programme.framework import Horizon
from kpi.programme.plan import Indicator, Programme
from kpi.score.goals import horizon_of
from kpi.score.scores import GOOD, IndicatorScore, Status
from kpi.sentences import Said, listed, say
from kpi.views.comparison.compare import compare
from kpi.views.promised.decision_loop import open_sentence
from kpi.views.promised.steering_group import Minutes
from kpi.views.results.attention import urgency
from kpi.views.results.overview import UNJUDGED, part_words
from kpi.views.value_words import against_target, status_word

CHANGED = "changed"
GROUPS: Mapping[str, Collection[Status]] = {
    "good": GOOD,
    "attention": (Status.ATTENTION,),
    "behind": (Status.BEHIND, Status.MISSED),
    "accepted": (Status.ACCEPTED,),
    "unjudged": UNJUDGED,
}
"""The statuses that a chip stands for; one that is in none of them has no chip."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A group of targets to choose, by its words with how many there are."""

    id: str
    words: Said


@dataclass(frozen=True, slots=True)
class RankedTarget:
    """A target on the first screen. ``was``: its status at the earlier moment, where that was another."""

    indicator: Indicator
    score: IndicatorScore
    figure: Said
    due: date | None
    was: Said


@dataclass(frozen=True, slots=True)
class HorizonColumn:
    """The targets of a horizon under its name, with the score of each goal for it."""

    title: Said
    scores: Said
    rows: tuple[RankedTarget, ...]


def short_headline(picture: Picture) -> Said:
    """How many targets are achieved or on track, in a dozen words."""
    good = sum(score.status in GOOD for score in picture.judged)
    return say.plural(
        "On {day}: {good} of {n} target achieved or on track.",
        "On {day}: {good} of {n} targets achieved or on track.",
        len(picture.judged),
        day=say.date(picture.as_of),
        good=say.number(good),
    )


def chips(picture: Picture, before: Picture) -> tuple[Chip, ...]:
    """A chip for each group that has targets, and one for those whose status changed since an earlier moment."""
    counts = {name: sum(score.status in group for score in picture.indicators) for name, group in GROUPS.items()}
    changed = len(compare(before, picture).restated)
    words: dict[str, Said] = {
        "good": say("{n} on track", n=counts["good"]),
        "attention": say("{n} attention", n=counts["attention"]),
        "behind": say("{n} behind or missed", n=counts["behind"]),
        "accepted": say("{n} accepted", n=counts["accepted"]),
        "unjudged": say("{n} without verdict", n=counts["unjudged"]),
        CHANGED: say("{n} changed since {day}", n=changed, day=say.short_date(before.as_of)),
    }
    return tuple(Chip(name, words[name]) for name, count in {**counts, CHANGED: changed}.items() if count)


def columns(
    picture: Picture, before: Picture, programme: Programme, *, chosen: str | None = None, planned: bool = False
) -> tuple[HorizonColumn, ...]:
    """The targets by horizon: those of the chosen chip, by urgency or in the order of the plan."""
    restated = {pair.after.id: pair.before.status for pair in compare(before, picture).restated}
    scores = [score for score in picture.indicators if _chosen(score, chosen, restated)]
    if not planned:
        scores.sort(key=lambda score: urgency(score, picture.as_of))
    rows = [(_horizon(programme, score), _row(score, restated, programme)) for score in scores]
    known = [*programme.horizons, None] if any(of is None for of, _ in rows) else list(programme.horizons)
    return tuple(
        _column(each, [row for of, row in rows if of == (each.id if each else None)], picture) for each in known
    )


def _column(horizon: Horizon | None, rows: Sequence[RankedTarget], picture: Picture) -> HorizonColumn:
    """A horizon with its targets; the day on which most of them are due is named once, above them."""
    if horizon is None:
        return HorizonColumn(say("Without a target"), "", tuple(rows))
    days = Counter(row.due for row in rows).most_common(1)
    usual = days[0][0] if days else None
    shown = (row if row.due == usual else replace(row, figure=_by(row)) for row in rows)
    due = say("due {day}", day=say.short_date(usual)) if usual else ""
    return HorizonColumn(horizon.label, listed((due, _goals(picture, horizon)), " · "), tuple(shown))


def _by(row: RankedTarget) -> Said:
    due = say("due {day}", day=say.short_date(row.due)) if row.due else ""
    return listed((row.figure, due), " · ")


def _chosen(score: IndicatorScore, chosen: str | None, restated: Mapping[str, Status]) -> bool:
    if chosen == CHANGED:
        return score.id in restated
    return chosen is None or score.status in GROUPS[chosen]


def _horizon(programme: Programme, score: IndicatorScore) -> str | None:
    targets = programme.indicator(score.id).targets
    return horizon_of(programme, targets[-1].due) if targets else None


def _row(score: IndicatorScore, restated: Mapping[str, Status], programme: Programme) -> RankedTarget:
    indicator = programme.indicator(score.id)
    due = indicator.targets[-1].due if indicator.targets else None
    was = say("was {status}", status=status_word(programme, restated[score.id])) if score.id in restated else ""
    return RankedTarget(indicator, score, against_target(indicator, score), due, was)


def _goals(picture: Picture, horizon: Horizon) -> Said:
    """The score of each goal for a horizon: *Hoofddoel 1: 96% · Hoofddoel 2: 79%*."""
    parts = [say("Goal {n}: {score}", n=goal.id, score=part_words(goal.horizons[horizon.id])) for goal in picture.goals]
    return listed(parts, " · ")


def meeting_sentence(minutes: Minutes, taken: Iterable[TakenDecision], day: date) -> Said:
    """When the steering group meets next, and how many decisions are open."""
    parts: list[Said] = []
    if minutes.following == day:
        parts.append(say("meeting today"))
    elif minutes.following:
        parts.append(say.plural("meeting in {n} day", "meeting in {n} days", (minutes.following - day).days))
    if waiting := open_sentence(taken, day):
        parts.append(waiting)
    if not parts and minutes.previous is None:
        return say("no meeting recorded yet")
    return listed(parts or [say("no next meeting recorded")], " · ")
