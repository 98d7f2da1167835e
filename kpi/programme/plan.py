"""A programme as values: goals, indicators, budgets, financing, framework, words, each with its source in the plan.

Money is in euro (``Decimal``), shares and ratios are fractions (0.9), dates are inclusive. ``None`` means that the
plan doesn't say. The values are loaded and checked by ``kpi.programme.loading``.
"""

from datetime import date
from decimal import Decimal
from typing import Literal, TypeVar

from pydantic import Field, PrivateAttr

from kpi.programme.comparable_names import name_key
from kpi.programme.finance import Budget, BudgetLine, EarlyAdopter, Financing, Grant
from kpi.programme.framework import (
    Cycle,
    Goal,
    Horizon,
    Lead,
    Level,
    PlannedActivity,
    PlanYear,
    Segment,
    Target,
    Thresholds,
    WhatIf,
)
from kpi.programme.measure import Condition, Measure
from kpi.programme.registers import REGISTERS
from kpi.programme.vocabulary import Amount, Choice, Day, Declared, Number, Quantity, Sheet, Text, Whole

PREFIX = "programme/"
"""The beginning of the key of a setting that was made by hand since the file was written."""


Unit = Literal["count", "euro", "share", "points"]


class Definition(Declared):
    """The meaning of a figure: the counting rule as a sentence, who is counted, its source, its owner."""

    sentence: Text = Text(nl="", en="")
    population: Text
    source: str
    owner: Text


class Indicator(Declared):
    """An indicator with its targets and its way of being scored (the kinds are those of ``kpi.score``)."""

    id: str
    goal: Whole
    phase: str
    kind: Literal["stock", "yearly", "rate"]
    unit: Unit
    noun: Text
    """The word after a number: *58 bedrijven*. Empty for euro and shares."""
    title: Text
    definition: Definition
    measure: Measure
    targets: tuple[Target, ...] = ()
    """In order of their days; without any it is shown, not judged, and in no goal's score."""
    start: Day
    baseline: Number = Decimal(0)
    baseline_source: str = ""
    lower_is_better: bool = False
    recurring: bool = False
    levels: tuple[Level, ...] = ()
    goal_months: Whole | None = None
    """The months up to the reference date that go into the goal's score in place of the calendar year; the status
    stays that of the year. None: the value itself goes into it."""
    minimum_denominator: Whole | None = None
    """Of fewer than this many a share isn't judged, and goes into no goal."""
    relative: bool = False
    """Judged against a recorded baseline measurement (growth)."""
    persons: bool = False
    """True where persons are counted, so that documents don't give a very small number."""
    beside: tuple[str, ...] = ()
    """Ids of figures that are shown next to it."""
    splits: tuple[str, ...] = ()
    """Fields of its (first) register by which it may be split."""

    @property
    def declared_baseline(self) -> Decimal | None:
        """The baseline that somebody gave; None where it is 0 and nobody said where that comes from."""
        return self.baseline if self.baseline or self.baseline_source else None

    @property
    def last_target(self) -> Target:
        """The target that the plan ends with."""
        return self.targets[-1]


class SideFigure(Declared):
    """A number that is shown but not judged."""

    id: str
    title: Text
    unit: Unit
    measure: Measure
    source: str
    persons: bool = False
    """True where persons are counted."""


class Output(Declared):
    """A delivery promised for a plan year; what was delivered is a measure with window ``plan_year``."""

    id: str
    plan_year: str
    line: str
    title: Text
    unit: Text
    planned: Quantity
    measure: Measure
    source: str


class SideMeasurement(Declared):
    """Something measured that isn't an indicator: an id that the sheet of measurements may name."""

    id: str
    title: Text
    unit: Unit
    source: str


T = TypeVar("T", Indicator, PlanYear, BudgetLine)


