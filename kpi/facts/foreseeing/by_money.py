"""Forecasts of sums of money: agreements that stand and new ones, or as many new amounts as come by their pace."""

import numpy as np
from numpy.typing import NDArray

from kpi.facts.foreseeing.agreements import agreement_days, pays
from kpi.facts.foreseeing.asking import DATED_WINDOWS, ForecastAsked, planned_until, seen_at_due
from kpi.facts.foreseeing.term_days import term_days, window_start
from kpi.foresight.agreed_money import money_draws, sums_of
from kpi.foresight.arrivals import level_of
from kpi.foresight.calendar_months import by_month
from kpi.foresight.forecast import DRAWS, Basis, Forecast, Method, WhyNot
from kpi.foresight.negative_binomial import Numbers
from kpi.foresight.steps import StepSign, step_in
from kpi.programme.measure import Term


def money(asked: ForecastAsked) -> Forecast | None:
    """A sum in euro over one term: what counts already on the due date, and what comes in until then."""
    terms = asked.indicator.measure.numerator
    if asked.indicator.unit != "euro" or len(terms) != 1 or terms[0].window.kind not in DATED_WINDOWS:
        return None
    [term] = terms
    return _by_agreements(asked, term) if pays(term) else _by_amounts(asked, term)


def _by_agreements(asked: ForecastAsked, term: Term) -> Forecast:
    """What comes of contributions: those pledged and not yet paid, each by its age, and new ones."""
    found = agreement_days(asked.reader, term, asked.on)
    made, basis, none = _seen(asked, term, found.made)
    if none:
        return none
    new = money_draws(asked.chance, found.agreements, level_of(made), asked.ahead(term), DRAWS)
    return asked.forecast(_there_at_due(asked, term) + new, basis)


def _by_amounts(asked: ForecastAsked, term: Term) -> Forecast | None:
    """What comes of anything else: as many days with an amount as their pace gives, each like those that were seen."""
    days = term_days(asked.reader, term)
    if days is None:
        return None
    standing = days.standing(asked.on)
    made, basis, none = _seen(asked, term, standing.days)
    if none:
        return none
    chance = asked.chance
    new = level_of(made).draws(chance, asked.ahead(term), DRAWS).astype(float)
    coming = np.maximum(sums_of(chance, new, standing.amounts), planned_until(asked, term, days))
    return asked.forecast(seen_at_due(asked, term, days) + coming, basis)


def _seen(asked: ForecastAsked, term: Term, days: NDArray[np.int64]) -> tuple[Numbers, Basis, Forecast | None]:
    """How many were made by month, what that is as a basis, and the reason where it gives no figure."""
    ends = asked.ends(term, days)
    made = by_month(ends, days, np.ones(len(days)))
    step = step_in(made) if len(made) else StepSign.UNSEEN
    basis = asked.basis(Method.MONEY, ends, step_seen=step is not StepSign.UNSEEN)
    if (none := asked.too_few(basis)) or not len(days):
        return made, basis, none or asked.without(WhyNot.TOO_FEW, basis)
    return made, basis, asked.without(WhyNot.STEP, basis) if step is StepSign.STEP else None


def _there_at_due(asked: ForecastAsked, term: Term) -> float:
    """What is there and counts on the due date as well: nothing, where only later days do."""
    if window_start(asked.reader, term, asked.aim.due) > asked.on.toordinal():
        return 0.0
    days = term_days(asked.reader, term)
    return seen_at_due(asked, term, days) if days else 0.0
