"""Worlds to hold the truths against: the own data of every programme, and random rows for the one that is shipped."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from types import SimpleNamespace
from typing import Any, cast

from kpi.access import Person
from kpi.acts import imports
from kpi.facts.proposal import Proposal, Revision
from kpi.facts.reader import Reader
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.intake.proposing import FilesToRead
from kpi.programme.loading import default_programme_path, load_programme
from kpi.settings import settings
from tests.facts.world import record
from tests.truths.plain_rows import Plan, plan_of

FOLDER = Path(__file__).parents[1] / "programmes"
SHIPPED = default_programme_path()
FILES = {
    "shipped": SHIPPED,
    "buurtstroom": FOLDER / "buurtstroom.toml",
    "culture": FOLDER / "culture.toml",
    "minimal": FOLDER / "minimal.toml",
    "stadslab": FOLDER / "stadslab-voorbeeld.toml",
}
SHEETS = {name: (FOLDER / f"{name}.xlsx",) for name in FILES} | {"minimal": ()}
SHEETS["shipped"] = tuple(sorted(settings({}).sample.glob("*.xlsx")))
NIGHTS = [{"name": f"Boek {n}", "held_on": date(2024, 1, 10) + timedelta(40 * n)} for n in range(9)]
"""The own data of the programme that has no workbook."""


@cache
def plan(name: str) -> Plan:
    return plan_of(FILES[name])


@cache
def stored(name: str) -> Store:
    """A database with the own data of a programme; it is only read, whatever comes of it is rehearsed."""
    store = open_store(f"sqlite:///{mkdtemp()}/{name}.db", load_programme(FILES[name]))
    if not SHEETS[name]:
        record(store, {"events": NIGHTS})
        return store
    given = FilesToRead([(path.name, path.read_bytes()) for path in SHEETS[name]])
    read = imports.read_files(store, Person("Tester", local=True), given, at=datetime(2028, 1, 1, tzinfo=UTC))
    assert read.proposal is not None
    store.commit(read.proposal)
    return store


@cache
def _empty() -> Store:
    return open_store(f"sqlite:///{mkdtemp()}/random.db", load_programme(SHIPPED))


class _Kept:
    """Takes what would be recorded, so that it is rehearsed and leaves nothing behind."""

    def __init__(self) -> None:
        self.proposals: list[Proposal] = []

    def latest(self) -> int:
        return 0

    def commit(self, proposal: Proposal) -> Revision:
        self.proposals.append(proposal)
        return cast("Revision", SimpleNamespace(number=1))


@contextmanager
def random_world(seed: int) -> Iterator[Reader]:
    """A reader of random rows; each sheet is left empty now and then."""
    kept = _Kept()
    record(cast("Store", kept), random_rows(seed))
    with _empty().rehearse(kept.proposals[0]) as reader:
        yield reader


FIRST = date(2016, 9, 1)


def random_rows(seed: int) -> dict[str, list[dict[str, Any]]]:
    """Rows of every sheet that the shipped programme counts, most of them from 2017 to 2021."""
    chance = Random(seed)  # noqa: S311 - an invented world, the same each time
    pick = chance.choice

    def day(around: float = 0.8) -> date | None:
        return FIRST + timedelta(chance.randrange(1700)) if chance.random() < around else None

    def later(than: date | None, within: int = 400) -> date | None:
        return than + timedelta(chance.randrange(within)) if than and chance.random() < 0.5 else None

    def euro(most: int = 20000) -> Decimal:
        return Decimal(chance.randrange(100, most * 100)) / 100

    def some(most: int) -> range:
        return range(0 if chance.random() < 0.05 else chance.randrange(1, most))

    names = [f"Organisatie {n}" for n in range(12)]
    years = ["2016-2017", "2017-2018", "2017-2018", "2017-2018", "2020-2021"]
    rows: dict[str, list[dict[str, Any]]] = {}
    rows["organisations"] = []
    for name in names[: len(some(13))]:
        since, carries = day(0.6), day(0.6)
        rows["organisations"].append(
            {
                "name": name,
                "kind": pick(("company", "company", "government", "education")),
                "member_since": since,
                "member_until": later(since),
                "carries_brand_since": carries,
                "carries_brand_until": later(carries),
                "brand_evidence": pick((None, "folder")),
            }
        )
    rows["memberships"] = [
        {"organisation": pick(names), "member_since": since, "member_until": later(since)}
        for _ in some(5)
        if (since := day())
    ]
    rows["contributions"] = [_contribution(chance, pick(names), pick(years), n) for n in some(16)]
    rows["vacancies"] = [_vacancy(chance, n) for n in some(25)]
    rows["videos"] = [
        {
            "title": f"Video {n}",
            "published_on": day(1),
            "organisation": pick(names),
            "kind": pick(("regio8", "promo_video", "smarthupdate")),
            "practice_case": pick((True, False)),
            "on_site": pick((True, True, False)),
        }
        for n in some(20)
    ]
    rows["events"] = [
        {
            "name": f"Avond {n}",
            "held_on": day(1),
            "series": pick("ABCDEFG"),
            "kind": pick(("event", "information", "meeting", "dragons_den")),
            "branded": pick((True, True, False)),
        }
        for n in some(20)
    ]
    schools = [(f"School {n}", f"Opleiding {n % 3}") for n in range(6)]
    rows["study_programmes"] = [
        {
            "institution": school,
            "study": study,
            "level": pick(("hbo", "wo")),
            "country": pick(("NL", "NL", "DE")),
            "smart_industry": pick((True, True, False)),
        }
        for school, study in schools[: len(some(7))]
    ]
    rows["contacts"] = []
    for _ in some(20):
        school, study = pick(schools)
        rows["contacts"].append(
            {"institution": school, "study": study, "audience": pick(("teachers", "students")), "held_on": day(1)}
        )
    rows["pitches"] = [
        {"name": f"Pitch {n}", "edition": FIRST, "funded_on": day(), "coached_on": day()} for n in some(5)
    ]
    rows["measurements"] = [
        {
            "indicator": pick(MEASURED),
            "measured_on": day(1),
            "kind": pick(("measurement", "measurement", "baseline")),
            "value": chance.randrange(0, 200),
        }
        for _ in some(20)
    ]
    rows["expenses"] = [_expense(chance, n) for n in some(40)]
    rows["subsidy_payments"] = [
        {"plan_year": pick(years), "paid_on": day(1), "reference": str(n), "kind": "advance", "amount": euro()}
        for n in some(5)
    ]
    return {sheet: _one_a_key(sheet, given) for sheet, given in rows.items() if given}


MEASURED = ("academy_branding", "portal_in_use", "si_company_growth", "registered_talents", "programme_office_open")
KEYS = {
    "memberships": ("organisation", "member_since"),
    "contacts": ("institution", "study", "audience", "held_on"),
    "measurements": ("indicator", "measured_on", "kind"),
}


def _one_a_key(sheet: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first row of each key; a day has one measurement of a kind."""
    if sheet not in KEYS:
        return rows
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        found.setdefault(tuple(row[name] for name in KEYS[sheet]), row)
    return list(found.values())


