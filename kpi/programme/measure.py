"""What an indicator counts, as a declaration: which facts, which filter, which date, how they are added up.

The same declaration gives the query (``kpi.facts.measuring``), the sentence that explains it, the rows behind the
number and the checks of the programme file. Nothing here reads a fact.
"""

from typing import Literal

from kpi.programme.registers import REGISTERS
from kpi.programme.vocabulary import Declared


class Condition(Declared):
    """One test of a field; exactly one of the operators is given.

    ``field`` may step through a reference: ``organisation.kind`` is the kind of the organisation that the row
    names; ``institution.country`` asks whether the institution has any study programme in that country.
    The word ``$plan_year`` stands for the plan year that the figure is asked for.
    """

    field: str
    equals: str | None = None
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    """Also true when the field is blank."""
    listed_in: str | None = None
    """Blank, or one of the programme's list of that name that is valid on the row's (first) date."""
    yes: bool | None = None
    filled: bool | None = None
    above: int | None = None
    """More than this many: euro for money, whole units otherwise."""


class Window(Declared):
    """Which dates count, seen from the reference date D (inclusive on both sides)."""

    kind: Literal["until", "year", "months", "plan_year", "in_force", "any"]
    """``until``: ≤ D · ``year``: 1 January of D's year to D · ``months``: after D − n months and ≤ D ·
    ``plan_year``: within the plan year asked for and ≤ D · ``in_force``: first date ≤ D, second one ≥ D or blank ·
    ``any``: whatever the date."""
    months: int = 0


class Coverage(Declared):
    """A row counts only if, for every one of ``values``, another register has a row about it within the window."""

    register_name: str
    match: tuple[str, ...]
    """Name fields that both registers share."""
    field: str
    values: tuple[str, ...]
    date: str
    window: Window


class Term(Declared):
    """One sum or count over a register. A blank amount adds nothing."""

    register_name: str
    add: Literal["rows", "distinct", "sum"]
    of: str | None = None
    where: tuple[Condition, ...] = ()
    scope: str | None = None
    """A named filter of the programme that holds as well."""
    dates: tuple[str, ...] = ()
    """Every one of these must lie within the window; for ``in_force`` the first and the last day."""
    window: Window = Window(kind="any")
    coverage: Coverage | None = None
    empty: Literal["zero", "unknown"] = "zero"
    """What it is when the register has rows but none of them gives a number: 0, or not measured."""


class Measure(Declared):
    """How a value comes about.

    ``count``: the sum of the numerator's terms · ``ratio``: numerator ÷ denominator · ``latest``: the latest
    measurement of ``measurement`` ≤ D · ``growth``: that, taken after the baseline, ÷ the latest baseline ≤ D − 1.
    """

    kind: Literal["count", "ratio", "latest", "growth"]
    numerator: tuple[Term, ...] = ()
    denominator: tuple[Term, ...] = ()
    measurement: str | None = None

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms, those of the numerator first."""
        return self.numerator + self.denominator

    def registers_read(self) -> tuple[str, ...]:
        """Names of the registers it needs rows of, in the order of first use."""
        names: list[str] = [] if self.terms else ["measurements"]
        for term in self.terms:
            names.append(term.register_name)
            names += [target for c in term.where if (target := referred(term.register_name, c.field))]
            names += [term.coverage.register_name] if term.coverage else []
        return tuple(dict.fromkeys(names))


def referred(register_name: str, path: str) -> str | None:
    """The register that a dotted field steps into; None for a field of the register itself.

    >>> referred("videos", "organisation.kind"), referred("videos", "kind")
    ('organisations', None)
    """
    step, dot, _ = path.partition(".")
    return REGISTERS[register_name].field(step).refers if dot else None
