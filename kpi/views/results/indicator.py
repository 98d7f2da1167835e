"""An indicator: its path by month, its parts, and the figures shown next to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from kpi.charts.path import Path, Point, Stretch, TargetMark, Zone
from kpi.facts.measuring.confidential import Withheld
from kpi.facts.measuring.fact_rows import Group
from kpi.facts.measuring.observing import observe
from kpi.facts.measuring.tallies import tally
from kpi.facts.reader import Reader
from kpi.programme.measure import Measure
from kpi.programme.plan import Indicator, Programme
from kpi.roles_and_acts import Act
from kpi.score.expectation import expected, is_assumed, value_day
from kpi.score.expectation import path as expected_path
from kpi.score.scores import IndicatorScore, PathPoint
from kpi.score.value_notation import bounds
from kpi.sentences import Said, listed, say, with_note
from kpi.views.grouping import total
from kpi.views.read import ReadAbout
from kpi.views.table import Table, headings, table
from kpi.views.value_words import bare, cents_to_tie, field_word, figure, group_word

DOZEN = 12


@dataclass(frozen=True, slots=True)
class PathStep:
    """The value reached and the value expected on a day; None is unknown, or lies before the start or ahead."""

    day: date
    value: Fraction | None
    expected: Fraction | None
    assumed: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure that is shown next to an indicator without being judged."""

    title: Said
    unit: str
    value: Fraction | None


@dataclass(frozen=True, slots=True)
class Split:
    """The groups of an indicator's numerator, by one field; None where they would tell of single organisations."""

    field: str
    groups: tuple[Group, ...] | None


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of an indicator's screen besides its score."""

    steps: tuple[PathStep, ...]
    beside: tuple[Beside, ...]
    splits: tuple[Split, ...]


def read(reader: Reader, as_of: date, plan_year: str, indicator_id: str) -> Facts:
    """An indicator's path up to the reference date and on to its last target, with the figures shown next to it."""
    indicator = reader.programme.indicator(indicator_id)
    return Facts(
        steps=_steps(reader, indicator, as_of),
        beside=_beside(reader, indicator, as_of),
        splits=_splits(reader, indicator, value_day(indicator, as_of)),
    )


READ: ReadAbout[str, Facts] = ReadAbout(read, Act.SEE_FIGURES)


def month_ends(first: date, last: date) -> tuple[date, ...]:
    """The last days of the months from one day to another, and both ends themselves.

    >>> [day.isoformat() for day in month_ends(date(2017, 1, 1), date(2017, 3, 10))]
    ['2017-01-01', '2017-01-31', '2017-02-28', '2017-03-10']
    """
    days = {first, last}
    day = first.replace(day=1)
    while (day := (day + timedelta(days=32)).replace(day=1)) <= last:
        days.add(day - timedelta(days=1))
    return tuple(sorted(days))


def _steps(reader: Reader, indicator: Indicator, as_of: date) -> tuple[PathStep, ...]:
    last = value_day(indicator, as_of)
    dues = {day for target in indicator.targets for day in (target.due, target.planned) if day}
    days = sorted({*month_ends(indicator.start, max(last, *dues, indicator.start)), *dues, last})
    seen = observe(reader, indicator.measure, [day for day in days if day <= last])
    return tuple(
        PathStep(day, seen[day].value if day in seen else None, expected(indicator, day), is_assumed(indicator, day))
        for day in days
    )


def _beside(reader: Reader, indicator: Indicator, as_of: date) -> tuple[Beside, ...]:
    programme = reader.programme
    figures = {figure.id: figure for figure in programme.figures}
    sides = {side.id: side for side in programme.side_measurements}
    figures_beside: list[Beside] = []
    for name in indicator.beside:
        if name in figures:
            seen = observe(reader, figures[name].measure, [as_of])[as_of]
            title = with_note(figures[name].title, _term(programme, figures[name].measure))
            figures_beside.append(Beside(title, figures[name].unit, seen.value))
        elif name in sides:
            figures_beside.append(Beside(sides[name].title, sides[name].unit, None))
    return tuple(figures_beside)


def _term(programme: Programme, measure: Measure) -> Said:
    """The term of what stands open for longer than it; else empty."""
    longer = any(term.window.kind == "open_longer" for term in measure.terms)
    return say.plural("{n} day", "{n} days", programme.thresholds.open_days or 0) if longer else ""


def _splits(reader: Reader, indicator: Indicator, day: date) -> tuple[Split, ...]:
    if not indicator.measure.numerator:
        return ()
    term = indicator.measure.numerator[0]
    # A vacancy's status is what it was on the day, not what its sheet says now.
    on_the_day = {"status": "state"} if term.register_name == "vacancies" else {}

    def groups(field: str) -> tuple[Group, ...] | None:
        try:
            return tally(reader, term, [on_the_day.get(field, field)], day)
        except Withheld:
            return None

    return tuple(Split(field, groups(field)) for field in indicator.splits)


