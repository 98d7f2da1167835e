"""Scores as JSON values: money as text, dates ISO, unknown null."""

import json
from datetime import UTC, datetime
from fractions import Fraction

from kpi.language import words_of
from kpi.programme.measure import Measure, Term
from kpi.score.goals import goal_scores
from kpi.score.score_json import score_json
from kpi.score.scores import Observation
from tests.score.factories import day, indicator, programme, scored

RECEIVED = Term(register_name="contributions", add="sum", of="received")
AVERAGE = indicator(
    "rate",
    (3000, "2017-05-31"),
    unit="euro",
    measure=Measure(
        kind="ratio",
        numerator=(RECEIVED,),
        denominator=(Term(register_name="contributions", add="distinct", of="organisation"),),
    ),
)


def test_an_average_in_euro_is_text_with_two_decimals_and_its_parts_keep_their_own_unit() -> None:
    seen = Observation(Fraction(8000, 3), Fraction(8000), Fraction(3))
    found = scored(AVERAGE, "2017-05-31", seen, last_updated=datetime(2017, 6, 1, 9, 30, tzinfo=UTC))
    plan = programme(AVERAGE)
    document = score_json(plan, day("2017-05-31"), 4, [found], goal_scores(plan, [found]), "nl")
    assert json.loads(json.dumps(document)) == {
        "programme": "voorbeeld",
        "as_of": "2017-05-31",
        "revision": 4,
        "indicators": [
            {
                "id": "voorbeeld",
                "goal": 1,
                "phase": "evidence",
                "value": "2666.67",
                "numerator": "8000.00",
                "denominator": 3,
                "this_year": None,
                "unit": "euro",
                "baseline": "0.00",
                "status": "behind",
                "computed_status": "behind",
                "explanation": words_of("nl").say(found.explanation),
                "target": {"value": "3000.00", "due": "2017-05-31"},
                "expected": "3000.00",
                "ratio": 8 / 9,
                "targets": [{"value": "3000.00", "due": "2017-05-31", "met": None}],
                "goal_value": {"value": "2666.67", "numerator": "8000.00", "denominator": 3, "progress": 8 / 9},
                "forecast": None,
                "last_updated": "2017-06-01T09:30:00+00:00",
            }
        ],
        "goals": [
            {
                "id": 1,
                "score": 8 / 9,
                "measured": 1,
                "indicators": 1,
                "horizons": {"2017": 8 / 9, "2020": None},
                "balance": {"evidence": 8 / 9, "development": None, "branding": None, "warning": False},
            },
            {
                "id": 2,
                "score": None,
                "measured": 0,
                "indicators": 0,
                "horizons": {"2017": None, "2020": None},
                "balance": {"evidence": None, "development": None, "branding": None, "warning": False},
            },
        ],
    }


def test_a_count_is_a_whole_number_and_what_is_unknown_is_null() -> None:
    given = indicator("stock", (20, "2017-12-31"))
    plan = programme(given)
    known, unknown = (
        score_json(plan, day(on), 1, [scored(given, on, value)], [], "en")["indicators"]
        for on, value in (("2018-06-30", 26), ("2016-12-31", None))
    )
    assert json.dumps(known).count('"value": 26, ') == 2, "the value, and what goes into the goal"
    assert isinstance(unknown, list)
    assert isinstance(unknown[0], dict)
    assert [unknown[0][key] for key in ("value", "expected", "ratio", "this_year", "goal_value", "last_updated")] == [
        None
    ] * 6
