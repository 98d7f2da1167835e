"""Rehearsing a change: what it would do is seen before it is made, and nothing of it is kept."""

from dataclasses import dataclass
from datetime import date, datetime

from kpi.access import Act, Person, permit
from kpi.facts.proposal import Proposal
from kpi.facts.store import Store
from kpi.monitor import due_scores, picture
from kpi.picture import Picture
from kpi.score.scores import IndicatorScore


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A proposal, with the reference date and the plan year for which its effect is measured."""

    proposal: Proposal
    as_of: date
    plan_year: str


@dataclass(frozen=True, slots=True)
class DueEffect:
    """An indicator before and after a change, on a day on which it is judged."""

    day: date
    before: IndicatorScore
    after: IndicatorScore


@dataclass(frozen=True, slots=True)
class Effects:
    """The picture before and after a change, on the same reference date."""

    before: Picture
    after: Picture
    due: tuple[DueEffect, ...] = ()
    """The indicators that change on a day on which they are judged, in the order of these days."""


def effects(store: Store, who: Person, rehearsal: Rehearsal, *, at: datetime) -> Effects:
    """Measure every indicator and amount without the proposal and with it, for whoever may accept it."""
    permit(store, who, Act(rehearsal.proposal.act), at=at, about="effects")
    as_of, plan_year = rehearsal.as_of, rehearsal.plan_year
    registers = {change.register_name for change in rehearsal.proposal.changes}
    with store.read() as reader:
        before, due = picture(reader, as_of, plan_year), due_scores(reader, registers)
    with store.rehearse(rehearsal.proposal) as reader:
        after, due_after = picture(reader, as_of, plan_year), due_scores(reader, registers)
    moved = [
        DueEffect(day, old, new)
        for (name, day), new in due_after.items()
        if (old := due.get((name, day))) and (old.value, old.status) != (new.value, new.status)
    ]
    return Effects(before, after, tuple(sorted(moved, key=lambda each: each.day)))
