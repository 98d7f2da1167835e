"""Why a status is what it is: one sentence with its figures, in the user's language.

Every status has its own way of saying it; the words of the statuses come from the programme.
"""

from collections.abc import Callable
from fractions import Fraction

from kpi.language import Words
from kpi.programme.plan import Programme
from kpi.score.case import Case
from kpi.score.expectation import is_assumed, level, stretch, target_on, year_end, year_of_judgement
from kpi.score.scores import Acceptance, Gap, Status
from kpi.score.value_notation import against, amount, expectation, parts, points, two_decimals

Reason = Callable[[Case, Words], str]


def explanation(programme: Programme, case: Case, computed: Status, accepted: Acceptance | None, words: Words) -> str:
    """The reason with its figures, then the status; an accepted deviation adds by whom, until when and why."""
    reason = REASONS[computed](case, words)
    status = programme.statuses[computed.value].in_(words.language)
    found = words("{reason}: {status}.", reason=reason, status=status)
    if case.this_year is not None:
        count = amount(case.indicator, case.this_year, words)
        found = words("{sentence} In {year} so far: {count}.", sentence=found, year=case.on.year, count=count)
    return _with_acceptance(programme, found, accepted, words) if accepted else found


def _with_acceptance(programme: Programme, found: str, accepted: Acceptance, words: Words) -> str:
    status = programme.statuses[Status.ACCEPTED.value].in_(words.language)
    return words(
        "{sentence} {status} by {by}, until {until}: {reason}.",
        sentence=found,
        status=status[:1].upper() + status[1:],
        by=accepted.by,
        until=words.date(accepted.until),
        reason=accepted.reason.rstrip(" ."),
    )


def _figures(case: Case, words: Words) -> str:
    """The judged value beside what is asked: of the year for a yearly indicator, with both parts of a share."""
    seen, indicator = case.seen, case.indicator
    if seen.value is None:
        return amount(indicator, None, words)
    year = year_of_judgement(indicator, case.on)
    asked = level(indicator, year) if indicator.kind == "yearly" else None
    both = parts(indicator, seen.numerator, seen.denominator, words)
    text = against(indicator, seen.value, Fraction(asked[0]) if asked else case.target.value, both, words)
    return words("{figures} in {year}", figures=text, year=year) if indicator.kind == "yearly" else text


def _not_started(case: Case, words: Words) -> str:
    return words("Starts on {start}, after {day}", start=words.date(case.indicator.start), day=words.date(case.on))


def _no_data(case: Case, words: Words) -> str:
    if case.seen.gap is Gap.ZERO_BY_ZERO:
        return words("Up to {day} there was nothing to take a share of, 0 of 0", day=words.date(case.on))
    if case.indicator.measure.kind in {"latest", "growth"}:
        return words("There is no measurement up to {day}, which isn't the same as zero", day=words.date(case.on))
    return words("Nothing has been recorded for this yet, which isn't the same as zero")


def _no_baseline(case: Case, words: Words) -> str:
    return words("On {day} there is no first measurement to compare with", day=words.date(case.on))


def _too_few(case: Case, words: Words) -> str:
    return words(
        "{figures}; that is a share of {over}, and it takes at least {minimum} to judge it",
        figures=_figures(case, words),
        over=words.number(case.seen.denominator),
        minimum=words.number(case.indicator.minimum_denominator),
    )


def _outcome(case: Case, words: Words) -> str:
    """What decides once the target is met, or its due date past: the value of that date."""
    figures, due = _figures(case, words), words.date(case.target.due)
    if not case.past:
        return words("{figures}; the target for {due} has been met", figures=figures, due=due)
    if case.kind == "yearly":
        return words("{figures}, the whole year of the target", figures=figures)
    if case.then is None or case.then.value is None:
        return words("{figures}; on the due date, {due}, it wasn't known", figures=figures, due=due)
    then = amount(case.indicator, case.then.value, words)
    return words("{figures}; on the due date, {due}, it stood at {then}", figures=figures, due=due, then=then)


