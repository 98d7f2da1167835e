"""The workbook of the members: who they are, what they pledged and paid, and the early adopters' pledge."""

from collections.abc import Iterator
from datetime import date, timedelta

from kpi.programme.plan import Programme
from kpi.programme.registers import yes_no_word
from kpi.sample.sample_sheets import Row, SampleTable, company, known, spread, table

COMPANIES = 62
ORGANISATIONS = "organisatie soort gemeente medewerkers topsector smart_industry benaderd_op aangedragen_door lid_sinds"
ORGANISATIONS += " lid_tot merkgradatie voert_merk_sinds merk_bewijs"
CONTRIBUTIONS = "organisatie planjaar kenmerk vorm toegezegd toegezegd_op gefactureerd gefactureerd_op ontvangen"
CONTRIBUTIONS += " ontvangen_op bewijs"

MUNICIPALITIES = ("Aalten", "Berkelland", "Bronckhorst", "Doetinchem", "Oost Gelre", "Oude IJsselstreek", "Winterswijk")
SECTORS = ("High Tech Systems and Materials", "Agri & Food", "Logistiek", "Energie", "Creatieve Industrie")
STAFF = (18, 45, 130, 64, 310, 22, 88, 170, 35, 52)
FEES = ((25, 1000), (60, 2000), (100, 2500), (200, 4000))
"""What an organisation pays a year: up to that many employees, that many euro."""
LARGEST_FEE = 6500
OTHERS = (
    ("Voorbeeldgemeente Noord", "overheid", 4000),
    ("Voorbeeldgemeente Oost", "overheid", 4000),
    ("Voorbeeldgemeente Zuid", "overheid", 3000),
    ("Voorbeeldschool 1", "onderwijs", 3500),
    ("Voorbeeldschool 2", "onderwijs", 2000),
    ("Voorbeeldstichting 1", "maatschappelijk", 1000),
    ("Voorbeeldstichting 2", "maatschappelijk", 1000),
)
JOINED = (
    *spread(date(2016, 11, 1), date(2017, 3, 20), 15),
    *spread(date(2017, 4, 3), date(2017, 6, 22), 8),
    *spread(date(2017, 8, 1), date(2017, 12, 12), 10),
    *spread(date(2018, 1, 10), date(2018, 6, 20), 14),
)
"""When the members joined, company by company."""
LEFT = {12: date(2017, 12, 31)}
PLEDGED = (*spread(date(2017, 2, 6), date(2017, 5, 30), 37), *spread(date(2017, 6, 8), date(2017, 10, 20), 8))
"""When companies pledged for 2017-2018, company by company."""
BRANDED = spread(date(2016, 12, 15), date(2017, 12, 18), 23)
NO_EVIDENCE = (5, 16)
UNPAID = (9, 22, 33)
"""Companies whose pledge hadn't come in when the workbook was sent."""
INSTALMENTS = (5, 15, 25)
"""Companies that pay in two instalments; the second row is no second pledge."""
IN_KIND = ((46, 2400, date(2017, 5, 12)), (47, 1500, date(2017, 9, 14)), (8, 1800, date(2017, 11, 2)))


def organisations(programme: Programme) -> SampleTable:
    """The early adopters by name and kind only, then the invented organisations."""
    labels = {choice.id: choice.label.nl for choice in programme.lists["organisation_kind"]}
    adopters = [{"organisatie": adopter.name, "soort": labels[adopter.kind]} for adopter in programme.early_adopters]
    others = [_other(i, name, kind) for i, (name, kind, _) in enumerate(OTHERS)]
    return table("Organisaties", ORGANISATIONS, [*adopters, *map(_company, range(1, COMPANIES + 1)), *others])


def contributions(programme: Programme) -> SampleTable:
    """Contributions pledged, invoiced and received: three amounts with three dates."""
    adopters: list[Row] = [
        {
            "organisatie": adopter.name,
            "planjaar": adopter.plan_year,
            "vorm": "geld",
            "toegezegd": int(adopter.pledged),
            "toegezegd_op": programme.plan_date,
            "bewijs": "datum niet bekend: datum van het plan",
        }
        for adopter in programme.early_adopters
    ]
    rows = [*adopters, *_first_year(), *_companies(), *_others(), *_in_kind(), *_next_year()]
    return table("Bijdragen", CONTRIBUTIONS, rows)


