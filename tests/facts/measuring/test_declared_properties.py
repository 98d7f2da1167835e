"""Whatever is declared counts as plain Python counts it: every way of adding up, window, condition and repetition."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from operator import ge, gt, le, lt
from random import Random
from statistics import median
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.facts.measuring.observing import observe
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.programme.framework import PlanYear
from kpi.programme.measure import Measure
from tests.facts.world import PROGRAMME, record

YEARS = tuple(
    PlanYear(id=str(y), starts=date(y, 4, 1), ends=date(y + 1, 3, 31), subsidised=True, source="verzonnen")
    for y in (2017, 2018)
)
Row = dict[str, Any]
CHANCE = Random(11)  # noqa: S311 - an invented world, the same each time
FIRST = date(2017, 1, 1)


def _row(number: int) -> Row:
    began = FIRST + timedelta(CHANCE.randrange(900))
    return {
        "vacancy_id": str(number),
        "organisation": CHANCE.choice("ABCDEFGH"),
        "positions": CHANCE.choice((None, 0, 1, 2, 3, 7, 7)),
        "published_on": began,
        "filled_on": CHANCE.choice((None, began + timedelta(CHANCE.randrange(-5, 60)))),
    }


WORLD = [_row(number) for number in range(70)]
COMPARE = {"above": gt, "at_least": ge, "below": lt, "at_most": le}
DAYS = "published_on to filled_on"

days = st.integers(0, 1000).map(lambda n: FIRST + timedelta(n))
numbers = st.tuples(st.sampled_from(("positions", DAYS)), st.sampled_from(sorted(COMPARE)), st.integers(-3, 40)).map(
    lambda made: {"field": made[0], made[1]: made[2]}
)
dated = st.tuples(st.sampled_from(("published_on", "filled_on")), st.sampled_from(sorted(COMPARE)), days).map(
    lambda made: {"field": made[0], made[1]: made[2]}
)
conditions = st.recursive(
    numbers | dated,
    lambda inner: st.tuples(st.sampled_from(("either", "both")), st.lists(inner, min_size=1, max_size=3)).map(
        lambda made: {made[0]: made[1]}
    ),
    max_leaves=4,
)
windows = st.sampled_from(("until", "year", "quarter", "plan_year")).map(lambda kind: {"kind": kind}) | days.map(
    lambda day: {"kind": "since", "since": day}
)
added = st.sampled_from(
    [("rows", None), ("distinct", "organisation")]
    + [(add, of) for add in ("sum", "mean", "median", "minimum", "maximum") for of in ("positions", DAYS)]
)


def held(row: Row, name: str) -> Any:
    if name != DAYS:
        return row[name]
    return None if row["filled_on"] is None else (row["filled_on"] - row["published_on"]).days


def holds(row: Row, condition: dict[str, Any]) -> bool:
    if "either" in condition:
        return any(holds(row, part) for part in condition["either"])
    if "both" in condition:
        return all(holds(row, part) for part in condition["both"])
    [(name, bound)] = [(name, bound) for name, bound in condition.items() if name != "field"]
    value = held(row, condition["field"])
    return value is not None and COMPARE[name](value, bound)


def first_day(window: dict[str, Any], day: date) -> date | None:
    if window["kind"] == "plan_year":
        return next((year.starts for year in YEARS if year.starts <= day <= year.ends), None)
    quarter = date(day.year, {1: 1, 2: 4, 3: 7, 4: 10}[(day.month + 2) // 3], 1)
    return {"until": date.min, "since": window.get("since"), "year": date(day.year, 1, 1), "quarter": quarter}[
        window["kind"]
    ]


ADDED: dict[str, Callable[[list[Any]], Any]] = {
    "rows": len,
    "distinct": lambda values: len(set(values)),
    "sum": sum,
    "mean": lambda values: Fraction(sum(values), len(values)) if values else None,
    "median": lambda values: median(map(Fraction, values)) if values else None,
    "minimum": lambda values: min(values, default=None),
    "maximum": lambda values: max(values, default=None),
}


def truth(term: dict[str, Any], day: date) -> Any:
    start = first_day(term["window"], day)
    rows = [
        row
        for row in WORLD
        if start is not None and start <= row["published_on"] <= day and all(holds(row, c) for c in term["where"])
    ]
    if least := term.get("at_least"):
        times = Counter(row[least["per"]] for row in rows)
        rows = [row for row in rows if times[row[least["per"]]] >= least["rows"]]
    values = rows if term["of"] is None else [value for row in rows if (value := held(row, term["of"])) is not None]
    return ADDED[term["add"]](values)


@pytest.fixture
def store(database_url: str) -> Store:
    opened = open_store(database_url, PROGRAMME.model_copy(update={"plan_years": YEARS}))
    record(opened, {"vacancies": WORLD})
    return opened


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    terms=st.lists(
        st.tuples(
            added,
            st.lists(conditions, max_size=2),
            windows,
            st.none() | st.integers(1, 5).map(lambda rows: {"rows": rows, "per": "organisation"}),
        ),
        min_size=1,
        max_size=2,
    ),
    asked=st.lists(days, min_size=1, max_size=8),
)
def test_a_declared_term_counts_as_python_counts(store: Store, terms: list[Any], asked: list[date]) -> None:
    declared = [
        {
            "register_name": "vacancies",
            "add": add,
            "of": of,
            "where": where,
            "window": window,
            "dates": ["published_on"],
        }
        | ({"at_least": least} if least else {})
        for (add, of), where, window, least in terms
    ]
    measure = Measure.model_validate({"kind": "count", "numerator": declared})
    with store.read() as reader:
        seen = observe(reader, measure, asked)
    for day in asked:
        parts = [truth(term, day) for term in declared]
        assert seen[day].value == (None if None in parts else sum(parts))
