"""Two workbooks that differ in one vacancy: a share of too few says nothing, so no goal may jump by it."""

from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from kpi.access import Person
from kpi.acts import imports
from kpi.facts.store_opening import open_store
from kpi.intake.proposing import FilesToRead
from kpi.monitor import scorecard
from kpi.programme.loading import default_programme_path, load_programme
from kpi.score.goals import goal_scores
from kpi.score.scores import Status

HERE = Path(__file__).parent
PROGRAMME = load_programme(default_programme_path())


@pytest.mark.parametrize(
    ("name", "fill_rate", "status", "counted", "horizon"),
    [
        ("toofew-none", None, Status.NO_DATA, (7, 6), None),
        ("toofew-one", Fraction(0), Status.TOO_FEW, (6, 6), Fraction(1001, 1500)),
    ],
)
def test_one_vacancy_that_was_not_filled_takes_nothing_off_its_goal(
    database_url: str,
    name: str,
    fill_rate: Fraction | None,
    status: Status,
    counted: tuple[int, int],
    horizon: Fraction | None,
) -> None:
    """Goal 2 on 30 June 2018 is 1501 ÷ 3000, with and without the fill rate.

    The portal 1, the talents 1, the one study contacted 1, German schools and placements 0, and one vacancy of the 500
    published 1/500: together 1501 ÷ 500, over six.

    none: the vacancy is open, so 0 of 0 closed: no value, and it counts as one of 7 of which 6 were measured. Of the
    four of 2020 a quarter isn't known, so that horizon has no score.
    one: it closed unfilled, 0 of 1, which is too few to judge: left out of the 6. That horizon is
    (1 + 1/500 + 1) ÷ 3 = 1001/1500.
    """
    store = open_store(database_url, PROGRAMME)
    files = FilesToRead([(f"{name}.xlsx", (HERE / f"{name}.xlsx").read_bytes())])
    proposed = imports.read_files(store, Person("Tester", local=True), files, at=datetime(2018, 7, 1, tzinfo=UTC))
    assert proposed.proposal is not None
    store.commit(proposed.proposal)
    with store.read() as reader:
        scores = scorecard(reader, date(2018, 6, 30))
    found = next(score for score in scores if score.id == "vacancy_fill_rate")
    assert (found.value, found.status) == (fill_rate, status)
    goal = goal_scores(PROGRAMME, scores)[1]
    assert goal.score == Fraction(1501, 3000)
    assert (goal.indicators, goal.measured) == counted
    assert goal.horizons["2020"].score == horizon
