"""Measures on facts, worked out by hand, on both databases."""

from datetime import date
from fractions import Fraction

import pytest

from kpi.facts.measuring.counted_rows import RowPage, behind, of_term
from kpi.facts.measuring.observing import observe, observe_each
from kpi.facts.measuring.tallies import day_counts, tally
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.programme.measure import Condition, Coverage, Measure, Term, Window
from kpi.score.asked_moments import LastMonths, Moment
from kpi.score.scores import Gap, Observation
from tests.facts.world import PROGRAMME, record

UNTIL, YEAR, ANY = Window(kind="until"), Window(kind="year"), Window(kind="any")


@pytest.fixture
def store(database_url: str) -> Store:
    return open_store(database_url, PROGRAMME)


def value(store: Store, measure: Measure, day: date) -> Fraction | None:
    return values(store, measure, [day])[0]


def values(store: Store, measure: Measure, days: list[date]) -> list[Fraction | None]:
    """On all days in one question, which must give the same as asking for each apart."""
    with store.read() as reader:
        together = observe(reader, measure, days)
        assert together == {day: observe(reader, measure, [day])[day] for day in days}
    return [together[day].value for day in days]


def count(term: Term, *more: Term) -> Measure:
    return Measure(kind="count", numerator=(term, *more))


def video(title: str, organisation: str, on: date, case: bool = True) -> dict[str, object]:
    return {"title": title, "organisation": organisation, "published_on": on, "kind": "regio8", "practice_case": case}


CASES = count(
    Term(
        register_name="videos",
        add="distinct",
        of="organisation",
        dates=("published_on",),
        window=UNTIL,
        where=(Condition(field="practice_case", yes=True), Condition(field="organisation.kind", equals="company")),
    )
)


def test_companies_are_counted_once_whatever_the_spelling_and_only_if_they_are_companies(store: Store) -> None:
    """Two films of one company in two spellings, one of a school, one no practice case: 1."""
    record(
        store,
        {
            "organisations": [
                {"name": "Voorbeeld Één B.V.", "kind": "company"},
                {"name": "Voorbeeldschool", "kind": "education"},
                {"name": "Voorbeeld Twee", "kind": "company"},
            ],
            "videos": [
                video("a", "Voorbeeld Eén BV", date(2017, 3, 1)),
                video("b", "voorbeeld één b.v.", date(2017, 4, 1)),
                video("c", "Voorbeeldschool", date(2017, 4, 1)),
                video("d", "Voorbeeld Twee", date(2017, 4, 1), case=False),
                video("e", "Onbekend", date(2017, 4, 1)),
            ],
        },
    )
    assert value(store, CASES, date(2017, 12, 31)) == 1


def test_the_day_itself_counts_and_the_day_before_does_not(store: Store) -> None:
    company = {"name": "V", "kind": "company"}
    record(store, {"organisations": [company], "videos": [video("a", "V", date(2017, 12, 31))]})
    with store.read() as reader:
        seen = observe(reader, CASES, [date(2017, 12, 30), date(2017, 12, 31)])
    assert [seen[day].value for day in sorted(seen)] == [0, 1]


def test_a_register_without_rows_gives_no_data_and_never_zero(store: Store) -> None:
    record(store, {"videos": [video("a", "V", date(2017, 12, 31))]})
    with store.read() as reader:
        assert observe(reader, CASES, [date(2018, 1, 1)]) == {date(2018, 1, 1): Observation(None, gap=Gap.NO_ROWS)}


def vacancy(vacancy_id: str, **fields: object) -> dict[str, object]:
    plain = {"title": "Stage", "organisation": "V", "type": "internship", "level": "hbo", "positions": 1, "filled": 0}
    return {**plain, "vacancy_id": vacancy_id, "published_on": date(2017, 1, 1), "status": "open", **fields}


CLOSED = Term(
    register_name="vacancies",
    add="sum",
    of="positions",
    dates=("closing_day",),
    window=YEAR,
    where=(Condition(field="status", none_of=("withdrawn",)),),
)
FILL_RATE = Measure(kind="ratio", numerator=(CLOSED.model_copy(update={"of": "filled"}),), denominator=(CLOSED,))


