"""The pace of an indicator worked out once more: what came in over the months that count, and what is still to come."""

from datetime import date
from fractions import Fraction

from tests.truths.judgements import asked_of_year, eve, expected_on, target_days
from tests.truths.plain_rows import Facts, Plan
from tests.truths.recounts import RECOUNTS, counted, earlier

Pace = tuple[Fraction, date, Fraction, Fraction | None, date]
"""What to be at, by when; per month what that takes, what it was, and since when."""


def pace(facts: Facts, plan: Plan, indicator: Plan, day: date) -> Pace | None:
    """None where there is no way to go: a rate, less is better, a step, before its start, due, met or unknown."""
    targets = target_days(indicator, day)
    if indicator["kind"] == "rate" or indicator.get("lower_is_better") or not targets or day > targets[-1][1]:
        return None
    value, due, declared = next(one for one in targets if day <= one[1])
    if "planned" in declared or expected_on(indicator, day) is None:
        return None
    yearly = indicator["kind"] == "yearly"
    if yearly:
        value, due = asked_of_year(indicator, day.year) or Fraction(0), date(day.year, 12, 31)
    now = counted(facts, plan, indicator, day).value
    if now is None or now >= value or day >= due:
        return None
    half_year = earlier(day, 6)
    since = max(half_year, eve(indicator["start"]))
    months = Fraction(6) if since == half_year else Fraction((day - since).days * 12, 365)
    came = _came_in(facts, plan, indicator, since, day)
    needed = (value - now) / Fraction((due - day).days * 12, 365)
    return value, due, needed, None if came is None else came / months, since


def _came_in(facts: Facts, plan: Plan, indicator: Plan, since: date, day: date) -> Fraction | None:
    """What is more than there was; of what begins anew on 1 January what each year's part of the time brought."""
    if indicator["kind"] != "yearly" or since.year == day.year:
        now, then = (counted(facts, plan, indicator, at).value for at in (day, since))
        return None if now is None or then is None else now - then
    recount, turn = RECOUNTS[indicator["id"]], date(day.year - 1, 12, 31)
    this_year = recount(facts, plan, turn, day).value
    whole, before = (recount(facts, plan, date(since.year - 1, 12, 31), at).value for at in (turn, since))
    if this_year is None or whole is None or before is None:
        return None
    return this_year + whole - before
