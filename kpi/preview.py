"""What a change would do, seen before it is made: applied in a transaction, measured, rolled back."""

from dataclasses import dataclass
from datetime import date

from kpi.facts.proposal import Proposal
from kpi.facts.store import Store
from kpi.monitor import Picture, picture
from kpi.programme.model import Programme
from kpi.score.model import IndicatorScore


@dataclass(frozen=True, slots=True)
class Effects:
    """The picture before and after a change, on the same reference date."""

    before: Picture
    after: Picture

    def changed(self) -> tuple[tuple[IndicatorScore, IndicatorScore], ...]:
        """Indicators whose value or status would change: (before, after)."""
        pairs = zip(self.before.indicators, self.after.indicators, strict=True)
        return tuple((old, new) for old, new in pairs if (old.value, old.status) != (new.value, new.status))


def effects(store: Store, programme: Programme, proposal: Proposal, as_of: date, plan_year: str) -> Effects:
    """What accepting the proposal does to every indicator and amount; nothing is stored."""
    with store.read() as reader:
        before = picture(reader, programme, as_of, plan_year)
    with store.rehearse(proposal) as reader:
        return Effects(before, picture(reader, programme, as_of, plan_year))
