"""A whole invented history: every value, status, goal score, amount and output, computed apart from this code."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from kpi.access import Person
from kpi.acts import imports
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.intake.proposing import FilesToRead
from kpi.money.budget_json import budget_json
from kpi.monitor import budget, known_plan_year, scorecard
from kpi.programme.loading import default_programme_path, load_programme
from kpi.score.goals import goal_scores
from kpi.score.score_json import score_json

HERE = Path(__file__).parent
EXPECTED = json.loads((HERE / "example-expected.json").read_text())
PROGRAMME = load_programme(default_programme_path())


@pytest.fixture
def store(database_url: str) -> Store:
    store = open_store(database_url, PROGRAMME)
    files = [("example.xlsx", (HERE / "example.xlsx").read_bytes())]
    proposed = imports.read_files(
        store, Person("Tester", local=True), FilesToRead(files), at=datetime(2021, 7, 1, tzinfo=UTC)
    )
    assert proposed.proposal is not None
    store.commit(proposed.proposal)
    return store


def differences(place: str, found: Any, expected: Any) -> list[str]:
    """Every place where what was found isn't what was expected; None equals only None."""
    if isinstance(expected, Mapping):
        return [line for key, value in expected.items() for line in differences(f"{place}.{key}", found[key], value)]
    if found is None or expected is None or isinstance(expected, bool):
        same = found is expected
    elif isinstance(expected, str) and not _is_number(expected):
        same = found == expected
    else:
        same = abs(float(found) - float(expected)) <= 1e-6 * max(1.0, abs(float(expected)))
    return [] if same else [f"{place}: {found!r}, expected {expected!r}"]


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).removeprefix("-").isdigit()


def by_id(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {str(row["id"]): row for row in rows}


def test_every_figure_of_the_example_is_as_expected(store: Store) -> None:
    wrong = []
    with store.read() as reader:
        for day, indicators in EXPECTED["score"].items():
            on = date.fromisoformat(day)
            scores = scorecard(reader, on)
            card = score_json(PROGRAMME, on, reader.revision, scores, goal_scores(PROGRAMME, scores), "nl")
            wrong += differences(day, by_id(card["indicators"]), indicators)
            wrong += differences(f"{day} goal", by_id(card["goals"]), EXPECTED["goals"][day])
        for day, expected in EXPECTED["budget"].items():
            on, year = date.fromisoformat(day), known_plan_year(PROGRAMME, expected["plan_year"])
            money = budget_json(budget(reader, year, on), on, reader.revision, "nl")
            wrong += differences(f"{day} lines", by_id(money["lines"]), expected["lines"])
            delivered = {output["id"]: output["delivered"] for output in money["outputs"]}
            wrong += differences(f"{day} outputs", delivered, expected["outputs"])
            wrong += differences(f"{day} financing", money["financing"], expected["financing"])
            wrong += differences(f"{day} subsidy", money["subsidy"], expected["subsidy"])
    assert wrong == []
