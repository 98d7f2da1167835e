"""Forecasts of what is counted: new ones by month, shares over what closes, averages of amounts, and members."""

import numpy as np
from numpy.typing import NDArray

from kpi.facts.foreseeing.asking import DATED_WINDOWS, ForecastAsked, planned_until, seen_at_due
from kpi.facts.foreseeing.closing_ahead import CLOSES, REGISTER, open_positions
from kpi.facts.foreseeing.term_days import NEVER, TermDays, term_days, window_starts
from kpi.foresight.agreed_money import sums_of
from kpi.foresight.arrivals import level_of
from kpi.foresight.calendar_months import by_month
from kpi.foresight.forecast import DRAWS, MONTH, Forecast, Method, WhyNot
from kpi.foresight.joins_and_leaves import Membership, members_draws
from kpi.foresight.negative_binomial import Numbers
from kpi.foresight.shares import Cohorts, filled_level
from kpi.foresight.steps import StepSign, step_in
from kpi.programme.measure import Term


def counted(asked: ForecastAsked) -> Forecast | None:
    """A count, or a sum of numbers: what counts already on the due date, and the new ones until then."""
    terms = asked.indicator.measure.numerator
    found = [(term, days) for term in terms if _flows(term) and (days := term_days(asked.reader, term))]
    if not found or len(found) < len(terms) or asked.indicator.unit == "euro":
        return None
    ends = min((asked.ends(term, days.days) for term, days in found), key=len)
    months = sum((new_by_month(asked, ends, term, days) for term, days in found), np.zeros(len(ends) - 1))
    step = step_in(months) if len(months) else StepSign.UNSEEN
    basis = asked.basis(Method.COUNT, ends, step_seen=step is not StepSign.UNSEEN)
    if none := asked.too_few(basis):
        return none
    if step is StepSign.STEP:
        return asked.without(WhyNot.STEP, basis)
    so_far = sum(seen_at_due(asked, term, days) for term, days in found)
    planned = sum(planned_until(asked, term, days) for term, days in found)
    new = level_of(months).draws(asked.chance, asked.ahead(found[0][0]), DRAWS)
    return asked.forecast(so_far + np.maximum(new, planned), basis)


def _flows(term: Term) -> bool:
    return term.window.kind in DATED_WINDOWS


def new_by_month(asked: ForecastAsked, ends: NDArray[np.int64], term: Term, days: TermDays) -> Numbers:
    """What came new in each month, as it stands on the reference date; a name counts once in its own window."""
    standing = days.standing(asked.on)
    starts = window_starts(asked.reader, term, standing.days) if standing.before.any() else standing.days
    new = standing.new_since(starts)
    return by_month(ends, new.days, new.amounts)


def members(asked: ForecastAsked) -> Forecast | None:
    """Those in force: joins and leaves apart, with the ends that are known."""
    terms = asked.indicator.measure.numerator
    if len(terms) != 1 or terms[0].window.kind != "in_force":
        return None
    [term] = terms
    if (days := term_days(asked.reader, term)) is None:
        return None
    ends = asked.ends(term, days.days)
    joins = by_month(ends, days.days, days.amounts)
    step = step_in(joins) if len(joins) else StepSign.UNSEEN
    basis = asked.basis(Method.MEMBERS, ends, step_seen=step is not StepSign.UNSEEN)
    if none := asked.too_few(basis):
        return none
    if step is StepSign.STEP:
        return asked.without(WhyNot.STEP, basis)
    found = membership(days, ends, asked.aim.due.toordinal())
    drawn = members_draws(asked.chance, found, level_of(joins), asked.ahead(term)[1], DRAWS)
    return asked.forecast(drawn, basis)


def membership(days: TermDays, ends: NDArray[np.int64], due: int) -> Membership:
    """What the spells of members tell on the last of the days, of the months that are seen.

    A known end takes a member away for certain, or keeps it until then; only the others may leave by chance.
    """
    first, on = int(ends[0]), int(ends[-1])
    there = (days.days <= on) & (days.after > on)
    free, lasting = there & (days.after == NEVER), there & (days.after < NEVER) & (days.after > due)
    left = (days.after > first) & (days.after <= on)
    spent = np.maximum(np.minimum(days.after, on) - np.maximum(days.days, first), 0)
    staying = int(days.amounts[free | lasting].sum())
    months = float((spent * days.amounts).sum()) / MONTH
    return Membership(staying, int(days.amounts[lasting].sum()), float(days.amounts[left].sum()), months)