def path_of(
    indicator: Indicator, score: IndicatorScore, facts: Facts, as_of: date, marks: tuple[TargetMark, ...] = ()
) -> Path:
    """The chart's values: what was reached, what was expected, the targets, and what happened, each with its words."""
    noun = indicator.noun
    last = value_day(indicator, as_of)
    reached = [Point(s.day, s.value, _label(s.day, s.value, indicator)) for s in facts.steps if s.day <= last]
    targets = [Point(t.due, n, figure(n, indicator.unit, noun)) for t in score.targets for n in bounds(t)]
    return Path(
        points=tuple(reached),
        expected=_stretches(indicator, as_of),
        targets=tuple(targets),
        today=as_of,
        today_label=say.date(as_of),
        counts=indicator.kind != "rate",
        share=indicator.unit == "share",
        baseline=_baseline(indicator),
        marks=marks,
        names=(say("from the plan"), say("assumed path")),
        zones=tuple(_zones(indicator, score)),
    )


def _zones(indicator: Indicator, score: IndicatorScore) -> Iterator[Zone]:
    """Each range: of a rate from the target before it on, for it has to be there throughout; else on its due date."""
    since = indicator.start
    for target in score.targets:
        if target.limit is not None:
            low, high = sorted((target.value, target.limit))
            yield Zone(since if indicator.kind == "rate" else target.due, target.due, low, high)
        since = target.due


def _baseline(indicator: Indicator) -> Point | None:
    """The first point of a stock that doesn't begin at nothing."""
    if indicator.kind != "stock" or not indicator.baseline:
        return None
    label = say("baseline {n}", n=figure(indicator.baseline, indicator.unit))
    return Point(indicator.start, Fraction(indicator.baseline), label)


def _stretches(indicator: Indicator, as_of: date) -> tuple[Stretch, ...]:
    """The expected path, a piece between every two of its corners; a year that begins anew isn't joined to the last."""
    corners = expected_path(indicator, as_of)
    joined = [
        (a, b) for a, b in pairwise(corners) if not (indicator.kind == "yearly" and (b.day.month, b.day.day) == (1, 1))
    ]
    return tuple(Stretch(tuple(_corner(point, indicator) for point in pair), pair[1].assumed) for pair in joined)


def _corner(point: PathPoint, indicator: Indicator) -> Point:
    value = figure(point.value, indicator.unit)
    return Point(point.day, point.value, say("expected on {day}: {n}", day=say.short_date(point.day), n=value))


def _label(day: date, value: Fraction | None, indicator: Indicator) -> Said:
    return listed((say.short_date(day), figure(value, indicator.unit, indicator.noun)), ": ")


def path_table(indicator: Indicator, facts: Facts) -> Table:
    """The path as a table: day, value, expectation and whether that is assumed."""
    lines = [
        [
            say.short_date(step.day),
            "–" if step.value is None else figure(step.value, indicator.unit),
            "–" if step.expected is None else figure(step.expected, indicator.unit),
            _path_word(step),
        ]
        for step in facts.steps
    ]
    return table(headings("Day", "Value", "Expected", "Path"), lines, figures=("value", "expected"))


def _path_word(step: PathStep) -> Said:
    if step.expected is None:
        return "–"
    return say("assumed") if step.assumed else say("from the plan")


def beside_table(facts: Facts) -> Table:
    """The figures shown next to an indicator, which aren't judged."""
    rows = [[figure_.title, figure(figure_.value, figure_.unit)] for figure_ in facts.beside]
    return table(headings("Figure", "Value"), rows, figures=("value",))


def split_table(programme: Programme, indicator: Indicator, split: Split) -> Table:
    """A split as a table, the largest group first; beyond a dozen the small ones are taken together.

    One that is withheld has a single row that says so.
    """
    register = indicator.measure.numerator[0].register_name
    named = {split.field: field_word(programme, register, split.field)}
    if split.groups is None:
        withheld = say("Not shown with your account: it would tell what single organisations pay or are paid.")
        return table({**named, **headings("Value")}, [[withheld, "–"]], {"value"})
    ordered = sorted(split.groups, key=lambda group: (-(group.value or Fraction(0)), group.by[0] or ""))
    unit = "euro" if indicator.unit == "euro" else "count"
    rest = ordered[DOZEN:]
    sizes = [*(group.value for group in ordered[:DOZEN]), *([total(rest)] if rest else [])]
    cents = unit == "euro" and cents_to_tie((total(ordered), *(size or Fraction(0) for size in sizes)))
    names: list[Said] = [group_word(programme, register, split.field, group.by[0]) for group in ordered[:DOZEN]]
    names += [say("{n} others", n=len(rest))] if rest else []
    lines = [
        [name, bare(size, unit, cents) if cents else figure(size, unit)]
        for name, size in zip(names, sizes, strict=True)
    ]
    return table({**named, **headings("Value")}, lines, {"value"})
