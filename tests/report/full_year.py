"""A full plan year of invented facts: 500 bookings, 120 contributions, 600 vacancies and what goes with them.

The same every time. Two of its names are hostile: whatever is written from these facts must show them as plain text.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from kpi.programme.plan import Programme

YEAR = "2017-2018"
BEFORE, DAY = date(2018, 3, 31), date(2018, 6, 30)
"""The day of the last meeting, and the reference date: the last day of the plan year."""
HOSTILE_MEMBER = "<script>alert(1)</script> & #set page()"
HOSTILE_VACANCY = "=cmd|'/c calc'!A0"
ORGANISATIONS, BOOKINGS, VACANCIES = 120, 500, 600
KINDS = ("company",) * 8 + ("government", "education")
MUNICIPALITIES = ("Aalten", "Berkelland", "Bronckhorst", "Doetinchem", "Winterswijk")
STATES = ("filled", "open", "filled", "not_filled", "filled", "withdrawn", "filled", "open")
START, DAYS = date(2017, 7, 1), 365

Row = Mapping[str, Any]


def facts(programme: Programme) -> dict[str, Sequence[Row]]:
    """Rows by register, as ``tests.facts.world.record`` takes them."""
    return {
        "organisations": [_organisation(n) for n in range(ORGANISATIONS)],
        "contributions": [_contribution(n) for n in range(ORGANISATIONS)],
        "vacancies": [_vacancy(n) for n in range(VACANCIES)],
        "videos": [_video(n) for n in range(60)],
        "events": [_event(n) for n in range(24)],
        "study_programmes": [_study(n) for n in range(30)],
        "contacts": [_contact(n) for n in range(40)],
        "pitches": [_pitch(n) for n in range(6)],
        "expenses": list(_expenses(programme)),
        "activities": [_activity(n) for n in range(27)],
        "measurements": list(_measurements()),
        "subsidy_payments": [_payment(date(2017, 9, 15), 80000), _payment(date(2018, 2, 15), 40000)],
    }


def organisation(n: int) -> str:
    """The name of organisation ``n``; the first one's is hostile."""
    return HOSTILE_MEMBER if n == 0 else f"Voorbeeldorganisatie {n:03}"


def _on(n: int, step: int = 7) -> date:
    """A day of the plan year, spread over it."""
    return START + timedelta(days=n * step % DAYS)


def _organisation(n: int) -> Row:
    joined = date(2017, 1, 9) + timedelta(days=n * 4)
    return {
        "name": organisation(n),
        "kind": KINDS[n % len(KINDS)],
        "municipality": MUNICIPALITIES[n % len(MUNICIPALITIES)],
        "employees": 5 + n * 3,
        "smart_industry": True,
        "approached_on": joined - timedelta(days=30),
        "member_since": joined if n < 115 else None,
        "member_until": date(2018, 4, 30) if n in {7, 19} else None,
        "carries_brand_since": joined if n % 4 == 0 else None,
        "brand_evidence": f"https://example.org/merk/{n}" if n % 4 == 0 else None,
    }


def _contribution(n: int) -> Row:
    amount, pledged = Decimal(1250 + 25 * (n % 40)), date(2017, 3, 1) + timedelta(days=n * 3)
    paid = n % 6 != 0
    return {
        "organisation": organisation(n),
        "plan_year": YEAR,
        "reference": "1",
        "form": "in_kind" if n % 20 == 19 else "cash",
        "pledged": amount,
        "pledged_on": pledged,
        "invoiced": amount if n % 20 != 19 else None,
        "invoiced_on": pledged + timedelta(days=30) if n % 20 != 19 else None,
        "received": amount + Decimal("0.25") if paid and n % 20 != 19 else None,
        "received_on": pledged + timedelta(days=60) if paid and n % 20 != 19 else None,
        "evidence": f"https://example.org/bijdrage/{n}",
    }


def _vacancy(n: int) -> Row:
    state, published = STATES[n % len(STATES)], _on(n, 11)
    closed = None if state == "open" else published + timedelta(days=20 + n % 60)
    return {
        "vacancy_id": f"V-{n:04}",
        "title": HOSTILE_VACANCY if n == 0 else f"Voorbeeldfunctie {n}",
        "organisation": organisation(n % ORGANISATIONS),
        "municipality": MUNICIPALITIES[n % len(MUNICIPALITIES)],
        "type": ("internship", "graduation_assignment", "traineeship", "starter_job")[n % 4],
        "level": ("hbo", "wo", "hbo", "mbo4", "hbo")[n % 5],
        "positions": 1 + n % 2,
        "smart_industry": True,
        "on_site": True,
        "published_on": published,
        "closes_on": published + timedelta(days=90),
        "status": state,
        "closed_on": closed,
        "filled": 1 + n % 2 if state == "filled" else 0,
        "filled_on": closed if state == "filled" else None,
        "filled_via": ("portal", "talent_broker", "school")[n % 3] if state == "filled" else None,
        "study_programme": f"Voorbeeldopleiding {n % 15}",
    }