def share(asked: ForecastAsked) -> Forecast | None:
    """A share of numbers over rows of the same days: of those still to close, how many are filled."""
    measure = asked.indicator.measure
    pair = (*measure.numerator, *measure.denominator)
    if len(pair) != 2 or asked.indicator.unit != "share" or not _alike(*pair):  # noqa: PLR2004 - one and one
        return None
    above, below = (term_days(asked.reader, term) for term in pair)
    if above is None or below is None:
        return None
    ends = asked.ends(pair[1], below.days)
    basis = asked.basis(Method.SHARE, ends)
    if none := asked.too_few(basis):
        return none
    closed, filled = (
        by_month(ends, days.known(asked.on).days, days.known(asked.on).amounts) for days in (below, above)
    )
    if (filled > closed).any():
        return None
    ahead, chance = asked.ahead(pair[1]), asked.chance
    closing = np.maximum(level_of(closed).draws(chance, ahead, DRAWS), _open_until(asked, pair[1], ahead))
    drawn = filled_level(Cohorts(closed, filled)).draws(chance, closing, ahead)
    of, over = (seen_at_due(asked, term, days) for term, days in zip(pair, (above, below), strict=True))
    whole = over + closing
    values = np.where(whole > 0, (of + drawn) / np.maximum(whole, 1), np.nan)
    known = values[~np.isnan(values)]
    return asked.forecast(known, basis) if len(known) else asked.without(WhyNot.TOO_FEW, basis)


def _alike(above: Term, below: Term) -> bool:
    same = ("register_name", "dates", "window")
    return all(getattr(above, name) == getattr(below, name) for name in same) and _flows(above)


def _open_until(asked: ForecastAsked, term: Term, ahead: tuple[float, float]) -> int:
    """Of the positions that are open, those that close while what closes counts."""
    if (term.register_name, term.dates) != (REGISTER, (CLOSES,)):
        return 0
    closing = open_positions(asked.reader, term, asked.on)
    after = (closing.days - asked.on.toordinal()) / MONTH
    return int(closing.amounts[(after > ahead[0]) & (after <= ahead[1])].sum())


def average(asked: ForecastAsked) -> Forecast | None:
    """An amount each: the amounts of those there are, and of new ones like those that were seen."""
    measure = asked.indicator.measure
    pair = (*measure.numerator, *measure.denominator)
    if len(pair) != 2 or asked.indicator.unit == "share" or not _alike(*pair):  # noqa: PLR2004 - one and one
        return None
    above, below = (term_days(asked.reader, term) for term in pair)
    if above is None or below is None:
        return None
    ends = asked.ends(pair[1], below.days)
    basis = asked.basis(Method.AVERAGE, ends)
    if none := asked.too_few(basis):
        return none
    amounts = each_amount(above.standing(asked.on), below.standing(asked.on))
    months = new_by_month(asked, ends, pair[1], below)
    total, number = (seen_at_due(asked, term, days) for term, days in zip(pair, (above, below), strict=True))
    if not len(amounts):
        return asked.without(WhyNot.TOO_FEW, basis)
    chance = asked.chance
    new = level_of(months).draws(chance, asked.ahead(pair[1]), DRAWS).astype(float)
    whole = number + new
    values = ((total + sums_of(chance, new, amounts)) / np.maximum(whole, 1))[whole > 0]
    return asked.forecast(values, basis) if len(values) else asked.without(WhyNot.TOO_FEW, basis)


def each_amount(above: TermDays, below: TermDays) -> Numbers:
    """What each had: the amount of a day over the number of those of that day."""
    days = np.unique(below.days)
    sums, numbers = (np.array([part.amounts[part.days == day].sum() for day in days]) for part in (above, below))
    told = numbers > 0
    return np.repeat(sums[told] / numbers[told], np.maximum(numbers[told], 1).astype(int))
