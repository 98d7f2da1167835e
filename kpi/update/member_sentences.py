"""What the members are told and asked, in plain words, out of the update's figures alone."""

from kpi.language import N_, Said
from kpi.programme.plan import Indicator
from kpi.score.scores import GOOD, IndicatorScore
from kpi.sentences import say
from kpi.update.quarterly_update import ScorePair, UpdateReport
from kpi.update.update_figures import figure, value
from kpi.views.results.attention import urgency
from kpi.views.value_words import status_word

ASKS = 3
ASKED = {
    "organisations": N_("Who should join as well? Introduce them to us."),
    "memberships": N_("Who should join as well? Introduce them to us."),
    "vacancies": N_("Can you add to that? Let us know."),
    "videos": N_("Show what you do, and sign up for a video."),
    "events": N_("Come along next time, and bring somebody with you."),
}
"""What members can do about an indicator, by the register that it counts first."""


def result_sentence(report: UpdateReport, told: ScorePair) -> Said:
    """The result with its day and status, and what it was at the last meeting where that can be compared."""
    indicator, before, after = told
    values = {"day": say.date(report.as_of), "status": status_word(report.programme, after.status)}
    anew = indicator.kind == "yearly" and report.since.year != report.as_of.year
    if anew or before.value in {None, after.value}:
        return say("As of {day}: {status}.", **values)
    then, since = value(indicator, before), say.date(report.since)
    return say("As of {day}: {status}. On {since} it was {then}.", then=then, since=since, **values)


def asks(report: UpdateReport) -> tuple[Said, ...]:
    """What is asked of the members: for each register that they can add to, by the indicator that lags most."""
    pairs = [(pair.indicator, pair.after) for pair in report.pairs() if _open(pair.after)]
    pairs.sort(key=lambda pair: urgency(pair[1], report.as_of))
    first: dict[str, tuple[Indicator, IndicatorScore]] = {}
    for indicator, score in pairs:
        wanted = ASKED.get(indicator.measure.registers_read()[0])
        if wanted:
            first.setdefault(wanted, (indicator, score))
    lines = [_ask(*first[wanted], say(wanted)) for wanted in first]
    return (*lines[:ASKS], say("Tell others what happens here."))


def _ask(indicator: Indicator, score: IndicatorScore, wanted: Said) -> Said:
    shown = figure(indicator, score, expected=False)
    return say("{title}: {figure}. {ask}", title=indicator.title, figure=shown, ask=wanted)


def _open(score: IndicatorScore) -> bool:
    """Whether a target isn't met yet, and something is known about it."""
    met = score.target is not None and score.value is not None and score.value >= score.target.value
    return score.value is not None and score.target is not None and not (met and score.status in GOOD)
