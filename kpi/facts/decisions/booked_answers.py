"""Answers about the books: the budget line of a ledger account, and the payments that were confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from kpi.facts.decisions.decision_kind import DecisionKind
from kpi.sentences import Said, say


@dataclass(frozen=True, slots=True)
class LedgerAccountLine(DecisionKind):
    """The budget line of a ledger account with its cost centre; None: it is no part of the programme."""

    prefix: ClassVar[str] = "ledger/"
    title: ClassVar[Said] = say("Account")
    labels: ClassVar[Mapping[str, Said]] = {
        "account": say("account"),
        "centre": say("cost centre"),
        "line": say("budget line"),
    }
    keyed: ClassVar[tuple[str, ...]] = ("place",)
    place: str
    """The account and its cost centre in the form under which they are compared."""
    account: str
    centre: str
    line: str | None


@dataclass(frozen=True, slots=True)
class ConfirmedPayment(DecisionKind):
    """A payment of a bank statement that somebody confirmed for the pledge of an organisation."""

    prefix: ClassVar[str] = "payment/"
    title: ClassVar[Said] = say("Payment")
    labels: ClassVar[Mapping[str, Said]] = {
        "day": say("day"),
        "cents": say("amount"),
        "organisation": say("organisation"),
    }
    keyed: ClassVar[tuple[str, ...]] = ("payment",)
    payment: str
    """The mark of the payment."""
    day: date
    cents: int
    organisation: str
