"""A calculation example: worked by hand on a small plan, and what must hold whatever is assumed."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.language import words_of
from kpi.money.budget import budget_picture
from kpi.money.sums import Spend
from kpi.picture import Picture
from kpi.programme.framework import WhatIf
from kpi.programme.plan import Programme
from kpi.score.scores import Observation
from kpi.views.comparison.what_if import Assumed, WhatIfOutcome, assumed_from, at_first, in_percent, newcomers, what_if
from kpi.views.comparison.what_if_tables import ROWS, headline, outcomes_table, short_sentence
from kpi.views.table import texts
from tests.money.factories import NOTHING_EARNED, NOTHING_SPENT, YEAR, earned, plan, spent
from tests.score.factories import MONTHS, indicator, scored

D, F = Decimal, Fraction
AS_OF, END = date(2018, 1, 1), date(2018, 6, 30)
MEMBERS = indicator("stock", (50, "2018-12-31"), id="members", baseline=D(15))
JOINED = indicator("stock", (60, "2017-05-31"), id="joined")
AVERAGE = indicator("rate", (3000, "2018-06-30"), id="average", unit="euro")
RECEIVED = indicator("stock", (150000, "2018-06-30"), id="received", unit="euro", start=date(2017, 7, 1))
INCOME = indicator("yearly", (300000, "2020-12-31"), id="income", unit="euro", recurring=True)
FILLED = indicator("rate", ("0.9", "2020-12-31"), id="filled", unit="share")
EVERY = (MEMBERS, JOINED, AVERAGE, RECEIVED, INCOME, FILLED)
SEEN = {
    "members": 30,
    "joined": 40,
    "average": Observation(F(2500), F(100000), F(40)),
    "received": 60000,
    "income": 0,
    "filled": "0.7",
}
MOVES = WhatIf(
    members=("members", "joined"), average=("average",), received=("received",), income=("income",), filled=("filled",)
)
PLAN = plan(200000, 100000).model_copy(update={"indicators": EVERY, "what_if": MOVES})


def picture(programme: Programme = PLAN, **changes: object) -> Picture:
    """On 1 January 2018: 100.000 pledged by 40, 60.000 of it received, 90.000 spent of 300.000, all of it eligible."""
    costs = spent(regel_1=Spend(actual=D(90000), eligible=D(90000)))
    got = earned("60000", pledged=D(100000), invoiced=D(80000), organisations=40)
    money = budget_picture(programme, YEAR, costs, got, {})
    scores = tuple(scored(one, AS_OF.isoformat(), SEEN[one.id]) for one in EVERY)
    return replace(Picture("voorbeeld", 3, AS_OF, YEAR, scores, (), money, sample=False), **changes)  # type: ignore[arg-type]


def by_id(assumed: Assumed) -> dict[str, WhatIfOutcome]:
    return {outcome.indicator.id: outcome for outcome in what_if(picture(), PLAN, assumed).outcomes}


TWO = Assumed(members=D(2), average=D(3000), filled=D("0.9"), spent=D(1))
NEUTRAL = Assumed(members=D(0), average=D(3000))


def test_newcomers_are_whole_and_come_evenly() -> None:
    """180 days are 5,9 months, 364 days 11,97: twice that is 11,8 and 23,9."""
    assert [newcomers(TWO, AS_OF, day) for day in (END, date(2018, 12, 31), AS_OF, date(2017, 1, 1))] == [11, 23, 0, 0]


def test_the_money_at_the_end_of_the_plan_year() -> None:
    """11 newcomers × 3.000 = 33.000 beside the 60.000 received; half of 300.000 spent is the cap.

    Of 150.000 asked 100.000 is pledged and 33.000 would be: 17.000 is short, six at 3.000.
    """
    year_end = what_if(picture(), PLAN, TWO).year_end
    assert (year_end.newcomers, year_end.spent, year_end.cofinancing, year_end.gap) == (11, 300000, 93000, 57000)
    assert (year_end.missing, year_end.short, year_end.subsidy, year_end.uncovered) == (17000, 6, 150000, 57000)


def test_less_spent_gives_less_subsidy_and_never_less_than_is_spent_already() -> None:
    half, none = (what_if(picture(), PLAN, replace(TWO, spent=D(part))).year_end for part in ("0.5", "0"))
    assert (half.spent, half.subsidy, half.uncovered) == (150000, 75000, 0)
    assert (none.spent, none.subsidy) == (90000, 45000)


@pytest.mark.parametrize(
    ("name", "value", "met"),
    [
        ("members", F(53), True),
        ("joined", F(40), False),
        ("average", F(100000 + 11 * 3000, 51), False),
        ("received", F(60000 + 11 * 3000), False),
        ("income", F(72 * 3000), False),
        ("filled", F(9, 10), True),
    ],
)
def test_each_target_is_asked_for_on_its_own_due_date(name: str, value: Fraction, met: bool) -> None:
    """*Joined* was due in May 2017: nobody who comes in 2018 changes that. In 36 months until 2020 there come 72."""
    found = by_id(TWO)[name]
    assert found.target.due == found.indicator.last_target.due
    assert (found.value, found.met) == (value, met)


def test_what_would_be_reached_too_late_is_not_met() -> None:
    """20 are lacking of 60: ten months at two a month, 20 × 365 ÷ 24 = 304,2 days; it was due in May 2017."""
    late = by_id(TWO)["joined"]
    assert (late.met, late.reached) == (False, date(2018, 11, 2))
    assert by_id(replace(TWO, members=D(0)))["joined"].reached is None
    said = {row[0]: row[3] for row in texts(outcomes_table(replace(EFFECT, outcomes=(late,))), words_of("nl")).rows}
    assert said == {
        "Voorbeeld · 60 op 31-05-2017": "is op de einddatum niet gehaald; te laat, in dit tempo op 02-11-2018"
    }


EFFECT = what_if(picture(), PLAN, TWO)


def test_what_is_not_known_stays_so() -> None:
    bare = picture(money=budget_picture(PLAN, YEAR, NOTHING_SPENT, NOTHING_EARNED, {}))
    year_end = what_if(bare, PLAN, TWO).year_end
    assert (year_end.cofinancing, year_end.gap, year_end.uncovered, year_end.short) == (None,) * 4
    assert what_if(bare, PLAN, NEUTRAL).year_end.subsidy is None


def test_it_begins_with_nobody_new_the_plans_contribution_and_the_shares_of_today() -> None:
    """70 % is filled and 90.000 of 300.000 spent; sliders left there assume nothing."""
    first = at_first(PLAN, picture())
    assert first == Assumed(members=D(0), average=D(3000), filled=D("0.70"), spent=D("0.30"))
    assert assumed_from(0.0, 3000, 70, 30, first) == NEUTRAL
    bare = picture(money=budget_picture(PLAN, YEAR, NOTHING_SPENT, NOTHING_EARNED, {}))
    assert at_first(PLAN.model_copy(update={"what_if": WhatIf()}), bare) == Assumed(D(0), D(0), D(0), D(0))


@pytest.mark.parametrize(("actual", "filled", "stand"), [("-400", "0.7", (70, 0)), ("0", "1.2", (100, 0))])
def test_a_slider_begins_within_its_ends(actual: str, filled: str, stand: tuple[int, int]) -> None:
    """Where more came back than was spent, or more is told to be filled than there was; and nothing is assumed."""
    seen = picture(money=budget_picture(PLAN, YEAR, spent(regel_1=Spend(actual=D(actual))), earned(), {}))
    scores = tuple(replace(one, value=F(filled)) if one.id == "filled" else one for one in seen.indicators)
    first = at_first(PLAN, replace(seen, indicators=scores))
    assert (in_percent(first.filled), in_percent(first.spent)) == stand
    assert assumed_from(0.0, 3000, *stand, first) == NEUTRAL


def test_a_programme_that_declares_nothing_still_shows_its_money() -> None:
    found = what_if(picture(), PLAN.model_copy(update={"what_if": WhatIf()}), replace(NEUTRAL, spent=D(1)))
    assert (found.outcomes, found.year_end.subsidy) == ((), 150000)


def test_the_headline_and_what_is_short_in_dutch() -> None:
    nl = words_of("nl")
    assert nl.say(headline(EFFECT)) == (
        "2 van 6 doelen zouden worden gehaald; op 30 juni 2018 zou de subsidie €\xa0150.000 zijn "
        "en zou €\xa057.000 aan kosten niet gedekt zijn."
    )
    assert nl.say(short_sentence(EFFECT)) == (
        "Van de cofinanciering die het plan vraagt, zou nog €\xa017.000 ontbreken: 6 deelnemers meer."
    )


CENTS = st.decimals(0, 400000, places=2)
WORLD = st.fixed_dictionaries(
    {
        "on": st.dates(date(2016, 7, 1), date(2021, 6, 30)),
        "year": st.sampled_from(("2016-2017", YEAR, "2020-2021")),
        "basis": st.sampled_from(("fixed", "percentage_capped", "pro_rata", "deficit_capped")),
        "amounts": st.tuples(CENTS, CENTS, CENTS, CENTS),
        "known": st.booleans(),
        "values": st.tuples(*(st.one_of(st.none(), st.integers(0, 400)) for _ in EVERY)),
    }
)


def world(given_: dict[str, Any]) -> tuple[Picture, Programme]:
    """A picture of any day, plan year, rule of the grant and amounts, known or not."""
    actual, eligible, received, pledged = given_["amounts"]
    money_plan = plan(200000, 100000, basis=given_["basis"])
    programme = money_plan.model_copy(update={"indicators": EVERY, "what_if": MOVES})
    costs = spent(regel_1=Spend(actual=actual, eligible=min(eligible, actual))) if given_["known"] else NOTHING_SPENT
    got = earned(received, pledged=pledged, organisations=3)
    money = budget_picture(programme, given_["year"], costs, got, {}, given_["on"])
    scores = tuple(
        scored(one, given_["on"].isoformat(), seen) for one, seen in zip(EVERY, given_["values"], strict=True)
    )
    return Picture("voorbeeld", 3, given_["on"], given_["year"], scores, (), money, sample=False), programme


def shown(seen: Picture, programme: Programme, assumed: Assumed) -> dict[str, object]:
    """Everything that the example shows, by name."""
    effect = what_if(seen, programme, assumed)
    money = {name: getattr(effect.year_end, name) for name, _, _ in ROWS}
    return {**{outcome.indicator.id: outcome.value for outcome in effect.outcomes}, **money}


@settings(max_examples=60, deadline=None)
@given(WORLD)
def test_neutral_sliders_are_today_on_every_day(given_: dict[str, Any]) -> None:
    """Whatever the day, the plan year, the grant's rule and what is known: every value and amount is that of now."""
    neutral_is_today(*world(given_))


