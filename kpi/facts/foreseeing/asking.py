"""The question of a forecast: an indicator on a reference date, the day ahead that it is held against, and chance."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from kpi.facts.foreseeing.term_days import TermDays, first_dated, recorded_by, window_start
from kpi.facts.reader import Reader
from kpi.foresight.calendar_months import month_ends
from kpi.foresight.forecast import LEAST_MONTHS, MONTH, Aim, Basis, Forecast, Method, WhyNot, forecast_of
from kpi.foresight.negative_binomial import Numbers
from kpi.programme.measure import Term
from kpi.programme.plan import Indicator
from kpi.score.expectation import target_on

DATED_WINDOWS = ("until", "since", "year", "quarter", "plan_year")
"""The windows in which what is new on a day adds to what was there."""


@dataclass(frozen=True, slots=True)
class ForecastAsked:
    """What is asked: of which facts, about which indicator, on which reference date."""

    reader: Reader
    indicator: Indicator
    on: date

    @property
    def aim(self) -> Aim:
        """The target that comes first, as the scorecard shows it."""
        target = target_on(self.indicator, self.on)
        limit = None if target.limit is None else Fraction(target.limit)
        return Aim(target.due, Fraction(target.value), limit, self.indicator.lower_is_better)

    @property
    def chance(self) -> np.random.Generator:
        """Chance that is the same for the same indicator and day asked for."""
        return np.random.default_rng(crc32(f"{self.indicator.id} {self.aim.due}".encode()))

    @property
    def places(self) -> int:
        """The parts of one that are told apart: whole numbers where these are counted, cents, else four decimals."""
        if self.indicator.unit == "euro":
            return 100
        return 1 if self.indicator.unit == "count" and self.indicator.measure.kind == "count" else 10_000

    def ends(self, term: Term, days: NDArray[np.int64]) -> NDArray[np.int64]:
        """The ends of the months that are seen of a term, from its first dated row or the indicator's start on.

        A row that counts on one of these ``days`` by the start spares the look at all others.
        """
        start = self.indicator.start
        if not (days <= start.toordinal()).any():
            start = max(first_dated(self.reader, term) or self.on, start)
        return month_ends(self.on, start)

    def ahead(self, term: Term) -> tuple[float, float]:
        """From when to when what is new counts on the due date, in months after the reference date."""
        due, on = self.aim.due, self.on.toordinal()
        first = max(window_start(self.reader, term, due) - 1, on)
        return (first - on) / MONTH, (due.toordinal() - on) / MONTH

    def basis(self, method: Method, ends: NDArray[np.int64], *, step_seen: bool = True) -> Basis:
        """What a forecast by months rests on."""
        since = date.fromordinal(int(ends[0]) + 1) if len(ends) > 1 else None
        return Basis(method, len(ends) - 1, since, step_seen)

    def forecast(self, values: Numbers, basis: Basis) -> Forecast:
        """The forecast that draws give."""
        return forecast_of(values, self.aim, basis, self.places)

    def without(self, why: WhyNot, basis: Basis | None = None) -> Forecast:
        """No figure, and the reason."""
        return Forecast(self.aim.due, basis=basis, why_not=why)

    def too_few(self, basis: Basis) -> Forecast | None:
        """No figure where fewer than six months or points were seen."""
        return self.without(WhyNot.TOO_FEW, basis) if basis.months < LEAST_MONTHS else None


def seen_at_due(asked: ForecastAsked, term: Term, days: TermDays) -> float:
    """What is there now and counts on the due date as well."""
    first = window_start(asked.reader, term, asked.aim.due)
    return float(days.standing(asked.on).new_since(first).amounts.sum())


def planned_until(asked: ForecastAsked, term: Term, days: TermDays) -> float:
    """What is planned up to the due date and counts on it: the least that will come new."""
    if not recorded_by(asked.reader, asked.on):
        return 0.0
    due, on = asked.aim.due, asked.on.toordinal()
    first = window_start(asked.reader, term, due)
    known = days.standing(due).new_since(first)
    return float(known.amounts[known.days > on].sum())