def _video(n: int) -> Row:
    kind = ("regio8", "promo_video", "regio8", "talent", "smarthupdate")[n % 5]
    return {
        "title": f"Voorbeeldvideo {n}",
        "published_on": _on(n, 6),
        "organisation": None if kind == "smarthupdate" else organisation(n % 40),
        "kind": kind,
        "practice_case": kind == "promo_video",
        "on_site": True,
        "url": f"https://example.org/video/{n}",
        "views": 100 + 13 * n,
    }


def _event(n: int) -> Row:
    return {
        "name": f"Voorbeeldbijeenkomst {n}",
        "held_on": _on(n, 15),
        "series": f"Voorbeeldreeks {n % 6}",
        "kind": ("event", "information", "meeting", "dragons_den")[n % 4],
        "branded": n % 3 != 0,
        "visitors": 20 + n,
        "place": "Doetinchem",
        "evidence": f"https://example.org/bijeenkomst/{n}",
    }


def _study(n: int) -> Row:
    return {
        "institution": f"Voorbeeldinstelling {n % 6}",
        "study": f"Voorbeeldopleiding {n}",
        "level": ("hbo", "wo")[n % 2],
        "country": "DE" if n % 6 == 5 else "NL",
        "smart_industry": True,
    }


def _contact(n: int) -> Row:
    return {
        "institution": f"Voorbeeldinstelling {n % 6}",
        "study": f"Voorbeeldopleiding {n % 20}",
        "audience": ("teachers", "students")[n // 20],
        "held_on": _on(n, 9),
        "form": "gastles",
        "evidence": f"https://example.org/contact/{n}",
    }


def _pitch(n: int) -> Row:
    signed = date(2018, 1, 10) + timedelta(days=30 * n) if n < 3 else None
    return {
        "name": f"Voorbeeldpitch {n}",
        "edition": date(2017, 11, 16),
        "funded_on": signed,
        "funding": Decimal(25000) if signed else None,
        "coached_on": signed,
        "evidence": f"https://example.org/pitch/{n}",
    }


def _expenses(programme: Programme) -> Iterator[Row]:
    budget = programme.budget(YEAR)
    assert budget is not None
    for n in range(BOOKINGS):
        line = budget.lines[n % len(budget.lines)]
        amount = (line.amount * (90 + n % 5) / 3200).quantize(Decimal("0.01")) + Decimal(n % 7) / 100
        ordered = n % 25 == 24
        on = _on(n, 13)
        yield {
            "entry": f"{'ORD' if ordered else 'F'}-{n:04}",
            "entry_line": "1",
            "plan_year": YEAR,
            "budget_line": None if n == 499 else line.id,
            "description": f"Voorbeeldboeking {n}",
            "counterparty": f"Voorbeeldleverancier {n % 30}",
            "amount": amount,
            "vat": (amount * Decimal("0.21")).quantize(Decimal("0.01")),
            "ordered_on": on if ordered else None,
            "invoiced_on": None if ordered else on,
            "paid_on": None if ordered or n % 9 == 0 else on + timedelta(days=21),
            "order_reference": f"ORD-{n - n % 25 + 24:04}" if n % 25 == 8 else None,
            "eligible": n % 50 != 3,
            "ineligible_reason": "Voor eigen rekening" if n % 50 == 3 else None,
            "hours": Decimal("12.5") if line.number in {1, 16} else None,
            "units": Decimal("0.5") if line.number == 3 else None,
            "evidence": f"https://example.org/factuur/{n}",
        }


def _activity(n: int) -> Row:
    return {
        "name": f"Voorbeeldactiviteit {n}",
        "plan_year": YEAR,
        "segments": f";{('I', 'II', 'III', 'IV', 'V')[n % 5]};",
        "type": ("business", "knowledge", "skills", "profiling")[n % 4],
        "target_groups": f";{1 + n % 6};",
        "step": 1 + n % 5,
        "brand_grade": ("connected", "initiative", "brand_name")[n % 3],
        "top_sector": "htsm",
        "criteria": ";concrete;coalition;top_sector;",
        "starts_on": _on(n, 13),
        "ends_on": _on(n, 13) + timedelta(days=120),
        "status": ("running", "done", "idea")[n % 3],
    }


def _measurements() -> Iterator[Row]:
    values = {
        "academy_branding": (40, 70, 90),
        "portal_in_use": (60, 100, 100),
        "registered_talents": (310, 640, 905),
        "programme_office_open": (0, 1, 1),
    }
    for name, found in values.items():
        for on, value in zip((date(2017, 9, 30), date(2017, 12, 31), date(2018, 6, 15)), found, strict=True):
            yield {"indicator": name, "measured_on": on, "kind": "measurement", "value": Decimal(value)}
    yield {
        "indicator": "si_company_growth",
        "measured_on": date(2017, 6, 30),
        "kind": "baseline",
        "value": Decimal(140),
    }
    yield {
        "indicator": "si_company_growth",
        "measured_on": date(2018, 5, 31),
        "kind": "measurement",
        "value": Decimal(147),
    }


def _payment(on: date, amount: int) -> Row:
    return {"plan_year": YEAR, "paid_on": on, "reference": "1", "kind": "advance", "amount": Decimal(amount)}
