"""What each indicator counts on a day, written down from the plan once more, as loops over plain rows.

A count is asked for as *after a day and up to a day*: since the last 31 December for what is counted within a calendar
year, since the same day a year earlier for what goes into a goal, since ever for everything else.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import Any, NamedTuple

from tests.truths.plain_rows import Facts, Plan, Row

EVER = date.min


class Counted(NamedTuple):
    """A value, with what it was divided from; all None where nothing is known."""

    value: Fraction | None = None
    above: Fraction | None = None
    below: Fraction | None = None
    gap: str = "no_data"


UNKNOWN = Counted()
Recount = Callable[[Facts, Plan, date, date], Counted]


def earlier(day: date, months: int) -> date:
    """The same day so many months ago, or the last one that month has."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def just(number: int | Decimal | Fraction) -> Counted:
    return Counted(Fraction(number))


def divided(above: Any, below: Any) -> Counted:
    """0 ÷ 0, and anything else divided by nothing, is no value."""
    above, below = Fraction(above), Fraction(below)
    return Counted(above / below if below else None, above, below)


def within(after: date, day: date | None, until: date) -> bool:
    return day is not None and after < day <= until


def missing(facts: Facts, *sheets: str) -> bool:
    return any(not facts[sheet] for sheet in sheets)


def plain(name: str | None) -> str:
    return "".join(letter for letter in (name or "").casefold() if letter.isalnum())


def kinds(facts: Facts) -> dict[str, str]:
    return {row["name_key"]: row["kind"] for row in facts["organisations"]}


def practice_cases(facts: Facts, plan: Plan, after: date, day: date) -> Counted:
    if missing(facts, "videos", "organisations"):
        return UNKNOWN
    kind, shown = kinds(facts), set()
    for row in facts["videos"]:
        counts = row["practice_case"] and row["on_site"] and within(after, row["published_on"], day)
        if counts and kind.get(row["organisation_key"]) == "company":
            shown.add(row["organisation_key"])
    return just(len(shown))


def latest(measured: str) -> Recount:
    def recount(facts: Facts, plan: Plan, after: date, day: date) -> Counted:
        found = [
            (row["measured_on"], row["value"])
            for row in facts["measurements"]
            if row["indicator"] == measured and row["kind"] != "baseline" and row["measured_on"] <= day
        ]
        return just(max(found)[1]) if found else UNKNOWN

    return recount


def growth(measured: str) -> Recount:
    def recount(facts: Facts, plan: Plan, after: date, day: date) -> Counted:
        rows = [row for row in facts["measurements"] if row["indicator"] == measured and row["measured_on"] <= day]
        results = [row for row in rows if row["kind"] != "baseline"]
        baselines = [row for row in rows if row["kind"] == "baseline"]
        if not results:
            return UNKNOWN
        if not baselines:
            return Counted(gap="no_baseline")
        last = max(results, key=lambda row: row["measured_on"])
        before = [row for row in baselines if row["measured_on"] < last["measured_on"]]
        if not before:
            return UNKNOWN
        start = max(before, key=lambda row: row["measured_on"])["value"]
        if start == 0:
            return Counted(None, Fraction(last["value"]), Fraction(0))
        return Counted(Fraction(last["value"]) / Fraction(start) - 1, Fraction(last["value"]), Fraction(start))

    return recount


def brand_carriers(facts: Facts, plan: Plan, after: date, day: date) -> Counted:
    if missing(facts, "organisations"):
        return UNKNOWN
    carrying = 0
    for row in facts["organisations"]:
        since, until = row["carries_brand_since"], row["carries_brand_until"]
        carrying += bool(row["brand_evidence"]) and since is not None and since <= day and not (until and until < day)
    return just(carrying)


def event_series(facts: Facts, plan: Plan, after: date, day: date) -> Counted:
    if missing(facts, "events"):
        return UNKNOWN
    return just(len({r["series_key"] for r in facts["events"] if r["branded"] and within(after, r["held_on"], day)}))


def german_institutions(facts: Facts, plan: Plan, after: date, day: date) -> Counted:
    if missing(facts, "contacts", "study_programmes"):
        return UNKNOWN
    german = {row["institution_key"] for row in facts["study_programmes"] if row["country"] == "DE"}
    met = {row["institution_key"] for row in facts["contacts"] if within(after, row["held_on"], day)}
    return just(len(german & met))


