"""Checks of targets: of each kind by what it can be judged, in the right direction, within the programme's time."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from kpi.language import N_
from kpi.programme.lints.finding import ProgrammeFinding
from kpi.programme.lints.named_values import UNJUDGED, repeated
from kpi.programme.lints.ordered_days import ordered, outside
from kpi.programme.plan import Indicator, Programme
from kpi.sentences import say

NOT_BELOW = N_("Lower is better here, but the target {target} isn't below the baseline {baseline}.")
NOT_ABOVE = N_(
    "Higher is better here, but the target {target} isn't above the baseline {baseline}; or set lower_is_better = true."
)
BACK = N_("The target {target} goes back from the one before it, {before}: a stock goes one way.")
OTHER_MONTHS = N_("What is yearly is held against what a year asks; it goes into the goal by {n} months.")
POINTS = 100
MONTHS_OF_A_YEAR = 12


def due_days(programme: Programme) -> Iterator[ProgrammeFinding]:
    """Targets are due after the start of their indicator, and after each other."""
    for indicator in programme.indicators:
        days = [indicator.start, *(target.due for target in indicator.targets)]
        for number, (earlier, later) in enumerate(pairwise(days)):
            yield from ordered(f"indicators.{indicator.id}.targets[{number}].due", earlier, later)


def targets(programme: Programme) -> Iterator[ProgrammeFinding]:
    """Each indicator has targets that its kind can be judged by; without any it has nothing that belongs to one."""
    for indicator in programme.indicators:
        key = f"indicators.{indicator.id}"
        yield from _measure_kind(key, indicator)
        if not indicator.targets:
            yield from _without_target(programme, key, indicator)
            continue
        yield from _within_the_programme(programme, key, indicator)
        yield from _yearly(key, indicator)
        yield from _direction(key, indicator)
        yield from _steps(key, indicator)
        yield from _fractions(key, indicator)
        yield from _ranges(key, indicator)


def _yearly(key: str, indicator: Indicator) -> Iterator[ProgrammeFinding]:
    if indicator.kind != "yearly":
        if indicator.levels:
            yield ProgrammeFinding(f"{key}.levels", say("Only a yearly indicator has levels by year."))
        if indicator.recurring:
            yield ProgrammeFinding(f"{key}.recurring", say("Only a yearly indicator can recur."))
        return
    due = indicator.last_target.due
    if (due.month, due.day) != (12, 31):
        at_the_end = say("A yearly target is due at the end of its year: {day}.", day=f"{due.year}-12-31")
        yield ProgrammeFinding(f"{key}.targets[0].due", at_the_end)
    if len(indicator.targets) > 1:
        yield ProgrammeFinding(f"{key}.targets[1]", say("A yearly indicator has one target; earlier years are levels."))
    yield from _levels(key, indicator)


def _levels(key: str, indicator: Indicator) -> Iterator[ProgrammeFinding]:
    """Each year has one level, from that of the start to the one before the target's."""
    for year in repeated(level.year for level in indicator.levels):
        yield ProgrammeFinding(f"{key}.levels", say("{given} occurs more than once.", given=year))
    for number, level in enumerate(indicator.levels):
        place = f"{key}.levels[{number}].year"
        if level.year >= indicator.last_target.due.year:
            yield ProgrammeFinding(place, say("A level is for a year before the target's."))
        if level.year < indicator.start.year:
            started = indicator.start.isoformat()
            yield ProgrammeFinding(place, say("This year lies before the indicator's start, {start}.", start=started))


def _within_the_programme(programme: Programme, key: str, indicator: Indicator) -> Iterator[ProgrammeFinding]:
    """Targets are due while the programme runs, and not before anything is counted."""
    for number, target in enumerate(indicator.targets):
        yield from outside(programme, f"{key}.targets[{number}].due", target.due)
    for part in ("numerator", "denominator"):
        for number, term in enumerate(getattr(indicator.measure, part)):
            since, due = term.window.since, indicator.last_target.due
            if since and since > due:
                late = say("Counting begins on {since}, after the last target's {due}.", since=str(since), due=str(due))
                yield ProgrammeFinding(f"{key}.measure.{part}[{number}].window.since", late)


def _without_target(programme: Programme, key: str, indicator: Indicator) -> Iterator[ProgrammeFinding]:
    if UNJUDGED not in programme.statuses:
        wordless = say("Without a target it isn't judged; give {status} its words among the statuses.", status=UNJUDGED)
        yield ProgrammeFinding(f"{key}.targets", wordless)
    for name in ("levels", "recurring", "goal_months"):
        if getattr(indicator, name):
            yield ProgrammeFinding(f"{key}.{name}", say("Without a target this means nothing."))


def _ranges(key: str, indicator: Indicator) -> Iterator[ProgrammeFinding]:
    """The limit of a range lies beyond the value that is to be reached."""
    for number, target in enumerate(indicator.targets):
        place, limit = f"{key}.targets[{number}].limit", target.limit
        if limit is not None and (limit == target.value or (limit < target.value) != indicator.lower_is_better):
            values = {"limit": limit, "target": target.value}
            yield ProgrammeFinding(place, say("The limit {limit} doesn't lie beyond the target {target}.", **values))
        elif limit is not None and indicator.kind == "yearly" and indicator.lower_is_better:
            yield ProgrammeFinding(place, say("Within a year a range is counted up to: more has to be better."))


