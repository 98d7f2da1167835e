"""Checks of what was promised: ids, dates, references, targets, thresholds, words."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kpi.language import N_
from kpi.programme.finance import Budget
from kpi.programme.lints.finding import ProgrammeFinding
from kpi.programme.lints.named_values import unknown
from kpi.programme.plan import Indicator, Programme
from kpi.programme.vocabulary import STRUCTURAL_LISTS
from kpi.sentences import say

STATUSES = (
    "not_started", "no_data", "no_baseline", "too_few", "achieved", "achieved_late", "missed", "too_early",
    "on_track", "attention", "behind", "accepted",
)  # fmt: skip
UNJUDGED = "not_judged"
"""Needs words only in a programme with an indicator without a target."""
LINE_STATUSES = ("no_data", "within", "attention", "over_budget")

UNKNOWN_GOAL = N_("There is no goal {given}.")
UNKNOWN_PHASE = N_("There is no phase {given}.")
UNKNOWN_LIST_VALUE = N_("The list {list} has no value {given}.")
UNORDERED = N_("{first} doesn't come before {second}.")


def repeated(values: Iterable[Hashable]) -> list[Hashable]:
    """The values that occur more than once, in order of first occurrence.

    >>> repeated(["a", "b", "a", "a"])
    ['a']
    """
    return [value for value, times in Counter(values).items() if times > 1]


def unique_ids(programme: Programme) -> Iterator[ProgrammeFinding]:
    """No two entries of one kind share an id; what a sheet of measurements may name is one kind."""
    p = programme
    indicators = [i.id for i in p.indicators]
    groups: dict[str, Iterable[Hashable]] = {
        "goals": [g.id for g in p.goals],
        "phases": [c.id for c in p.phases],
        "horizons": [h.id for h in p.horizons],
        "plan_years": [y.id for y in p.plan_years],
        "indicators": indicators,
        "figures": [*dict.fromkeys(indicators), *(f.id for f in p.figures)],
        "side_measurements": [*dict.fromkeys(indicators), *(s.id for s in p.side_measurements)],
        "outputs": [o.id for o in p.outputs],
        "segments": [s.id for s in p.segments],
        "cycles": [c.id for c in p.cycles],
        "early_adopters": [a.name for a in p.early_adopters],
        "budgets": [_version(b) for b in p.budgets],
        "financing": [f.plan_year for f in p.financing],
        "grants": [g.plan_year for g in p.grants],
        **{f"lists.{name}": [c.id for c in choices] for name, choices in p.lists.items()},
        **{f"budgets[{i}].lines": [line.id for line in b.lines] for i, b in enumerate(p.budgets)},
    }
    for key, ids in groups.items():
        for again in repeated(ids):
            yield ProgrammeFinding(f"{key}.{again}", say("{given} occurs more than once.", given=again))


def time_zone(programme: Programme) -> Iterator[ProgrammeFinding]:
    """The time zone is one of the IANA database."""
    try:
        ZoneInfo(programme.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        wrong = say("There is no time zone {given}; write one as Europe/Amsterdam.", given=programme.time_zone)
        yield ProgrammeFinding("time_zone", wrong)


def _version(budget: Budget) -> str:
    """A plan year and the day from which this budget of it counts, if it isn't the original."""
    return f"{budget.plan_year}.{budget.approved_on}" if budget.approved_on else budget.plan_year


def dates(programme: Programme) -> Iterator[ProgrammeFinding]:
    """Periods begin before they end; plan years follow each other without overlap."""
    yield from _ordered("ends", programme.starts, programme.ends)
    for year in programme.plan_years:
        yield from _ordered(f"plan_years.{year.id}.ends", year.starts, year.ends)
    for earlier, later in pairwise(programme.plan_years):
        yield from _ordered(f"plan_years.{later.id}.starts", earlier.ends, later.starts)
    for name, choices in programme.lists.items():
        for choice in choices:
            if choice.valid_from and choice.valid_until:
                yield from _ordered(f"lists.{name}.{choice.id}.valid_until", choice.valid_from, choice.valid_until)
    for indicator in programme.indicators:
        days = [indicator.start, *(target.due for target in indicator.targets)]
        for number, (earlier_day, later_day) in enumerate(pairwise(days)):
            yield from _ordered(f"indicators.{indicator.id}.targets[{number}].due", earlier_day, later_day)


def horizons(programme: Programme) -> Iterator[ProgrammeFinding]:
    """Horizons end on different days, of which one may be open."""
    for again in repeated(horizon.until for horizon in programme.horizons):
        names = ", ".join(horizon.id for horizon in programme.horizons if horizon.until == again)
        yield ProgrammeFinding("horizons", say("{given} end on the same day, or both have none.", given=names))


def _ordered(key: str, first: date, second: date) -> Iterator[ProgrammeFinding]:
    if first >= second:
        yield ProgrammeFinding(key, say(UNORDERED, first=first.isoformat(), second=second.isoformat()))


