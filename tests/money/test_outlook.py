"""Where the money is heading, on amounts worked out by hand. The year has 365 days, from 1 July to 30 June."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.language import words_of
from kpi.money.budget import budget_picture
from kpi.money.outlook import contributors_short, expected_use, gone, prognosis, regional_share
from kpi.money.sums import Spend
from kpi.programme.plan import Programme
from kpi.views.money.budget_lines import outlook_sentence, outlooks, steps
from kpi.views.money.money import cover_bar, short_sentence
from tests.money.factories import NOTHING_EARNED, NOTHING_SPENT, YEAR, D, earned, plan, plan_year, spent

F = Fraction
NL = words_of("nl")
FIFTH = date(2017, 9, 11)
"""73 of the 365 days have gone."""
PLAN = plan(1000, 500)


def picture(programme: Programme = PLAN, **lines: Spend):  # noqa: ANN201 - what budget_picture gives
    return budget_picture(programme, YEAR, spent(**lines), earned("300", organisations=2), {}, FIFTH)


@pytest.mark.parametrize(
    ("day", "part"),
    [
        (date(2017, 6, 30), F(0)),
        (date(2017, 7, 1), F(1, 365)),
        (FIFTH, F(1, 5)),
        (date(2018, 6, 30), F(1)),
        (date(2019, 1, 1), F(1)),
    ],
)
def test_the_part_of_a_year_that_has_gone_holds_the_day_itself(day: date, part: Fraction) -> None:
    assert gone(plan_year(2017, D(1)), day) == part


def test_what_was_invoiced_goes_on_at_its_pace_and_orders_are_never_left_out() -> None:
    seen = picture(regel_1=Spend(actual=D(100)), regel_2=Spend(actual=D(50), committed=D(400)))
    first, second, whole = outlooks(seen, PLAN, FIFTH)
    assert (first.expected, first.prognosis) == (F(200), F(500))
    assert (second.expected, second.prognosis) == (F(100), F(450))
    assert (whole.expected, whole.prognosis) == (F(300), F(950))
    assert NL.say(outlook_sentence(seen, PLAN, FIFTH)) == (
        "In het tempo tot nu toe komt het jaar uit op €\N{NO-BREAK SPACE}950, bestellingen meegeteld (verondersteld): "
        "€\N{NO-BREAK SPACE}550 onder de begroting."
    )


def test_nothing_is_drawn_on_in_the_first_tenth_nor_without_a_recorded_expense() -> None:
    line = picture(regel_1=Spend(actual=D(100))).lines[0]
    assert prognosis(line, F(9, 100)) is None
    unknown = budget_picture(PLAN, YEAR, NOTHING_SPENT, NOTHING_EARNED, {}, FIFTH)
    assert [one.prognosis for one in outlooks(unknown, PLAN, FIFTH)] == [None, None, None]
    assert NL.say(outlook_sentence(unknown, PLAN, FIFTH)) == ""
    assert steps(unknown) == ()
    assert expected_use(None, F(1, 2)) is None


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), min_size=2, max_size=2))
def test_a_waterfall_ends_where_the_budget_less_all_its_steps_is(used: list[tuple[int, int]]) -> None:
    lines = {f"regel_{n}": Spend(actual=D(a), committed=D(c)) for n, (a, c) in enumerate(used, start=1)}
    seen = picture(**lines)
    whole, first, second, left = steps(seen)
    assert whole.start + whole.pieces[0][0] == 1500
    assert first.start == 1500 - sum(used[0])
    assert second.start == first.start - sum(used[1])
    assert seen.totals.remaining == second.start
    assert left.start + (left.pieces[0][0] if second.start >= 0 else 0) == max(second.start, left.start)


def test_a_line_over_its_budget_says_by_how_much() -> None:
    found = {NL.say(step.name): NL.say(step.label) for step in steps(picture(regel_2=Spend(actual=D(620))))}
    assert found["Regel 2"] == "€\N{NO-BREAK SPACE}620, €\N{NO-BREAK SPACE}120 te veel"
    assert found["Regel 1"] == "€\N{NO-BREAK SPACE}0"


def test_the_members_that_are_short_are_rounded_up_and_unknown_without_an_average() -> None:
    """150.000 is asked, 300 came in from two: 149.700 at 150 each takes 998."""
    seen = picture()
    assert contributors_short(seen.financing) == 998
    assert "998 bijdragers" in NL.say(short_sentence(seen))
    alone = budget_picture(PLAN, YEAR, spent(), earned("0"), {}, FIFTH)
    assert contributors_short(alone.financing) is None
    assert NL.say(short_sentence(alone)).startswith("Uit de regio moet nog ")


def test_the_cover_of_costs_adds_up_to_the_costs() -> None:
    bar = cover_bar(picture(regel_1=Spend(actual=D(1000), eligible=D(800))))
    assert bar is not None
    assert [stage.amount for stage in bar.stages] == [F(400), F(300), F(300)]
    assert bar.track == F(1000)


@pytest.mark.parametrize(
    ("contributions", "subsidy", "share"),
    [
        (Decimal(30), Decimal(10), F(3, 4)),
        (Decimal(0), Decimal(0), None),
        (None, Decimal(1), None),
        (Decimal(1), None, None),
    ],
)
def test_a_regional_share_of_nothing_or_of_the_unknown_is_unknown(
    contributions: Decimal | None, subsidy: Decimal | None, share: Fraction | None
) -> None:
    assert regional_share(contributions, subsidy) == share
