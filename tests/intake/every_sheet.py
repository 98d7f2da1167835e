"""A few invented rows for every sheet, with texts that programs like to take for something else."""

from datetime import date

from kpi.programme.loading import default_programme_path, load_programme
from tests.intake.conftest import xlsx

PROGRAMME = load_programme(default_programme_path())
DAY, LATER = date(2017, 9, 14), date(2018, 3, 1)
ROWS: dict[str, list[dict[str, object]]] = {
    "organisations": [
        {"name": "Voorbeeldbedrijf 1", "kind": "bedrijf", "municipality": "Wehl", "member_since": DAY},
        {"name": "Voorbeeldbedrijf 2 B.V.", "kind": "bedrijf", "employees": 12, "smart_industry": "nee"},
    ],
    "contributions": [
        {"organisation": "Voorbeeldbedrijf 1", "plan_year": "2017-2018", "pledged": 5000.5, "pledged_on": DAY},
        {"organisation": "Voorbeeldbedrijf 1", "plan_year": "2017-2018", "received": 2500, "received_on": LATER},
    ],
    "vacancies": [
        {
            "vacancy_id": "0012",
            "title": "=1+1",
            "organisation": "Voorbeeldbedrijf 1",
            "type": "stage",
            "level": "hbo",
            "published_on": DAY,
        },
        {
            "vacancy_id": "1-2",
            "title": "-5 graden, 'koud'",
            "organisation": "Voorbeeldbedrijf 1",
            "type": "stage",
            "level": "wo",
            "published_on": DAY,
            "status": "vervuld",
            "filled_on": LATER,
            "positions": 3,
        },
    ],
    "videos": [
        {"title": "Regel een\nregel twee", "published_on": DAY, "kind": "smarthupdate", "url": "@som", "views": 0},
        {"title": "007", "published_on": LATER, "organisation": "Voorbeeldbedrijf 1", "kind": "promotievideo"},
    ],
    "events": [
        {"name": "Ontmoeting", "held_on": DAY, "visitors": 40, "place": "1-7"},
        {"name": "Übung & <meer>", "held_on": DAY, "series": "Reeks"},
    ],
    "study_programmes": [
        {"institution": "Hogeschool", "study": "Werktuigbouw", "level": "hbo", "country": "NL"},
        {"institution": "Universiteit", "study": "Robotica", "level": "wo", "country": "DE", "smart_industry": "nee"},
    ],
    "contacts": [
        {"institution": "Hogeschool", "study": "Werktuigbouw", "audience": "docenten", "held_on": DAY},
        {"institution": "Hogeschool", "audience": "studenten", "held_on": LATER, "form": "bezoek"},
    ],
    "pitches": [{"name": "Idee 1", "edition": DAY, "funded_on": LATER, "funding": 1234.56}],
    "expenses": [
        {
            "entry": "0042",
            "budget_line": "Communicatiestrateeg",
            "description": "+uren",
            "amount": 1100,
            "vat": "pm",
            "invoiced_on": DAY,
            "hours": 7.25,
        },
        {
            "entry": "2E5",
            "entry_line": "02",
            "plan_year": "2031-2032",
            "budget_line": "Kantine",
            "description": "1.250",
            "amount": -0.01,
            "paid_on": DAY,
        },
    ],
    "activities": [
        {"name": "Voorbeeldactiviteit", "segments": "I; III", "criteria": "concreet;innovatie", "step": 2},
        {"name": "Tweede", "segments": "VI", "starts_on": DAY},
    ],
    "measurements": [
        {"indicator": "followers_website", "measured_on": DAY, "value": 12.345678, "note": "stand 1-7"},
        {"indicator": "followers_website", "measured_on": DAY, "kind": "nulmeting", "value": 0},
    ],
    "subsidy_payments": [
        {"plan_year": "2017-2018", "paid_on": DAY, "kind": "voorschot", "amount": 120000},
        {"plan_year": "2017-2018", "paid_on": LATER, "kind": "vaststelling", "amount": -333.33},
    ],
    "memberships": [{"organisation": "Voorbeeldbedrijf 1", "member_since": date(2015, 1, 1), "member_until": DAY}],
}
"""By register the rows, by field, as people fill them in."""


def workbook() -> bytes:
    """The rows as a workbook."""
    sheets = {}
    for register, rows in ROWS.items():
        fields = list(dict.fromkeys(name for row in rows for name in row))
        sheet = PROGRAMME.sheets[register]
        heads: list[object] = [sheet.columns[name].label for name in fields]
        sheets[sheet.label] = [heads, *([row.get(name) for name in fields] for row in rows)]
    return xlsx(sheets)