def _steps(key: str, indicator: Indicator) -> Iterator[ProgrammeFinding]:
    """A step has a planned day, within its own stretch of time; only a stock can have one."""
    begins = indicator.start
    for number, target in enumerate(indicator.targets):
        place = f"{key}.targets[{number}]"
        if (target.path == "step") != (target.planned is not None):
            yield ProgrammeFinding(f"{place}.planned", say("A step and a planned day belong together."))
        elif target.planned and indicator.kind != "stock":
            yield ProgrammeFinding(f"{place}.path", say("Only a stock can have a step."))
        elif target.planned and not begins <= target.planned <= target.due:
            span = {"first": begins.isoformat(), "last": target.due.isoformat()}
            outside = say("{given} doesn't lie between {first} and {last}.", given=target.planned.isoformat(), **span)
            yield ProgrammeFinding(f"{place}.planned", outside)
        begins = target.due


def _direction(key: str, indicator: Indicator) -> Iterator[ProgrammeFinding]:
    """A target is better than the baseline, and that of a stock better than the one before it.

    A rate without a baseline is held against its target alone.
    """
    baseline = None if indicator.kind == "rate" and not indicator.baseline else indicator.baseline
    wrong = NOT_BELOW if indicator.lower_is_better else NOT_ABOVE
    for number, target in enumerate(indicator.targets):
        place = f"{key}.targets[{number}].value"
        if baseline is not None and not _better(indicator, target.value, baseline):
            yield ProgrammeFinding(place, say(wrong, target=target.value, baseline=baseline))
        elif indicator.kind == "rate" and target.value == 0 and not indicator.lower_is_better:
            yield ProgrammeFinding(place, say("A target of 0 is always met, where higher is better."))
    for number, (before, after) in enumerate(pairwise(indicator.targets), start=1):
        right = indicator.kind == "stock" and _better(indicator, after.value, indicator.baseline)
        if right and _better(indicator, before.value, after.value):
            back = say(BACK, target=after.value, before=before.value)
            yield ProgrammeFinding(f"{key}.targets[{number}].value", back)


def _better(indicator: Indicator, value: Decimal, other: Decimal) -> bool:
    return value < other if indicator.lower_is_better else value > other


def _fractions(key: str, indicator: Indicator) -> Iterator[ProgrammeFinding]:
    """What is counted isn't less than nothing; a share of a whole is a fraction, but not what compares two times."""
    values = {f"targets[{n}].value": target.value for n, target in enumerate(indicator.targets)}
    values |= {f"targets[{n}].limit": t.limit for n, t in enumerate(indicator.targets) if t.limit is not None}
    shares = dict(values)
    values |= {f"levels[{n}].value": level.value for n, level in enumerate(indicator.levels)}
    for name, value in ({"baseline": indicator.baseline} | values).items():
        if value < 0 and indicator.measure.kind in {"count", "ratio"}:
            yield ProgrammeFinding(f"{key}.{name}", say("This counts things, and can't be less than 0."))
    if indicator.unit == "share" and indicator.measure.kind in {"ratio", "latest"}:
        for name, value in shares.items():
            if not 0 <= value <= 1:
                wrong = say("A share is a fraction, as 0.9 for 90%: {given} lies outside 0 to 1.", given=value)
                yield ProgrammeFinding(f"{key}.{name}", wrong)
    for name, value in shares.items() if indicator.unit == "points" else ():
        if not 0 <= value <= POINTS:
            yield ProgrammeFinding(f"{key}.{name}", say("A mark lies from 0 to 100; {given} doesn't.", given=value))


def _measure_kind(key: str, indicator: Indicator) -> Iterator[ProgrammeFinding]:
    if indicator.relative != indicator.measure.parts.relative:
        yield ProgrammeFinding(f"{key}.relative", say("Relative and a measure of the kind growth belong together."))
    if indicator.minimum_denominator is not None and not indicator.measure.parts.denominator:
        yield ProgrammeFinding(f"{key}.minimum_denominator", say("Only a ratio has a denominator."))
    yield from _goal_months(key, indicator)


def _goal_months(key: str, indicator: Indicator) -> Iterator[ProgrammeFinding]:
    if indicator.goal_months is None:
        return
    if not any(term.window.kind == "year" for term in indicator.measure.terms):
        yield ProgrammeFinding(f"{key}.goal_months", say("Only a count within the calendar year can be replaced."))
    if indicator.kind == "yearly" and indicator.goal_months != MONTHS_OF_A_YEAR:
        yield ProgrammeFinding(f"{key}.goal_months", say(OTHER_MONTHS, n=MONTHS_OF_A_YEAR))
    if indicator.kind == "yearly" and not indicator.recurring:
        yield ProgrammeFinding(
            f"{key}.goal_months", say("A yearly indicator that doesn't recur keeps the count of its own year.")
        )
