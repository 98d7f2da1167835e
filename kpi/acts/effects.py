"""Rehearsing a change: what it would do is seen before it is made, and nothing of it is kept."""

from dataclasses import dataclass
from datetime import date, datetime

from kpi.access import Act, Person, permit
from kpi.facts.proposal import Proposal
from kpi.facts.store import Store
from kpi.monitor import picture
from kpi.picture import Picture


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A proposal, with the reference date and the plan year for which its effect is measured."""

    proposal: Proposal
    as_of: date
    plan_year: str


@dataclass(frozen=True, slots=True)
class Effects:
    """The picture before and after a change, on the same reference date."""

    before: Picture
    after: Picture


def effects(store: Store, who: Person, rehearsal: Rehearsal, *, at: datetime) -> Effects:
    """Measure every indicator and amount without the proposal and with it, for whoever may accept it."""
    permit(store, who, Act(rehearsal.proposal.act), at=at, about="effects")
    as_of, plan_year = rehearsal.as_of, rehearsal.plan_year
    with store.read() as reader:
        before = picture(reader, as_of, plan_year)
    with store.rehearse(rehearsal.proposal) as reader:
        return Effects(before, picture(reader, as_of, plan_year))
