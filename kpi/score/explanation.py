"""The reason for a status: one sentence with its figures.

Every status has its own way of saying it; the words of the statuses come from the programme.
"""

from collections.abc import Callable
from fractions import Fraction

from kpi.language import N_, Said
from kpi.programme.plan import Programme
from kpi.score.case import Case
from kpi.score.expectation import is_assumed, level, stretch, target_on, year_end, year_of_judgement
from kpi.score.scores import Acceptance, Gap, Status
from kpi.score.value_notation import (
    against,
    amount,
    counted,
    decimals_beside,
    expectation,
    parts,
    points,
    whole_percent,
)
from kpi.sentences import Sentence, beginning, say, with_note

Reason = Callable[[Case], Said]


def explanation(programme: Programme, case: Case, computed: Status, accepted: Acceptance | None) -> Sentence:
    """The reason with its figures, then the status; an accepted deviation adds by whom, until when and why."""
    reason = REASONS[computed](case)
    status = programme.statuses[computed.value]
    sentence = say("{reason}: {status}.", reason=reason, status=status)
    if case.this_year is not None:
        count = amount(case.indicator, case.this_year)
        sentence = say("{sentence} In {year} so far: {count}.", sentence=sentence, year=case.on.year, count=count)
    return _with_acceptance(programme, sentence, accepted) if accepted else sentence


def _with_acceptance(programme: Programme, sentence: Sentence, accepted: Acceptance) -> Sentence:
    status = programme.statuses[Status.ACCEPTED.value]
    return say(
        "{sentence} {status} by {by}, until {until}: {reason}.",
        sentence=sentence,
        status=beginning(status),
        by=accepted.by,
        until=say.date(accepted.until),
        reason=accepted.reason.rstrip(" ."),
    )


def _figures(case: Case) -> Said:
    """The judged value beside the target, of the year for a yearly indicator, with both parts of a share.

    In a year before the target's, and without a target, the value stands alone: what is asked of such a year is an
    expectation, no target.
    """
    seen, indicator = case.seen, case.indicator
    if seen.value is None:
        return amount(indicator, None)
    both = parts(indicator, seen.numerator, seen.denominator)
    year = year_of_judgement(indicator, case.on)
    if case.target is None or (indicator.kind == "yearly" and year != case.target.due.year):
        figures: Said = with_note(counted(indicator, seen.value), both or "")
    else:
        figures = against(indicator, seen.value, case.target, both)
    return say("{figures} in {year}", figures=figures, year=year) if indicator.kind == "yearly" else figures


def _not_judged(case: Case) -> Sentence:
    return say("{figures}; there is no target", figures=_figures(case))


def _not_started(case: Case) -> Sentence:
    return say("Starts on {start}, after {day}", start=say.date(case.indicator.start), day=say.date(case.on))


def _no_data(case: Case) -> Sentence:
    if case.seen.gap is Gap.ZERO_BY_ZERO:
        return say("Up to {day} there was nothing to take a share of, 0 of 0", day=say.date(case.on))
    if case.indicator.measure.parts.measurement:
        return say("There is no measurement up to {day}, which isn't the same as zero", day=say.date(case.on))
    return say("Nothing has been recorded for this yet, which isn't the same as zero")


def _no_baseline(case: Case) -> Sentence:
    return say("On {day} there is no first measurement to compare with", day=say.date(case.on))


def _too_few(case: Case) -> Sentence:
    return say(
        "{figures}; that is a share of {over}, and it takes at least {minimum} to judge it",
        figures=_figures(case),
        over=say.number(case.seen.denominator),
        minimum=say.number(case.indicator.minimum_denominator),
    )


def _outcome(case: Case) -> Sentence:
    """The value that decides once the target is met, or its due date past."""
    figures, due = _figures(case), say.date(case.asked.due)
    if not case.past:
        return say("{figures}; the target for {due} has been met", figures=figures, due=due)
    if case.kind == "yearly":
        return say("{figures}, the whole year of the target", figures=figures)
    if case.then is None or case.then.value is None:
        return say("{figures}; on the due date, {due}, it wasn't known", figures=figures, due=due)
    then = amount(case.indicator, case.then.value)
    return say("{figures}; on the due date, {due}, it stood at {then}", figures=figures, due=due, then=then)


def _too_early(case: Case) -> Sentence:
    if case.expected is None:
        return say("{figures}; nothing is asked of that year yet", figures=_figures(case))
    planned = target_on(case.indicator, case.on).planned
    if planned:
        return say("{figures}; planned for {day}, and not judged before", figures=_figures(case), day=say.date(planned))
    due = year_end(case.on.year) if case.kind == "yearly" else case.asked.due
    return say(
        "{figures}; less than {share} of the time until {due} has passed",
        figures=_figures(case),
        share=say.share(case.thresholds.too_early),
        due=say.date(due),
    )