@pytest.mark.parametrize("basis", ["fixed", "percentage_capped", "pro_rata", "deficit_capped"])
def test_neutral_sliders_are_today_on_each_of_the_days_of_a_plan_year(basis: str) -> None:
    """From the eve of 1 July 2017 to the day after 30 June 2018, each day in turn."""
    amounts = (D("90000.37"), D("85000.01"), D("60000.50"), D("100000"))
    values = (30, 40, 2500, 60000, 70000, 0)
    for days in range(367):
        day = date(2017, 6, 30) + timedelta(days=days)
        known = {"on": day, "year": YEAR, "basis": basis, "amounts": amounts, "known": True, "values": values}
        neutral_is_today(*world(known))


def neutral_is_today(seen: Picture, programme: Programme) -> None:
    first = at_first(programme, seen)
    filled, spent_share = (int((share or D(0)) * 100) for share in (first.filled, first.spent))
    assumed = assumed_from(0.0, int(first.average), filled, spent_share, first)
    now = {one.id: seen.indicator(one.id).value for one in EVERY}
    money = {name: attrgetter(place)(seen.money) for name, _, place in ROWS}
    assert shown(seen, programme, assumed) == {**now, **money}


MOVED = {
    "members": {"members", "joined", "average", "received", "income", "cofinancing", "gap", "subsidy", "uncovered"},
    "average": set(),
    "filled": {"filled"},
    "spent": {"spent", "subsidy", "uncovered"},
}
"""What each slider may move by itself; the contribution moves nothing while nobody comes."""