def references(programme: Programme) -> Iterator[ProgrammeFinding]:
    """Goals, phases and segments that are named exist."""
    for indicator in programme.indicators:
        yield from _place(programme, f"indicators.{indicator.id}", indicator.goal, indicator.phase)
    for segment in programme.segments:
        yield from _place(programme, f"segments.{segment.id}", segment.goal, segment.phase)
        yield from _listed(programme, f"segments.{segment.id}.id", "segment", segment.id)
    for number, adopter in enumerate(programme.early_adopters):
        yield from _listed(programme, f"early_adopters[{number}].kind", "organisation_kind", adopter.kind)


def _listed(programme: Programme, key: str, list_id: str, choice: str) -> Iterator[ProgrammeFinding]:
    if choice not in (known := programme.choice_ids(list_id)):
        yield unknown(key, say(UNKNOWN_LIST_VALUE, list=list_id, given=choice), choice, known)


def phases(programme: Programme) -> Iterator[ProgrammeFinding]:
    """No phase takes the name of the warning beside them; the two whose pace is watched exist."""
    known = [phase.id for phase in programme.phases]
    if "warning" in known:
        yield ProgrammeFinding("phases.warning", say("A phase can't be called {given}.", given="warning"))
    for name, given in programme.pace if "pace" in programme.model_fields_set else ():
        if given not in known:
            yield unknown(f"pace.{name}", say(UNKNOWN_PHASE, given=given), given, known)


def what_if(programme: Programme) -> Iterator[ProgrammeFinding]:
    """Assumptions of a calculation example move indicators that exist."""
    known = {indicator.id for indicator in programme.indicators}
    for name, value in programme.what_if:
        for given in value if isinstance(value, tuple) else ():
            if given not in known:
                yield unknown(f"what_if.{name}", say("There is no indicator {given}.", given=given), given, known)


def _place(programme: Programme, key: str, goal: int, phase: str) -> Iterator[ProgrammeFinding]:
    goals, phases = [g.id for g in programme.goals], [c.id for c in programme.phases]
    if goal not in goals:
        yield unknown(f"{key}.goal", say(UNKNOWN_GOAL, given=goal), goal, goals)
    if phase not in phases:
        yield unknown(f"{key}.phase", say(UNKNOWN_PHASE, given=phase), phase, phases)


def structural_lists(programme: Programme) -> Iterator[ProgrammeFinding]:
    """A list whose ids have a meaning in code holds exactly those ids."""
    for name, ids in STRUCTURAL_LISTS.items():
        if name in programme.lists:
            yield from _exactly(f"lists.{name}", programme.choice_ids(name), ids)


def _exactly(key: str, given: Iterable[str], needed: Iterable[str]) -> Iterator[ProgrammeFinding]:
    for missing in [each for each in needed if each not in set(given)]:
        yield ProgrammeFinding(f"{key}.{missing}", say("{missing} is missing here.", missing=missing))
    for extra in sorted(set(given) - set(needed)):
        yield ProgrammeFinding(f"{key}.{extra}", say("{extra} has no meaning here and can't be added.", extra=extra))


def targets(programme: Programme) -> Iterator[ProgrammeFinding]:
    """Each indicator has targets that its kind can be judged by; without any it has nothing that belongs to one."""
    for indicator in programme.indicators:
        key = f"indicators.{indicator.id}"
        yield from _measure_kind(key, indicator)
        if not indicator.targets:
            yield from _without_target(programme, key, indicator)
            continue
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
    if len(indicator.targets) > 1:
        yield ProgrammeFinding(f"{key}.targets[1]", say("A yearly indicator has one target; earlier years are levels."))
    for year in repeated(level.year for level in indicator.levels):
        yield ProgrammeFinding(f"{key}.levels", say("{given} occurs more than once.", given=year))
    for number, level in enumerate(indicator.levels):
        if level.year >= indicator.last_target.due.year:
            yield ProgrammeFinding(f"{key}.levels[{number}].year", say("A level is for a year before the target's."))


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
    if indicator.kind == "rate":
        return
    for number, target in enumerate(indicator.targets):
        down = target.value < indicator.baseline
        if target.value == indicator.baseline or down != indicator.lower_is_better:
            yield ProgrammeFinding(
                f"{key}.targets[{number}].value",
                say(
                    "The target {target} doesn't lie on the right side of the baseline {baseline}.",
                    target=target.value,
                    baseline=indicator.baseline,
                ),
            )


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
    if indicator.kind == "yearly" and not indicator.recurring:
        yield ProgrammeFinding(
            f"{key}.goal_months", say("A yearly indicator that doesn't recur keeps the count of its own year.")
        )


def thresholds(programme: Programme) -> Iterator[ProgrammeFinding]:
    """Attention begins below on track."""
    limits = programme.thresholds
    if limits.attention >= limits.on_track:
        yield ProgrammeFinding(
            "thresholds.attention", say("Attention must lie below on track ({given}).", given=limits.on_track)
        )


def status_words(programme: Programme) -> Iterator[ProgrammeFinding]:
    """Every status, of an indicator and of a budget line, has words."""
    optional = [name for name in (UNJUDGED,) if name in programme.statuses]
    yield from _exactly("statuses", programme.statuses, (*STATUSES, *optional))
    yield from _exactly("line_statuses", programme.line_statuses, LINE_STATUSES)