def _on_track(case: Case) -> Said:
    if case.kind == "rate":
        return say("{figures}; that meets the target", figures=_figures(case))
    return _by_ratio(case, None, Fraction(case.thresholds.on_track))


def _attention(case: Case) -> Said:
    if case.kind != "rate":
        return _by_ratio(case, Fraction(case.thresholds.on_track), Fraction(case.thresholds.attention))
    if case.indicator.unit == "share":
        return _by_margin(case, say("at most"))
    return _by_ratio(case, Fraction(1), Fraction(case.thresholds.rate_attention))


def _behind(case: Case) -> Said:
    if case.kind != "rate":
        return _by_ratio(case, Fraction(case.thresholds.attention), None)
    if case.indicator.unit == "share":
        return _by_margin(case, say("more than"))
    return _by_ratio(case, Fraction(case.thresholds.rate_attention), None)


def _by_margin(case: Case, how: Sentence) -> Sentence:
    short, decimals = case.short_of_target, decimals_beside(case.seen.value or Fraction(0), case.asked)
    return say(
        "{figures}; {short} percentage points off the target, {how} {margin}",
        figures=_figures(case),
        short=amount(case.indicator, None) if short is None else points(short, decimals),
        how=how,
        margin=points(Fraction(case.thresholds.share_margin)),
    )


def _by_ratio(case: Case, under: Fraction | None, least: Fraction | None) -> Said:
    lead = _figures(case) if case.kind == "rate" or case.beyond else _beside_expected(case)
    if case.ratio is None:
        return lead
    asked: Said = say("the target") if case.kind == "rate" else say("what is expected by now")
    if case.kind == "stock" and case.indicator.baseline:
        asked = say("the progress expected by now")
    ratio, limits = whole_percent(case.ratio, tuple(n for n in (under, least) if n is not None)), _limits(under, least)
    template = N_("{lead}. That is {ratio} of {asked}, {limits}")
    if case.beyond:
        template = N_("{lead}. That is beyond the range; against its limit it is {ratio}, {limits}")
    elif case.indicator.lower_is_better and case.kind != "stock":
        template, asked = N_("{lead}. {asked} is {ratio} of that, {limits}"), beginning(asked)
    return say(template, lead=lead, ratio=ratio, asked=asked, limits=limits)


def _limits(under: Fraction | None, least: Fraction | None) -> Sentence:
    if under is None:
        return say("at least {above}", above=whole_percent(Fraction(0) if least is None else least))
    if least is None:
        return say("under {below}", below=whole_percent(under))
    return say("under {below} but at least {above}", below=whole_percent(under), above=whole_percent(least))


def _beside_expected(case: Case) -> Said:
    if case.expected is None:
        return _figures(case)
    return say(
        "{figures}; expected on {day}: {expected}{path}",
        figures=_figures(case),
        day=say.date(case.on),
        expected=expectation(case.indicator, case.expected),
        path=_path(case),
    )


def _path(case: Case) -> Said:
    """The line that the expectation lies on, between brackets; empty where the plan itself gives the figure."""
    indicator, on = case.indicator, case.on
    assumed = is_assumed(indicator, on)
    target = target_on(indicator, on)
    if target.planned:
        return say(" (planned for {day})", day=say.date(target.planned))
    if indicator.kind == "stock" and (assumed or target.agreed):
        low, high = stretch(indicator, on)
        ends = {"start": amount(indicator, low.value), "end": amount(indicator, high.value)}
        if assumed:
            return say(" (assumed path from {start} to {end})", **ends)
        return say(" (agreed path from {start} to {end})", **ends)
    if not assumed:
        return ""
    asked = level(indicator, on.year)
    if asked and asked[1]:
        end = amount(indicator, case.asked.value)
        return say(" (assumed path to {end} in {year})", end=end, year=case.asked.due.year)
    return say(" (assumed path: in proportion to the days of {year})", year=on.year)


REASONS: dict[Status, Reason] = {
    Status.NOT_STARTED: _not_started,
    Status.NO_DATA: _no_data,
    Status.NO_BASELINE: _no_baseline,
    Status.TOO_FEW: _too_few,
    Status.NOT_JUDGED: _not_judged,
    Status.ACHIEVED: _outcome,
    Status.ACHIEVED_LATE: _outcome,
    Status.MISSED: _outcome,
    Status.TOO_EARLY: _too_early,
    Status.ON_TRACK: _on_track,
    Status.ATTENTION: _attention,
    Status.BEHIND: _behind,
}