@settings(max_examples=60, deadline=None)
@given(WORLD, st.sampled_from(sorted(MOVED)), st.decimals(0, 1, places=2))
def test_a_slider_moves_only_what_it_says(given_: dict[str, Any], slider: str, to: Decimal) -> None:
    seen, programme = world(given_)
    before, after = (shown(seen, programme, assumed) for assumed in (NEUTRAL, replace(NEUTRAL, **{slider: to * 5})))
    assert {name for name in before if before[name] != after[name]} <= MOVED[slider]


@settings(max_examples=60, deadline=None)
@given(WORLD, st.decimals(0, 10, places=1))
def test_newcomers_count_as_if_they_were_counted_one_by_one(given_: dict[str, Any], rate: Decimal) -> None:
    newcomers_one_by_one(given_, rate)


@pytest.mark.parametrize("on", MONTHS)
@settings(max_examples=4, deadline=None)
@given(given_=WORLD, rate=st.decimals(0, 10, places=1))
def test_newcomers_count_one_by_one_in_every_month(on: date, given_: dict[str, Any], rate: Decimal) -> None:
    newcomers_one_by_one({**given_, "on": on}, rate)


def newcomers_one_by_one(given_: dict[str, Any], rate: Decimal) -> None:
    """By brute force: one more arrives each time that rate × 12 × days ÷ 365 passes a whole number, until it is due."""
    seen, programme = world(given_)
    found = {outcome.indicator.id: outcome for outcome in what_if(seen, programme, replace(TWO, members=rate)).outcomes}
    for name, each in (("members", 1), ("received", 3000), ("income", 3000)):
        score, outcome = seen.indicator(name), found[name]
        came, passed = 0, F(0)
        for _ in range((score.target.due - seen.as_of).days):
            passed += F(rate) * 12 / 365
            while passed >= came + 1:
                came += 1
        assert outcome.value == (None if score.value is None else score.value + came * each)


@settings(max_examples=30, deadline=None)
@given(WORLD)
def test_targets_do_not_depend_on_the_plan_year_that_is_looked_at(given_: dict[str, Any]) -> None:
    outcomes = [what_if(*world({**given_, "year": year}), TWO).outcomes for year in (YEAR, "2020-2021")]
    assert outcomes[0] == outcomes[1]


AMOUNT = st.decimals(0, 20, places=1)


@settings(max_examples=30, deadline=None)
@given(AMOUNT, AMOUNT)
def test_more_newcomers_never_make_anything_worse(few: Decimal, more: Decimal) -> None:
    low, high = (what_if(picture(), PLAN, replace(TWO, members=n)) for n in sorted((few, more)))
    assert low.year_end.gap is not None
    assert high.year_end.gap is not None
    assert high.year_end.gap <= low.year_end.gap
    pairs = zip(low.outcomes, high.outcomes, strict=True)
    assert all(after.met or not before.met for before, after in pairs if before.indicator.id != "average")


def test_the_picture_itself_is_left_as_it_was() -> None:
    before = picture()
    what_if(before, PLAN, TWO)
    assert before == picture()