class Programme(Declared):
    """One programme: everything that was promised, in its own words."""

    id: str
    name: Text
    region: Text
    version: str
    plan_date: Day
    source: str
    starts: Day
    ends: Day
    goals: tuple[Goal, ...]
    phases: tuple[Choice, ...]
    """The phases that indicators belong to, each with its mean progress in a goal's balance."""
    pace: Lead = Lead()
    horizons: tuple[Horizon, ...]
    plan_years: tuple[PlanYear, ...]
    time_zone: str = "Europe/Amsterdam"
    """Where a moment that gives its offset from UTC is a day."""
    total_budget: Amount | None = None
    """The plan's amount for all its years together; the plan years' round figures add up to it."""
    thresholds: Thresholds
    statuses: dict[str, Text]
    line_statuses: dict[str, Text]
    lists: dict[str, tuple[Choice, ...]] = Field(default_factory=dict)
    sheets: dict[str, Sheet]
    scopes: dict[str, tuple[Condition, ...]] = Field(default_factory=dict)
    indicators: tuple[Indicator, ...]
    figures: tuple[SideFigure, ...] = ()
    side_measurements: tuple[SideMeasurement, ...] = ()
    budgets: tuple[Budget, ...] = ()
    outputs: tuple[Output, ...] = ()
    financing: tuple[Financing, ...] = ()
    grants: tuple[Grant, ...] = ()
    early_adopters: tuple[EarlyAdopter, ...] = ()
    segments: tuple[Segment, ...] = ()
    planned_activities: tuple[PlannedActivity, ...] = ()
    cycles: tuple[Cycle, ...] = ()
    what_if: WhatIf = WhatIf()
    update: Text = Text(nl="", en="")
    """The name of the update for the steering group, where it has one of its own."""
    logo: str = ""
    """The image in the place for the logo, as ``data:image/png;base64,…``; a file names one in its own folder."""
    fingerprint: str = ""
    """SHA-256 of the file it was loaded from, and of what was set by hand since (``kpi.programme.loading``)."""
    _filed: "Programme | None" = PrivateAttr(default=None)

    @property
    def filed(self) -> "Programme":
        """The programme as its file has it, without what was set by hand since."""
        return self._filed or self

    def with_settings(self, filed: "Programme", fingerprint: str) -> "Programme":
        """These values as the programme in force, which stems from the one in the file."""
        programme = self.model_copy(update={"fingerprint": fingerprint})
        programme._filed = filed  # noqa: SLF001 - a new value of this very class
        return programme

    def indicator(self, indicator_id: str) -> Indicator:
        """The indicator of that id; KeyError when there is none."""
        return _by_id(self.indicators, indicator_id)

    def due_days(self, indicator: "Indicator") -> tuple[date, ...]:
        """The days on which an indicator is judged: those of its targets, and each year's end where it recurs."""
        days = {target.due for target in indicator.targets}
        if indicator.recurring and self.plan_years:
            first = min(year.starts.year for year in self.plan_years)
            last = max(year.ends.year for year in self.plan_years)
            days |= {date(year, 12, 31) for year in range(first, last + 1)}
        return tuple(sorted(days))

    def plan_year(self, plan_year_id: str) -> PlanYear:
        """The plan year of that id; KeyError when there is none."""
        return _by_id(self.plan_years, plan_year_id)

    def plan_year_on(self, day: date) -> PlanYear | None:
        """The plan year that holds the day, its first and last day included."""
        return next((year for year in self.plan_years if year.starts <= day <= year.ends), None)

    def choices(self, list_id: str) -> tuple[Choice, ...]:
        """The values of a list, in its order; none when the programme doesn't have it."""
        return self.lists.get(list_id, ())

    def choice_label(self, list_id: str, choice_id: str) -> Text:
        """The word of a sheet for a value of a list; a value that the list lacks stands as it is."""
        labels = {choice.id: choice.label for choice in self.choices(list_id)}
        return labels.get(choice_id) or Text(nl=choice_id, en=choice_id)

    def choice_shown(self, list_id: str, choice_id: str) -> Text:
        """The words for who reads a value of a list; a value that the list lacks stands as it is."""
        shown = {choice.id: choice.words for choice in self.choices(list_id)}
        return shown.get(choice_id) or Text(nl=choice_id, en=choice_id)

    def choice_ids(self, list_id: str) -> frozenset[str]:
        """The ids of a list."""
        return frozenset(choice.id for choice in self.choices(list_id))

    def fills(self, register_name: str, name: str) -> bool:
        """Whether a column of the register's sheet fills a field; of a derived date, one of those it comes from."""
        columns = self.sheets[register_name].columns if register_name in self.sheets else {}
        return not columns.keys().isdisjoint(dict(REGISTERS[register_name].derived).get(name, (name,)))

    def measured_ids(self) -> frozenset[str]:
        """Ids that a measurement may name: those of indicators and of declared side measurements."""
        return frozenset((*(i.id for i in self.indicators), *(s.id for s in self.side_measurements)))

    def line_ids(self) -> frozenset[str]:
        """The ids of the lines of all budgets."""
        return frozenset(line.id for budget in self.budgets for line in budget.lines)

    def budget(self, plan_year_id: str, on: date | None = None) -> Budget | None:
        """The latest approved budget of a plan year, on a day if one is given; None when its lines aren't planned yet.

        The approval counts from its own day on.
        """
        approved = [b for b in self.budget_versions(plan_year_id) if on is None or b.from_day <= on]
        return approved[-1] if approved else None

    def original_budget(self, plan_year_id: str) -> Budget | None:
        """The budget of a plan year as it was first planned."""
        return next(iter(self.budget_versions(plan_year_id)), None)

    def granted_amount(self, plan_year_id: str) -> Decimal | None:
        """The amount of the budget that the grant was given for: the original one, or the one that its decision names.

        Without lines it is the plan's figure for the year, if there is one.
        """
        grant, versions = self.grant(plan_year_id), self.budget_versions(plan_year_id)
        named = grant.budget_approved_on if grant else None
        budget = next((b for b in versions if named in {None, b.approved_on}), None)
        return (
            sum((line.amount for line in budget.lines), Decimal(0)) if budget else self.plan_year(plan_year_id).budget
        )

    def budget_versions(self, plan_year_id: str) -> tuple[Budget, ...]:
        """The budgets of a plan year, the original first, then each later one by the day of its approval."""
        return tuple(sorted((b for b in self.budgets if b.plan_year == plan_year_id), key=lambda b: b.from_day))

    def budget_lines(self) -> tuple[BudgetLine, ...]:
        """Every line of every plan year once, as its latest version has it."""
        years = dict.fromkeys(b.plan_year for b in self.budgets)
        return tuple(line for year in years if (latest := self.budget(year)) for line in latest.lines)

    def budget_line(self, line_id: str) -> BudgetLine:
        """The line of that id, as its latest version has it; KeyError when there is none."""
        return _by_id(self.budget_lines(), line_id)

    def line_names(self) -> dict[str, str]:
        """Ids, titles and synonyms of budget lines, in the form in which names are compared → the line's id.

        Where a synonym is the title of another line, it means that line.
        """
        lines = self.budget_lines()
        names = {name_key(form): line.id for line in lines for form in (line.id, *line.title.forms)}
        return {name_key(form): line.id for line in reversed(lines) for form in line.synonyms} | names

    def financing_of(self, plan_year_id: str) -> Financing | None:
        """Return the financing of a plan year; None when the plan doesn't say."""
        return next((f for f in self.financing if f.plan_year == plan_year_id), None)

    def grant(self, plan_year_id: str) -> Grant | None:
        """The grant for a plan year; None when there is none."""
        return next((g for g in self.grants if g.plan_year == plan_year_id), None)


def _by_id(values: tuple[T, ...], wanted: str) -> T:
    for value in values:
        if value.id == wanted:
            return value
    raise KeyError(wanted)
