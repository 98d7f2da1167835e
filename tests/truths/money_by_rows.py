"""The money of a plan year on a day, added up once more row by row from what the interface and the plan say of it.

What a programme's sheets have no column for is None, and so is all of a sheet that was never filled.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from tests.truths.plain_rows import Facts, Plan, Row, by_id
from tests.truths.recounts import just, latest, pledgers, standing

Money = Decimal | None


@dataclass(frozen=True)
class Line:
    """What a budget line has cost on a day, and what it will have cost."""

    budget: Decimal
    committed: Money
    actual: Money
    paid: Money
    eligible: Money
    remaining: Money
    outcome: Money
    status: str


@dataclass(frozen=True)
class Region:
    """What contributors pledged and paid, and what is short of what the plan asks."""

    pledged: Money
    invoiced: Money
    received: Money
    in_kind: Money
    organisations: int | None
    gap: Money
    to_pledge: Money
    to_come_in: Money
    contributors_short: int | None


@dataclass(frozen=True)
class Grant:
    """What the grant's rule gives for the costs so far."""

    amount: Money
    received: Money
    uncovered: Money
    plan_gap: Money


def cents(exact: Fraction) -> Decimal:
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def has_columns(plan: Plan, sheet: str, *names: str) -> bool:
    return all(name in plan["sheets"].get(sheet, {}).get("columns", {}) for name in names)


def of_plan_year(plan: Plan, table: str, plan_year: str) -> list[Plan]:
    return [one for one in plan.get(table, []) if one["plan_year"] == plan_year]


def budget_on(plan: Plan, plan_year: str, day: date) -> dict[str, Plan]:
    """The lines of the latest budget that was approved by then; the original one has no day of its own."""
    known = [one for one in of_plan_year(plan, "budgets", plan_year) if one.get("approved_on", date.min) <= day]
    return by_id(max(known, key=lambda one: one.get("approved_on", date.min))["lines"]) if known else {}


def invoiced_day(row: Row) -> date | None:
    return row["invoiced_on"] or row["paid_on"]


def cost(plan: Plan, plan_year: str, row: Row) -> Decimal:
    """The amount, and the VAT with it where the year's grant says that it can't be recovered."""
    grants = of_plan_year(plan, "grants", plan_year)
    vat = bool(grants) and not grants[0].get("vat_recoverable", True)
    return Decimal(row["amount"] + ((row["vat"] or 0) if vat else 0))


def by(day: date | None, until: date) -> bool:
    return day is not None and day <= until


def left_of_order(facts: Facts, plan: Plan, plan_year: str, order: Row, day: date) -> Decimal:
    """What of an order isn't invoiced yet: nothing once it is an invoice itself, never less than nothing."""
    if not by(order["ordered_on"], day) or by(invoiced_day(order), day):
        return Decimal(0)
    rows = [row for row in facts["expenses"] if row["entry"].lower() == order["entry"].lower()]
    first = min(rows, key=lambda row: row["key"])
    names = {f"{order['entry']}/{order['entry_line']}".lower()} | (
        {order["entry"].lower()} if first is order else set()
    )
    billed = Decimal(0)
    for row in facts["expenses"]:
        if (row["order_reference"] or "").lower() in names and by(invoiced_day(row), day):
            billed += cost(plan, plan_year, row)
    return max(Decimal(0), cost(plan, plan_year, order) - billed)


def delivered(facts: Facts, plan: Plan, output: Plan, day: date) -> Fraction | None:
    """What was delivered of a promise within its plan year."""
    sheet, kind = PROMISED[output["id"]]
    year = by_id(plan["plan_years"])[output["plan_year"]]
    dated = {"videos": "published_on", "events": "held_on"}
    if sheet == "measurements":
        return latest(kind)(facts, plan, date.min, day).value
    if not facts[sheet]:
        return None
    if sheet in dated:
        days = [row[dated[sheet]] for row in facts[sheet] if row["kind"] == kind]
        return just(sum(year["starts"] <= held <= min(year["ends"], day) for held in days)).value
    amounts = [
        row[kind]
        for row in facts["expenses"]
        if row["budget_line_key"] == output["line"] and row["plan_year"] == output["plan_year"]
        if by(invoiced_day(row), day) and row[kind] is not None
    ]
    return Fraction(sum(amounts)) if amounts else None


