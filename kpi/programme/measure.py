"""Measures as declarations: the facts that count, by filter and date, and the way of adding them up.

One declaration gives the query, the rows behind the number (both in ``kpi/facts/measuring/``) and the checks of the
programme file. Nothing here reads a fact.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from operator import sub, truediv
from typing import Literal

from kpi.programme.registers import REGISTERS
from kpi.programme.vocabulary import Day, Declared, Months, Number, Whole

Bound = Number | Day
"""What a field is compared with: euro for money, whole units for other numbers, a day for a date."""


PLAN_YEAR = "$plan_year"
"""The word for the plan year that is asked for, in a condition on a plan year."""
COMPARISONS = ("above", "at_least", "below", "at_most")
"""The comparisons of a condition with a bound; each has its SQL in ``kpi/facts/measuring/expressions.py``."""


class Condition(Declared):
    """One test of a field, or several joined by ``either`` or ``both``; exactly one of the operators is given.

    Conditions in a row must all hold. ``field`` may step through a reference: ``organisation.kind`` is the kind of
    the organisation that the row names; ``institution.country`` asks whether the institution has any study programme
    in that country.
    ``published_on to filled_on`` are the days from one date to another. The word ``$plan_year`` stands for the plan
    year that an output is asked for, elsewhere for the one that holds the reference date.
    """

    field: str = ""
    """Left out where ``either`` or ``both`` stands."""
    equals: str | None = None
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    """Also true when the field is blank."""
    listed_in: str | None = None
    """Blank, or one of the programme's list of that name that is valid on the row's (first) date."""
    yes: bool | None = None
    filled: bool | None = None
    above: Bound | None = None
    """More, or later, than this. A blank field meets no comparison."""
    at_least: Bound | None = None
    below: Bound | None = None
    at_most: Bound | None = None
    either: tuple["Condition", ...] = ()
    """At least one of these holds."""
    both: tuple["Condition", ...] = ()
    """Each of these holds: of use within ``either``."""

    @property
    def joined(self) -> tuple["Condition", ...]:
        """The conditions that it joins; none where it tests a field itself."""
        return self.either + self.both

    @property
    def simple(self) -> tuple["Condition", ...]:
        """The tests of a field in it: itself, or those that it joins."""
        return tuple(test for part in self.joined for test in part.simple) if self.joined else (self,)


class Window(Declared):
    """The dates that count, seen from the reference date D (inclusive on both sides)."""

    kind: Literal["until", "since", "year", "quarter", "months", "plan_year", "in_force", "open_longer", "any"]
    """``until``: ≤ D · ``since``: from the day ``since`` to D · ``year``: 1 January of D's year to D · ``quarter``: the
    first day of D's calendar quarter to D · ``months``: after D − n months and ≤ D · ``plan_year``: within the plan
    year that an output is asked for, elsewhere the one that holds D, and ≤ D (no row where none does) ·
    ``in_force``: first date ≤ D, second one ≥ D or blank · ``open_longer``: opened on the first date, more than
    ``thresholds.open_days`` days before D, and open on D still: the second date > D or blank · ``any``: whatever the
    date."""
    months: Months = 0
    since: Day | None = None
    """The first day of a window of the kind ``since``."""


LOOKING_BACK = ("until", "since", "year", "quarter", "months", "plan_year")
"""Windows from a first day to the reference date, or up to it."""


class Coverage(Declared):
    """A row counts only if, for every one of ``values``, another register has a row about it within the window."""

    register_name: str
    match: tuple[str, ...]
    """Name fields that both registers share."""
    field: str
    values: tuple[str, ...]
    date: str
    window: Window


class AtLeast(Declared):
    """A row counts only if at least so many rows of the term hold the same in a field: three contacts per study."""

    rows: Whole
    per: str
    """The field; a row where it is blank doesn't count."""


