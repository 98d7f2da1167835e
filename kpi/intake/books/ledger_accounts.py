"""Ledger accounts with their cost centre, and the budget lines to which they belong.

The answer for an account with its cost centre goes before that for the cost centre alone, and that before the one
for the account alone. An answer may be that the account is no part of the programme.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kpi.intake.values.row_keys import code_part


@dataclass(frozen=True, slots=True)
class Account:
    """A ledger account with the cost centre that a booking names; either may be empty."""

    code: str
    centre: str = ""

    @property
    def key(self) -> str:
        """The account and its cost centre in the form under which they are compared.

        >>> Account("4510", "SHA 1").key, Account("", "SHA/1").key
        ('4510/sha 1', '/sha%2f1')
        """
        return f"{_part(self.code)}/{_part(self.centre)}"

    @property
    def name(self) -> str:
        """The account as people write it.

        >>> Account("4510").name, Account("4510", "SHA").name, Account("").name
        ('4510', '4510 / SHA', '–')
        """
        return " / ".join(part for part in (self.code, self.centre) if part) or "–"


def _part(text: str) -> str:
    return code_part(text).replace("%", "%25").replace("/", "%2f")


@dataclass(frozen=True, slots=True)
class Unmapped:
    """An account that was met in a file and has no answer yet: how many bookings, and what they add up to in cents."""

    account: Account
    title: str
    bookings: int
    amount: int


Chart = Mapping[str, str | None]
"""The budget line of every account that was asked, by its key; None where it is no part of the programme."""


def placed_as(chart: Chart, account: Account) -> str | None:
    """The key of the answer that holds for an account; None when it has to be asked.

    >>> chart = {"4510/": "a", "/sha": "b", "4510/x": None}
    >>> [placed_as(chart, Account("4510", centre)) for centre in ("", "SHA", "x")]
    ['4510/', '/sha', '4510/x']
    >>> placed_as(chart, Account("4600"))
    """
    keys = (account.key, Account("", account.centre).key, Account(account.code).key)
    return next((key for key in keys if key in chart), None)
