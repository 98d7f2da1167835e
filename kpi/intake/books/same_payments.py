"""The same payment told by two sources, such as CAMT and the csv of one account: recognised, so that it counts once.

Sources word a payment differently, so that it has another id in each. They agree on account and amount, and on the
bank's reference or on day and payer. Nothing is dropped for it: a person is told, and may say that it is another one.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from kpi.intake.books.statement_entries import Payment, same_account
from kpi.programme.comparable_names import ALIKE, bare_key, may_be_one, name_key

LEAST = 6
"""A reference of fewer characters may be that of any payment."""


def with_likenesses(payments: Sequence[Payment]) -> tuple[Payment, ...]:
    """The payments, each that an earlier statement probably has as well with the one that it is there.

    Those that surely agree find each other first; a payment is like one of each other statement at most.
    """
    near: defaultdict[tuple[int, object], list[Payment]] = defaultdict(list)
    likes: dict[int, Payment] = {}
    taken: set[tuple[int, str]] = set()
    for payment in payments:
        for mark in _marks(payment):
            near[mark].append(payment)
    for agree in (_surely, _perhaps):
        for payment in (each for each in payments if each.number not in likes):
            others = (other for mark in _marks(payment) for other in near[mark])
            free = (
                other
                for other in others
                if other.number < payment.number
                and other.file != payment.file
                and (other.number, payment.file) not in taken
                and same_account(other.account, payment.account)
                and agree(other, payment)
            )
            if (like := next(free, None)) is not None:
                likes[payment.number] = like
                taken.add((like.number, payment.file))
    also: defaultdict[int, list[str]] = defaultdict(list)
    for number, file in sorted(taken):
        also[number].append(file)
    return tuple(replace(each, like=likes.get(each.number), also_in=tuple(also[each.number])) for each in payments)


def _marks(payment: Payment) -> list[tuple[int, object]]:
    known = [payment.reference] if len(payment.reference) >= LEAST else []
    return [(payment.cents, mark) for mark in (payment.day, *known)]


def _surely(payment: Payment, other: Payment) -> bool:
    if len(payment.reference) >= LEAST and payment.reference == other.reference:
        return True
    return payment.day == other.day and same_payer(payment.name, other.name)


def _perhaps(payment: Payment, other: Payment) -> bool:
    return payment.day == other.day and not (payment.name and other.name)


def same_payer(name: str, other: str) -> bool:
    """Tell whether two names of a payer are spellings of one.

    >>> same_payer("VOORBEELDBEDRIJF 1 B.V.", "Voorbeeldbedrijf 1"), same_payer("Voorbeeld 1", "Voorbeeld 2")
    (True, False)
    """
    return bool(name and other) and (bare_key(name) == bare_key(other) or alike(name, other))


def alike(name: str, other: str) -> bool:
    """Tell whether two names are much alike, and have the same numbers."""
    wanted, paid = words_of(name), words_of(other)
    return bool(paid) and fuzz.ratio(wanted, paid) >= ALIKE and may_be_one(wanted, paid)


def words_of(text: str) -> str:
    """The words of a text, as they are compared.

    >>> words_of("Voorbeeld-bedrijf 1 B.V.")
    'voorbeeld bedrijf 1 b v'
    """
    return " ".join(name_key(each) for each in re.findall(r"\w+", text))
