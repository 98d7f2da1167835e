"""A database of the version before opens, and gives the scorecard, the budgets and the report that it gave.

``version-before.db.xz`` is a backup that the program made before its modules moved: the sample's workbooks read as
files, a corrected expense, a retired vacancy, an accepted deviation, a submitted report, another correction after it,
and a revision that was undone. ``version-before.json`` is what that program said of it.
"""

import json
import lzma
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kpi.cli import main
from kpi.facts.database.backup import restore
from kpi.facts.database.checking import check_database
from kpi.facts.store_opening import open_store
from kpi.language import words_of
from kpi.monitor import picture
from kpi.programme.loading import default_programme_path, load_programme
from kpi.report.reading_account import read_report

HERE = Path(__file__).parent
GIVEN = json.loads((HERE / "version-before.json").read_text("utf-8"))
ON = ("--as-of", "2018-06-30")


@pytest.fixture
def old(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of the old database, restored from its backup."""
    backup = tmp_path / "version-before.db"
    backup.write_bytes(lzma.decompress((HERE / "version-before.db.xz").read_bytes()))
    restore(backup, database_url)
    monkeypatch.setenv("DATABASE_URL", database_url)
    return database_url


def said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    """Return what a command says as JSON."""
    monkeypatch.setattr(sys, "argv", ["smarthub", *words, "--json"])
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code in {0, None}
    return json.loads(capsys.readouterr().out)


CHANGED = {
    ("1", "score"): (0.8282654600301659, 0.8500987933634992),
    ("1", "evidence"): (0.7221091000502765, 0.7584979889391654),
    ("2", "score"): (0.5975756397797214, 0.61266134507753),
    ("2", "2020"): (0.45075736961451246, 0.4771573538856776),
    ("2", "evidence"): (0.5176764928193499, 0.5528764718475702),
}
"""The goals count what recurs over twelve months since: old and new figure, by goal."""

EXPECTED = "van wat nu verwacht wordt"
REWORDED = {
    "133 van 250 plaatsen in 2018": "133 plaatsen in 2018",
    "€\xa060.500, doel €\xa0150.000 in 2018": "€\xa060.500 in 2018",
    "24 van 20 organisaties": "24 organisaties (doel: 20)",
    "6 van 5 eventreeksen": "6 eventreeksen (doel: 5)",
    "3 van 2 winnaars": "3 winnaars (doel: 2)",
    "54 van 50 organisaties": "54 organisaties (doel: 50)",
    "Verhouding 0,84, onder 0,90 maar minstens 0,70": f"Dat is 84% {EXPECTED}, onder 90% maar minstens 70%",
    "Verhouding 0,67, onder 0,70": f"Dat is 67% {EXPECTED}, onder 70%",
    "Verhouding 1,07, minstens 0,90": f"Dat is 107% {EXPECTED}, minstens 90%",
    "Verhouding 0,98, minstens 0,90": "Dat is 98% van de vooruitgang die nu verwacht wordt, minstens 90%",
    "Verhouding 1,02, minstens 0,90": f"Dat is 102% {EXPECTED}, minstens 90%",
    "Verhouding 0,81, onder 0,90 maar minstens 0,70": f"Dat is 81% {EXPECTED}, onder 90% maar minstens 70%",
}
"""Pieces of the reasons that are said in other words: old and new text."""


def as_before(scorecard: dict[str, Any]) -> dict[str, Any]:
    """Take out of a scorecard what is new in it, and put back the old figure where the new one is right."""
    assert scorecard.pop("definitions")["version"] == "0.4"
    for score in scorecard["indicators"]:
        del score["goal_value"]
        assert (score["forecast"]["median"] is None) == (score["forecast"]["why_not"] is not None)
        score["forecast"] = None
        for old_words, new_words in REWORDED.items():
            score["explanation"] = score["explanation"].replace(new_words, old_words)
    for goal in scorecard["goals"]:
        for values in (goal, goal["horizons"], goal["balance"]):
            for name in {name for of, name in CHANGED if of == str(goal["id"])} & values.keys():
                old, new = CHANGED[str(goal["id"]), name]
                assert values[name] == new
                values[name] = old
    return scorecard


def test_scorecard_and_budgets_are_what_they_were(
    old: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert as_before(said(monkeypatch, capsys, "score", *ON)) == GIVEN["score"]
    assert as_before(said(monkeypatch, capsys, "score", *ON, "--revision", "1")) == GIVEN["score_before"]
    budgets = {year: said(monkeypatch, capsys, "budget", "--plan-year", year, *ON) for year in GIVEN["budget"]}
    assert {year: with_forecasts(given, budgets[year]) for year, given in GIVEN["budget"].items()} == budgets


def with_forecasts(given: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """A budget of before, when nothing was forecast and a line that is nearly used asked for attention.

    The plan year is over, so that a forecast is what is invoiced and ordered, to the cent.
    """
    given["definitions"] = now["definitions"]
    for old, new in [*zip(given["lines"], now["lines"], strict=True), (given["totals"], now["totals"])]:
        if new["forecast"] is not None:
            assert new["forecast"]["median"] == str(Decimal(new["actual"]) + Decimal(new["committed"]))
        old["forecast"] = new["forecast"]
        old["status"] = {"attention": "within"}.get(old["status"], old["status"])
    return given


def test_the_report_corrects_what_was_submitted_as_it_did(old: str) -> None:
    store = open_store(old, load_programme(default_programme_path()))
    with store.read() as reader:
        report = read_report(reader, picture(reader, date(2018, 6, 30), "2017-2018"))
    assert sorted([one.name, str(one.reported), str(one.now)] for one in report.restated) == GIVEN["restated"]
    assert len(report.bookings) == GIVEN["bookings"]
    asked = [words_of("nl").say(one.sentence) for one in report.missing]
    assert len(asked) == GIVEN["missing"] + 3
    assert asked[:2] == ["KvK-nummer: nog in te vullen", "Rekeningnummer: nog in te vullen"]  # asked since
    assert asked[2].startswith("1 betaalde boeking van €")  # asked about since: it has no place in the budget
    assert GIVEN["restated"] != []


def test_its_digests_chain_and_files_are_in_order(old: str) -> None:
    assert check_database(open_store(old, load_programme(default_programme_path()))) == []