class RowShare(StrEnum):
    """The part that one row has in the value of a term."""

    ONE = "one"
    VALUE = "value"
    """As much as its field holds."""
    NAME = "name"
    """One of a number of different names: rows of one name count once together.

    An organisation that was a member until 30 June 2018 and joined again on 1 March 2019 has two rows. It is one member
    on either day, none between, and one too where a row of before and one of after hold on the same day.
    """
    NONE = "none"
    """No part of its own: the value is that of some row."""


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A way of adding up the rows of a term; its SQL has the same name in ``kpi/facts/measuring/aggregates.py``."""

    row_share: RowShare
    of_field: bool = True
    """True where it looks at a field of the rows."""
    needs_number: bool = False
    """True where that field must hold numbers, and the value is in their unit; else it is a plain count."""
    can_be_split: bool = True
    """True where it has a meaning for parts of the rows, so that it may be split by a field and nothing is 0."""


CONFIDENTIAL = {"contributions": "organisation", "expenses": "counterparty", "subsidy_payments": ""}
"""Registers whose rows tell what somebody pays or is paid, with the field that names them (empty: one payer alone)."""
WITHDRAWN = ("contributions", ("pledged", "pledged_on"), "withdrawn_on")
"""The register of pledges, its fields that a withdrawal changes, and the day of it."""
OF_ONE_ROW = ("median", "minimum", "maximum")
"""The ways of adding up whose outcome is the value of a single row, or lies between two."""
ADD: dict[str, Aggregate] = {
    "rows": Aggregate(RowShare.ONE, of_field=False),
    "distinct": Aggregate(RowShare.NAME),
    "sum": Aggregate(RowShare.VALUE, needs_number=True),
    **dict.fromkeys(
        ("mean", "median", "minimum", "maximum"), Aggregate(RowShare.NONE, needs_number=True, can_be_split=False)
    ),
}
"""The ways of adding up: a new one is a row here, and one of SQL."""


class Term(Declared):
    """One aggregate over a register. A blank amount adds nothing; a mean, median, minimum or maximum leaves it out."""

    register_name: str
    add: str
    """A name out of ``ADD``: ``rows``, ``distinct``, ``sum``, ``mean``, ``median``, ``minimum`` or ``maximum``.

    The median of an even number of rows is the mean of the middle two. But for the first three, nothing is unknown."""
    of: str | None = None
    """The field that is added up or counted, or the days between two dates: ``published_on to filled_on``."""
    where: tuple[Condition, ...] = ()
    scope: str | None = None
    """A named filter of the programme that holds as well."""
    dates: tuple[str, ...] = ()
    """Every one of these must lie within the window; for ``in_force`` the first and the last day, for ``open_longer``
    the day of opening and that of closing."""
    window: Window = Window(kind="any")
    coverage: Coverage | None = None
    at_least: AtLeast | None = None
    empty: Literal["zero", "unknown"] = "zero"
    """The value when the register has rows but none of them gives a number: 0, or not measured."""

    @property
    def aggregate(self) -> Aggregate:
        """The way in which it adds up."""
        return ADD[self.add]


@dataclass(frozen=True, slots=True)
class MeasureKind:
    """The parts that a kind of measure has; how they make a value stands in ``kpi/facts/measuring/observing.py``."""

    numerator: bool = False
    denominator: bool = False
    measurement: bool = False
    relative: bool = False
    """True where the value is a change since a baseline measurement."""
    year_before: bool = False
    """True where the numerator of a year earlier stands in for a denominator."""
    made: Callable[[Fraction, Fraction], Fraction] | None = None
    """The value out of numerator and denominator; None where the numerator is it."""
    divides: bool = True
    """True where there is no value over a denominator of 0."""


KINDS: dict[str, MeasureKind] = {
    "count": MeasureKind(numerator=True),
    "ratio": MeasureKind(numerator=True, denominator=True, made=truediv),
    "difference": MeasureKind(numerator=True, denominator=True, made=sub, divides=False),
    "change": MeasureKind(numerator=True, year_before=True, made=lambda now, then: now / then - 1),
    "latest": MeasureKind(measurement=True),
    "growth": MeasureKind(measurement=True, relative=True),
}


class Measure(Declared):
    """A value made of terms or of measurements.

    ``count``: the sum of the numerator's terms · ``ratio``: numerator ÷ denominator · ``difference``: numerator −
    denominator · ``change``: the numerator ÷ what it was a year before D, − 1 · ``latest``: the latest measurement of
    ``measurement`` ≤ D · ``growth``: that ÷ the latest baseline dated before it, − 1.
    """

    kind: Literal["count", "ratio", "difference", "change", "latest", "growth"]
    numerator: tuple[Term, ...] = ()
    denominator: tuple[Term, ...] = ()
    measurement: str | None = None

    @property
    def parts(self) -> MeasureKind:
        """The parts that its kind has."""
        return KINDS[self.kind]

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms of the numerator, then those of the denominator."""
        return self.numerator + self.denominator

    def registers_needed(self) -> frozenset[str]:
        """Return the names of the registers without a row of which nothing is known."""
        return frozenset(name for name in self.registers_read() if not REGISTERS[name].also_in)

    def registers_read(self) -> tuple[str, ...]:
        """Return the names of the registers it reads, in the order of first use."""
        names: list[str] = [] if self.terms else ["measurements"]
        for term in self.terms:
            names += [term.register_name, REGISTERS[term.register_name].also_in or term.register_name]
            fields = [test.field for condition in term.where for test in condition.simple]
            names += [target for field in fields if (target := referred(term.register_name, field))]
            names += [term.coverage.register_name] if term.coverage else []
        return tuple(dict.fromkeys(names))


def referred(register_name: str, path: str) -> str | None:
    """Return the register that a dotted field steps into; None for a field of the register itself.

    >>> referred("videos", "organisation.kind"), referred("videos", "kind")
    ('organisations', None)
    """
    step, dot, _ = path.partition(".")
    return REGISTERS[register_name].field(step).refers if dot else None
