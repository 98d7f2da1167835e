"""A picture: every score and every amount of a programme on a reference date, as known in a revision."""

from dataclasses import dataclass
from datetime import date

from kpi.money.sums import BudgetPicture
from kpi.score.scores import GoalScore, IndicatorScore


@dataclass(frozen=True, slots=True)
class Picture:
    """Where a programme stands on a reference date, as known in a revision."""

    programme_id: str
    revision: int
    as_of: date
    plan_year: str
    indicators: tuple[IndicatorScore, ...]
    goals: tuple[GoalScore, ...]
    money: BudgetPicture
    sample: bool
    """Whether any fact in it is sample data."""

    @property
    def judged(self) -> tuple[IndicatorScore, ...]:
        """The scores of what has a target."""
        return tuple(score for score in self.indicators if score.target)

    def indicator(self, indicator_id: str) -> IndicatorScore:
        """The score of that indicator; KeyError when there is none."""
        return {score.id: score for score in self.indicators}[indicator_id]