def _contribution(chance: Random, organisation: str, year: str, number: int) -> dict[str, Any]:
    """A contribution in one of the forms that sheets have: pledged alone, in all stages, withdrawn, or what follows."""
    pledged_on = FIRST + timedelta(chance.randrange(1500))
    invoiced_on = pledged_on + timedelta(chance.randrange(200))
    amount = Decimal(chance.randrange(0, 9000) * 100 + chance.choice((0, 0, 37))) / 100
    row: dict[str, Any] = {
        "organisation": organisation,
        "plan_year": year,
        "reference": str(number),
        "form": chance.choice(("cash", "cash", "cash", "in_kind")),
    }
    if chance.random() < 0.75:
        row |= {"pledged": amount, "pledged_on": pledged_on}
        if chance.random() < 0.25:
            row |= {"withdrawn_on": pledged_on + timedelta(chance.randrange(300))}
    if "pledged" not in row or chance.random() < 0.6:
        row |= {"invoiced": amount / 2 if chance.random() < 0.5 else amount, "invoiced_on": invoiced_on}
        row["invoiced"] = row["invoiced"].quantize(Decimal("0.01"))
        if chance.random() < 0.7:
            row |= {"received": row["invoiced"], "received_on": invoiced_on + timedelta(chance.randrange(90))}
    return row


def _vacancy(chance: Random, number: int) -> dict[str, Any]:
    published = FIRST + timedelta(chance.randrange(1500))
    closes = published + timedelta(chance.randrange(120))
    status = chance.choice(("open", "filled", "filled", "not_filled", "withdrawn", "expired"))
    positions = chance.choice((1, 1, 2, 5, 12))
    row: dict[str, Any] = {
        "vacancy_id": f"V{number}",
        "organisation": "Organisatie 1",
        "municipality": chance.choice((None, "Doetinchem", "Oost Gelre", "Zutphen")),
        "type": chance.choice(("internship", "graduation_assignment", "traineeship", "starter_job")),
        "level": chance.choice(("mbo4", "hbo", "hbo", "wo")),
        "positions": positions,
        "smart_industry": chance.random() < 0.9,
        "on_site": chance.random() < 0.9,
        "published_on": published,
        "status": status,
        "filled": positions if status == "filled" else chance.choice((0, 0, 1)),
        "filled_via": chance.choice(("portal", "portal", "network")),
        "closes_on": closes if status != "open" or chance.random() < 0.5 else None,
    }
    if status == "filled" and chance.random() < 0.7:
        row["filled_on"] = published + timedelta(chance.randrange(100))
    if chance.random() < 0.3 and status != "open":
        row["closed_on"] = closes + timedelta(chance.randrange(30))
    return row


def _expense(chance: Random, number: int) -> dict[str, Any]:
    """A cost of any line, ordered, invoiced or paid; some are invoices of an order, some come back."""
    lines = [line["id"] for line in plan("shipped")["budgets"][0]["lines"]]
    on = date(2017, 6, 20) + timedelta(chance.randrange(420))
    amount = Decimal(chance.randrange(-200, 6000) * 100 + chance.choice((0, 0, 49))) / 100
    days = chance.choice((("ordered_on",), ("invoiced_on",), ("ordered_on", "invoiced_on"), ("paid_on",)))
    if "invoiced_on" in days and chance.random() < 0.5:
        days = (*days, "paid_on")
    return {
        "entry": f"F{number}",
        "entry_line": "1",
        "plan_year": chance.choice(("2017-2018",) * 8 + ("2018-2019", None)),
        "budget_line": chance.choice([*lines * 3, "elders", None]),
        "description": "Boeking",
        "amount": amount,
        "vat": chance.choice((None, Decimal("21.00"))),
        **{name: on + timedelta(30 * step) for step, name in enumerate(days)},
        "order_reference": f"F{chance.randrange(number)}" if number and chance.random() < 0.3 else None,
        "eligible": chance.random() < 0.9,
        "hours": chance.choice((None, Decimal(20), Decimal("7.5"))),
        "units": chance.choice((None, Decimal(2))),
    }