def winners(facts: Facts, plan: Plan, after: date, day: date) -> Counted:
    if missing(facts, "pitches"):
        return UNKNOWN
    signed = [(row["funded_on"], row["coached_on"]) for row in facts["pitches"]]
    return just(sum(bool(funded and coached and max(funded, coached) <= day) for funded, coached in signed))


def in_scope(plan: Plan, row: Row) -> bool:
    region = {
        plain(word)
        for place in plan["lists"]["municipality"]
        for word in (place["id"], place["label"]["nl"], *place.get("synonyms", ()))
    }
    return bool(row["smart_industry"] and row["on_site"]) and (
        row["municipality"] is None or plain(row["municipality"]) in region
    )


def closing(row: Row) -> date | None:
    return row["closed_on"] or row["filled_on"] or row["closes_on"]


def placements(facts: Facts, plan: Plan, after: date, day: date) -> Counted:
    if missing(facts, "vacancies"):
        return UNKNOWN
    filled = 0
    for row in facts["vacancies"]:
        student = row["type"] in {"internship", "graduation_assignment"}
        if in_scope(plan, row) and student and row["filled_via"] == "portal":
            filled += (row["filled"] or 0) if within(after, row["filled_on"] or closing(row), day) else 0
    return just(filled)


def published(facts: Facts, plan: Plan, after: date, day: date) -> Counted:
    if missing(facts, "vacancies"):
        return UNKNOWN
    positions = 0
    for row in facts["vacancies"]:
        if in_scope(plan, row) and row["level"] in {"hbo", "wo"} and within(after, row["published_on"], day):
            positions += row["positions"] or 0
    return just(positions)


def fill_rate(facts: Facts, plan: Plan, after: date, day: date) -> Counted:
    if missing(facts, "vacancies"):
        return UNKNOWN
    filled = positions = 0
    for row in facts["vacancies"]:
        asked = in_scope(plan, row) and row["level"] in {"hbo", "wo"} and row["status"] != "withdrawn"
        if asked and within(after, closing(row), day):
            filled, positions = filled + (row["filled"] or 0), positions + (row["positions"] or 0)
    return divided(filled, positions)


def standing(rows: list[Row], day: date) -> Iterator[tuple[Row, Decimal]]:
    """Each pledge of these contributions with what stands of it on the day.

    Withdrawn, it is what was invoiced before that: on its own row, and for the first pledge of an organisation's plan
    year also on rows that pledge nothing themselves.
    """
    first: set[tuple[Any, ...]] = set()
    for row in sorted(rows, key=lambda each: each["key"]):
        if row["pledged"] is None:
            continue
        whose = (row["organisation_key"], row["plan_year"], row["form"])
        begins = whose not in first
        first.add(whose)
        if row["pledged_on"] is None or row["pledged_on"] > day:
            continue
        if row["withdrawn_on"] is None or day < row["withdrawn_on"]:
            yield row, row["pledged"]
            continue
        billed = Decimal(0)
        for other in rows:
            same = (other["organisation_key"], other["plan_year"], other["form"]) == whose
            follows = begins and same and other["pledged"] is None
            early = other["invoiced_on"] is not None and other["invoiced_on"] < row["withdrawn_on"]
            if (other is row or follows) and early:
                billed += other["invoiced"] or 0
        yield row, min(billed, row["pledged"])


def of_year(facts: Facts, plan_year: str, form: str = "") -> list[Row]:
    rows = facts["contributions"]
    return [row for row in rows if row["plan_year"] == plan_year and (not form or row["form"] == form)]


def pledgers(rows: list[Row], day: date) -> int:
    return len({row["organisation_key"] for row, left in standing(rows, day) if left > 0})


def connected(facts: Facts, plan: Plan, after: date, day: date) -> Counted:
    return UNKNOWN if missing(facts, "contributions") else just(pledgers(of_year(facts, "2017-2018"), day))


