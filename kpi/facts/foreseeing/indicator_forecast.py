"""The forecast of an indicator: which model its measure asks for, with what the facts tell it."""

from collections.abc import Callable
from datetime import date

from kpi.facts.foreseeing.asking import ForecastAsked
from kpi.facts.foreseeing.by_count import average, counted, members, share
from kpi.facts.foreseeing.by_money import money
from kpi.facts.foreseeing.by_points import measured, month_values
from kpi.facts.measuring.observing import observe
from kpi.facts.reader import Reader, filled_registers
from kpi.foresight.forecast import Basis, Forecast, Method, WhyNot, certain
from kpi.programme.plan import Indicator
from kpi.score.expectation import past

Model = Callable[[ForecastAsked], Forecast | None]
"""Gives None where the facts don't have the form that it needs."""

MODELS: dict[str, tuple[Model, ...]] = {
    "count": (members, money, counted),
    "ratio": (share, average),
    "difference": (),
    "change": (),
    "latest": (measured,),
    "growth": (measured,),
}
"""By kind of measure the models to try, the first that fits; the values at the ends of months are left to the last."""


def forecasts(reader: Reader, on: date) -> dict[str, Forecast | None]:
    """Return the forecast of every indicator, by id.

    Asked for before the scores, so that these use the amounts by date that were looked up here.
    """
    return {indicator.id: forecast(reader, indicator, on) for indicator in reader.programme.indicators}


def forecast(reader: Reader, indicator: Indicator, on: date) -> Forecast | None:
    """Return where an indicator will be on the day of its target, as known on a day; None where it has no target."""
    if not indicator.targets:
        return None
    asked = ForecastAsked(reader, indicator, on)
    if why := _told_beforehand(asked):
        return asked.without(why)
    if asked.aim.due == on:
        return _today(asked)
    models = (*MODELS[indicator.measure.kind], month_values)
    return next(found for model in models if (found := model(asked)))


def _told_beforehand(asked: ForecastAsked) -> WhyNot | None:
    """The reason, where neither amounts nor months are needed to know it."""
    indicator, measure = asked.indicator, asked.indicator.measure
    if is_milestone(indicator):
        return WhyNot.MILESTONE
    if asked.on < indicator.start:
        return WhyNot.NOT_STARTED
    if past(indicator, asked.on):
        return WhyNot.PAST
    return None if filled_registers(asked.reader).issuperset(measure.registers_needed()) else WhyNot.NO_DATA


def is_milestone(indicator: Indicator) -> bool:
    """Whether it is assessed in points: reached by work that is done, not by a pace."""
    return indicator.unit == "points" and indicator.measure.parts.measurement


def _today(asked: ForecastAsked) -> Forecast:
    """On the due date itself the value is known."""
    value = observe(asked.reader, asked.indicator.measure, [asked.on])[asked.on].value
    if value is None:
        return asked.without(WhyNot.NO_DATA)
    none = Basis(Method.MEASURED if asked.indicator.measure.parts.measurement else Method.COUNT, 0, None)
    return certain(value, asked.aim, none)
