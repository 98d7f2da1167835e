"""What a value is held against on a day, and what becomes of it: the plan's rules, read aloud once more.

Of one indicator as its programme file has it: what is expected, its ratio, status and part of the way, and of a goal
the mean of these.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.truths.plain_rows import Facts, Plan
from tests.truths.recounts import Counted, counted


@dataclass(frozen=True)
class Judged:
    """What must be said of an indicator on a day."""

    value: Fraction | None
    above: Fraction | None
    below: Fraction | None
    this_year: Fraction | None
    target: tuple[Fraction, date] | None
    expected: Fraction | None
    ratio: Fraction | None
    status: str
    progress: Fraction | None
    of_goal: Fraction | None
    counts: bool
    """Whether it is among those that its goal is measured by."""


def target_days(indicator: Plan, day: date) -> list[tuple[Fraction, date, Plan]]:
    """The targets; what recurs has one more for every later year up to the day's own."""
    told = [(Fraction(one["value"]), one["due"], one) for one in indicator.get("targets", [])]
    if indicator["kind"] == "yearly" and indicator.get("recurring") and told:
        value, due, one = told[-1]
        told += [(value, date(year, 12, 31), one) for year in range(due.year + 1, day.year + 1)]
    return told


def asked_of_year(indicator: Plan, year: int) -> Fraction | None:
    for value, due, _ in target_days(indicator, date(year, 12, 31)):
        if due.year == year:
            return value
    for level in indicator.get("levels", []):
        if level["year"] == year:
            return Fraction(level["value"])
    return None


def day_of_year(day: date) -> Fraction:
    first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    return Fraction((day - first).days + 1, (last - first).days + 1)


def expected_on(indicator: Plan, day: date) -> Fraction | None:
    """Walked along the corners day by day's share: nothing before the start, the target once all of it is due."""
    targets = target_days(indicator, day)
    if day < indicator["start"] or not targets:
        return None
    if day > targets[-1][1]:
        return targets[-1][0]
    if indicator["kind"] == "rate":
        return next(value for value, due, _ in targets if day <= due)
    if indicator["kind"] == "yearly":
        asked = asked_of_year(indicator, day.year)
        return None if asked is None else asked * day_of_year(day)
    return _on_the_way(indicator, day, targets)


def _on_the_way(indicator: Plan, day: date, targets: list[tuple[Fraction, date, Plan]]) -> Fraction:
    """From corner to corner of the path of a stock; a step asks nothing more until its day."""
    at, reached = indicator["start"], Fraction(indicator.get("baseline", 0))
    for value, due, _ in targets:
        if due < day:
            at, reached = due, value
    value, due, declared = next(one for one in targets if day <= one[1])
    if "planned" in declared:
        return reached if day < declared["planned"] else value
    if due == at:
        return value
    return reached + (value - reached) * Fraction((day - at).days, (due - at).days)


def better(indicator: Plan, one: Fraction, other: Fraction) -> bool:
    """At least as good as."""
    return one <= other if indicator.get("lower_is_better") else one >= other


def beyond(indicator: Plan, value: Fraction, limit: Any) -> bool:
    """On the good side of a target, and further than the other end of its range."""
    return limit is not None and value != Fraction(limit) and better(indicator, value, Fraction(limit))


def met(indicator: Plan, value: Fraction, target: Plan) -> bool:
    return better(indicator, value, Fraction(target["value"])) and not beyond(indicator, value, target.get("limit"))


def way(indicator: Plan, value: Fraction, to: Fraction) -> Fraction | None:
    """The part of the way from the baseline; nothing to divide by where the baseline is as good already."""
    start = Fraction(indicator.get("baseline", 0))
    return None if better(indicator, start, to) else (value - start) / (to - start)


def over(indicator: Plan, value: Fraction, to: Fraction) -> Fraction | None:
    above, below = (to, value) if indicator.get("lower_is_better") else (value, to)
    return above / below if below > 0 else None


def ratio_of(indicator: Plan, value: Fraction | None, to: Fraction | None, limit: Any) -> Fraction | None:
    if value is None or to is None:
        return None
    if beyond(indicator, value, limit):
        value, to = Fraction(limit), value
    return way(indicator, value, to) if indicator["kind"] == "stock" else over(indicator, value, to)


def progress_of(indicator: Plan, value: Fraction | None) -> Fraction | None:
    if value is None or not indicator.get("targets"):
        return None
    target = indicator["targets"][-1]
    if met(indicator, value, target):
        return Fraction(1)
    to = Fraction(target["value"])
    if beyond(indicator, value, target.get("limit")):
        value, to = Fraction(target["limit"]), value
    part = way(indicator, value, to)
    if part is None:
        part = over(indicator, value, to) or Fraction(0)
    return min(max(part, Fraction(0)), Fraction(1))


