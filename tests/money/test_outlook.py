"""Where the money is heading, on amounts worked out by hand. The year has 365 days, from 1 July to 30 June."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.language import words_of
from kpi.money.budget import budget_picture
from kpi.money.outlook import (
    contributors_short,
    expected_share,
    gone,
    line_forecast,
    regional_share,
    to_come_in,
    to_pledge,
)
from kpi.money.sums import OutputPicture, Spend
from kpi.programme.finance import BudgetLine, Spent
from kpi.programme.plan import Programme
from kpi.views.money.budget_lines import lines_table, outlook_sentence, steps
from kpi.views.money.money import cover_bar, short_sentence
from kpi.views.table import texts
from tests.money.factories import NOTHING_EARNED, NOTHING_SPENT, YEAR, D, earned, plan, plan_year, spent, worded
from tests.score.factories import MONTHS

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


def line(way: Spent, amount: int = 1000) -> BudgetLine:
    return plan(amount).budgets[0].lines[0].model_copy(update={"spent": way})


def made(*delivered: int | None, planned: int = 4) -> list[OutputPicture]:
    return [OutputPicture("x", "regel_1", D(planned), None if n is None else D(n)) for n in delivered]


@pytest.mark.parametrize(
    ("way", "actual", "committed", "outputs", "rest"),
    [
        ("even", 960, 0, (), 40),
        ("as_ordered", 300, 200, (), 500),
        ("once", 0, 0, (), 1000),
        ("once", 0, 960, (), 40),
        ("once", 960, 0, (), 0),
        ("once", 960, 0, (0,), 40),
        ("once", 960, 0, (4,), 0),
        ("once", 960, 0, (None,), 0),
        ("per_output", 700, 0, (3,), 300),
        ("per_output", 700, 0, (4,), 0),
        ("per_output", 700, 10, (4,), 290),
        ("per_output", 700, 0, (4, None), 300),
        ("per_output", 0, 0, (4,), 1000),
        ("even", 1100, 100, (), 0),
    ],
)
def test_the_rest_of_the_budget_is_still_to_come_unless_something_speaks_against_it(
    way: Spent, actual: int, committed: int, outputs: tuple[int | None, ...], rest: int
) -> None:
    """Dragons' den costs 33.650 of 35.000, once: when it is held and paid it ends at 33.650, not at twice that."""
    spend = Spend(actual=D(actual), committed=D(committed))
    drawn = line_forecast(line(way), spend, made(*outputs), F(1, 2))
    assert (drawn.method, drawn.booked, drawn.rest, drawn.median) == (
        way, actual + committed, rest, actual + committed + rest,
    )  # fmt: skip
    assert line_forecast(line(way), spend, made(*outputs), F(1)).median == actual + committed


@pytest.mark.parametrize(
    ("way", "outputs", "share"),
    [
        ("even", (), F(1, 5)),
        ("once", (4,), None),
        ("as_ordered", (), None),
        ("per_output", (3,), F(3, 4)),
        ("per_output", (9, 0), F(1, 2)),
        ("per_output", (4, None), None),
        ("per_output", (), None),
    ],
)
def test_a_way_of_spending_says_what_is_expected_by_now(
    way: Spent, outputs: tuple[int | None, ...], share: Fraction | None
) -> None:
    assert expected_share(line(way), made(*outputs), F(1, 5)) == share


WAYS: tuple[Spent, ...] = ("even", "once", "per_output", "as_ordered")
LINE = st.tuples(
    st.sampled_from(WAYS), st.integers(0, 1200), st.integers(0, 1200), st.one_of(st.none(), st.integers(0, 5))
)
DAYS = st.dates(date(2017, 5, 1), date(2018, 8, 31))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine says nothing of the rule
@given(st.lists(LINE, min_size=1, max_size=4), DAYS)
def test_every_forecast_is_that_of_the_rule_read_aloud(
    lines: list[tuple[Spent, int, int, int | None]], on: date
) -> None:
    forecast_is_that_of_the_rule(lines, on)


@pytest.mark.parametrize("on", MONTHS)
@settings(max_examples=6, deadline=None)
@given(lines=st.lists(LINE, min_size=1, max_size=4))
def test_every_forecast_of_every_month_is_that_of_the_rule(
    on: date, lines: list[tuple[Spent, int, int, int | None]]
) -> None:
    forecast_is_that_of_the_rule(lines, on)


def forecast_is_that_of_the_rule(lines: list[tuple[Spent, int, int, int | None]], on: date) -> None:
    """Worked out apart, on every kind of day: all of it once the year has ended, else as long as it isn't done.

    Done: it happens once or by output, it has been invoiced, nothing stands ordered, and no output lacks; what isn't
    measured holds up only what is paid by output.
    """
    base = plan(*[1000] * len(lines))
    declared = tuple(
        one.model_copy(update={"spent": way}) for one, (way, *_) in zip(base.budgets[0].lines, lines, strict=True)
    )
    outputs = tuple(
        base.outputs[0].model_copy(update={"id": f"o{n}", "line": f"regel_{n}", "planned": D(4)})
        for n in range(1, len(lines) + 1)
    )
    budgets = (base.budgets[0].model_copy(update={"lines": declared}),)
    programme = base.model_copy(update={"budgets": budgets, "outputs": outputs})
    costs = {f"regel_{n}": Spend(actual=D(a), committed=D(c)) for n, (_, a, c, _) in enumerate(lines, start=1)}
    counted = {f"o{n}": None if d is None else D(d) for n, (*_, d) in enumerate(lines, start=1)}
    seen = budget_picture(programme, YEAR, spent(**costs), earned(), counted, on)
    wanted = []
    for way, actual, committed, delivered in lines:
        done = way in ("once", "per_output") and actual > 0 and committed == 0
        if delivered is None:
            done = done and way == "once"
        elif delivered < 4:
            done = False
        over = on >= date(2018, 6, 30) or done
        wanted.append(actual + committed if over else max(actual + committed, 1000))
    assert [one.outcome for one in seen.lines] == wanted
    assert seen.totals.outcome == sum(wanted)
    assert all(len(row) == 8 for row in texts(lines_table(seen, worded(programme)), NL).rows)


