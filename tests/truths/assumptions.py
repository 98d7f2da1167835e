"""A calculation example worked out once more: newcomers who arrive one by one, day after day."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from tests.truths import money_by_rows as money
from tests.truths.judgements import judged, met, target_days
from tests.truths.money_by_rows import by_rule, cents, of_plan_year
from tests.truths.plain_rows import Facts, Plan, by_id
from tests.truths.recounts import counted

LIFETIME = 36500
"""Days."""


@dataclass(frozen=True)
class Set:
    """Where the sliders stand; None where one stands as it began."""

    members: Decimal
    average: Decimal
    filled: Decimal | None
    spent: Decimal | None


@dataclass(frozen=True)
class Reached:
    """An indicator on its due date, and the later day on which it would be reached after all."""

    due: date
    value: Fraction | None
    met: bool | None
    late: date | None


def arrivals(rate: Decimal, days: int) -> int:
    """One comes whenever the part of a newcomer that each day brings makes a whole one."""
    part, come = Fraction(rate) * 12 / 365, 0
    waiting = Fraction(0)
    for _ in range(days):
        waiting += part
        while waiting >= 1:
            waiting, come = waiting - 1, come + 1
    return come


def first_day_of(number: Fraction, rate: Decimal) -> int | None:
    """The days that it takes until so many have come."""
    part = Fraction(rate) * 12 / 365
    return next((days for days in range(LIFETIME + 1) if part * days >= number), None) if part else None


def outcomes(facts: Facts, plan: Plan, day: date, to: Set) -> dict[str, Reached]:
    """Each indicator that a slider moves, on the due date that the plan gives it."""
    found = {}
    for slider in ("members", "average", "received", "income", "filled"):
        for name in plan.get("what_if", {}).get(slider, []):
            indicator = by_id(plan["indicators"])[name]
            targets = target_days(indicator, day)
            _, due, declared = next((one for one in targets if day <= one[1]), targets[-1])
            now = judged(facts, plan, indicator, day)
            if due < day:
                then = counted(facts, plan, indicator, due).value
                value, reached = now.value, None if then is None else met(indicator, then, declared)
            else:
                value = _moved(slider, now.value, (now.above, now.below), arrivals(to.members, (due - day).days), to)
                reached = None if value is None else met(indicator, value, declared)
            late = None
            if slider == "members" and reached is False and now.value is not None:
                days = first_day_of(max(Fraction(declared["value"]) - now.value, Fraction(0)), to.members)
                late = None if days is None else day + timedelta(days=days)
            found[name] = Reached(due, value, reached, late)
    return found


def _moved(
    slider: str, value: Fraction | None, parts: tuple[Fraction | None, Fraction | None], come: int, to: Set
) -> Fraction | None:
    above, below = parts
    if slider == "filled":
        return value if to.filled is None else Fraction(to.filled)
    if slider == "average":
        if above is None or below is None or not below + come:
            return value
        return (above + come * Fraction(to.average)) / (below + come)
    each = 1 if slider == "members" else Fraction(to.average)
    return None if value is None else value + come * each


def year_end(facts: Facts, plan: Plan, plan_year: str, day: date, to: Set) -> dict[str, Decimal | int | None]:
    """The money when the plan year ends: newcomers pay, and what is spent follows its slider."""
    (lines, _, _), region = money.lines(facts, plan, plan_year, day), money.region(facts, plan, plan_year, day)
    recorded = bool(facts["expenses"])
    ends = max(by_id(plan["plan_years"])[plan_year]["ends"], day)
    come = arrivals(to.members, (ends - day).days)
    brought = come * to.average
    budget = sum((line.budget for line in lines.values()), Decimal(0)) if lines else _planned(plan, plan_year)
    known = recorded and all(line.actual is not None for line in lines.values())
    actual = sum((line.actual or 0 for line in lines.values()), Decimal(0)) if known else None
    eligible = sum((line.eligible or 0 for line in lines.values()), Decimal(0)) if known else None
    spent, counts = actual, eligible
    if to.spent is not None and budget is not None:
        spent = max(cents(Fraction(budget) * Fraction(to.spent)), actual or Decimal(0))
        if spent != actual:
            counts = cents(Fraction(spent) * Fraction(eligible or 0) / Fraction(actual)) if actual else spent
    got = None if region.received is None else region.received + brought
    grants = of_plan_year(plan, "grants", plan_year)
    subsidy = by_rule(plan, plan_year, grants[0], counts, got) if grants else None
    missing = None if region.to_pledge is None else max(Decimal(0), region.to_pledge - brought)
    uncovered = None
    if spent is not None and subsidy is not None and got is not None:
        uncovered = max(Decimal(0), spent - subsidy - got)
    target = of_plan_year(plan, "financing", plan_year)
    asked = target[0].get("cofinancing_planned") if target else None
    return {
        "newcomers": come,
        "spent": spent,
        "cofinancing": got,
        "gap": None if asked is None or got is None else max(Decimal(0), asked - got),
        "subsidy": subsidy,
        "uncovered": uncovered,
        "missing": missing,
    }


def _planned(plan: Plan, plan_year: str) -> Decimal | None:
    """The figure that the plan gives for a year whose lines aren't planned yet."""
    figure = by_id(plan["plan_years"])[plan_year].get("budget")
    return None if figure is None else Decimal(figure)
