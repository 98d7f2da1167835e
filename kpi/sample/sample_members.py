"""The workbook of the members: who they are, what they pledged and paid, and the early adopters' pledge."""

from collections.abc import Iterator
from datetime import date, timedelta

from kpi.programme.plan import Programme
from kpi.programme.vocabulary import yes_no_word
from kpi.sample.sample_sheets import Row, SampleTable, Value, company, known, rows_of, spread, table

COMPANIES = 62
ORGANISATIONS = "organisatie soort gemeente medewerkers topsector smart_industry benaderd_op aangedragen_door lid_sinds"
ORGANISATIONS += " lid_tot merkgradatie voert_merk_sinds voert_merk_tot merk_bewijs"
CONTRIBUTIONS = "organisatie planjaar kenmerk vorm toegezegd toegezegd_op gefactureerd gefactureerd_op ontvangen"
CONTRIBUTIONS += " ontvangen_op bewijs ingetrokken_op"

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
IN_KIND = """
organisatie | planjaar | kenmerk | vorm | toegezegd | toegezegd_op | bewijs
Voorbeeldbedrijf 46 | 2017-2018 | natura | natura | 2400 | 2017-05-12 | eigen uren, zie brief
Voorbeeldbedrijf 47 | 2017-2018 | natura | natura | 1500 | 2017-09-14 | eigen uren, zie brief
Voorbeeldbedrijf 8 | 2017-2018 | natura | natura | 1800 | 2017-11-02 | eigen uren, zie brief
"""


def organisations(programme: Programme) -> SampleTable:
    """The early adopters by name and kind only, then the invented organisations."""
    labels = {choice.id: choice.label.nl for choice in programme.choices("organisation_kind")}
    adopters = [{"organisatie": adopter.name, "soort": labels[adopter.kind]} for adopter in programme.early_adopters]
    others = [_other(i, name, kind) for i, (name, kind, _) in enumerate(OTHERS)]
    return table("Organisaties", ORGANISATIONS, [*adopters, *map(_company, range(1, COMPANIES + 1)), *others])


def memberships() -> SampleTable:
    """A membership that had ended before the organisation joined again."""
    earlier: Row = {"organisatie": company(3), "lid_sinds": date(2016, 7, 1), "lid_tot": date(2016, 9, 30)}
    return table("Lidmaatschappen", "organisatie lid_sinds lid_tot", [earlier])


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
    rows = [*adopters, *_first_year(), *_companies(), *_others(), *rows_of(IN_KIND), *_next_year()]
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
        "merk_bewijs": f"https://example.org/merk/{number}" if branded and number not in NO_EVIDENCE else None,
    }


def _other(i: int, name: str, kind: str) -> Row:
    row: Row = {"organisatie": name, "soort": kind, "gemeente": MUNICIPALITIES[i], "smart_industry": "nee"}
    if kind != "overheid":
        return row
    evidence = f"https://example.org/merk/{name[-4:].strip().lower()}"
    return {**row, "merkgradatie": "initiatief", "voert_merk_sinds": BRANDED[0], "merk_bewijs": evidence}


def fee(staff: int) -> int:
    """The amount that an organisation of that size pays a year, in euro.

    >>> fee(18), fee(64), fee(310)
    (1000, 2500, 6500)
    """
    return next((amount for limit, amount in FEES if staff <= limit), LARGEST_FEE)


def _paid(
    who: str, amount: int, pledged: date, invoiced: date, received: date | None, year: str = "2017-2018"
) -> dict[str, Value]:
    paid = received if received and known(received) else None
    return {
        "organisatie": who,
        "planjaar": year,
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
    for number, pledged in enumerate(JOINED[:10], start=1):
        yield _paid(company(number), 1500, pledged, date(2017, 2, 1), date(2017, 3, 1 + 2 * number), "2016-2017")


def _companies() -> Iterator[Row]:
    for number, pledged in enumerate(PLEDGED, start=1):
        who, amount = company(number), fee(STAFF[number % len(STAFF)])
        invoiced = max(date(2017, 7, 3), pledged + timedelta(days=20)) + timedelta(days=number * 6)
        if number in INSTALMENTS:
            first = _paid(who, amount // 2, pledged, invoiced, invoiced + timedelta(days=30))
            yield {**first, "kenmerk": "1", "toegezegd": amount}
            later = invoiced + timedelta(days=150)
            second = _paid(who, amount // 2, pledged, later, later + timedelta(days=25))
            yield {**second, "kenmerk": "2", "toegezegd": None, "toegezegd_op": None}
        else:
            received = None if number in UNPAID else invoiced + timedelta(days=21 + number % 30)
            yield _paid(who, amount, pledged, invoiced, received)


def _others() -> Iterator[Row]:
    for i, (name, kind, amount) in enumerate(OTHERS):
        pledged = date(2017, 5, 9 + i) if kind == "overheid" else date(2017, 9, 4 + i)
        invoiced = date(2017, 9, 1 + i) if kind == "overheid" else date(2018, 1, 15 + i)
        yield _paid(name, amount, pledged, invoiced, invoiced + timedelta(days=32))


def _next_year() -> Iterator[Row]:
    for number in (1, 2, 5, 7, 8, 15, 17):
        amount = fee(STAFF[number % len(STAFF)])
        yield _paid(company(number), amount, date(2018, 6, 1 + number), date(2018, 7, 2), None, "2018-2019")