def test_the_prognosis_of_the_year_says_what_it_rests_on() -> None:
    """100 + 50 + 400 is booked, 900 + 50 of the budget is still free: 1.500, as budgeted; at the year's end 550."""
    seen = picture(regel_1=Spend(actual=D(100)), regel_2=Spend(actual=D(50), committed=D(400)))
    assert NL.say(outlook_sentence(seen)) == (
        "Het jaar komt naar verwachting uit op €\xa01.500: €\xa0550 is gefactureerd en verplicht, en van de rest van "
        "de begroting spreekt niets tegen dat nog €\xa0950 wordt besteed; precies zoals begroot."
    )
    over = budget_picture(PLAN, YEAR, spent(regel_1=Spend(actual=D("1600.60"))), earned(), {}, date(2018, 6, 30))
    assert NL.say(outlook_sentence(over)) == (
        "Het jaar komt uit op €\xa01.601, gefactureerd en verplicht; dat is €\xa0101 boven de begroting."
    )


def test_without_a_recorded_expense_there_is_no_prognosis() -> None:
    unknown = budget_picture(PLAN, YEAR, NOTHING_SPENT, NOTHING_EARNED, {}, FIFTH)
    assert NL.say(outlook_sentence(unknown)) == ""
    assert steps(unknown) == ()


@given(st.lists(st.tuples(st.integers(0, 99999), st.integers(0, 99999)), min_size=1, max_size=4))
def test_the_lines_and_their_totals_tie_as_they_are_written(cents: list[tuple[int, int]]) -> None:
    """Read back from the table: budget − invoiced − ordered = left in each row, and the columns add up."""
    costs = {f"regel_{n}": Spend(actual=D(a) / 100, committed=D(c) / 100) for n, (a, c) in enumerate(cents, start=1)}
    programme = worded(plan(*[1000] * len(cents)))
    written = texts(lines_table(budget_picture(programme, YEAR, spent(**costs), earned(), {}, FIFTH), programme), NL)
    rows = [[D(cell[2:].replace(".", "").replace(",", ".")) if cell[0] == "€" else
             -D(cell[3:].replace(".", "").replace(",", ".")) if cell[0] == "-" else None for cell in row[1:]]
            for row in written.rows]  # fmt: skip
    for budget, actual, _, ordered, left, *_ in rows:
        assert budget == actual + ordered + left  # type: ignore[operator]
    *parts, total = rows
    for n in (0, 1, 2, 3, 4, 6):
        assert total[n] == sum(row[n] for row in parts)  # type: ignore[misc]


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


def test_what_is_pledged_is_not_short_and_stands_apart() -> None:
    """Of 150.000 asked 65.500 came in and 144.500 is pledged: 5.500 is short, two at 3.000; 79.000 is to come in."""
    got = earned("65500", pledged=D(144500), organisations=48)
    seen = budget_picture(PLAN, YEAR, spent(), got, {}, FIFTH)
    assert (to_pledge(seen.financing), to_come_in(seen.financing), contributors_short(seen.financing)) == (
        5500,
        79000,
        2,
    )
    assert NL.say(short_sentence(seen)) == (
        "Van de €\xa0150.000 die het plan uit de regio vraagt, is €\xa05.500 nog niet toegezegd: nog 2 bijdragers van "
        "gemiddeld €\xa03.010. €\xa079.000 is toegezegd en nog niet binnen."
    )


def test_money_that_came_without_a_pledge_is_not_short_either() -> None:
    """170.000 is pledged, 20.000 of it received: nothing is short. Received 300 without a pledge: 149.700 is."""
    pledged = budget_picture(PLAN, YEAR, spent(), earned("20000", pledged=D(170000), organisations=2), {}, FIFTH)
    assert NL.say(short_sentence(pledged)) == (
        "De regio heeft de €\xa0150.000 toegezegd die het plan vraagt. €\xa0150.000 is toegezegd en nog niet binnen."
    )
    unpledged = budget_picture(PLAN, YEAR, spent(), earned("300", pledged=D(0)), {}, FIFTH)
    assert contributors_short(unpledged.financing) is None
    assert NL.say(short_sentence(unpledged)).endswith("komt €\xa0149.700 te kort.")
    unknown = budget_picture(PLAN, YEAR, spent(), NOTHING_EARNED, {}, FIFTH)
    assert NL.say(short_sentence(unknown)) == ""
    full = budget_picture(PLAN, YEAR, spent(), earned("150000"), {}, FIFTH)
    assert NL.say(short_sentence(full)).startswith("De regio heeft")


AMOUNTS = st.integers(0, 300_000)


@given(AMOUNTS, AMOUNTS)
def test_short_and_still_to_come_in_make_up_what_is_not_in(pledged: int, received: int) -> None:
    """By brute force, a euro at a time: what anybody pledged or paid isn't short."""
    got = budget_picture(PLAN, YEAR, spent(), earned(str(received), pledged=D(pledged)), {}, FIFTH).financing
    covered = received + max(pledged - received, 0)
    assert to_pledge(got) == (150000 - covered if covered < 150000 else 0)
    assert to_come_in(got) == (pledged - received if pledged > received else 0)


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
