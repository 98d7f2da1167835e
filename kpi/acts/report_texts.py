"""Writing the texts of the account and of the quarterly update, and taking them back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kpi.access import Act, Person, permit
from kpi.acts.given_texts import TooLong
from kpi.documents.markdown import LONGEST
from kpi.errors import Refusal
from kpi.facts.decisions.decision_kinds import AccountText, UpdateText
from kpi.facts.proposal import Decision, Proposal, Revision
from kpi.facts.store import Store
from kpi.language import N_
from kpi.programme.plan import Programme
from kpi.report.account_texts import DECLARATIONS, NARRATIVES, OUTSIDE, SIGNING, WRITTEN


class NoSuchText(Refusal):
    """A text was given for which the report has no place."""

    template = N_("The report has no place for a text “{name}”.")


@dataclass(frozen=True, slots=True)
class AccountTexts:
    """Texts of the account of a plan year by name, written against revision ``base``; an empty one goes away."""

    plan_year: str
    texts: Mapping[str, str]
    base: int


def write_texts(store: Store, who: Person, written: AccountTexts, *, at: datetime) -> Revision:
    """Record texts of the account, as one revision. Raises NotAllowed, NoSuchText, TooLong and StaleProposal."""
    permit(store, who, Act.WRITE_TEXT, at=at, about=", ".join(written.texts))
    with store.read(written.base) as reader:
        known = _places(reader.programme)
    for name, text in written.texts.items():
        if name not in known:
            raise NoSuchText(name=name)
        TooLong.check(text, LONGEST)
    reason, year = N_("Text of the report"), written.plan_year
    decisions = [_decision(AccountText(year, name, text.strip()), reason) for name, text in written.texts.items()]
    return store.commit(Proposal(written.base, who.by, at, decisions=decisions, act=Act.WRITE_TEXT))


def write_update_text(store: Store, who: Person, written: UpdateText, *, at: datetime, base: int) -> Revision:
    """Record what a section of the update says; an empty text gives its generated one back. Raises StaleProposal."""
    permit(store, who, Act.WRITE_TEXT, at=at, about=written.section)
    decision = _decision(written, N_("Text of the quarterly update"))
    return store.commit(Proposal(base, who.by, at, decisions=(decision,), act=Act.WRITE_TEXT))


def _decision(written: AccountText | UpdateText, reason: str) -> Decision:
    return written.decision(reason) if written.text else written.withdrawn(written.subject, reason)


def _places(programme: Programme) -> frozenset[str]:
    """The names of all texts that an account can hold."""
    return frozenset(
        (
            *(name for name, _, _ in NARRATIVES),
            *(name for name, _ in (OUTSIDE, *WRITTEN, *SIGNING)),
            *(f"declaration/{name}" for name, _ in DECLARATIONS),
            *(f"indicator/{indicator.id}" for indicator in programme.indicators),
            *(f"line/{line.id}" for line in programme.budget_lines()),
        )
    )