def test_the_fill_rate_is_filled_over_positions_of_what_closed_in_the_year(store: Store) -> None:
    """Closed in 2018: 1 of 2 filled, 1 of 1 filled, 0 of 1 expired by its closing date; the rest doesn't count: 2/4.

    id  positions  status       closed_on   filled_on   closes_on   filled
    a   2          filled       2018-01-01  -           -           1
    b   1          filled       -           2018-12-31  2018-01-05  1
    c   1          open         -           -           2018-06-30  0
    d   9          withdrawn    2018-03-01  -           -           0
    e   9          filled       2017-12-31  -           -           9
    f   9          open         -           -           -           0
    """
    record(
        store,
        {
            "vacancies": [
                vacancy("a", positions=2, filled=1, status="filled", closed_on=date(2018, 1, 1)),
                vacancy("b", filled=1, status="filled", filled_on=date(2018, 12, 31), closes_on=date(2018, 1, 5)),
                vacancy("c", closes_on=date(2018, 6, 30)),
                vacancy("d", positions=9, status="withdrawn", closed_on=date(2018, 3, 1)),
                vacancy("e", positions=9, filled=9, status="filled", closed_on=date(2017, 12, 31)),
                vacancy("f", positions=9),
            ]
        },
    )
    with store.read() as reader:
        days = [date(2018, 1, 1), date(2018, 6, 29), date(2018, 12, 31), date(2019, 1, 1)]
        seen = observe(reader, FILL_RATE, days)
    assert [(seen[d].numerator, seen[d].denominator) for d in days] == [(1, 2), (1, 2), (2, 4), (0, 0)]
    assert seen[date(2019, 1, 1)].gap is Gap.ZERO_BY_ZERO


def test_a_vacancy_is_open_before_its_closing_day_whatever_its_status_says_now(store: Store) -> None:
    record(
        store,
        {
            "vacancies": [
                vacancy("a", status="filled", filled_on=date(2018, 3, 1), positions=3),
                vacancy("b", closes_on=date(2018, 3, 1)),
                vacancy("c"),
            ]
        },
    )
    offered = Term(register_name="vacancies", add="sum", of="positions", dates=("published_on",), window=UNTIL)

    def states(day: date) -> dict[str | None, Fraction | None]:
        with store.read() as reader:
            return {group.by[0]: group.value for group in tally(reader, offered, ["state"], day)}

    assert states(date(2018, 2, 28)) == {"open": 5}
    assert states(date(2018, 3, 1)) == {"filled": 3, "expired": 1, "open": 1}


def test_a_membership_counts_on_its_first_and_on_its_last_day(store: Store) -> None:
    members = count(
        Term(
            register_name="organisations",
            add="distinct",
            of="name",
            dates=("member_since", "member_until"),
            window=Window(kind="in_force"),
        )
    )
    since, until = date(2016, 2, 29), date(2018, 12, 31)
    record(store, {"organisations": [{"name": "V", "kind": "company", "member_since": since, "member_until": until}]})
    days = [date(2016, 2, 28), since, until, date(2019, 1, 1)]
    assert values(store, members, days) == [0, 1, 1, 0]


AWARE = Term(
    register_name="study_programmes",
    add="rows",
    where=(Condition(field="country", equals="NL"),),
    coverage=Coverage(
        register_name="contacts",
        match=("institution", "study"),
        field="audience",
        values=("teachers", "students"),
        date="held_on",
        window=Window(kind="months", months=24),
    ),
)


def test_a_programme_counts_when_teachers_and_students_were_both_met_in_the_last_24_months(store: Store) -> None:
    """Teachers met on 29 February 2016, students on 1 March 2016: both within 24 months until 28 February 2018."""
    study = {"institution": "Voorbeeldhogeschool", "study": "Techniek", "level": "hbo", "country": "NL"}
    about = {"institution": "voorbeeld-hogeschool", "study": "Techniek"}
    record(
        store,
        {
            "study_programmes": [study, {**study, "study": "Recht"}, {**study, "study": "X", "country": "DE"}],
            "contacts": [
                {**about, "audience": "teachers", "held_on": date(2016, 2, 29)},
                {**about, "audience": "students", "held_on": date(2016, 3, 1)},
            ],
        },
    )
    days = [date(2016, 2, 29), date(2016, 3, 1), date(2018, 2, 28), date(2018, 3, 1)]
    assert values(store, count(AWARE), days) == [0, 1, 1, 0]


def test_a_contact_counts_by_the_country_of_its_institution(store: Store) -> None:
    german = count(
        Term(
            register_name="contacts",
            add="distinct",
            of="institution",
            dates=("held_on",),
            window=UNTIL,
            where=(Condition(field="institution.country", equals="DE"),),
        )
    )
    met = {"audience": "students", "held_on": date(2017, 5, 1)}
    record(
        store,
        {
            "study_programmes": [{"institution": "Hochschule V", "study": "a", "level": "hbo", "country": "DE"}],
            "contacts": [{"institution": "Hochschule V", **met}, {"institution": "Onbekend", **met}],
        },
    )
    assert value(store, german, date(2017, 5, 1)) == 1


