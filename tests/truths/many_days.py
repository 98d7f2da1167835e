"""Pictures of many days at once: every measure is asked once for all of them, so that each day of years can be held."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from kpi.facts.measuring.observing import observe
from kpi.facts.measuring.spending import income, spending
from kpi.facts.reader import Reader
from kpi.money.budget import budget_picture
from kpi.money.sums import BudgetPicture
from kpi.monitor import known_plan_year
from kpi.notation import rounded
from kpi.picture import Picture
from kpi.score.asked_moments import Moment
from kpi.score.expectation import moments_needed
from kpi.score.goals import goal_scores
from kpi.score.scores import IndicatorScore, Observation
from kpi.score.scoring import score


def scorecards(
    reader: Reader, days: Sequence[date], only: Collection[str] | None = None
) -> dict[date, tuple[IndicatorScore, ...]]:
    """The scorecard of each day, as ``kpi.monitor.scorecard`` gives it for one; of some indicators alone if asked."""
    programme = reader.programme
    chosen = [indicator for indicator in programme.indicators if only is None or indicator.id in only]
    seen: dict[str, dict[Moment, Observation]] = {}
    for indicator in chosen:
        asked = {moment for day in days for moment in moments_needed(indicator, day)}
        seen[indicator.id] = observe(reader, indicator.measure, list(asked))
    return {day: tuple(score(programme, one, day, seen[one.id]) for one in chosen) for day in days}


def budgets(reader: Reader, days: Sequence[date], plan_year: str) -> dict[date, BudgetPicture]:
    """The money of a plan year on each day, as ``kpi.monitor.budget`` gives it for one."""
    programme, year = reader.programme, known_plan_year(reader.programme, plan_year)
    promised = [output for output in programme.outputs if output.plan_year == plan_year]
    made = {output.id: observe(reader, output.measure, days, year) for output in promised}
    found = {}
    for day in days:
        values = {name: seen[day].value for name, seen in made.items()}
        delivered = {name: None if value is None else rounded(value, 6) for name, value in values.items()}
        spent, earned = spending(reader, plan_year, day), income(reader, plan_year, day)
        found[day] = budget_picture(programme, plan_year, spent, earned, delivered, day)
    return found


def pictures(
    reader: Reader, days: Sequence[date], plan_year: str, only: Collection[str] | None = None
) -> Iterator[Picture]:
    """The picture of each day, with the money of that plan year."""
    programme, money = reader.programme, budgets(reader, days, plan_year)
    for day, scores in scorecards(reader, days, only).items():
        goals = goal_scores(programme, scores) if only is None else ()
        yield Picture(programme.id, reader.revision, day, plan_year, scores, goals, money[day], sample=False)
