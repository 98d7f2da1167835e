"""Every kind of decision as existing databases have it: key and value are read and written back letter for letter."""

import ast
from pathlib import Path

import pytest

from kpi.facts.database.checking import check_database
from kpi.facts.decisions.registered_kinds import DECISION_KINDS, kind_of
from kpi.facts.proposal import Decision, Proposal
from kpi.facts.store_opening import open_store
from kpi.language import words_of
from kpi.programme.loading import load_programme
from kpi.settings import settings
from kpi.views.promised.log import value_told
from tests.facts.stories import NOON
from tests.facts.world import PROGRAMME

STORED = {
    "accepted/member_companies": '{"by": "Ren\\u00e9e", "on": "2018-06-30", "until": "2018-12-31"}',
    "accepted/brand_carriers": '{"on": "2018-06-30", "until": "2018-12-31"}',
    "alias/kaas en zn": '{"name": "Kaas & Zn", "of": "Kaas B.V.", "form": "kaas en zn", "stands_for": "kaas"}',
    "distinct/hout|houtbouw": '{"names": ["Hout", "Houtbouw"]}',
    "blank/vacancies/positions": '{"v1": "zero", "v2": "not_applicable"}',
    "checked/vacancies": '"2018-06-30"',
    "corrected/expenses/94baa6fa83ba642534dfebe7": (
        '{"register": "expenses", "key": "f1\\u001f1", "retired": false, "before": ["0a", "1b"]}'
    ),
    "frozen/2017-2018/2018-06-30/r4": (
        '{"as_of": "2018-06-30", "figures": {"total/actual": "1000", "total/paid": null}, "files": {"a.pdf": "0a"}, '
        '"language": "nl", "plan_year": "2017-2018", "programme": {"fingerprint": "f0", "id": "x", "version": "1"}, '
        '"revision": 4, "texts": {"summary": "één"}}'
    ),
    "ledger/4510/sha 1": '{"account": "4510", "centre": "SHA 1", "line": "channels"}',
    "ledger/4600/": '{"account": "4600", "centre": "", "line": null}',
    "mapping/0f": '{"columns": {"naam": "name", "x": ""}, "headers": ["Naam", "É"], "register": "organisations"}',
    "minutes/note/2018-06-18/002": '{"about": "indicator/member_companies", "text": "één"}',
    "minutes/decision/2018-06-18/001": (
        '{"about": "", "text": "Nabellen", "owner": "Penningmeester", "before": "2018-09-01"}'
    ),
    "outcome/2018-06-18/001": '{"done": true, "on": "2018-08-30", "text": "één"}',
    "payment/x1": '{"day": "2018-03-01", "cents": 300050, "organisation": "Voorbeeldbedrijf 1"}',
    "programme/thresholds": '{"on_track": "0.95"}',
    "report/2017-2018/indicator/member_companies": '"Één tekst."',
    "update/2018-06-30/nl/money": '{"text": "Genoeg.", "instead_of": "één"}',
}


@pytest.mark.parametrize(("key", "value"), STORED.items())
def test_what_was_kept_is_read_and_written_back_letter_for_letter(key: str, value: str) -> None:
    kind = kind_of(key)
    assert kind is not None
    made = kind.read(key, value)
    assert (made.key, made.value) == (key, value)
    assert kind.read(made.key, made.value) == made


def test_every_kind_is_registered_once_and_shown_above() -> None:
    prefixes = [kind.prefix for kind in DECISION_KINDS]
    assert len(set(prefixes)) == len(prefixes)
    assert not [(one, other) for one in prefixes for other in prefixes if one != other and one.startswith(other)]
    assert {kind_of(key) for key in STORED} == set(DECISION_KINDS)


def test_every_class_of_a_decision_is_registered() -> None:
    folder = Path("kpi/facts/decisions")
    classes = [node for path in folder.glob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    declared = {
        node.name
        for node in classes
        if isinstance(node, ast.ClassDef) and "DecisionKind" in {ast.unparse(base) for base in node.bases}
    }
    assert declared == {kind.__name__ for kind in DECISION_KINDS}


@pytest.mark.parametrize("key", STORED)
def test_the_log_calls_each_kind_by_its_words(key: str) -> None:
    """The first part of the key never stands on the screen."""
    programme, kind = load_programme(settings({}).programme), kind_of(key)
    assert kind is not None
    shown = {}
    for language in ("nl", "en"):
        words = words_of(language)
        shown[language] = words.say(value_told(f'{{"{key}": null}}', programme))
        if not key.startswith("programme/"):
            assert shown[language].startswith(f"{words.say(kind.title)} ")
        assert not shown[language].startswith(key.split("/", maxsplit=1)[0] + " ")
    assert shown["nl"] != shown["en"]


def test_a_decision_of_no_kind_or_of_a_broken_value_is_found(database_url: str) -> None:
    store = open_store(database_url, PROGRAMME)
    given = {**STORED, "checked/videos": '"gisteren"', "stars/member_companies": "5", "minutes/x": "{}"}
    decisions = [Decision(key, value, "") for key, value in given.items()]
    store.commit(Proposal(0, "Voorbeeldgebruiker", NOON, decisions=decisions))
    *found, unfit = [words_of("nl").say(fault) for fault in check_database(store)]
    assert found == [
        "Revisie 1: de waarde van “checked/videos” is niet te lezen.",
        "Revisie 1: “stars/member_companies” is geen soort besluit van deze versie.",
        "Revisie 1: de waarde van “minutes/x” is niet te lezen.",
    ]
    assert "thresholds.attention: Dit ontbreekt." in unfit