def judged(facts: Facts, plan: Plan, indicator: Plan, day: date) -> Judged:
    """Judge one indicator on a day; which rule applies first gives its status."""
    targets = target_days(indicator, day)
    yearly, is_past = indicator["kind"] == "yearly", bool(targets) and day > targets[-1][1]
    of_day = targets[-1][1] if yearly and is_past else day
    seen = counted(facts, plan, indicator, of_day)
    upcoming = ([one for one in targets if day <= one[1]] or targets[-1:] or [None])[0]
    limit = upcoming[2].get("limit") if upcoming and not (yearly and of_day.year != upcoming[1].year) else None
    expected = expected_on(indicator, day)
    ratio = ratio_of(indicator, seen.value, expected, limit)
    months, fewest = indicator.get("goal_months", 0), indicator.get("minimum_denominator")
    of_goal = counted(facts, plan, indicator, day if months else of_day, months)
    few = of_goal.value is not None and fewest is not None and (of_goal.below or 0) < fewest
    counts = bool(targets) and day >= indicator["start"] and not few
    return Judged(
        value=seen.value,
        above=seen.above,
        below=seen.below,
        this_year=counted(facts, plan, indicator, day).value if of_day.year < day.year else None,
        target=upcoming[:2] if upcoming else None,
        expected=expected,
        ratio=ratio,
        status=_status(facts, plan, indicator, day, seen, ratio),
        progress=None if day < indicator["start"] else progress_of(indicator, seen.value),
        of_goal=progress_of(indicator, of_goal.value) if counts else None,
        counts=counts,
    )


def _status(facts: Facts, plan: Plan, indicator: Plan, day: date, seen: Counted, ratio: Fraction | None) -> str:
    fewest = indicator.get("minimum_denominator")
    if day < indicator["start"]:
        return "not_started"
    if seen.value is None:
        return seen.gap
    if fewest is not None and seen.below is not None and seen.below < fewest:
        return "too_few"
    targets = target_days(indicator, day)
    if not targets:
        return "not_judged"
    if day > targets[-1][1]:
        return _afterwards(facts, plan, indicator, day, seen.value)
    return _meanwhile(plan, indicator, day, seen.value, ratio)


def _afterwards(facts: Facts, plan: Plan, indicator: Plan, day: date, value: Fraction) -> str:
    """After the last due date: what it was on that day decides, and what it is now may still make it late."""
    _, due, declared = target_days(indicator, day)[-1]
    then = counted(facts, plan, indicator, due).value
    if then is not None and met(indicator, then, declared):
        return "achieved"
    late = indicator["kind"] != "yearly" and met(indicator, value, declared)
    return "achieved_late" if late else "missed"


def _meanwhile(plan: Plan, indicator: Plan, day: date, value: Fraction, ratio: Fraction | None) -> str:
    """Until then: reached already, too early to say, or by its ratio on track, in need of attention or behind."""
    rules, kind = plan["thresholds"], indicator["kind"]
    target, due, declared = next(one for one in target_days(indicator, day) if day <= one[1])
    expected = expected_on(indicator, day)
    if met(indicator, value, declared) and _is_safe(indicator, day, due, declared):
        return "achieved"
    if kind != "rate" and (expected is None or _too_early(plan, indicator, day, due, declared)):
        return "too_early"
    if ratio is None:
        good = expected is not None and better(indicator, value, expected)
    else:
        good = ratio >= (1 if kind == "rate" else Fraction(rules["on_track"]))
    if good:
        return "on_track"
    if kind == "rate" and indicator["unit"] == "share":
        limit = declared.get("limit")
        short = abs(value - (Fraction(limit) if beyond(indicator, value, limit) else target))
        return "attention" if short <= Fraction(rules["share_margin"]) else "behind"
    enough = Fraction(rules["rate_attention" if kind == "rate" else "attention"])
    return "attention" if ratio is not None and ratio >= enough else "behind"


def _is_safe(indicator: Plan, day: date, due: date, declared: Plan) -> bool:
    """A stock that reached its target did so; a count of the target's year too, unless more of it would spoil that."""
    if indicator["kind"] == "yearly" and day.year == due.year:
        return day == due or not (indicator.get("lower_is_better") or "limit" in declared)
    return bool(indicator["kind"] == "stock")


def _too_early(plan: Plan, indicator: Plan, day: date, due: date, declared: Plan) -> bool:
    if "planned" in declared:
        return bool(day < declared["planned"])
    gone = day_of_year(day) if indicator["kind"] == "yearly" else _elapsed(indicator, day, due)
    return gone < Fraction(plan["thresholds"]["too_early"])


def _elapsed(indicator: Plan, day: date, due: date) -> Fraction:
    start = indicator["start"]
    return Fraction((day - start).days, (due - start).days) if due > start else Fraction(1)


def goal_score(plan: Plan, scores: dict[str, Judged], goal: int, horizon: str = "") -> tuple[Fraction | None, int, int]:
    """The mean of what counts, how many of these are measured, and how many there are."""
    parts = []
    for indicator in plan["indicators"]:
        last = indicator["targets"][-1]["due"] if indicator.get("targets") else date.max
        if indicator["goal"] == goal and scores[indicator["id"]].counts and horizon in {"", horizon_of(plan, last)}:
            parts.append(scores[indicator["id"]].of_goal)
    known = [part for part in parts if part is not None]
    lacking = len(parts) - len(known)
    if not known or Fraction(lacking, len(parts)) > Fraction(plan["thresholds"]["missing_limit"]):
        return None, len(known), len(parts)
    return sum(known, Fraction(0)) / len(known), len(known), len(parts)


def horizon_of(plan: Plan, due: date) -> str:
    ends = sorted((one["until"], one["id"]) for one in plan["horizons"] if "until" in one)
    for until, name in ends:
        if due <= until:
            return str(name)
    return str(next(one["id"] for one in plan["horizons"] if "until" not in one))


def eve(day: date) -> date:
    return day - timedelta(days=1)