def test_growth_needs_a_measurement_after_the_baseline(store: Store) -> None:
    growth = Measure(kind="growth", measurement="si")

    def measured(on: date, kind: str, number: int) -> dict[str, object]:
        return {"indicator": "si", "measured_on": on, "kind": kind, "value": number}

    record(
        store,
        {
            "measurements": [
                measured(date(2017, 6, 30), "baseline", 140),
                measured(date(2018, 12, 31), "measurement", 151),
                measured(date(2020, 12, 1), "measurement", 168),
            ]
        },
    )
    with store.read() as reader:
        days = [date(2017, 6, 29), date(2017, 6, 30), date(2018, 12, 31), date(2020, 12, 1)]
        seen = observe(reader, growth, days)
    assert [seen[day].value for day in days] == [None, None, Fraction(11, 140), Fraction(1, 5)]
    assert {seen[day].gap for day in days[:2]} == {Gap.NO_ROWS}


def test_a_second_baseline_takes_no_growth_away(store: Store) -> None:
    """168 of 2020 ÷ 140 of 2017 is 20% growth, also once 168 is written down as the new baseline.

    The next measurement is compared with that one: 171 of 2022 ÷ 168 is 1 in 56. One dated on the day of a baseline
    isn't later than it, and before any baseline there is nothing to compare with.
    """
    growth = Measure(kind="growth", measurement="si")
    rows = [
        (date(2017, 6, 1), "measurement", 130),
        (date(2017, 6, 30), "baseline", 140),
        (date(2020, 12, 1), "measurement", 168),
        (date(2020, 12, 1), "baseline", 168),
        (date(2021, 3, 1), "baseline", 168),
        (date(2022, 1, 1), "measurement", 171),
    ]
    named = ("measured_on", "kind", "value")
    record(store, {"measurements": [{"indicator": "si", **dict(zip(named, row, strict=True))} for row in rows]})
    days = [date(2017, 6, 1), date(2017, 6, 30), date(2020, 12, 1), date(2021, 3, 1), date(2022, 1, 1)]
    with store.read() as reader:
        seen = observe(reader, growth, days)
    assert [seen[day].value for day in days] == [None, None, Fraction(1, 5), Fraction(1, 5), Fraction(1, 56)]
    assert [seen[day].gap for day in days[:2]] == [Gap.NO_BASELINE, Gap.NO_ROWS]


@pytest.mark.parametrize("others", [0, 9])
def test_the_last_months_stand_in_for_the_calendar_year_in_the_same_query(store: Store, others: int) -> None:
    """Published on 1 January 2018 (2 places), 31 December 2018 (3) and 1 January 2019 (5).

    In the year to 31 December 2018: 5, and in the twelve months to it as well. To 1 January 2019: 5 in the year, 8 in
    the twelve months, without the 2 of a year before.
    """
    published = count(
        Term(register_name="vacancies", add="sum", of="positions", dates=("published_on",), window=Window(kind="year"))
    )
    days = [date(2018, 1, 1), date(2018, 12, 31), date(2019, 1, 1)]
    rows = [vacancy(str(n), positions=n, published_on=on) for n, on in zip((2, 3, 5), days, strict=True)]
    record(store, {"vacancies": rows})
    moments: list[Moment] = [*days, *(LastMonths(on, 12) for on in days)]
    moments += [date(2018, 2, n) for n in range(1, others + 1)]
    with store.read() as reader:
        seen = observe(reader, published, moments)
    assert [seen[moment].value for moment in moments[:6]] == [2, 5, 5, 2, 5, 8]


def test_measures_asked_together_are_what_each_is_alone(store: Store) -> None:
    """At moments of their own and of others, one without a row among them, and one term in two of them."""
    record(store, {"videos": [video("A", "A", date(2017, 7, 1)), video("B", "B", date(2018, 7, 1))]})
    published = count(Term(register_name="videos", add="rows", dates=("published_on",), window=UNTIL))
    nothing = count(Term(register_name="vacancies", add="rows", dates=("published_on",), window=UNTIL))
    early, late = date(2017, 12, 31), date(2018, 12, 31)
    asked = [(published, [early]), (published, [late, early]), (nothing, [early]), (published, [early, early])]
    with store.read() as reader:
        together = observe_each(reader, asked)
        assert together == [observe(reader, measure, days) for measure, days in asked]
    assert [[seen.value for seen in found.values()] for found in together] == [[1], [1, 2], [None], [1]]