def _company(number: int) -> Row:
    joined = JOINED[number - 1] if number <= len(JOINED) else None
    branded = BRANDED[number // 2] if number % 2 == 0 and number // 2 < len(BRANDED) else None
    return {
        "organisatie": company(number),
        "soort": "bedrijf",
        "gemeente": MUNICIPALITIES[number % len(MUNICIPALITIES)],
        "medewerkers": STAFF[number % len(STAFF)],
        "topsector": SECTORS[number % len(SECTORS)],
        "smart_industry": yes_no_word(number % 9 != 0),
        "benaderd_op": (joined or date(2018, 5, 1)) - timedelta(days=40 + number % 20),
        "aangedragen_door": company(number - 15) if number > len(MUNICIPALITIES) * 3 else None,
        "lid_sinds": joined,
        "lid_tot": LEFT.get(number),
        "merkgradatie": "verbonden" if branded else None,
        "voert_merk_sinds": branded,
        "merk_bewijs": _evidence(number) if branded else None,
    }


def _evidence(number: int) -> str | None:
    return None if number in NO_EVIDENCE else f"https://example.org/merk/{number}"


def _other(i: int, name: str, kind: str) -> Row:
    return {
        "organisatie": name,
        "soort": kind,
        "gemeente": MUNICIPALITIES[i],
        "smart_industry": "nee",
        "merkgradatie": "initiatief" if kind == "overheid" else None,
        "voert_merk_sinds": BRANDED[0] if kind == "overheid" else None,
        "merk_bewijs": f"https://example.org/merk/{name[-4:].strip().lower()}" if kind == "overheid" else None,
    }


def fee(staff: int) -> int:
    """The amount that an organisation of that size pays a year, in euro.

    >>> fee(18), fee(64), fee(310)
    (1000, 2500, 6500)
    """
    return next((amount for limit, amount in FEES if staff <= limit), LARGEST_FEE)


def _paid(
    organisation: str, plan_year: str, amount: int, *, pledged: date, invoiced: date, received: date | None
) -> Row:
    paid = received if received and known(received) else None
    return {
        "organisatie": organisation,
        "planjaar": plan_year,
        "vorm": "geld",
        "toegezegd": amount,
        "toegezegd_op": pledged,
        "gefactureerd": amount if known(invoiced) else None,
        "gefactureerd_op": known(invoiced),
        "ontvangen": amount if paid else None,
        "ontvangen_op": paid,
    }


def _first_year() -> Iterator[Row]:
    """Companies that joined while the first plan year ran, and paid for half of it."""
    for number in range(1, 11):
        pledged = JOINED[number - 1]
        yield _paid(
            company(number),
            "2016-2017",
            1500,
            pledged=pledged,
            invoiced=date(2017, 2, 1),
            received=date(2017, 3, 1 + 2 * number),
        )


def _companies() -> Iterator[Row]:
    for number, pledged in enumerate(PLEDGED, start=1):
        amount = fee(STAFF[number % len(STAFF)])
        invoiced = max(date(2017, 7, 3), pledged + timedelta(days=20)) + timedelta(days=number * 6)
        received = None if number in UNPAID else invoiced + timedelta(days=21 + number % 30)
        if number in INSTALMENTS:
            yield from _in_two(company(number), amount, pledged, invoiced)
        else:
            yield _paid(company(number), "2017-2018", amount, pledged=pledged, invoiced=invoiced, received=received)


def _in_two(organisation: str, amount: int, pledged: date, invoiced: date) -> Iterator[Row]:
    half = amount // 2
    first = dict(
        _paid(
            organisation, "2017-2018", half, pledged=pledged, invoiced=invoiced, received=invoiced + timedelta(days=30)
        )
    )
    yield {**first, "kenmerk": "1", "toegezegd": amount}
    later = invoiced + timedelta(days=150)
    second = dict(
        _paid(organisation, "2017-2018", half, pledged=pledged, invoiced=later, received=later + timedelta(days=25))
    )
    yield {**second, "kenmerk": "2", "toegezegd": None, "toegezegd_op": None}


def _others() -> Iterator[Row]:
    for i, (name, kind, amount) in enumerate(OTHERS):
        pledged = date(2017, 5, 9 + i) if kind == "overheid" else date(2017, 9, 4 + i)
        invoiced = date(2017, 9, 1 + i) if kind == "overheid" else date(2018, 1, 15 + i)
        yield _paid(
            name, "2017-2018", amount, pledged=pledged, invoiced=invoiced, received=invoiced + timedelta(days=32)
        )


def _in_kind() -> Iterator[Row]:
    for number, amount, pledged in IN_KIND:
        yield {
            "organisatie": company(number),
            "planjaar": "2017-2018",
            "kenmerk": "natura",
            "vorm": "natura",
            "toegezegd": amount,
            "toegezegd_op": pledged,
            "bewijs": "eigen uren, zie brief",
        }


def _next_year() -> Iterator[Row]:
    for number in (1, 2, 5, 7, 8, 15, 17):
        amount = fee(STAFF[number % len(STAFF)])
        yield _paid(
            company(number),
            "2018-2019",
            amount,
            pledged=date(2018, 6, 1 + number),
            invoiced=date(2018, 7, 2),
            received=None,
        )
