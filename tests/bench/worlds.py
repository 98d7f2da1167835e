"""Databases of any number of facts: the sample, and as many invented rows beside it as it takes, through the intake."""

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from kpi.access import LOCAL, Person
from kpi.acts import imports
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.intake.proposing import FilesToRead
from kpi.programme.loading import default_programme_path, load_programme
from kpi.settings import settings

AT = datetime(2018, 7, 2, 9, 0, tzinfo=UTC)
FIRST = date(2017, 1, 2)
MONTHS_18 = 540
PLACES = ("Aalten", "Berkelland", "Bronckhorst", "Doetinchem", "Oost Gelre", "Oude IJsselstreek", "Winterswijk", "Wehl")
LINES = ("Communicatiestrateeg", "Dragons' den event", "Programmabureau met hoofdkantoor SHA", "SmartHupdate")
SHARES = {
    "Organisaties": 5,
    "Bijdragen": 10,
    "Videos": 4,
    "Evenementen": 4,
    "Contacten": 6,
    "Uitgaven": 28,
    "Activiteiten": 3,
    "Pitches": 1,
    "Metingen": 1,
    "Vacatures": 38,
}
"""Of every hundred invented rows, how many are of which sheet: about as a busy region would have them."""
REST = "Vacatures"
"""The last sheet makes the number whole."""
HEADS = {
    "Organisaties": "organisatie;soort;gemeente;medewerkers;benaderd_op;lid_sinds;merkgradatie",
    "Bijdragen": (
        "organisatie;planjaar;kenmerk;toegezegd;toegezegd_op;gefactureerd;gefactureerd_op;ontvangen;ontvangen_op"
    ),
    "Vacatures": (
        "vacature_id;functie;organisatie;gemeente;soort;niveau;plaatsen;geplaatst_op;sluit_op;status;vervuld_op;"
        "vervuld_via;opleiding"
    ),
    "Videos": "titel;gepubliceerd_op;organisatie;soort;op_smarthub_nl;weergaven",
    "Evenementen": "naam;datum;reeks;soort;merk;bezoekers;plaats",
    "Contacten": "instelling;doelgroep;datum;vorm",
    "Uitgaven": "boekstuk;begrotingspost;omschrijving;relatie;bedrag;btw;verplicht_op;gefactureerd_op;betaald_op;uren",
    "Activiteiten": "naam;segmenten;type;stap;trekker;criteria;start;einde;status",
    "Pitches": "naam;editie;financiering_op;financiering_bedrag;coaching_op",
    "Metingen": "indicator;datum;waarde;toelichting",
}


def build(file: Path, facts: int) -> Store:
    """A database with that many facts, of which the first are the sample's."""
    return fill(f"sqlite:///{file}", facts)


def fill(database: str, facts: int) -> Store:
    """The same in any empty database."""
    found = settings({})
    programme = load_programme(default_programme_path())
    store = open_store(database, programme)
    imports.fill_with_sample(store, Person("bench", local=True), found.sample, at=AT)
    still, chance = facts - held(store), random.Random(facts)  # noqa: S311 - invented data
    organisations = still * SHARES["Organisaties"] // 100
    for name, share in SHARES.items():
        rows = facts - held(store) if name == REST else still * share // 100
        content = "\r\n".join([HEADS[name], *(row(name, number, organisations, chance) for number in range(rows))])
        asked = imports.read_files(
            store, Person("bench", local=True), FilesToRead([(f"{name}.csv", content.encode())]), at=AT
        )
        assert asked.proposal is not None, asked.report.problems[:3]
        imports.accept_import(store, LOCAL, asked.proposal, at=AT)
    assert held(store) == facts
    return store


def held(store: Store) -> int:
    """How many facts the database holds by now; what was decided by hand is none."""
    return sum(
        sum(one.written.values()) - sum(one.retired.values()) - one.written.get("decision", 0)
        for one in store.revisions()
    )


def row(name: str, number: int, organisations: int, chance: random.Random) -> str:
    day = FIRST + timedelta(chance.randrange(MONTHS_18))
    later = day + timedelta(chance.randrange(1, 60))
    who, place = f"Meetbedrijf {chance.randrange(organisations)}", chance.choice(PLACES)
    rows = {
        "Organisaties": (f"Meetbedrijf {number}", "bedrijf", place, number % 400, day, later, "verbonden"),
        "Bijdragen": (who, "2017-2018", f"m{number}", "10,00", day, "10,00", later, "10,00", later),
        "Vacatures": _vacancy(number, who, place, day, later, chance),
        "Videos": (f"Meetvideo {number}", day, who, "promotievideo", "ja", number % 900),
        "Evenementen": (f"Meetmoment {number}", day, f"Reeks {number % 9}", "bijeenkomst", "ja", number % 80, place),
        "Contacten": (f"Meetschool {number}", chance.choice(("docenten", "studenten")), day, "gesprek"),
        "Uitgaven": _expense(number, day, later, chance),
        "Activiteiten": _activity(number, day, later, chance),
        "Pitches": (f"Meetpitch {number}", day, later, "1000", later),
        "Metingen": ("academy_branding", FIRST + timedelta(number), 10 + number % 60, "gemeten"),
    }
    return ";".join(f"{one:%d-%m-%Y}" if isinstance(one, date) else str(one) for one in rows[name])


def _vacancy(
    number: int, who: str, place: str, day: date, later: date, chance: random.Random
) -> tuple[str | int | date, ...]:
    kind, level = chance.choice(("stage", "afstudeeropdracht", "traineeship")), chance.choice(("mbo4", "hbo", "wo"))
    base = (f"M{number:06d}", f"Functie {number % 700}", who, place, kind, level, 1 + number % 3, day)
    if chance.random() < 0.5:
        return (*base, later, "vervuld", later, chance.choice(("portal", "netwerk")), f"Opleiding {number % 40}")
    return (*base, later, "open", "", "", "")


def _expense(number: int, day: date, later: date, chance: random.Random) -> tuple[str | int | date, ...]:
    paid = later if chance.random() < 0.8 else ""
    told = (f"M-{number:06d}", chance.choice(LINES), f"Uren week {number % 52}", f"Leverancier {number % 300}")
    return (*told, f"{number % 9},50", "0,40", day, day, paid, number % 8)


def _activity(number: int, day: date, later: date, chance: random.Random) -> tuple[str | int | date, ...]:
    segments, criteria = (
        chance.choice(("I", '"II;III"', '"IV;V;VI"')),
        chance.choice(("concreet", '"concreet;coalitie"')),
    )
    status = chance.choice(("idee", "lopend", "afgerond", "gestopt"))
    return (f"Meetactiviteit {number}", segments, "knowledge", 1 + number % 5, "Trekker", criteria, day, later, status)
