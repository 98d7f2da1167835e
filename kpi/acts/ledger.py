"""Where a ledger account belongs, said once and kept; each answer is a revision with who, when and why."""

from collections.abc import Sequence
from datetime import datetime

from kpi.access import Act, Person, permit
from kpi.acts import imports
from kpi.errors import Refusal
from kpi.facts.proposal import Revision
from kpi.facts.store import Store
from kpi.intake.books.chart_of_accounts import account_decision, chart, forgotten
from kpi.intake.books.ledger_accounts import Account
from kpi.intake.recognise.closest_names import closest
from kpi.intake.typed.row_rules import line_ids
from kpi.language import N_
from kpi.programme.comparable_names import name_key
from kpi.programme.plan import Programme

PLACED = N_("Accounts tied to budget lines.")


class UnknownLine(Refusal):
    """A budget line was named that the programme hasn't."""

    template = N_("“{line}” is not a budget line of the programme; closest: {known}.")


class NotPlaced(Refusal):
    """An account was to be forgotten that nobody placed."""

    template = N_("Account {account} isn't tied to anything, so there is nothing to forget.")


def line_named(programme: Programme, written: str) -> str:
    """The id of the budget line of that id, title or synonym. Raises UnknownLine."""
    found = line_ids(programme).get(name_key(written))
    if found is None:
        titles = [line.title.nl for budget in programme.budgets for line in budget.lines]
        raise UnknownLine(line=written, known=", ".join(closest(written, titles) or titles[:3]))
    return found


def place_accounts(
    store: Store, who: Person, answers: Sequence[tuple[Account, str | None]], *, at: datetime, reason: str = ""
) -> Revision:
    """Remember where accounts belong: each with the id of its budget line, or None for no part of the programme."""
    decisions = [account_decision(account, line, reason.strip()) for account, line in answers]
    return imports.decide(store, who, Act.MATCH, decisions, at=at, note=PLACED)


def forget_account(store: Store, who: Person, account: Account, *, at: datetime, reason: str = "") -> Revision:
    """Ask for that account again from now on; what was imported stays. Raises NotPlaced."""
    permit(store, who, Act.MATCH, at=at, about=account.key)
    with store.read() as reader:
        base, known = reader.revision, chart(reader).answers
    if account.key not in known:
        raise NotPlaced(account=account.name)
    return imports.decide(store, who, Act.MATCH, [forgotten(account, reason.strip())], at=at, base=base)
