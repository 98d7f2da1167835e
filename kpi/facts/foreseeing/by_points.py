"""Forecasts out of points: measurements, or the values at the ends of months of what no other model fits."""

from datetime import date

import numpy as np
from sqlalchemy import select

from kpi.facts.foreseeing.asking import ForecastAsked
from kpi.facts.foreseeing.term_days import first_dated
from kpi.facts.measuring.expressions import source
from kpi.facts.measuring.observing import observe
from kpi.foresight.calendar_months import month_ends
from kpi.foresight.forecast import DRAWS, Basis, Forecast, Method, WhyNot
from kpi.foresight.measured import measured_draws

POINTS = 18
"""Ends of months that are looked at where no measurements are."""


def measured(asked: ForecastAsked) -> Forecast:
    """What is measured now and then, or its growth since a baseline."""
    src = source(asked.reader, "measurements")
    columns = src.table.c
    tests = (columns.indicator == asked.indicator.measure.measurement, columns.kind == "measurement")
    query = select(columns.measured_on).where(src.valid, *tests, columns.measured_on <= asked.on).distinct()
    return _by_points(asked, sorted(asked.reader.connection.execute(query).scalars()))


def month_values(asked: ForecastAsked) -> Forecast:
    """What is worked out anew each day, such as a median or a coverage, by its values at the ends of months."""
    dated = [day for term in asked.indicator.measure.terms if term.dates and (day := first_dated(asked.reader, term))]
    since = max(min(dated, default=asked.indicator.start), asked.indicator.start)
    ends = month_ends(asked.on, since)[1:]
    return _by_points(asked, [date.fromordinal(int(day)) for day in ends[-POINTS:]])


def _by_points(asked: ForecastAsked, days: list[date]) -> Forecast:
    seen = observe(asked.reader, asked.indicator.measure, days) if days else {}
    points = [(day.toordinal(), float(value)) for day in days if (value := seen[day].value) is not None]
    since = date.fromordinal(points[0][0]) if points else None
    basis = Basis(Method.MEASURED, len(points), since, step_seen=False)
    if not points:
        return asked.without(WhyNot.NO_DATA)
    if none := asked.too_few(basis):
        return none
    on, values = (np.array(part, dtype=float) for part in zip(*points, strict=True))
    ahead = asked.aim.due.toordinal() - on[-1]
    drawn = measured_draws(asked.chance, on, values, float(ahead), DRAWS)
    return asked.forecast(np.clip(drawn, *_possible(asked)), basis)


def _possible(asked: ForecastAsked) -> tuple[float, float]:
    """Between which a value must lie: a share between none and all, a count or an amount above nothing."""
    kind = asked.indicator.measure.kind
    if kind in {"growth", "change", "difference"}:
        return (-1.0 if kind != "difference" else -np.inf, np.inf)
    return 0.0, 1.0 if asked.indicator.unit == "share" else np.inf
