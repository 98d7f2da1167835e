"""What the audit log says was changed, in words that people read; the export keeps the exact value."""

import json

import pytest

from kpi.language import words_of
from kpi.programme.loading import load_programme
from kpi.programme.plan import Programme
from kpi.settings import settings
from kpi.views.promised.log import about_told, value_told
from kpi.views.value_words import author

NL = words_of("nl")


@pytest.fixture(scope="module")
def programme() -> Programme:
    return load_programme(settings({}).programme)


def decided(key: str, value: object) -> str:
    """As a revision records it: the value of a decision is JSON within JSON."""
    return json.dumps({key: None if value is None else json.dumps(value)})


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, ""),
        ("editor", "redacteur"),
        ("revision 3", "revisie 3"),
        ("0123abcd", "0123abcd"),
        (
            json.dumps({"written": {"expenses": 1200, "decisions": 2}, "retired": {"expenses": 3}}),
            "Rijen vastgelegd: Uitgaven 1.200, besluiten 2; Rijen vervallen: Uitgaven 3",
        ),
        (
            decided("accepted/member_companies", {"by": "Voorbeeld", "on": "2018-06-30", "until": "2018-12-31"}),
            "Geaccepteerde afwijking Bedrijven die lid zijn: door Voorbeeld, op 30-06-2018, tot en met 31-12-2018",
        ),
        (decided("accepted/member_companies", None), "Geaccepteerde afwijking Bedrijven die lid zijn: –"),
        (
            decided("payment/x1", {"day": "2018-03-01", "cents": 300050, "organisation": "Voorbeeldbedrijf 1"}),
            "Betaling x1: dag 01-03-2018, bedrag €\xa03.000,50, organisatie Voorbeeldbedrijf 1",
        ),
        (
            decided("frozen/2017-2018/2018-06-30/r4", {"figures": dict.fromkeys("abcdefgh", 1)}),
            "Ingediend verslag 2017-2018 30-06-2018 r4: cijfers 8 waarden",
        ),
        (
            decided("corrected/expenses/0f", {"key": "F1", "retired": False}),
            "Gecorrigeerde rij Uitgaven 0f: rij F1, vervallen nee",
        ),
        (decided("checked/vacancies", "2018-06-30"), "Niets nieuws in Vacatures: 30-06-2018"),
        (
            decided("report/2017-2018/summary", "Een *tekst*."),
            "Tekst in de verantwoording 2017-2018 summary: Een *tekst*.",
        ),
        (decided("iets/nieuws", [1, "x"]), "iets nieuws: 1, x"),
    ],
)
def test_a_change_is_told_in_words(programme: Programme, value: str | None, told: str) -> None:
    assert NL.say(value_told(value, programme)) == told


def test_a_target_is_told_as_the_history_of_settings_tells_it(programme: Programme) -> None:
    target = [{"value": 70, "due": "2018-06-30", "agreed": True, "source": "regiegroep"}]
    told = NL.say(value_told(decided("programme/targets/member_companies", target), programme))
    assert told.startswith("Streefwaarden: Bedrijven die lid zijn: ")
    assert "70 bedrijven op 30-06-2018 (pad afgesproken)" in told


def test_a_revision_is_named_in_the_readers_language() -> None:
    assert NL.say(about_told("revision 12, leden.xlsx")) == "revisie 12, leden.xlsx"
    assert words_of("en").say(about_told("revision 12, leden.xlsx")) == "revision 12, leden.xlsx"
    assert NL.say(about_told("upload 413 /x")) == "upload 413 /x"


@pytest.mark.parametrize(
    ("by", "told"),
    [("local", "deze computer"), ("root", "deze computer"), ("redactie@example.org", "redactie@example.org")],
)
def test_an_account_of_the_machine_is_no_author(by: str, told: str) -> None:
    assert NL.say(author(by)) == told
