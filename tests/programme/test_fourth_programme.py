"""The programme that was made from the guide alone: a neighbourhood that generates its own power, worked by hand."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from kpi.access import Person
from kpi.acts import imports
from kpi.facts.measuring.observing import observe
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.intake.proposing import FilesToRead
from kpi.monitor import picture
from kpi.picture import Picture
from kpi.programme.loading import load_programme
from kpi.score.scores import Status

FOLDER = Path(__file__).parents[1] / "programmes"
PROGRAMME = load_programme(FOLDER / "buurtstroom.toml")
HALFWAY = date(2026, 6, 30)


@pytest.fixture
def store(database_url: str) -> Store:
    store = open_store(database_url, PROGRAMME)
    files = FilesToRead([("buurtstroom.xlsx", (FOLDER / "buurtstroom.xlsx").read_bytes())])
    proposed = imports.read_files(store, Person("Tester", local=True), files, at=datetime(2026, 12, 1, tzinfo=UTC))
    assert [problem.code for problem in proposed.report.errors] == []
    assert proposed.proposal is not None
    store.commit(proposed.proposal)
    return store


@pytest.fixture
def seen(store: Store) -> Picture:
    with store.read() as reader:
        return picture(reader, HALFWAY, "2026")


@pytest.mark.parametrize(
    ("indicator", "value", "expected", "progress", "status"),
    [
        ("households", 3, 2 + Fraction(4 * 180, 364), Fraction(1, 10), Status.BEHIND),
        ("first_roof", 1, 0, 1, Status.ACHIEVED),
        ("guests", 87, Fraction(100 * 181, 365), Fraction(87, 150), Status.ON_TRACK),
        ("jobs_filled", Fraction(3, 6), Fraction(8, 10), Fraction(5, 8), Status.BEHIND),
        ("days_to_find", 30, 30, 1, Status.ON_TRACK),
        ("power", Fraction(12, 100), Fraction(180, 2 * 729), Fraction(24, 100), Status.ON_TRACK),
        ("own_money", 4500, Fraction(12000 * 180, 364), Fraction(3, 8), Status.ATTENTION),
    ],
)
def test_the_indicators_halfway_the_first_year(
    seen: Picture, indicator: str, value: Fraction, expected: Fraction, progress: Fraction, status: Status
) -> None:
    """On 30 June, day 181 of the year and 180 days after the start.

    * households: four came and one left on 31 May, the bakery is none. From 2 to 6 in 364 days, 1,98 more are expected;
      1 of these is 51%, under 75%. Of the way from 2 to the last target of 12 it is a tenth.
    * first_roof: one roof day, on 9 May; nothing is expected until 1 September, and its 1 is reached.
    * guests: 18 + 35 + 12 + 22. Of the 100 of this year 49,6 are expected; the goal holds it against the 150 of 2027.
    * jobs_filled: of 2, 1 and 3 places that closed 2, 1 and 0; 50% lies more than 10 points under 80%.
    * days_to_find: 5 to 25 January is 20 days, 1 February to 13 March 40; the middle is 30, the most of 10 to 30.
    * power: 112.000 over 100.000; of 50% in 729 days 12,3% is expected, of which 12% is 97%.
    * own_money: 500 + 4.000; the 1.500 isn't in yet. Of 12.000 in 364 days 5.934 is expected; 76% is just over 75%.
    """
    score = seen.indicator(indicator)
    assert (score.value, score.expected, score.progress, score.status) == (value, expected, progress, status)


def test_the_goals_and_their_horizons(seen: Picture) -> None:
    """Goal 1: 100%, 24% and 37,5%; in 2026 the roof and the money, in 2027 the power. Goal 2: 10%, 58%, 62,5% and 100%.

    Households have a target in 2026, and count in the horizon of their last target, 2027: so goal 2 has none in 2026.
    """
    power, people = seen.goals
    assert (power.score, people.score) == (Fraction("1.615") / 3, Fraction("2.305") / 4)
    assert {name: part.score for name, part in power.horizons.items()} == {
        "2026": Fraction("1.375") / 2,
        "2027": Fraction("0.24"),
    }
    assert {name: (part.score, part.indicators) for name, part in people.horizons.items()} == {
        "2026": (None, 0),
        "2027": (Fraction("2.305") / 4, 4),
    }


def test_the_balance_is_of_its_own_phases(seen: Picture) -> None:
    """Goal 1 sows 37,5% and reaps the mean of 100% and 24%.

    Goal 2 sows the mean of 10% and 58%, and reaps that of 62,5% and 100%. Sowing runs ahead of reaping nowhere.
    """
    power, people = (goal.balance for goal in seen.goals)
    assert power.phases == {"sowing": Fraction(3, 8), "reaping": Fraction("0.62")}
    assert people.phases == {"sowing": Fraction("0.34"), "reaping": Fraction("0.8125")}
    assert (power.warning, people.warning) == (False, False)


def test_the_budget_that_the_members_changed(seen: Picture) -> None:
    """The budget of 1 April: 7.000 and 24.000. Cafés cost 420,50 + 780 + 35; the panels are ordered and not invoiced.

    What is spent by output still takes the rest of its budget, and so does what happens once.
    """
    cafes, panels = seen.money.lines
    assert (cafes.budget, cafes.actual, cafes.committed) == (7000, Decimal("1235.50"), 0)
    assert (panels.budget, panels.actual, panels.committed) == (24000, 0, 21500)
    assert (cafes.forecast.booked, cafes.forecast.rest) == (Decimal("1235.50"), Decimal("5764.50"))
    assert (panels.forecast.booked, panels.forecast.rest) == (21500, 2500)
    assert seen.money.totals.remaining == Decimal("8264.50")  # 31.000 − 1.235,50 − 21.500


def test_the_money_that_comes_in(seen: Picture) -> None:
    """Pledged by three: 500 + 1.500 + 4.000, of which 500 and 4.000 came in. The flowers of 35 aren't eligible.

    Half of 1.200,50 is 600,25, while 5.000 was advanced. The plan lacks 31.000 − 15.000 − 12.000.
    """
    financing, subsidy = seen.money.financing, seen.money.subsidy
    assert (financing.pledged, financing.received, financing.organisations) == (6000, 4500, 3)
    assert financing.average_pledged == 2000
    assert subsidy is not None
    assert (subsidy.eligible_costs, subsidy.amount) == (Decimal("1200.50"), Decimal("600.25"))
    assert (subsidy.received, subsidy.plan_gap) == (5000, 4000)


def test_what_was_delivered(seen: Picture) -> None:
    """Cafés in January, March and June, two of them by the value of a blank; the roof day is none. Of twelve."""
    (evenings,) = seen.money.outputs
    assert (evenings.planned, evenings.delivered) == (12, 3)


@pytest.mark.parametrize(("figure", "value"), [("businesses", 1), ("jobs_open_long", 1), ("large_or_early", 1)])
def test_the_figures_beside_them(store: Store, figure: str, value: int) -> None:
    """The bakery; of the jobs only K-004 stands open, for 121 days; the series of cafés, by 18 and 35 guests."""
    (measure,) = [each.measure for each in PROGRAMME.figures if each.id == figure]
    with store.read() as reader:
        assert observe(reader, measure, [HALFWAY])[HALFWAY].value == value


def test_a_year_later_what_was_due_is_judged(store: Store) -> None:
    """On 1 January 2027 nothing came in since June: of the 12.000 there is 0 for the plan year that holds the day.

    The roof was there in time. Households are still 3, where 6 was the target of the day before. Guests begin anew.
    """
    with store.read() as reader:
        seen = picture(reader, date(2027, 1, 1), "2026")
    assert seen.indicator("first_roof").status == Status.ACHIEVED
    assert (seen.indicator("own_money").value, seen.indicator("own_money").status) == (0, Status.MISSED)
    households = seen.indicator("households")
    assert [(each.value, each.met) for each in households.targets] == [(6, False), (12, None)]
    assert (seen.indicator("guests").value, seen.indicator("guests").status) == (None, Status.NO_DATA)
