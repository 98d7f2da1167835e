"""The workbook of the vacancies, as the talent broker keeps it: nothing in it happened after it was sent."""

from datetime import date, timedelta
from random import Random

from kpi.programme.vocabulary import yes_no_word
from kpi.sample.sample_members import MUNICIPALITIES
from kpi.sample.sample_sheets import KNOWN_UNTIL, Row, SampleTable, company, known, table

HEADERS = "vacature_id functie organisatie gemeente soort niveau plaatsen smart_industry op_smarthub_nl geplaatst_op"
HEADERS += " sluit_op status gesloten_op vervuld vervuld_op vervuld_via opleiding"
SEED = 20161127
OTHER_WAYS = ("talentmakelaar", "school", "event", "netwerk")
VIA_PORTAL = 60
"""Percent of the filled positions that the portal filled."""
MONTHS = (
    *((date(2016, month, 1), 3) for month in range(9, 13)),
    *((date(2017, month, 1), 5) for month in range(1, 5)),
    *((date(2017, month, 1), 11) for month in range(5, 13)),
    *((date(2018, month, 1), 20) for month in range(1, 7)),
)
"""How many vacancies were published in each month."""
WORK = ("Procesverbetering", "Robotisering", "Data-analyse", "Productontwerp", "Besturingstechniek", "Logistiek plan")
STUDIES = ("Werktuigbouwkunde", "Elektrotechniek", "Technische bedrijfskunde", "Informatica", "Mechatronica")
TYPES = ("stage", "stage", "afstudeeropdracht", "afstudeeropdracht", "startersfunctie", "traineeship")
LEVELS = ("hbo", "hbo", "hbo", "wo", "wo", "mbo4")
PLACES = (1, 1, 1, 1, 2, 2, 3)
OUTSIDE = "Zutphen"
"""A municipality that the programme doesn't list: its vacancies are kept, and out of scope."""
UNKNOWN_AT = 97
UNKNOWN_COMPANY = "Voorbeeldbedrijf dertien"
"""The one organisation that the sheet of organisations doesn't have, so that the warning about it can be seen."""


ODDS = {2016: (80, 5, 10), 2017: (72, 6, 14), 2018: (76, 5, 14)}
"""The endings of a year's vacancies, in percent: filled, withdrawn, not filled; the rest expired."""


def vacancies() -> SampleTable:
    """Two years of vacancies, each as it stood when the workbook was sent."""
    random = Random(SEED)
    days = [first + timedelta(days=random.randrange(28)) for first, n in MONTHS for _ in range(n)]
    return table("Vacatures", HEADERS, [_vacancy(random, i, when) for i, when in enumerate(sorted(days), start=1)])


def _vacancy(random: Random, number: int, published: date) -> Row:
    places = random.choice(PLACES)
    closes = published + timedelta(days=random.randrange(45, 120))
    employer = random.randrange(1, 60)
    return {
        "vacature_id": f"V{published:%Y}-{number:03}",
        "functie": random.choice(WORK),
        "organisatie": UNKNOWN_COMPANY if number == UNKNOWN_AT else company(employer),
        "gemeente": OUTSIDE if number % 31 == 0 else MUNICIPALITIES[employer % len(MUNICIPALITIES)],
        "soort": random.choice(TYPES),
        "niveau": random.choice(LEVELS),
        "plaatsen": places,
        "smart_industry": yes_no_word(number % 23 != 0),
        "op_smarthub_nl": yes_no_word(number % 29 != 0),
        "geplaatst_op": published,
        "sluit_op": known(closes),
        "opleiding": random.choice(STUDIES),
        **_ending(random, closes, places),
    }


def _ending(random: Random, closes: date, places: int) -> Row:
    """The ending of a vacancy that ended before the workbook was sent."""
    chance = random.randrange(100)
    early = closes - timedelta(days=random.randrange(5, 40))
    via = "portal" if random.randrange(100) < VIA_PORTAL else random.choice(OTHER_WAYS)
    filled, withdrawn, not_filled = ODDS.get(closes.year, ODDS[KNOWN_UNTIL.year])
    if chance < filled and known(early):
        taken = places - 1 if places > 1 and chance % 5 == 0 else places
        return {"status": "vervuld", "vervuld": taken, "vervuld_op": early, "vervuld_via": via}
    if not known(closes):
        return {"status": "open"}
    if chance < filled + withdrawn:
        return {"status": "ingetrokken", "gesloten_op": early}
    return {"status": "niet vervuld" if chance < filled + withdrawn + not_filled else "verlopen"}
