"""A calculation example: worked by hand on a small plan, and what must hold whatever is assumed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

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
from kpi.views.comparison.what_if import Assumed, WhatIfOutcome, at_first, newcomers, what_if
from kpi.views.comparison.what_if_tables import headline, short_sentence
from tests.money.factories import NOTHING_EARNED, NOTHING_SPENT, YEAR, earned, plan, spent
from tests.score.factories import indicator, scored

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
    members=("members", "joined"),
    average=("average",),
    received=("received",),
    received_for=YEAR,
    income=("income",),
    filled=("filled",),
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


def test_newcomers_are_whole_and_come_evenly() -> None:
    """180 days are 5,9 months, 364 days 11,97: twice that is 11,8 and 23,9."""
    assert [newcomers(TWO, AS_OF, day) for day in (END, date(2018, 12, 31), AS_OF, date(2017, 1, 1))] == [11, 23, 0, 0]


def test_the_money_at_the_end_of_the_plan_year() -> None:
    """11 newcomers × 3.000 = 33.000 beside 100.000 pledged; half of 300.000 spent is the cap; 17.000 is lacking."""
    year_end = what_if(picture(), PLAN, TWO).year_end
    assert (year_end.newcomers, year_end.spent, year_end.cofinancing) == (11, 300000, 133000)
    assert (year_end.gap, year_end.short, year_end.subsidy, year_end.uncovered) == (17000, 6, 150000, 17000)


def test_less_spent_gives_less_subsidy_and_never_less_than_is_spent_already() -> None:
    half, none = (what_if(picture(), PLAN, replace(TWO, spent=D(part))).year_end for part in ("0.5", "0"))
    assert (half.spent, half.subsidy, half.uncovered) == (150000, 75000, 0)
    assert (none.spent, none.subsidy) == (90000, 45000)


@pytest.mark.parametrize(
    ("name", "day", "value", "met"),
    [
        ("members", date(2018, 12, 31), F(53), True),
        ("joined", END, F(51), False),
        ("average", END, F(100000 + 11 * 3000, 51), False),
        ("received", END, F(133000), False),
        ("income", date(2020, 12, 31), F((40 + 72) * 3000), True),
        ("filled", date(2020, 12, 31), F(9, 10), True),
    ],
)
def test_each_target_on_its_due_date_or_else_at_the_end_of_the_plan_year(
    name: str, day: date, value: Fraction, met: bool
) -> None:
    found = by_id(TWO)[name]
    assert (found.day, found.value, found.met) == (day, value, met)


def test_when_the_target_would_be_reached_at_this_pace() -> None:
    """20 are lacking of 60: ten months at two a month, 20 × 365 ÷ 24 = 304,2 days."""
    assert by_id(TWO)["joined"].reached == date(2018, 11, 2)
    assert by_id(replace(TWO, members=D(0)))["joined"].reached is None


def test_what_is_not_known_stays_so() -> None:
    bare = picture(money=budget_picture(PLAN, YEAR, NOTHING_SPENT, NOTHING_EARNED, {}))
    year_end = what_if(bare, PLAN, TWO).year_end
    assert (year_end.cofinancing, year_end.gap, year_end.subsidy, year_end.uncovered, year_end.short) == (None,) * 5
    assert words_of("nl").say(headline(what_if(bare, PLAN, TWO))) == "2 van 4 doelen zouden worden gehaald."


def test_it_begins_with_nobody_new_and_the_rest_as_planned() -> None:
    assert at_first(PLAN) == Assumed(members=D(0), average=D(3000), filled=D("0.9"), spent=D(1))


def test_a_programme_that_declares_nothing_still_shows_its_money() -> None:
    quiet = PLAN.model_copy(update={"what_if": WhatIf()})
    found = what_if(picture(), quiet, at_first(quiet))
    assert (found.outcomes, found.year_end.subsidy) == ((), 150000)


def test_the_headline_and_what_is_short_in_dutch() -> None:
    found, nl = what_if(picture(), PLAN, TWO), words_of("nl")
    assert nl.say(headline(found)) == (
        "3 van 6 doelen zouden worden gehaald; op 30 juni 2018 zou de subsidie €\xa0150.000 zijn, "
        "met €\xa017.000 ongedekt."
    )
    assert nl.say(short_sentence(found)) == (
        "Van de cofinanciering die het plan vraagt, zou nog €\xa017.000 ontbreken: 6 deelnemers meer."
    )


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
