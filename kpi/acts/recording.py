"""Recording decisions made by hand, as one revision with who, when and why; the acts of every subject end here."""

from collections.abc import Sequence
from datetime import datetime

from kpi.access import Act, Person, permit
from kpi.errors import Refusal
from kpi.facts.proposal import Decision, Proposal, Revision
from kpi.facts.store import Store
from kpi.language import N_, Words


class NoReason(Refusal):
    """Something was to be recorded without saying why; the sentence asks for the reason as the act needs it."""

    template = N_("Say why: what is set without a reason can't be explained later.")

    def __init__(self, asks: str = "") -> None:
        super().__init__()
        self.asks = asks or self.template

    @classmethod
    def check(cls, reason: str, asks: str = "") -> str:
        """Return the reason without the space around it. Raises NoReason when nothing is left."""
        if not reason.strip():
            raise cls(asks)
        return reason.strip()

    def sentence(self, words: Words) -> str:
        """Ask for the reason."""
        return words(self.asks)


class TooLong(Refusal):
    """A text is longer than its place holds; the sentence says what to do with it there."""

    template = N_("A text may have {most} letters; this one has {n}.")

    def __init__(self, most: int, n: int, advice: str = "") -> None:
        super().__init__(most=most, n=n)
        self.advice = advice or self.template

    @classmethod
    def check(cls, text: str, most: int, advice: str = "") -> None:
        """Refuse a text of more than so many characters. Raises TooLong."""
        if len(text) > most:
            raise cls(most, len(text), advice)

    def sentence(self, words: Words) -> str:
        """Say how long a text may be there."""
        return words(self.advice, **self.values)


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
