"""Records decisions made by hand, as one revision with who, when and why; the acts of every subject end here."""

from collections.abc import Sequence
from datetime import datetime

from kpi.access import Act, Person, permit
from kpi.facts.proposal import Decision, Proposal, Revision
from kpi.facts.store import Store


def decide(
    store: Store,
    who: Person,
    act: Act,
    decisions: Sequence[Decision],
    *,
    at: datetime,
    base: int | None = None,
    note: str = "",
) -> Revision:
    """Record decisions as one revision; ``base`` is the revision that they were made against.

    Raises NotAllowed when the act isn't this person's, StaleProposal when another revision came in between.
    """
    permit(store, who, act, at=at, about=", ".join(decision.key for decision in decisions))
    against = store.latest() if base is None else base
    return store.commit(Proposal(against, who.by, at, decisions=tuple(decisions), note=note, act=act))
