"""Amounts by date give what the rows themselves give, on every day; and what is kept of them is never an old answer."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select, update

from kpi import monitor
from kpi.facts import kept_amounts
from kpi.facts.database import amounts_writing
from kpi.facts.database.backup import backup, restore
from kpi.facts.measuring.observing import observe
from kpi.facts.measuring.spending import spending
from kpi.facts.proposal import Proposal
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.facts.tables import AMOUNTS, FACTS
from kpi.programme.framework import PlanYear
from kpi.programme.loading import default_programme_path, load_programme
from kpi.programme.measure import Condition, Coverage, Measure, Term, Window
from kpi.programme.plan import Programme
from kpi.score.asked_moments import LastMonths, Moment
from tests.facts.measuring.test_committed_both_ways import LINES, YEAR, book
from tests.facts.world import AT, record

PLAN = load_programme(default_programme_path())
WHOLE = PLAN.model_copy(
    update={"grants": tuple(grant.model_copy(update={"vat_recoverable": False}) for grant in PLAN.grants)}
)
FIRST = date(2016, 11, 1)
NAMES = [f"Voorbeeld {letter}" for letter in "ABCDEF"]
Facts = dict[str, list[dict[str, Any]]]


def day_of(chance: random.Random) -> date:
    return FIRST + timedelta(chance.randrange(1_500))


def unique(rows: list[dict[str, Any]], *keys: str) -> list[dict[str, Any]]:
    return list({tuple(row[key] for key in keys): row for row in rows}.values())


def world(chance: random.Random) -> Facts:
    """Facts in which dates are blank, meet, overlap, end before they begin, and change."""

    def some(value: Any, share: float = 0.6) -> Any:
        return value if chance.random() < share else None

    memberships, organisations, contributions, vacancies, videos = [], [], [], [], []
    for number in range(25):
        name, day = chance.choice(NAMES), day_of(chance)
        until = some(day + timedelta(chance.randrange(-30, 300)))
        memberships.append({"organisation": name, "member_since": day, "member_until": until})
        organisations.append(
            {
                "name": chance.choice(NAMES),
                "kind": chance.choice(["company", "education"]),
                "member_since": some(day_of(chance)),
                "carries_brand_since": some(day),
                "carries_brand_until": some(until),
                "brand_evidence": some("foto"),
            }
        )
        contributions.append(
            {
                "organisation": name,
                "plan_year": chance.choice([YEAR, YEAR, "2020-2021"]),
                "reference": str(number),
                "form": chance.choice(["cash", "cash", "in_kind"]),
                "pledged": some(Decimal(chance.randrange(0, 90_000)) / 100),
                "pledged_on": some(day, 0.9),
                "withdrawn_on": some(day + timedelta(chance.randrange(-20, 200)), 0.4),
                "invoiced": some(Decimal(chance.randrange(-9_000, 90_000)) / 100),
                "invoiced_on": some(day_of(chance)),
                "received": some(Decimal(chance.randrange(-9_000, 90_000)) / 100),
                "received_on": some(day_of(chance)),
            }
        )
        vacancies.append(
            {
                "vacancy_id": f"V{number}",
                "organisation": name,
                "municipality": some("Doetinchem"),
                "type": chance.choice(["internship", "traineeship"]),
                "level": chance.choice(["hbo", "mbo4"]),
                "positions": chance.choice([1, 2, 5]),
                "smart_industry": True,
                "on_site": True,
                "published_on": day,
                "closes_on": some(day + timedelta(60)),
                "status": chance.choice(["filled", "open", "expired"]),
                "filled": chance.choice([0, 1, 2]),
                "filled_on": some(day + timedelta(chance.randrange(90))),
                "filled_via": "portal",
            }
        )
        video = {"title": f"v{number}", "organisation": name, "published_on": day, "on_site": True}
        videos.append({**video, "kind": chance.choice(["regio8", "smarthupdate"]), "practice_case": True})
    return {
        "memberships": unique(memberships, "organisation", "member_since"),
        "organisations": unique(organisations, "name"),
        "contributions": contributions,
        "vacancies": vacancies,
        "videos": videos,
        "expenses": book(chance),
        **contacts(chance),
    }


def contacts(chance: random.Random) -> Facts:
    study = {"country": "NL", "smart_industry": True, "level": "hbo"}
    studies = [{**study, "institution": f"School {n % 3}", "study": f"S{n % 2}"} for n in range(6)]
    made = [
        {
            "institution": f"School {chance.randrange(3)}",
            "study": chance.choice(("S0", "S1")),
            "held_on": day_of(chance),
        }
        for _ in range(24)
    ]
    spoken = [{**row, "audience": chance.choice(("teachers", "students"))} for row in made]
    paid = [{"plan_year": YEAR, "paid_on": day_of(chance), "reference": str(n), "amount": 1000 + n} for n in range(3)]
    events = [
        {"name": f"e{n}", "held_on": day_of(chance), "series": chance.choice("AB"), "branded": True, "kind": "meeting"}
        for n in range(12)
    ]
    return {
        "study_programmes": unique(studies, "institution", "study"),
        "contacts": unique(spoken, "institution", "study", "audience", "held_on"),
        "subsidy_payments": paid,
        "events": events,
    }


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = open_store(database_url, WHOLE)
    yield opened
    opened.close()


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Say whether amounts by date are kept, of however few facts."""

    def keep(*, wanted: bool) -> None:
        monkeypatch.setattr(kept_amounts, "LEAST", 0 if wanted else 10**9)

    return keep


