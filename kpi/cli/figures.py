"""Commands that answer: the scorecard, and the money of a plan year."""

from kpi.cli.printing import print_budget, print_scorecard
from kpi.cli.session import AsOf, PlanYearOption, RevisionOption, Session
from kpi.money.budget_json import budget_json
from kpi.monitor import budget as budget_of
from kpi.monitor import default_plan_year, known_plan_year, scorecard
from kpi.score.goals import goal_scores
from kpi.score.score_json import score_json


def score(session: Session, as_of: AsOf = None, revision: RevisionOption = None) -> None:
    """Print every indicator with value, target, status and why."""
    with session.store().read(revision) as reader:
        day = session.day(reader, as_of)
        programme = reader.programme
        scores = scorecard(reader, day)
        number = reader.revision
    goals = goal_scores(programme, scores)
    found = score_json(programme, day, number, scores, goals, session.language)
    session.show(found, lambda: print_scorecard(programme, day, scores, goals, session.words))


def budget(
    session: Session, plan_year: PlanYearOption = None, as_of: AsOf = None, revision: RevisionOption = None
) -> None:
    """Print the money of a plan year."""
    with session.store().read(revision) as reader:
        day = session.day(reader, as_of)
        year = known_plan_year(session.programme, plan_year or default_plan_year(session.programme, day))
        programme = reader.programme
        money = budget_of(reader, year, day)
        number = reader.revision
    found = budget_json(money, day, number, session.language)
    session.show(found, lambda: print_budget(programme, day, money, session.words))