def average_contribution(facts: Facts, plan: Plan, after: date, day: date) -> Counted:
    if missing(facts, "contributions"):
        return UNKNOWN
    cash = of_year(facts, "2017-2018", "cash")
    return divided(sum(left for _, left in standing(cash, day)), pledgers(cash, day))


def received(rows: Iterable[Row], after: date, day: date) -> Decimal:
    amounts = (row["received"] or 0 for row in rows if row["form"] == "cash" and within(after, row["received_on"], day))
    return sum(amounts, Decimal(0))


def cofinancing(facts: Facts, plan: Plan, after: date, day: date) -> Counted:
    if missing(facts, "contributions"):
        return UNKNOWN
    return just(received(of_year(facts, "2017-2018"), after, day))


def regional_funding(facts: Facts, plan: Plan, after: date, day: date) -> Counted:
    return UNKNOWN if missing(facts, "contributions") else just(received(facts["contributions"], after, day))


def self_financing(facts: Facts, plan: Plan, after: date, day: date) -> Counted:
    if missing(facts, "contributions", "subsidy_payments"):
        return UNKNOWN
    own = received(of_year(facts, "2020-2021"), after, day)
    paid = [row for row in facts["subsidy_payments"] if row["plan_year"] == "2020-2021" and row["paid_on"] <= day]
    return divided(own, own + sum(row["amount"] for row in paid))


def study_awareness(facts: Facts, plan: Plan, after: date, day: date) -> Counted:
    if missing(facts, "study_programmes", "contacts"):
        return UNKNOWN
    met: dict[tuple[str, str], set[str]] = {}
    for row in facts["contacts"]:
        if within(earlier(day, 24), row["held_on"], day):
            met.setdefault((row["institution_key"], row["study_key"]), set()).add(row["audience"])
    reached = listed = 0
    for row in facts["study_programmes"]:
        if row["country"] == "NL" and row["smart_industry"] and row["level"] in {"hbo", "wo"}:
            listed += 1
            reached += met.get((row["institution_key"], row["study_key"]), set()) >= {"teachers", "students"}
    return divided(reached, listed)


def members(facts: Facts, plan: Plan, after: date, day: date) -> Counted:
    if missing(facts, "organisations"):
        return UNKNOWN
    spans = {(r["organisation_key"], r["member_since"]): r["member_until"] for r in facts["memberships"]}
    for row in facts["organisations"]:
        if row["member_since"]:
            spans.setdefault((row["name_key"], row["member_since"]), row["member_until"])
    kind, found = kinds(facts), set()
    for (who, since), until in spans.items():
        if since <= day and not (until and until < day) and kind.get(who) == "company":
            found.add(who)
    return just(len(found))


def audience(facts: Facts, plan: Plan, after: date, day: date) -> Counted:
    held = [row["visitors"] or 0 for row in facts["events"] if within(after, row["held_on"], day)]
    return UNKNOWN if missing(facts, "events") else divided(sum(held), len(held))


def cost_per_visitor(facts: Facts, plan: Plan, after: date, day: date) -> Counted:
    if missing(facts, "expenses", "events"):
        return UNKNOWN
    paid = [row["amount"] for row in facts["expenses"] if row["invoiced_on"] and row["invoiced_on"] <= day]
    return divided(sum(paid), sum(row["visitors"] or 0 for row in facts["events"] if row["held_on"] <= day))


def events(kind: str = "", above: int = -1) -> Recount:
    def recount(facts: Facts, plan: Plan, after: date, day: date) -> Counted:
        if missing(facts, "events"):
            return UNKNOWN
        held = [row for row in facts["events"] if within(after, row["held_on"], day)]
        kept = [row for row in held if kind in {"", row["kind"]} and (above < 0 or (row["visitors"] or 0) > above)]
        return just(len(kept))

    return recount


def school_share(facts: Facts, plan: Plan, after: date, day: date) -> Counted:
    if missing(facts, "events"):
        return UNKNOWN
    held = [row["kind"] for row in facts["events"] if within(after, row["held_on"], day)]
    return divided(held.count("school"), len(held))


def partners(facts: Facts, plan: Plan, after: date, day: date) -> Counted:
    if missing(facts, "organisations"):
        return UNKNOWN
    return just(sum(row["kind"] == "workshop" and _takes_part(row, day) for row in facts["organisations"]))


