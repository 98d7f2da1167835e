"""A way of adding up is a row of a declaration and a row of SQL: one more, and a measure counts by it."""

from datetime import date
from fractions import Fraction

import pytest
from sqlalchemy import case, func

from kpi.facts.measuring.aggregates import SQL, AggregateSql
from kpi.facts.measuring.observing import observe
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.programme.lints.measure_lints import beside, measures
from kpi.programme.loading import default_programme_path, load_programme
from kpi.programme.measure import ADD, Aggregate, Measure, RowShare, Term, Window
from tests.facts.world import PROGRAMME, record

PLAN = load_programme(default_programme_path())
DAYS = [date(2018, month, 28) for month in range(1, 8)]
"""More than a handful, so that amounts are looked at by date where that can be."""


@pytest.fixture
def store(database_url: str) -> Store:
    return open_store(database_url, PROGRAMME)


@pytest.fixture
def percentile(monkeypatch: pytest.MonkeyPatch) -> None:
    """The two rows that make a 90th percentile: the least amount that nine tenths of the rows don't exceed."""

    def from_ninth_tenth(amount: object) -> object:
        return case((func.cume_dist().over(order_by=amount) >= 0.9, amount))  # type: ignore[call-overload]

    declared = Aggregate(RowShare.NONE, needs_number=True, can_be_split=False)
    monkeypatch.setitem(ADD, "percentile_90", declared)
    monkeypatch.setitem(SQL, "percentile_90", AggregateSql(func.min, ranked=from_ninth_tenth))


@pytest.fixture
def extremes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The least and the largest, which follow from those of each date."""
    for name, function, merged in (("least", func.min, min), ("largest", func.max, max)):
        monkeypatch.setitem(ADD, name, Aggregate(RowShare.NONE, needs_number=True, can_be_split=False))
        monkeypatch.setitem(SQL, name, AggregateSql(function, merged=merged))


def paid(*amounts: object) -> dict[str, list[dict[str, object]]]:
    """A pledge a month of each of those amounts, from January 2018 on; None is a blank one."""
    rows: list[dict[str, object]] = [
        {"organisation": f"V{n}", "plan_year": "2017-2018", "pledged": amount, "pledged_on": date(2018, 1 + n // 2, 1)}
        for n, amount in enumerate(amounts)
    ]
    return {"contributions": rows}


def by(add: str) -> Measure:
    until = Window(kind="until")
    term = Term(register_name="contributions", add=add, of="pledged", dates=("pledged_on",), window=until)
    return Measure(kind="count", numerator=(term,))


def values(store: Store, add: str) -> list[Fraction | None]:
    """On all days together, which gives the same as each day apart."""
    with store.read() as reader:
        together = observe(reader, by(add), DAYS)
        assert together == {day: observe(reader, by(add), [day])[day] for day in DAYS}
    return [together[day].value for day in DAYS]


def test_every_declared_way_has_its_sql_and_the_other_way_round() -> None:
    assert set(ADD) == set(SQL)


@pytest.mark.usefixtures("percentile")
def test_a_ninetieth_percentile_is_counted_once_it_has_its_two_rows(store: Store) -> None:
    """10 … 100 euro, two a month and one blank: in June there are ten, of which nine are at most 90."""
    record(store, paid(50, 10, 40, 20, 30, 100, None, 60, 70, 90, 80))
    assert values(store, "percentile_90") == [50, 50, 100, 100, 100, 90, 90]


@pytest.mark.usefixtures("percentile")
def test_a_percentile_of_nothing_is_unknown(store: Store) -> None:
    record(store, paid(None))
    assert values(store, "percentile_90") == [None] * 7


@pytest.mark.usefixtures("extremes")
def test_the_least_and_the_largest_follow_from_those_of_each_date(store: Store) -> None:
    record(store, paid(50, 10, 40, 20, 5, 100))
    assert values(store, "least") == [10, 10, 5, 5, 5, 5, 5]
    assert values(store, "largest") == [50, 50, 100, 100, 100, 100, 100]


@pytest.mark.usefixtures("percentile")
def test_an_indicator_that_adds_up_what_cannot_be_split_is_not_split() -> None:
    indicator = PLAN.indicators[0].model_copy(update={"measure": by("percentile_90"), "splits": ("form",)})
    plan = PLAN.model_copy(update={"indicators": (indicator,)})
    assert [finding.key for finding in beside(plan) if "splits" in finding.key] == [f"indicators.{indicator.id}.splits"]


@pytest.mark.usefixtures("percentile")
@pytest.mark.parametrize(
    ("add", "of", "keys"),
    [("percentile_90", "pledged", []), ("percentile_90", "organisation", ["of"]), ("mode", "pledged", ["add"])],
)
def test_the_checks_of_a_programme_know_a_new_way_by_its_row(add: str, of: str, keys: list[str]) -> None:
    [output] = PLAN.outputs[:1]
    [term] = by(add).numerator
    measure = Measure(kind="count", numerator=(term.model_copy(update={"of": of}),))
    plan = PLAN.model_copy(update={"outputs": (output.model_copy(update={"measure": measure}),)})
    found = [finding.key.rsplit(".", 1)[1] for finding in measures(plan) if finding.key.startswith("outputs")]
    assert found == keys