def _too_early(case: Case, words: Words) -> str:
    if case.expected is None:
        return words("{figures}; nothing is asked of that year yet", figures=_figures(case, words))
    due = year_end(case.on.year) if case.kind == "yearly" else case.target.due
    return words(
        "{figures}; less than {share} of the time until {due} has passed",
        figures=_figures(case, words),
        share=words.share(case.thresholds.too_early),
        due=words.date(due),
    )


def _on_track(case: Case, words: Words) -> str:
    if case.kind == "rate":
        return words("{figures}; that meets the target", figures=_figures(case, words))
    return _by_ratio(case, words, None, Fraction(case.thresholds.on_track))


def _attention(case: Case, words: Words) -> str:
    if case.kind != "rate":
        return _by_ratio(case, words, Fraction(case.thresholds.on_track), Fraction(case.thresholds.attention))
    if case.indicator.unit == "share":
        return _by_margin(case, words, words("at most"))
    return _by_ratio(case, words, Fraction(1), Fraction(case.thresholds.rate_attention))


def _behind(case: Case, words: Words) -> str:
    if case.kind != "rate":
        return _by_ratio(case, words, Fraction(case.thresholds.attention), None)
    if case.indicator.unit == "share":
        return _by_margin(case, words, words("more than"))
    return _by_ratio(case, words, Fraction(case.thresholds.rate_attention), None)


def _by_margin(case: Case, words: Words, how: str) -> str:
    short = case.short_of_target
    return words(
        "{figures}; {short} percentage points off the target, {how} {margin}",
        figures=_figures(case, words),
        short=amount(case.indicator, None, words) if short is None else points(short, words),
        how=how,
        margin=points(Fraction(case.thresholds.share_margin), words),
    )


def _by_ratio(case: Case, words: Words, under: Fraction | None, least: Fraction | None) -> str:
    lead = _figures(case, words) if case.kind == "rate" else _beside_expected(case, words)
    if case.ratio is None:
        return lead
    ratio = two_decimals(case.ratio, tuple(limit for limit in (under, least) if limit is not None), words)
    return words("{lead}. Ratio {ratio}, {limits}", lead=lead, ratio=ratio, limits=_limits(under, least, words))


def _limits(under: Fraction | None, least: Fraction | None, words: Words) -> str:
    below = "" if under is None else two_decimals(under, (), words)
    above = "" if least is None else two_decimals(least, (), words)
    if below and above:
        return words("under {below} but at least {above}", below=below, above=above)
    return words("under {below}", below=below) if below else words("at least {above}", above=above)


def _beside_expected(case: Case, words: Words) -> str:
    if case.expected is None:
        return _figures(case, words)
    return words(
        "{figures}; expected on {day}: {expected}{path}",
        figures=_figures(case, words),
        day=words.date(case.on),
        expected=expectation(case.indicator, case.expected, words),
        path=_path(case, words),
    )


def _path(case: Case, words: Words) -> str:
    """Which line the expectation lies on, between brackets; empty where the plan itself gives the figure."""
    indicator, on = case.indicator, case.on
    assumed = is_assumed(indicator, on)
    if indicator.kind == "stock" and (assumed or target_on(indicator, on).agreed):
        (_, low), (_, high) = stretch(indicator, on)
        ends = {"start": amount(indicator, low, words), "end": amount(indicator, high, words)}
        if assumed:
            return words(" (assumed path from {start} to {end})", **ends)
        return words(" (agreed path from {start} to {end})", **ends)
    if not assumed:
        return ""
    asked = level(indicator, on.year)
    if asked and asked[1]:
        end = amount(indicator, case.target.value, words)
        return words(" (assumed path to {end} in {year})", end=end, year=case.target.due.year)
    return words(" (assumed path: in proportion to the days of {year})", year=on.year)


REASONS: dict[Status, Reason] = {
    Status.NOT_STARTED: _not_started,
    Status.NO_DATA: _no_data,
    Status.NO_BASELINE: _no_baseline,
    Status.TOO_FEW: _too_few,
    Status.ACHIEVED: _outcome,
    Status.ACHIEVED_LATE: _outcome,
    Status.MISSED: _outcome,
    Status.TOO_EARLY: _too_early,
    Status.ON_TRACK: _on_track,
    Status.ATTENTION: _attention,
    Status.BEHIND: _behind,
}
