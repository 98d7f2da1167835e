"""Pledges that were withdrawn, brands no longer carried, memberships that began again: by hand and by brute force."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from kpi.facts.measuring.contribution_stages import ladder
from kpi.facts.measuring.counted_rows import behind
from kpi.facts.measuring.observing import observe
from kpi.facts.measuring.spending import income
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.programme.loading import default_programme_path, load_programme
from kpi.programme.measure import Measure
from kpi.report.reading_rows import evidence
from tests.facts.world import record

PLAN = load_programme(default_programme_path())
YEAR = "2017-2018"
D = date
Facts = Sequence[Mapping[str, Any]]


@pytest.fixture
def store(database_url: str) -> Store:
    return open_store(database_url, PLAN)


def measure(name: str) -> Measure:
    return next(each.measure for each in (*PLAN.indicators, *PLAN.figures) if each.id == name)


def values(store: Store, name: str, *days: date) -> list[Fraction | None]:
    """On all days together, on each apart, and on so many more that amounts are summed by date where they may be."""
    many = [*days, *(D(2016, 1, 1) + timedelta(days=n) for n in range(5))]
    with store.read() as reader:
        together = observe(reader, measure(name), many)
        assert [together[day] for day in days] == [observe(reader, measure(name), [day])[day] for day in days]
    return [together[day].value for day in days]


def pledge(organisation: str, amount: int, **fields: object) -> dict[str, object]:
    plain = {"plan_year": YEAR, "reference": "1", "form": "cash", "pledged": amount, "pledged_on": D(2017, 9, 1)}
    return {**plain, "organisation": organisation, **fields}


def test_a_withdrawn_pledge_counts_up_to_the_day_before_and_what_was_invoiced_stays(store: Store) -> None:
    """Pledges of 1 September 2017, all withdrawn on 1 April 2018 but W's.

    V  5.000, 2.000 invoiced on 1 March               5.000 up to 31 March, 2.000 from 1 April on
    W  1.000                                          1.000
    X  4.000, nothing invoiced                        4.000, then nothing: no contributor any more
    Y  3.000, 1.000 on a row that follows, 1 March    3.000, then 1.000
    Z  2.000, 2.000 invoiced on 1 April itself        2.000, then nothing: not before that day

    Together 15.000 of 5 organisations on 31 March, on average 3.000; 4.000 of 3 on 1 April.
    """
    gone = {"withdrawn_on": D(2018, 4, 1)}
    march = {"invoiced_on": D(2018, 3, 1)}
    rows: Facts = [
        pledge("V", 5000, invoiced=2000, **march, **gone),
        pledge("W", 1000),
        pledge("X", 4000, **gone),
        pledge("Y", 3000, **gone),
        pledge("Y", 0, reference="2", pledged=None, pledged_on=None, invoiced=1000, **march),
        pledge("Z", 2000, invoiced=2000, invoiced_on=D(2018, 4, 1), **gone),
    ]
    record(store, {"contributions": rows, "organisations": [{"name": "V", "kind": "company"}]})
    before, after = D(2018, 3, 31), D(2018, 4, 1)
    assert values(store, "connected_organisations", before, after) == [5, 3]
    assert values(store, "cofinancing_pledged", before, after) == [15000, 4000]
    assert values(store, "average_contribution", before, after) == [3000, Fraction(4000, 3)]
    with store.read() as reader:
        for day, pledged, organisations in ((before, 15000, 5), (after, 4000, 3)):
            sums = income(reader, YEAR, day)
            assert (sums.pledged, sums.organisations) == (pledged, organisations)
            assert ladder(reader, YEAR, day, 10).whole.pledged == pledged
            [shown] = behind(reader, measure("cofinancing_pledged"), day)
            assert sum(row.values[shown.fields.index("pledged")] for row in shown.rows) == pledged  # type: ignore[misc]


def pledges(chance: random.Random) -> Facts:
    """Pledges of three organisations with rows that follow, some withdrawn, on days in any order."""

    def day(often: float = 0.7) -> date | None:
        return D(2017, 9, 1) + timedelta(days=chance.randrange(40)) if chance.random() < often else None

    rows = []
    for organisation in "VWX":
        for number in range(chance.randrange(1, 5)):
            own = number == 0 or chance.random() < 0.4
            pledged = Decimal(chance.randrange(0, 500)) / 4 if own else None
            invoiced_on = day()
            rows.append(
                pledge(
                    organisation,
                    0,
                    reference=str(number),
                    form=chance.choice(["cash", "cash", "in_kind"]),
                    pledged=pledged,
                    pledged_on=None if pledged is None else day(1),
                    invoiced=None if invoiced_on is None else Decimal(chance.randrange(0, 400)) / 4,
                    invoiced_on=invoiced_on,
                    withdrawn_on=day(0.5) if own else None,
                )
            )
    return rows


def standing(rows: Facts, row: Mapping[str, Any], on: date) -> Decimal:
    """What a row has pledged on a day, worked out from the words of the interface alone."""
    if row["pledged"] is None or row["pledged_on"] > on:
        return Decimal(0)
    if row["withdrawn_on"] is None or row["withdrawn_on"] > on:
        return Decimal(row["pledged"])
    alike = [r for r in rows if (r["organisation"], r["form"]) == (row["organisation"], row["form"])]
    first = min(r["reference"] for r in alike if r["pledged"] is not None)
    counted = [row, *(r for r in alike if r["pledged"] is None and row["reference"] == first)]
    sent = (r["invoiced"] for r in counted if r["invoiced_on"] and r["invoiced_on"] < row["withdrawn_on"])
    return min(Decimal(row["pledged"]), sum(sent, Decimal(0)))


@pytest.mark.parametrize("seed", range(12))
def test_every_sum_of_pledges_is_that_of_the_words_on_every_day(sqlite_url: str, seed: int) -> None:
    rows = pledges(random.Random(seed))  # noqa: S311 - nothing secret
    store = open_store(sqlite_url, PLAN)
    record(store, {"contributions": rows, "organisations": [{"name": "V", "kind": "company"}]})
    days = [D(2017, 8, 31) + timedelta(days=n) for n in range(0, 44, 3)]
    cash = {day: [(r["organisation"], standing(rows, r, day)) for r in rows if r["form"] == "cash"] for day in days}
    sums = {day: sum((amount for _, amount in found), Decimal(0)) for day, found in cash.items()}
    assert values(store, "cofinancing_pledged", *days) == [Fraction(sums[day]) for day in days]
    with store.read() as reader:
        for day in days:
            seen = income(reader, YEAR, day)
            assert seen.pledged == sums[day]
            assert seen.organisations == len({name for name, amount in cash[day] if amount > 0})
            assert ladder(reader, YEAR, day, 10).whole.pledged == sums[day]
            account = evidence(reader, YEAR, day)
            assert seen.pledged == sum(
                (
                    r.pledged or Decimal(0)
                    for r in account.contributions
                    if r.form == "cash" and r.pledged_on and r.pledged_on <= day
                ),
                Decimal(0),
            )


def test_whoever_carries_the_brand_no_more_counts_up_to_the_last_day(store: Store) -> None:
    """Since 1 March 2017, until 30 June 2018 that day included."""
    carries = {"carries_brand_since": D(2017, 3, 1), "carries_brand_until": D(2018, 6, 30), "brand_evidence": "x"}
    record(store, {"organisations": [{"name": "V", "kind": "company", **carries}]})
    days = D(2017, 2, 28), D(2017, 3, 1), D(2018, 6, 30), D(2018, 7, 1)
    assert values(store, "brand_carriers", *days) == [0, 1, 1, 0]


def test_whoever_joins_again_is_a_member_in_both_times_and_counts_once(store: Store) -> None:
    """Companies V and W, school S, and U that no list of organisations knows.

    V  a member from 1 July 2017 to 31 December 2017, and again from 1 June 2018
    W  by the organisations from 1 July 2017 on; the row of that first day in *Lidmaatschappen* ends on 30 June 2018
    S  from 1 July 2017, and by a second row from 1 June 2018: once
    U  from 1 June 2018: no kind, so no company, but a member
    """
    since, again, until = D(2017, 7, 1), D(2018, 6, 1), D(2018, 6, 30)
    record(
        store,
        {
            "organisations": [
                {"name": "V", "kind": "company", "member_since": again},
                {"name": "W", "kind": "company", "member_since": since},
                {"name": "S", "kind": "education", "member_since": since},
            ],
            "memberships": [
                {"organisation": "V", "member_since": since, "member_until": D(2017, 12, 31)},
                {"organisation": "W", "member_since": since, "member_until": until},
                {"organisation": "S", "member_since": again},
                {"organisation": "U", "member_since": again},
            ],
        },
    )
    days = D(2017, 6, 30), since, D(2017, 12, 31), D(2018, 1, 1), again, until, D(2018, 7, 1)
    assert values(store, "member_companies", *days) == [0, 2, 2, 1, 2, 2, 1]
    assert values(store, "member_organisations", *days) == [0, 3, 3, 2, 4, 4, 3]


def test_memberships_of_the_organisations_alone_are_no_missing_data(store: Store) -> None:
    record(store, {"organisations": [{"name": "V", "kind": "company", "member_since": D(2017, 7, 1)}]})
    assert values(store, "member_companies", D(2017, 7, 1)) == [1]


def test_a_membership_without_any_list_of_organisations_is_unknown(store: Store) -> None:
    record(store, {"memberships": [{"organisation": "V", "member_since": D(2017, 7, 1)}]})
    assert values(store, "member_companies", D(2017, 7, 1)) == [None]


def test_an_open_vacancy_without_any_closing_date_stands_beside_the_fill_rate(store: Store) -> None:
    """Published on 1 March 2018: 3 positions without any date, 2 that close on 1 June, 1 filled on 1 May, 4 of mbo4."""
    plain = {"title": "Stage", "organisation": "V", "type": "internship", "level": "hbo", "status": "open", "filled": 0}
    plain |= {"smart_industry": True, "on_site": True, "published_on": D(2018, 3, 1)}
    rows: Facts = [
        {**plain, "vacancy_id": "a", "positions": 3},
        {**plain, "vacancy_id": "b", "positions": 2, "closes_on": D(2018, 6, 1)},
        {**plain, "vacancy_id": "c", "positions": 1, "status": "filled", "filled": 1, "filled_on": D(2018, 5, 1)},
        {**plain, "vacancy_id": "d", "positions": 4, "level": "mbo4"},
    ]
    record(store, {"vacancies": rows})
    assert values(store, "positions_without_end", D(2018, 2, 28), D(2018, 3, 1), D(2019, 1, 1)) == [0, 3, 3]


def test_what_stands_open_longer_than_the_term_is_counted_until_it_closes(store: Store) -> None:
    """Published on 1 March 2018, so that 30 May is day 90 and 31 May the first beyond it.

    a 3 without any date · b 2 that close on 15 June · c 1 filled on 30 May · d 4 of mbo4 · e 5 published on 2 March,
    closed on 3 June: 31 May is their day 90, so they stand open too long on 1 and 2 June.
    """
    plain = {"title": "Stage", "organisation": "V", "type": "internship", "level": "hbo", "status": "open", "filled": 0}
    plain |= {"smart_industry": True, "on_site": True, "published_on": D(2018, 3, 1)}
    rows: Facts = [
        {**plain, "vacancy_id": "a", "positions": 3},
        {**plain, "vacancy_id": "b", "positions": 2, "closes_on": D(2018, 6, 15)},
        {**plain, "vacancy_id": "c", "positions": 1, "status": "filled", "filled": 1, "filled_on": D(2018, 5, 30)},
        {**plain, "vacancy_id": "d", "positions": 4, "level": "mbo4"},
        {**plain, "vacancy_id": "e", "positions": 5, "published_on": D(2018, 3, 2), "closed_on": D(2018, 6, 3)},
    ]
    record(store, {"vacancies": rows})
    days = [D(2018, 5, 30), *(D(2018, 5, 31) + timedelta(days=n) for n in range(4)), D(2018, 6, 14), D(2018, 6, 15)]
    assert values(store, "positions_open_longer", *days) == [0, 5, 10, 10, 5, 5, 3]
    shorter = PLAN.model_copy(update={"thresholds": PLAN.thresholds.model_copy(update={"open_days": 89})})
    with store.read() as reader:
        day = D(2018, 5, 30)
        seen = observe(reader.judged_by(shorter), measure("positions_open_longer"), [day])
        assert seen[day].value == 5
