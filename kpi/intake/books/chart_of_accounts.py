"""The budget lines of ledger accounts as decisions: asked once, kept, and withdrawn again."""

import json
from collections.abc import Iterable

from kpi.facts.decisions.history import decisions
from kpi.facts.proposal import Decision
from kpi.facts.reader import Reader
from kpi.intake.books.ledger_accounts import LEDGER, Account, Answer, ChartOfAccounts


def chart(reader: Reader) -> ChartOfAccounts:
    """The answers in force in the reader's revision."""
    return ChartOfAccounts(
        {key: Answer(json.loads(made.value)["line"]) for key, made in decisions(reader, LEDGER).items()}
    )


def account_decision(account: Account, line: str | None, reason: str) -> Decision:
    """Remember to which budget line an account belongs; without a line: that it is no part of the programme."""
    value = {"account": account.code, "centre": account.centre, "line": line}
    return Decision(account.key, json.dumps(value), reason)


def forgotten(account: Account, reason: str) -> Decision:
    """Ask again for that account from now on; what was imported stays as it is."""
    return Decision(account.key, None, reason)


def kept_answers(reader: Reader) -> Iterable[tuple[Account, Answer, str]]:
    """Every answer in force with its account and who gave it."""
    for made in decisions(reader, LEDGER).values():
        value = json.loads(made.value)
        yield Account(value["account"], value["centre"]), Answer(value["line"]), made.by
