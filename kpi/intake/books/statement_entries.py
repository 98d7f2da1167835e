"""The entries of a bank statement, whatever its format: payments, and what is left out with its reason.

Only booked credits in euro are payments. A credit that the bank reversed isn't one, and neither is its reversal.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from xml.etree.ElementTree import Element, SubElement, tostring  # what is written here, never what is read

from kpi.intake.recognise.personal_data import without_persons
from kpi.intake.values.numerals import written_cents
from kpi.intake.values.scales import EURO

SHEET = "Bankafschrift"
"""What a payment is said to come from; the row is the number of the payment in the file."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An amount of a statement, or a part of one that adds up; ``cents`` is positive, None where it can't be read."""

    number: int
    """Of the entry in the file, from 1; its parts share it."""
    day: date | None
    cents: int | None
    credit: bool | None
    """Whether it came in; None where that isn't known."""
    name: str = ""
    text: str = ""
    reference: str = ""
    """What the bank calls it."""
    currency: str = EURO
    booked: bool = True
    reversal: bool = False
    """Whether it undoes an earlier one."""
    reversed: bool = False
    """Whether a later one undoes it."""
    end_to_end: str = ""
    """What the payer calls it."""

    @property
    def reason(self) -> str:
        """Why it is no payment, as ``LEFT_OUT`` of the views has it; empty when it is one."""
        reasons = {
            "not_booked": not self.booked,
            "other_currency": self.currency != EURO,
            "no_amount": self.cents is None,
            "reversal": self.reversal,
            "reversed": self.reversed,
            "no_direction": self.credit is None,
            "debit": not self.credit,
            "no_day": self.day is None,
        }
        return next((reason for reason, holds in reasons.items() if holds), "")

    @property
    def marks(self) -> frozenset[tuple[int | None, str]]:
        """By what a credit and its reversal know each other: the amount, with a reference or with payer and text."""
        said = f"{self.name}\x1f{self.text}" if self.name else ""
        return frozenset((self.cents, mark) for mark in (self.reference, self.end_to_end, said) if mark)


@dataclass(frozen=True, slots=True)
class Payment:
    """An amount that was banked. ``number`` counts the payments of the file from 1."""

    number: int
    id: str
    """A payment has one id, whatever statement it stands in."""
    day: date
    cents: int
    name: str
    text: str
    reference: str


@dataclass(frozen=True, slots=True)
class Statement:
    """The payments of a file, and what is none."""

    payments: tuple[Payment, ...]
    left_out: tuple[Entry, ...]


def statement_of(entries: Iterable[Entry]) -> Statement:
    """Part entries into payments and others; a credit and its reversal cancel each other."""
    entries = tuple(entries)
    undone = _undone(entries)
    payments: list[Payment] = []
    left_out: list[Entry] = []
    seen: Counter[str] = Counter()
    for place, entry in enumerate(entries):
        if entry.reason or entry.day is None or entry.cents is None:
            left_out.append(entry)
            continue
        said = (entry.name, entry.text, entry.reference)
        plain = "\x1f".join((entry.day.isoformat(), str(entry.cents), *said))
        seen[plain] += 1
        digest = blake2b(f"{plain}\x1f{seen[plain]}".encode("utf-8", "surrogatepass"), digest_size=12)
        if place in undone:
            left_out.append(replace(entry, reversed=True))
        else:
            payments.append(Payment(len(payments) + 1, digest.hexdigest(), entry.day, entry.cents, *said))
    return Statement(tuple(payments), tuple(left_out))


def _undone(entries: Sequence[Entry]) -> set[int]:
    """The places of the credits that a reversal undoes, each reversal one of them."""
    credits_: dict[tuple[int | None, str], list[int]] = defaultdict(list)
    for place in range(len(entries) - 1, -1, -1):
        for mark in entries[place].marks if not entries[place].reason else ():
            credits_[mark].append(place)
    undone: set[int] = set()
    for reversal in (each for each in entries if each.reversal and not each.credit and each.booked):
        for places in (credits_[mark] for mark in reversal.marks if mark in credits_):
            while places and places[-1] in undone:
                places.pop()
            if places:
                undone.add(places.pop())
                break
    return undone


def kept_copy(payments: Sequence[tuple[Payment, str]]) -> bytes:
    """Write the part of a statement that is kept: the confirmed payments, each with the organisation that paid it."""
    root = Element("payments")
    for payment, organisation in payments:
        values = {"number": str(payment.number), "day": payment.day.isoformat(), "amount": written_cents(payment.cents)}
        reference = without_persons(payment.reference)
        SubElement(root, "payment", {**values, "reference": reference}).text = organisation
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))