def test_a_blank_municipality_and_one_on_the_list_at_the_time_are_in_scope(store: Store) -> None:
    listed = count(
        Term(
            register_name="vacancies",
            add="rows",
            dates=("published_on",),
            window=UNTIL,
            where=(Condition(field="municipality", listed_in="municipality"),),
        )
    )
    towns = [None, "DOETINCHEM", "Arnhem", "Wehl"]
    record(store, {"vacancies": [vacancy(str(i), municipality=town) for i, town in enumerate(towns)]})
    assert value(store, listed, date(2017, 1, 1)) == 2


def test_money_is_summed_to_the_cent_over_terms(store: Store) -> None:
    received = Term(
        register_name="contributions", add="sum", of="received", dates=("received_on",), window=UNTIL,
        where=(Condition(field="form", equals="cash"), Condition(field="received", above=0)),
    )  # fmt: skip
    subsidy = Term(register_name="subsidy_payments", add="sum", of="amount", dates=("paid_on",), window=UNTIL)
    own = {"organisation": "V", "plan_year": "2020-2021", "form": "cash", "received_on": date(2020, 8, 1)}
    paid = {"plan_year": "2020-2021", "paid_on": date(2020, 8, 1), "kind": "advance", "amount": "0.20"}
    record(
        store,
        {
            "contributions": [{**own, "reference": str(i), "received": "0.10"} for i in range(3)],
            "subsidy_payments": [paid],
        },
    )
    share = Measure(kind="ratio", numerator=(received,), denominator=(received, subsidy))
    assert value(store, share, date(2020, 8, 1)) == Fraction(3, 5)


def test_the_rows_behind_a_number_name_their_file_sheet_and_row(store: Store) -> None:
    record(store, {"vacancies": [vacancy("a"), vacancy("b", published_on=date(2017, 1, 2))]})
    published = count(Term(register_name="vacancies", add="sum", of="positions", dates=("published_on",), window=UNTIL))
    with store.read() as reader:
        (found,) = behind(reader, published, date(2017, 1, 1))
    assert found.total == 1
    assert [(row.values[0], row.file, row.sheet, row.row) for row in found.rows] == [
        ("a", "voorbeeld.xlsx", "Vacancies", 2)
    ]


def test_rows_give_what_stands_about_a_name_on_another_sheet(store: Store) -> None:
    """Of a name that no sheet explains it is blank; a step that the register doesn't have is no column."""
    day = date(2017, 3, 31)
    record(
        store,
        {
            "organisations": [{"name": "V", "kind": "company", "municipality": "Aalten"}],
            "videos": [video("Lasrobot", "v", day), video("Maaier", "W", day), video("Zonder", None, day)],
        },
    )
    made = Term(register_name="videos", add="rows", dates=("published_on",), window=UNTIL)
    also = ("organisation.municipality", "organisation.kind", "institution.level", "organisation.nothing")
    with store.read() as reader:
        rows = of_term(reader, made, day, page=RowPage(also=also))
    assert rows.fields[-2:] == ("organisation.municipality", "organisation.kind")
    assert [(row.values[0], *row.values[-2:]) for row in rows.rows] == [
        ("Lasrobot", "Aalten", "company"),
        ("Maaier", None, None),
        ("Zonder", None, None),
    ]


def test_groups_by_month_and_by_what_a_name_refers_to_add_up_to_the_whole(store: Store) -> None:
    record(
        store,
        {
            "organisations": [{"name": "V", "kind": "company"}],
            "videos": [
                video("a", "V", date(2017, 3, 31)),
                video("b", "v", date(2017, 4, 1)),
                video("c", "?", date(2017, 4, 30)),
            ],
        },
    )
    made = Term(register_name="videos", add="rows", dates=("published_on",), window=UNTIL)
    with store.read() as reader:
        months = tally(reader, made, ["published_on.month"], date(2017, 12, 31))
        kinds = tally(reader, made, ["organisation.kind", "practice_case"], date(2017, 12, 31))
        names = tally(reader, made, ["organisation"], date(2017, 12, 31))
    assert [(group.by, group.value) for group in months] == [(("2017-03",), 1), (("2017-04",), 2)]
    assert {(group.by[0], group.value) for group in kinds} == {(None, 1), ("company", 2)}
    assert sum(group.value or 0 for group in names) == 3
    assert len(names) == 2


def test_days_to_fill(store: Store) -> None:
    record(store, {"vacancies": [vacancy("a", filled_on=date(2017, 2, 1)), vacancy("b", filled_on=date(2017, 1, 11))]})
    filled = Term(register_name="vacancies", add="rows", dates=("filled_day",), window=UNTIL)
    with store.read() as reader:
        took = day_counts(reader, filled, "published_on", "filled_day", date(2017, 12, 31))
    assert took == ((10, 1), (31, 1))