def _takes_part(row: Row, day: date) -> bool:
    since, until = row["member_since"], row["member_until"]
    return since is not None and since <= day and not (until and until < day)


def households(facts: Facts, plan: Plan, after: date, day: date) -> Counted:
    if missing(facts, "organisations"):
        return UNKNOWN
    village = {plain(place["label"]["nl"]) for place in plan["lists"]["village"]}
    living = [row for row in facts["organisations"] if row["kind"] != "business"]
    near = [row for row in living if row["municipality"] is None or plain(row["municipality"]) in village]
    return just(sum(_takes_part(row, day) for row in near))


def guests(facts: Facts, plan: Plan, after: date, day: date) -> Counted:
    held = [row["visitors"] for row in facts["events"] if within(after, row["held_on"], day)]
    known = [visitors for visitors in held if visitors is not None]
    return just(sum(known)) if known else UNKNOWN


def jobs(facts: Facts, plan: Plan, after: date, day: date) -> Counted:
    if missing(facts, "vacancies"):
        return UNKNOWN
    shut = [row for row in facts["vacancies"] if within(after, closing(row), day)]
    return divided(sum(row["filled"] or 0 for row in shut), sum(row["positions"] or 0 for row in shut))


def days_to_find(facts: Facts, plan: Plan, after: date, day: date) -> Counted:
    found = [row for row in facts["vacancies"] if within(earlier(day, 12), row["filled_on"], day)]
    waits = [Fraction((row["filled_on"] - row["published_on"]).days) for row in found if row["published_on"]]
    return just(median(waits)) if waits else UNKNOWN


def put_in(facts: Facts, plan: Plan, after: date, day: date) -> Counted:
    if missing(facts, "contributions"):
        return UNKNOWN
    now = [year["id"] for year in plan["plan_years"] if year["starts"] <= day <= year["ends"]]
    return just(sum((received(of_year(facts, year), after, day) for year in now), Decimal(0)))


RECOUNTS: dict[str, Recount] = {
    "practice_case_companies": practice_cases,
    "academy_branding": latest("academy_branding"),
    "brand_carriers": brand_carriers,
    "branded_event_series": event_series,
    "portal_in_use": latest("portal_in_use"),
    "german_institutions": german_institutions,
    "dragons_den_winners": winners,
    "portal_placements": placements,
    "connected_organisations": connected,
    "average_contribution": average_contribution,
    "cofinancing_received": cofinancing,
    "study_awareness": study_awareness,
    "vacancies_published": published,
    "vacancy_fill_rate": fill_rate,
    "si_company_growth": growth("si_company_growth"),
    "member_companies": members,
    "registered_talents": latest("registered_talents"),
    "regional_funding": regional_funding,
    "self_financing_share": self_financing,
    "avg_audience": audience,
    "cost_per_visitor_lower": cost_per_visitor,
    "share_school": school_share,
    "survey": latest("survey"),
    "survey_rate": latest("survey_rate"),
    "growth_visitors": growth("growth_visitors"),
    "big_shows": events(above=100),
    "days_to_place": latest("days_to_place"),
    "open_days": events("open_day"),
    "partners": partners,
    "households": households,
    "first_roof": lambda facts, plan, after, day: events("roof_day")(facts, plan, date(2025, 12, 31), day),
    "guests": guests,
    "jobs_filled": jobs,
    "days_to_find": days_to_find,
    "power": growth("power"),
    "own_money": put_in,
    "nights": events(),
}
"""By the id of the indicator, in the four programmes of the tests and the one that comes with the product."""

WITHIN_A_YEAR = {"vacancy_fill_rate", "avg_audience", "share_school", "jobs_filled"}
"""What is a rate, and counts within the calendar year all the same."""


def counted(facts: Facts, plan: Plan, indicator: Plan, day: date, months: int = 0) -> Counted:
    """Count an indicator on a day: within its calendar year, over so many months, or since ever."""
    yearly = indicator["kind"] == "yearly" or indicator["id"] in WITHIN_A_YEAR
    turn = date(day.year - 1, 12, 31)
    after = EVER if not yearly else earlier(day, months) if months else turn
    return RECOUNTS[indicator["id"]](facts, plan, after, day)
