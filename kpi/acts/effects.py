"""What a change would do, seen before it is made: applied in a transaction, measured, rolled back."""

from dataclasses import dataclass
from datetime import date

from kpi.facts.proposal import Proposal
from kpi.facts.store import Store
from kpi.monitor import picture
from kpi.picture import Picture


@dataclass(frozen=True, slots=True)
class Effects:
    """The picture before and after a change, on the same reference date."""

    before: Picture
    after: Picture


def effects(store: Store, proposal: Proposal, as_of: date, plan_year: str) -> Effects:
    """What accepting the proposal does to every indicator and amount; nothing is stored."""
    with store.read() as reader:
        before = picture(reader, as_of, plan_year)
    with store.rehearse(proposal) as reader:
        return Effects(before, picture(reader, as_of, plan_year))
