"""The budget lines of ledger accounts as decisions: asked once, kept, and withdrawn again."""

from collections.abc import Iterable

from kpi.facts.decisions.booked_answers import LedgerAccountLine
from kpi.facts.decisions.decisions_made import decisions
from kpi.facts.proposal import Decision
from kpi.facts.reader import Reader
from kpi.intake.books.ledger_accounts import Account, Answer, ChartOfAccounts


def chart(reader: Reader) -> ChartOfAccounts:
    """The answers in force in the reader's revision."""
    made = (made.decision for made in decisions(reader, LedgerAccountLine))
    return ChartOfAccounts({answer.place: Answer(answer.line) for answer in made})


def account_decision(account: Account, line: str | None, reason: str) -> Decision:
    """Remember to which budget line an account belongs; without a line: that it is no part of the programme."""
    return LedgerAccountLine(account.key, account.code, account.centre, line).decision(reason)


def forgotten(account: Account, reason: str) -> Decision:
    """Ask again for that account from now on; what was imported stays as it is."""
    return LedgerAccountLine.withdrawn(account.key, reason)


def kept_answers(reader: Reader) -> Iterable[tuple[Account, Answer, str]]:
    """Every answer in force with its account and who gave it."""
    for made in decisions(reader, LedgerAccountLine):
        yield Account(made.decision.account, made.decision.centre), Answer(made.decision.line), made.by
