"""Invented indicators and programmes for the tests of scores: as small as they can be, everything in sight."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from kpi.programme.framework import Goal, Horizon, Level, Target, Thresholds
from kpi.programme.measure import Measure
from kpi.programme.plan import Definition, Indicator, Programme
from kpi.programme.vocabulary import Choice, Text
from kpi.score.expectation import moments_needed
from kpi.score.scores import Gap, IndicatorScore, Observation
from kpi.score.scoring import score

DUTCH = {
    "not_started": "nog niet gestart",
    "no_data": "geen gegevens",
    "no_baseline": "geen nulmeting",
    "too_few": "te weinig gegevens",
    "achieved": "behaald",
    "achieved_late": "alsnog behaald",
    "missed": "niet behaald",
    "too_early": "nog te vroeg",
    "on_track": "op koers",
    "attention": "vraagt aandacht",
    "behind": "loopt achter",
    "accepted": "geaccepteerde afwijking",
    "not_judged": "niet beoordeeld",
}
THRESHOLDS = Thresholds(
    on_track=Decimal("0.90"),
    attention=Decimal("0.70"),
    too_early=Decimal("0.10"),
    share_margin=Decimal("0.10"),
    rate_attention=Decimal("0.90"),
    missing_limit=Decimal("0.20"),
    balance_warning=Decimal("0.20"),
    budget_attention=Decimal("0.90"),
    source="verzonnen",
)


def day(text: str) -> date:
    """A date as it is written in ISO 8601."""
    return date.fromisoformat(text)


FIRSTS = [date(2017 + n // 12, n % 12 + 1, 1) for n in range(6, 19)]
MONTHS = tuple(sorted({*FIRSTS[:-1], *(first - timedelta(days=1) for first in FIRSTS[1:])}))
"""The first and the last day of every month of the plan year 2017-2018."""


def both(text: str) -> Text:
    """The same words in both languages."""
    return Text(nl=text, en=text)


def indicator(kind: str, *targets: tuple[float | str, str], **changes: Any) -> Indicator:
    """An indicator of that kind with its targets (value, due), counted in companies from 2017 on."""
    fields: dict[str, Any] = {
        "id": "voorbeeld",
        "goal": 1,
        "phase": "evidence",
        "kind": kind,
        "unit": "count",
        "noun": Text(nl="bedrijven", en="companies"),
        "title": both("Voorbeeld"),
        "definition": Definition(sentence=both("x"), population=both("x"), source="verzonnen", owner=both("x")),
        "measure": Measure(kind="count"),
        "targets": tuple(Target(value=Decimal(str(value)), due=day(due)) for value, due in targets),
        "start": day("2017-01-01"),
    }
    return Indicator(**(fields | changes))


def levels(*asked: tuple[int, int], assumed: bool = False) -> tuple[Level, ...]:
    """What is asked of years before the target year."""
    return tuple(Level(year=year, value=Decimal(value), assumed=assumed, source="verzonnen") for year, value in asked)


def programme(*indicators: Indicator, **changes: Any) -> Programme:
    """A programme of two goals with these indicators."""
    text = both("Voorbeeld")
    fields: dict[str, Any] = {
        "id": "voorbeeld",
        "name": text,
        "region": text,
        "version": "1",
        "plan_date": day("2016-11-27"),
        "source": "verzonnen",
        "starts": day("2016-07-01"),
        "ends": day("2021-06-30"),
        "goals": tuple(Goal(id=number, title=text, short=text, source="verzonnen") for number in (1, 2)),
        "phases": tuple(Choice(id=phase, label=text) for phase in ("evidence", "development", "branding")),
        "horizons": (Horizon(id="2017", label=text, until=day("2018-06-30")), Horizon(id="2020", label=text)),
        "plan_years": (),
        "thresholds": THRESHOLDS,
        "statuses": {name: Text(nl=word, en=name.replace("_", " ")) for name, word in DUTCH.items()},
        "line_statuses": {},
        "lists": {},
        "sheets": {},
        "indicators": indicators,
    }
    return Programme(**(fields | changes))


Known = Observation | float | str | None


def seen(value: Known) -> Observation:
    """An observation of that value; None is a register without a row."""
    if isinstance(value, Observation):
        return value
    return Observation(None, gap=Gap.NO_ROWS) if value is None else Observation(Fraction(str(value)))


def share(above: int, below: int) -> Observation:
    """A share as it is observed: both numbers beside it, and no value for 0 ÷ 0."""
    parts = (Fraction(above), Fraction(below))
    return Observation(Fraction(above, below), *parts) if below else Observation(None, *parts, Gap.ZERO_BY_ZERO)


def scored(
    given: Indicator, on: str, value: Known, earlier: Mapping[str, Known] | None = None, **changes: Any
) -> IndicatorScore:
    """The score on a day, with the value of that day and those of earlier days; else a day has the day's own."""
    known = {day(text): seen(found) for text, found in (earlier or {}).items()}
    series = {needed: known.get(needed, seen(value)) for needed in moments_needed(given, day(on))}
    return score(programme(given), given, day(on), series, **changes)
