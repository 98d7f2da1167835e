"""Fills in whatever an account still lacks, with invented words, so that it can be made final."""

import json
from datetime import date, datetime

from kpi.access import LOCAL
from kpi.acts.programme import set_programme
from kpi.acts.report_texts import AccountTexts, write_texts
from kpi.facts.proposal import Decision
from kpi.facts.store import Store
from kpi.monitor import picture
from kpi.programme.plan import Programme
from kpi.report.reading_account import read_report

GRANT = {
    "decision_number": "2017-000001",
    "applicant": "Voorbeeldstichting",
    "chamber_number": "00000000",
    "account_number": "NL00 VRBD 0000 0000 00",
    "contact": "Programmabureau",
    "deadline": "2018-10-01",
    "accountability": "costs",
    "auditor_statement": True,
}


def complete(store: Store, programme: Programme, year: str, day: date, at: datetime) -> None:
    """Fill in the grant, and write everything that the account still lacks."""
    grant = Decision(f"programme/grant/{year}", json.dumps(GRANT), "besluit")
    set_programme(store, LOCAL, [grant], at=at)
    with store.read() as reader:
        missing = read_report(reader, picture(reader, day, year)).missing
    texts = {one.text: "Uitleg van **dit** verschil." for one in missing if one.text}
    write_texts(store, LOCAL, AccountTexts(year, texts, store.latest()), at=at)
    with store.read() as reader:
        assert read_report(reader, picture(reader, day, year)).missing == ()