PROMISED = {
    "regio8_items": ("videos", "regio8"),
    "magazine_pages": ("expenses", "units"),
    "dragons_den_events": ("events", "dragons_den"),
    "programme_office_open": ("measurements", "programme_office_open"),
    "information_meetings": ("events", "information"),
    "smarthupdates": ("videos", "smarthupdate"),
    "meetings": ("events", "meeting"),
    "promo_videos_made": ("videos", "promo_video"),
    "strategist_hours": ("expenses", "hours"),
    "trainee_hours": ("expenses", "hours"),
    "cafe_evenings": ("events", "cafe"),
    "courses": ("events", "workshop"),
}
"""The sheet that tells what was delivered, and which of its rows or numbers."""


def lines(facts: Facts, plan: Plan, plan_year: str, day: date) -> tuple[dict[str, Line], int | None, Money]:
    """Every line of the year's budget; and of what has no place in it the rows and their cost."""
    budget = budget_on(plan, plan_year, day)
    found = {name: _line(facts, plan, plan_year, line, day) for name, line in budget.items()}
    if not facts["expenses"]:
        return found, None, None
    lost = []
    for row in facts["expenses"]:
        dated = any(by(row[name], day) for name in ("ordered_on", "invoiced_on", "paid_on"))
        astray = row["plan_year"] is None or (row["plan_year"] == plan_year and row["budget_line_key"] not in budget)
        if dated and astray:
            lost.append(cost(plan, plan_year, row))
    return found, len(lost), sum(lost, Decimal(0))


def _line(facts: Facts, plan: Plan, plan_year: str, line: Plan, day: date) -> Line:
    amount = Decimal(line["amount"])
    if not facts["expenses"]:
        return Line(amount, None, None, None, None, None, None, "no_data")
    committed, actual, paid, eligible = (Decimal(0) for _ in range(4))
    for row in facts["expenses"]:
        if row["plan_year"] != plan_year or row["budget_line_key"] != line["id"]:
            continue
        spent = cost(plan, plan_year, row)
        committed += left_of_order(facts, plan, plan_year, row, day)
        actual += spent if by(invoiced_day(row), day) else 0
        paid += spent if by(row["paid_on"], day) else 0
        eligible += spent if by(invoiced_day(row), day) and row["eligible"] else 0
    orders = has_columns(plan, "expenses", "ordered_on")
    booked = actual + (committed if orders else 0)
    outputs = [
        (delivered(facts, plan, one, day), Fraction(one["planned"]))
        for one in of_plan_year(plan, "outputs", plan_year)
        if one["line"] == line["id"]
    ]
    outcome = booked if _nothing_to_come(plan, plan_year, line, day, (actual, committed), outputs) else None
    outcome = max(booked, amount) if outcome is None else outcome
    expected = _expected(plan, plan_year, line, day, outputs)
    margin = (1 - Fraction(plan["thresholds"]["budget_attention"])) * Fraction(amount)
    ahead = expected is not None and Fraction(actual) - expected > margin
    status = "over_budget" if booked > amount else "attention" if ahead or outcome > amount else "within"
    return Line(
        budget=amount,
        committed=committed if orders else None,
        actual=actual,
        paid=paid if has_columns(plan, "expenses", "paid_on") else None,
        eligible=eligible,
        remaining=amount - actual - committed if orders else None,
        outcome=outcome,
        status=status,
    )


def _nothing_to_come(
    plan: Plan, plan_year: str, line: Plan, day: date, spent: tuple[Decimal, Decimal], outputs: list[Any]
) -> bool:
    """The year is over; or it happens once or by output, is paid for, and all of it was delivered."""
    (actual, committed), way = spent, line.get("spent", "as_ordered")
    if day >= by_id(plan["plan_years"])[plan_year]["ends"]:
        return True
    if way not in {"once", "per_output"} or actual <= 0 or committed:
        return False
    for made, planned in outputs:
        if made is None and way == "per_output":
            return False
        if made is not None and made < planned:
            return False
    return True


