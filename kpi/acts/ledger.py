"""Placing ledger accounts: each answer to where one belongs is kept, as a revision with who, when and why."""

from collections.abc import Sequence
from datetime import datetime

from kpi.access import Act, Person, permit
from kpi.errors import Refusal
from kpi.facts.decisions.decision_kinds import LedgerAccountLine
from kpi.facts.decisions.decisions_made import decisions
from kpi.facts.proposal import Proposal, Revision
from kpi.facts.store import Store
from kpi.intake.books.bookings import Account
from kpi.language import N_

PLACED = N_("Accounts tied to budget lines.")


class NotPlaced(Refusal):
    """An account was to be forgotten that nobody placed."""

    template = N_("Account {account} isn't tied to anything, so there is nothing to forget.")


def place_accounts(
    store: Store, who: Person, answers: Sequence[tuple[Account, str | None]], *, at: datetime, reason: str = ""
) -> Revision:
    """Remember where accounts belong: each with the id of its budget line, or None for no part of the programme."""
    permit(store, who, Act.MATCH, at=at, about=", ".join(account.key for account, _ in answers))
    placed = [
        LedgerAccountLine(account.key, account.code, account.centre, line).decision(reason.strip())
        for account, line in answers
    ]
    return store.commit(Proposal(store.latest(), who.by, at, decisions=placed, note=PLACED, act=Act.MATCH))


def forget_account(store: Store, who: Person, account: Account, *, at: datetime, reason: str = "") -> Revision:
    """Ask for that account again from now on; what was imported stays. Raises NotPlaced."""
    permit(store, who, Act.MATCH, at=at, about=account.key)
    with store.read() as reader:
        base, known = reader.revision, {made.decision.place for made in decisions(reader, LedgerAccountLine)}
    if account.key not in known:
        raise NotPlaced(account=account.name)
    forgotten = LedgerAccountLine.withdrawn(account.key, reason.strip())
    return store.commit(Proposal(base, who.by, at, decisions=[forgotten], act=Act.MATCH))