def answers(store: Store) -> int:
    with store.engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(AMOUNTS)).scalar_one())


def pictures(store: Store, days: list[date], revision: int | None = None) -> list[Any]:
    """A picture of each day, by a reader of its own."""
    found = []
    for day in days:
        with store.read(revision) as reader:
            found.append(monitor.picture(reader, day, YEAR))
    return found


@pytest.mark.parametrize("seed", range(4))
def test_every_figure_of_a_picture_is_that_of_the_rows_in_every_revision(store: Store, kept: Any, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - an invented world
    record(store, world(chance))
    record(store, world(random.Random(seed + 100)))  # noqa: S311
    store.undo(1, by="Tester", at=AT)
    days = [day_of(chance) for _ in range(6)] + [date(2017, 12, 31), date(2018, 6, 30), date(2020, 2, 29)]
    for revision in (1, 2, 3):
        kept(wanted=False)
        slow = pictures(store, days, revision)
        kept(wanted=True)
        assert pictures(store, days, revision) == slow
        with reading_no_facts(store):
            assert pictures(store, days, revision) == slow
    assert len({repr(each.money) for each in slow}) > 3


class reading_no_facts:  # noqa: N801 - reads as a sentence
    """Fails where the amounts of expenses, contributions or vacancies are asked of their rows."""

    def __init__(self, store: Store) -> None:
        self.engine = store.engine

    def __enter__(self) -> None:
        event.listen(self.engine, "before_cursor_execute", self.look)

    def __exit__(self, *_: object) -> None:
        event.remove(self.engine, "before_cursor_execute", self.look)

    def look(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        assert not any(f"FROM {name} AS" in statement and "sum(" in statement for name in FACTS), statement


WINDOWS = [Window(kind=kind) for kind in ("until", "year", "quarter", "plan_year")] + [  # type: ignore[arg-type]
    Window(kind="months", months=7),
    Window(kind="since", since=date(2018, 1, 15)),
]
TERMS = [
    Term(register_name="vacancies", add=add, of=of, dates=("filled_day",), window=window, where=where)
    for window in WINDOWS
    for add, of in (("distinct", "organisation"), ("rows", None), ("sum", "filled"), ("mean", "positions"))
    for where in ((), (Condition(field="level", equals="hbo"),))
]
TERMS += [
    Term(register_name="vacancies", add=add, of="positions", dates=("published_on", "filled_on"), window=window)
    for window in (*WINDOWS, Window(kind="in_force"), Window(kind="open_longer"))
    for add in ("minimum", "maximum", "sum", "distinct")
]
TERMS += [
    Term(register_name="memberships", add="distinct", of="organisation", dates=("member_since", "member_until"),
         window=Window(kind="in_force")),
    *(
        Term(register_name="contributions", add=add, of=of, dates=("pledged_on",), window=window,
             where=(Condition(field="pledged", above=Decimal(100)),))
        for window in WINDOWS
        for add, of in (("sum", "pledged"), ("distinct", "organisation"), ("mean", "pledged"), ("rows", None))
    ),
    *(
        Term(register_name="study_programmes", add="rows", coverage=Coverage(
            register_name="contacts", match=("institution", "study"), field="audience", values=values,
            date="held_on", window=window))
        for values in (("teachers", "students"), ("students",))
        for window in WINDOWS
    ),
]  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_every_form_of_term_is_that_of_the_rows_at_every_moment(store: Store, kept: Any, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - an invented world
    record(store, world(chance))
    moments: list[Moment] = [day_of(chance) for _ in range(3)] + [date(2018, 3, 31), LastMonths(date(2018, 8, 31), 12)]
    years: list[PlanYear | None] = [None, WHOLE.plan_years[1]]
    for term in TERMS:
        measure = Measure(kind="count", numerator=(term,))
        for year in years:
            kept(wanted=False)
            with store.read() as reader:
                slow = {moment: observe(reader, measure, [moment], year)[moment] for moment in moments}
            kept(wanted=True)
            for _ in ("worked out", "kept"):
                with store.read() as reader:
                    assert {m: observe(reader, measure, [m], year)[m] for m in moments} == slow, (term, year)


def test_another_programme_asks_another_question(store: Store, kept: Any) -> None:
    """A grant that gives VAT back, a list that names other places, a scope that says otherwise."""
    record(store, world(random.Random(1)))  # noqa: S311
    elsewhere = WHOLE.lists | {"municipality": ()}
    others: list[Programme] = [
        PLAN.model_copy(update={"grants": tuple(g.model_copy(update={"vat_recoverable": True}) for g in PLAN.grants)}),
        WHOLE.model_copy(update={"lists": elsewhere}),
        WHOLE.model_copy(update={"scopes": {**WHOLE.scopes, "in_scope": (Condition(field="level", equals="mbo4"),)}}),
    ]
    day = date(2018, 6, 30)
    seen = []
    for programme in (WHOLE, *others):
        by = {}
        for wanted in (False, True, True):
            kept(wanted=wanted)
            with store.read() as reader:
                by[wanted] = monitor.picture(reader.judged_by(programme), day, YEAR)
            assert by[wanted] == by[False]
        seen.append(by[True])
    assert all(picture != seen[0] for picture in seen[1:])


def test_a_new_revision_and_one_that_takes_it_back_have_their_own_answers(store: Store, kept: Any) -> None:
    kept(wanted=True)
    day = date(2019, 1, 1)
    record(store, {"videos": [{"title": "a", "organisation": "X", "published_on": FIRST, "kind": "regio8"}]})
    spend = {"entry_line": "1", "plan_year": YEAR, "budget_line": LINES[0], "description": "x", "vat": "0"}
    found = []
    for number, amount in enumerate(("100", "250"), 1):
        row = {**spend, "entry": f"F{number}", "amount": amount, "invoiced_on": FIRST, "eligible": True}
        record(store, {"expenses": [row]})
        found.append(costs(store, day))
    store.undo(3, by="Tester", at=AT)
    assert [*found, costs(store, day)] == [100, 350, 100]
    assert answers(store) == 3


def costs(store: Store, day: date) -> Decimal | None:
    with store.read() as reader:
        return spending(reader, YEAR, day).lines[LINES[0]].actual


def booked(amount: str) -> Facts:
    row = {"entry": "F", "entry_line": "1", "plan_year": YEAR, "budget_line": LINES[0], "description": "x", "vat": "0"}
    return {"expenses": [{**row, "amount": amount, "invoiced_on": FIRST, "eligible": True}]}


def test_facts_removed_and_brought_in_anew_are_no_longer_the_old_ones(store: Store, kept: Any) -> None:
    """Also where an answer about the old ones is written after they were removed."""
    kept(wanted=True)
    record(store, booked("100"))
    with store.read() as late:
        assert spending(late, YEAR, date(2019, 1, 1)).lines[LINES[0]].actual == 100
    made = list(late.made.answers)
    assert answers(store) == len(made) > 0
    store.remove_facts(by="Tester", at=AT)
    assert answers(store) == 0
    amounts_writing.keep(store.engine, made)
    record(store, booked("250"), at=AT + timedelta(seconds=1))
    assert costs(store, date(2019, 1, 1)) == 250


def test_a_change_that_is_only_tried_leaves_no_answer(store: Store, kept: Any) -> None:
    kept(wanted=True)
    record(store, booked("100"))
    before = costs(store, date(2019, 1, 1)), answers(store)
    with store.rehearse(Proposal(1, "Tester", datetime(2018, 8, 1, tzinfo=UTC))) as reader:
        assert monitor.picture(reader, date(2019, 1, 1), YEAR).money.totals.actual == 100
    assert (costs(store, date(2019, 1, 1)), answers(store)) == before


def test_an_answer_that_was_damaged_is_not_taken(store: Store, kept: Any) -> None:
    kept(wanted=True)
    record(store, booked("100"))
    assert costs(store, date(2019, 1, 1)) == 100
    with store.engine.begin() as connection:
        connection.execute(update(AMOUNTS).values(answer=func.replace(AMOUNTS.c.answer, "10000", "10001")))
    assert costs(store, date(2019, 1, 1)) == 100


def test_no_answer_is_kept_while_somebody_else_writes_and_nobody_waits(store: Store, kept: Any) -> None:
    kept(wanted=True)
    record(store, booked("100"))
    with store.rehearse(Proposal(1, "Tester", datetime(2018, 8, 1, tzinfo=UTC))):
        assert costs(store, date(2019, 1, 1)) == 100
    assert costs(store, date(2019, 1, 1)) == 100
    assert answers(store) > 0


def test_answers_of_old_revisions_are_dropped_and_no_backup_holds_any(store: Store, kept: Any, tmp_path: Path) -> None:
    kept(wanted=True)
    for number in range(amounts_writing.REVISIONS_KEPT + 3):
        record(store, booked(f"{100 + number}"))
        costs(store, date(2019, 1, 1))
    with store.engine.connect() as connection:
        about = set(connection.execute(select(AMOUNTS.c.revision)).scalars())
    assert min(about) == max(about) - amounts_writing.REVISIONS_KEPT + 1
    url = store.engine.url.render_as_string(hide_password=False)
    backup(url, tmp_path / "backup.db")
    restore(tmp_path / "backup.db", f"sqlite:///{tmp_path / 'again.db'}")
    again = open_store(f"sqlite:///{tmp_path / 'again.db'}", WHOLE)
    assert (answers(again), costs(again, date(2019, 1, 1))) == (0, 100 + amounts_writing.REVISIONS_KEPT + 2)


def test_of_few_facts_nothing_is_kept(store: Store) -> None:
    record(store, booked("100"))
    assert (costs(store, date(2019, 1, 1)), answers(store)) == (100, 0)
