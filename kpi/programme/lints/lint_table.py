"""The checks of a programme file as a table: each has a name and says everything that it finds wrong.

They look at a programme that has the right shape already. A check never stops at the first thing it finds.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from kpi.programme.lints import measure_lints, money_lints, plan_lints, sheet_lints
from kpi.programme.lints.finding import ProgrammeFinding
from kpi.programme.plan import Programme


@dataclass(frozen=True, slots=True)
class Lint:
    """A named check of a programme."""

    name: str
    check: Callable[[Programme], Iterator[ProgrammeFinding]]


LINTS: tuple[Lint, ...] = (
    Lint("ids are unique", plan_lints.unique_ids),
    Lint("dates are in order", plan_lints.dates),
    Lint("the time zone exists", plan_lints.time_zone),
    Lint("what is named exists", plan_lints.references),
    Lint("what if moves what exists", plan_lints.what_if),
    Lint("lists with a meaning in code are complete and not extended", plan_lints.structural_lists),
    Lint("the phases whose pace is watched exist", plan_lints.phases),
    Lint("targets, levels and kinds fit each other", plan_lints.targets),
    Lint("thresholds are shares in order", plan_lints.thresholds),
    Lint("every status has words", plan_lints.status_words),
    Lint("sums agree", money_lints.sums),
    Lint("later budgets keep their lines", money_lints.versions),
    Lint("what is spent by output has one", money_lints.ways_of_spending),
    Lint("money names plan years and lines that exist", money_lints.references),
    Lint("sheets cover what is required", sheet_lints.coverage),
    Lint("headers and list values can be told apart", sheet_lints.collisions),
    Lint("defaults fit their column", sheet_lints.defaults),
    Lint("measures read what exists", measure_lints.measures),
    Lint("what stands beside an indicator exists", measure_lints.beside),
)


def findings(programme: Programme) -> list[ProgrammeFinding]:
    """Return the findings of all checks, each once, in the order of the table."""
    distinct: list[ProgrammeFinding] = []
    for each in chain.from_iterable(lint.check(programme) for lint in LINTS):
        if each not in distinct:
            distinct.append(each)
    return distinct
