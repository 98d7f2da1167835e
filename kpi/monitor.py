"""The one read: what was promised × what is known × a day → the picture that pages, reports and exports draw from.

What was promised is always the programme in force in the reader's revision: its file, and what was set by hand since.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from kpi.errors import UnknownPlanYear
from kpi.facts.decisions.minutes import acceptances
from kpi.facts.measuring.fact_dates import latest_dated_fact
from kpi.facts.measuring.observing import observe_each
from kpi.facts.measuring.spending import income, spending
from kpi.facts.reader import Reader, has_sample, last_updated
from kpi.foresight.forecast import Forecast
from kpi.money.budget import budget_picture
from kpi.money.sums import BudgetPicture
from kpi.notation import rounded
from kpi.picture import Picture
from kpi.programme.framework import PlanYear
from kpi.programme.plan import Indicator, Programme
from kpi.score.expectation import moments_needed
from kpi.score.goals import goal_scores
from kpi.score.scores import IndicatorScore
from kpi.score.scoring import score

NOBODY_ASKED: Mapping[str, Forecast | None] = MappingProxyType({})


def picture(reader: Reader, as_of: date, plan_year: str) -> Picture:
    """Return every score and sum on the reference date (included), as known in the reader's revision."""
    programme = reader.programme
    year = known_plan_year(programme, plan_year)
    scores = scorecard(reader, as_of)
    return Picture(
        programme_id=programme.id,
        revision=reader.revision,
        as_of=as_of,
        plan_year=year.id,
        indicators=scores,
        goals=goal_scores(programme, scores),
        money=budget(reader, year, as_of),
        sample=has_sample(reader),
    )


def scorecard(
    reader: Reader, as_of: date, ahead: Mapping[str, Forecast | None] = NOBODY_ASKED
) -> tuple[IndicatorScore, ...]:
    """Every indicator of the programme, in its order; with where it will land, if that was asked before."""
    scores = _scores(reader, [(indicator, as_of) for indicator in reader.programme.indicators])
    return tuple(replace(score, forecast=ahead.get(score.id)) for score in scores)


def due_scores(reader: Reader, registers: Collection[str]) -> dict[tuple[str, date], IndicatorScore]:
    """The indicators that count any of these registers, by id and day, on every day on which they are judged."""
    asked = [
        (indicator, day)
        for indicator in reader.programme.indicators
        if not set(registers).isdisjoint(indicator.measure.registers_read())
        for day in reader.programme.due_days(indicator)
    ]
    scores = _scores(reader, asked)
    return {(indicator.id, day): found for (indicator, day), found in zip(asked, scores, strict=True)}


def _scores(reader: Reader, asked: Sequence[tuple[Indicator, date]]) -> tuple[IndicatorScore, ...]:
    """Each indicator on its day."""
    accepted, programme = acceptances(reader), reader.programme
    seen = observe_each(reader, [(one.measure, moments_needed(one, day)) for one, day in asked])
    return tuple(
        score(programme, one, day, series, accepted.get(one.id), last_updated(reader, one.measure.registers_read()))
        for (one, day), series in zip(asked, seen, strict=True)
    )


def budget(reader: Reader, year: PlanYear, as_of: date) -> BudgetPicture:
    """The money of a plan year on the reference date."""
    programme = reader.programme
    outputs = [output for output in programme.outputs if output.plan_year == year.id]
    delivered: dict[str, Decimal | None] = {}
    for output, seen in zip(
        outputs, observe_each(reader, [(one.measure, [as_of]) for one in outputs], year), strict=True
    ):
        value = seen[as_of].value
        delivered[output.id] = None if value is None else rounded(value, 6).normalize()
    spent = spending(reader, year.id, as_of)
    earned = income(reader, year.id, as_of)
    return budget_picture(programme, year.id, spent, earned, delivered, as_of)


def known_plan_year(programme: Programme, plan_year: str) -> PlanYear:
    """The plan year of that id; refuses one that the programme doesn't have."""
    for year in programme.plan_years:
        if year.id == plan_year:
            return year
    raise UnknownPlanYear(plan_year=plan_year, known=", ".join(year.id for year in programme.plan_years))


def default_as_of(reader: Reader, today: date) -> date:
    """Today while the programme runs; afterwards the date of its latest dated fact that is not in the future."""
    if today <= reader.filed.ends:
        return today
    return latest_dated_fact(reader, today) or reader.filed.ends


def default_plan_year(programme: Programme, as_of: date) -> str:
    """The plan year that holds the date; outside all of them the nearest one."""
    year = programme.plan_year_on(as_of)
    if year:
        return year.id
    years = sorted(programme.plan_years, key=lambda year: year.starts)
    return (years[0] if as_of < years[0].starts else years[-1]).id
