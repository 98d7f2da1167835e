"""Answers about the books: to which budget line a ledger account belongs, and which payments were confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Self

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
    place: str
    """The account and its cost centre in the form under which they are compared."""
    account: str
    centre: str
    line: str | None

    @property
    def subject(self) -> str:
        """The account and its cost centre."""
        return self.place

    def content(self) -> dict[str, str | None]:
        """The account, its cost centre and the line."""
        return {"account": self.account, "centre": self.centre, "line": self.line}

    @classmethod
    def of(cls, subject: str, content: Any) -> Self:  # noqa: ANN401 - whatever JSON holds
        """The line of an account."""
        return cls(subject, content["account"], content["centre"], content["line"])


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
    payment: str
    """The mark of the payment."""
    day: date
    cents: int
    organisation: str

    @property
    def subject(self) -> str:
        """The mark of the payment."""
        return self.payment

    def content(self) -> dict[str, object]:
        """The day, the amount and the organisation; no payer and no account number."""
        return {"day": self.day.isoformat(), "cents": self.cents, "organisation": self.organisation}

    @classmethod
    def of(cls, subject: str, content: Any) -> Self:  # noqa: ANN401 - whatever JSON holds
        """The confirmation of a payment."""
        return cls(subject, date.fromisoformat(content["day"]), content["cents"], content["organisation"])
