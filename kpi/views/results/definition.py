"""The definition of an indicator: rule, population, source, owner, baseline, targets and thresholds."""

from kpi.language import N_
from kpi.programme.counting_rule import made, rule
from kpi.programme.framework import Target
from kpi.programme.plan import Indicator, Programme
from kpi.score.scores import IndicatorScore
from kpi.score.value_notation import expectation
from kpi.sentences import Said, listed, say, with_note
from kpi.views.table import Table, table
from kpi.views.value_words import bare, declared_baseline, figure, target_figure

KINDS = {
    "stock": N_("a total up to the reference date"),
    "yearly": N_("counted from 1 January of the year"),
    "rate": N_("a share or an average, which has to be at its target throughout"),
}


def card(indicator: Indicator, programme: Programme) -> Table:
    """The definition in two columns: each question, and the answer of the plan or the programme file."""
    rows: list[tuple[Said, Said]] = [
        (say("Counted"), rule(programme, indicator)),
        (say("As declared"), made(programme, indicator.measure)),
        (say("Population"), indicator.definition.population),
        (say("Scored as"), say(KINDS[indicator.kind]) if indicator.targets else ""),
        (say("Goal and phase"), _place(indicator, programme)),
        (say("In the score of the goal"), _in_goal(indicator)),
        (say("Baseline"), declared_baseline(indicator)),
        (say("Targets"), _targets(indicator)),
        (say("Interim levels"), _levels(indicator)),
        (say("Thresholds"), thresholds(indicator, programme) if indicator.targets else ""),
        (say("Source"), indicator.definition.source),
        (say("Owner"), indicator.definition.owner),
    ]
    return table({"name": "", "meaning": say("Meaning")}, [row for row in rows if row[1]])


def _place(indicator: Indicator, programme: Programme) -> Said:
    phase = next((p.label for p in programme.phases if p.id == indicator.phase), indicator.phase)
    goal = next(goal for goal in programme.goals if goal.id == indicator.goal)
    return listed((goal.id, ": ", goal.short, " · ", phase), "")


def _in_goal(indicator: Indicator) -> Said:
    """Say what goes into the goal where that is another count than the value; else empty."""
    if indicator.goal_months is None:
        return ""
    return say(
        "counted over the {n} months up to the reference date; the status stays that of the calendar year",
        n=indicator.goal_months,
    )


def _targets(indicator: Indicator) -> Said:
    if not indicator.targets:
        return say("none: it is shown and not judged")
    return listed((_target(indicator, target) for target in indicator.targets), "; ")


def _target(indicator: Indicator, target: Target) -> Said:
    sign = "≤" if indicator.lower_is_better else "≥"
    value = listed((sign if target.limit is None else "", target_figure(target, indicator.unit, indicator.noun)), " ")
    again = say(", and every year after it") if indicator.recurring and target is indicator.last_target else ""
    reached = say("{value} on {day}", value=value, day=say.date(target.due))
    planned = say(", planned for {day} and not judged before", day=say.date(target.planned)) if target.planned else ""
    return with_note(listed((reached, again, planned), ""), target.source)


def _levels(indicator: Indicator) -> Said:
    """The levels of the years before the target, and on what they rest."""
    if not indicator.levels:
        return ""
    years = [listed((level.year, bare(level.value, indicator.unit)), ": ") for level in indicator.levels]
    sources = "; ".join(dict.fromkeys(level.source for level in indicator.levels))
    assumed = say("assumed") if any(level.assumed for level in indicator.levels) else ""
    return with_note(listed(years, "; "), listed((sources, assumed)))


def thresholds(indicator: Indicator, programme: Programme) -> Said:
    """The limits of on track and of asking for attention, by the kind of indicator."""
    limits = programme.thresholds
    if indicator.kind != "rate":
        return say(
            "on track from {good} of what is expected, attention from {fair}; "
            "not judged in the first {early} of the time",
            good=say.share(limits.on_track),
            fair=say.share(limits.attention),
            early=say.share(limits.too_early),
        )
    if indicator.unit == "share":
        return say(
            "on track at the target, attention up to {margin} percentage points under it",
            margin=say.number(limits.share_margin * 100),
        )
    return say("on track at the target, attention from {fair} of it", fair=say.share(limits.rate_attention))


def path_title(indicator: Indicator, score: IndicatorScore) -> Said:
    """The finding that the path shows, as the title of its chart."""
    noun = indicator.noun
    title = indicator.title
    if score.value is None:
        return say("{title}: no data up to this day", title=title)
    value = figure(score.value, indicator.unit, noun)
    if score.expected is None:
        return say("{title}: {value}", title=title, value=value)
    expected = expectation(indicator, score.expected)
    assumed = say(" on an assumed path") if score.assumed else ""
    return say(
        "{title}: {value}, where {expected} was expected{assumed}",
        title=title,
        value=value,
        expected=expected,
        assumed=assumed,
    )


def unit_word(indicator: Indicator) -> Said:
    """The unit of the indicator's values, in words."""
    units = {"euro": say("euro"), "share": say("percent"), "points": say("points")}
    return units.get(indicator.unit) or (say("numbers") if indicator.noun.blank else indicator.noun)


def in_language(label: Said, language: str) -> Said:
    """A field that is filled in for each language, with the name of the one it is for."""
    return say("{label} (in {language})", label=label, language=say.language(language))