def _expected(plan: Plan, plan_year: str, line: Plan, day: date, outputs: list[Any]) -> Fraction | None:
    year, way = by_id(plan["plan_years"])[plan_year], line.get("spent", "as_ordered")
    if way == "even":
        days, gone = (year["ends"] - year["starts"]).days + 1, (day - year["starts"]).days + 1
        return Fraction(line["amount"]) * min(max(Fraction(gone, days), Fraction(0)), Fraction(1))
    if way != "per_output" or not outputs or any(made is None for made, _ in outputs):
        return None
    return Fraction(line["amount"]) * sum(min(made / planned, Fraction(1)) for made, planned in outputs) / len(outputs)


def region(facts: Facts, plan: Plan, plan_year: str, day: date) -> Region:
    planned = of_plan_year(plan, "financing", plan_year)
    target = Decimal(planned[0]["cofinancing_planned"]) if planned and "cofinancing_planned" in planned[0] else None
    if not facts["contributions"]:
        return Region(None, None, None, None, None, None, None, None, None)
    rows = [row for row in facts["contributions"] if row["plan_year"] == plan_year]
    cash = [row for row in rows if row["form"] == "cash"]
    kind = [row for row in rows if row["form"] != "cash"]

    def told(stage: str) -> Money:
        amounts = [row[stage] or Decimal(0) for row in cash if by(row[f"{stage}_on"], day)]
        return sum(amounts, Decimal(0)) if has_columns(plan, "contributions", stage, f"{stage}_on") else None

    received, can_pledge = told("received"), has_columns(plan, "contributions", "pledged", "pledged_on")
    pledged = sum((left for _, left in standing(cash, day)), Decimal(0)) if can_pledge else None
    givers = pledgers(cash, day) if can_pledge else None
    short = None
    if target is not None and pledged is not None and received is not None:
        short = max(Decimal(0), target - max(pledged, received))
    more = None
    if short is not None and givers and pledged:
        more = 0
        while Fraction(pledged) / givers * more < short:
            more += 1
    return Region(
        pledged=pledged,
        invoiced=told("invoiced"),
        received=received,
        in_kind=sum((left for _, left in standing(kind, day)), Decimal(0)) if can_pledge else None,
        organisations=givers,
        gap=None if target is None or received is None else max(Decimal(0), target - received),
        to_pledge=short,
        to_come_in=None if pledged is None or received is None else max(Decimal(0), pledged - received),
        contributors_short=more,
    )


def grant(facts: Facts, plan: Plan, plan_year: str, day: date) -> Grant:
    payments = [row for row in facts["subsidy_payments"] if row["plan_year"] == plan_year and row["paid_on"] <= day]
    banked = sum((row["amount"] for row in payments), Decimal(0)) if facts["subsidy_payments"] else None
    given = of_plan_year(plan, "grants", plan_year)
    if not given:
        return Grant(None, banked, None, None)
    now, _, _ = lines(facts, plan, plan_year, day)
    known = bool(facts["expenses"])
    actual, eligible = (
        sum((getattr(line, name) for line in now.values()), Decimal(0)) if known else None
        for name in ("actual", "eligible")
    )
    got = region(facts, plan, plan_year, day).received
    amount = by_rule(plan, plan_year, given[0], eligible, got)
    asked = of_plan_year(plan, "financing", plan_year)[0]
    uncovered = None
    if actual is not None and amount is not None and got is not None:
        uncovered = max(Decimal(0), actual - amount - got)
    budget = sum((Decimal(line["amount"]) for line in budget_on(plan, plan_year, day).values()), Decimal(0))
    return Grant(amount, banked, uncovered, budget - asked["subsidy_asked"] - asked["cofinancing_planned"])


def by_rule(plan: Plan, plan_year: str, given: Plan, eligible: Money, got: Money) -> Money:
    rate, cap = Fraction(given.get("rate", 0)), Fraction(given["cap"])
    if given["basis"] == "fixed":
        return cents(cap)
    if eligible is None or (given["basis"] == "deficit_capped" and got is None):
        return None
    costs = Fraction(eligible)
    named = [
        one
        for one in of_plan_year(plan, "budgets", plan_year)
        if given.get("budget_approved_on") == one.get("approved_on")
    ]
    budgeted = Fraction(sum(Decimal(line["amount"]) for line in named[0]["lines"])) if named else None
    rules = {
        "percentage_capped": lambda: rate * costs,
        "pro_rata": lambda: cap * costs / (budgeted or Fraction(1)),
        "deficit_capped": lambda: costs - Fraction(got or 0),
    }
    return cents(max(Fraction(0), min(cap, rules[given["basis"]]())))
