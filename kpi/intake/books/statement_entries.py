"""The entries of a bank statement, whatever its format: payments, and what is left out with its reason.

Only booked credits in euro are payments. A credit that the bank reversed isn't one, and neither is its reversal.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring  # what is written here, never what is read

from kpi.intake.formats.cells import clean
from kpi.intake.recognise.personal_data import without_persons
from kpi.intake.values.numerals import written_cents
from kpi.intake.values.scales import EURO

SHEET = "Bankafschrift"
"""What a payment is said to come from; the row is the number of the payment in the file."""


_PAYER = re.compile(r"/NAME/([^/\n]+)|/CNTP/[^/\n]*/[^/\n]*/([^/\n]+)|\bNaam:\s*+((?:(?!\s{2}|Omschrijving:)[^\n])+)")
_WORDS_OF = re.compile(r"/REMI/(?:USTD//|STRD/\w+/)?([^/\n]+)|\bOmschrijving:\s*+((?:(?!\s{2}|IBAN:|Kenmerk:)[^\n])+)")


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
    account: str = ""
    """Our own account, as the statement writes it."""
    file: str = ""
    """The statement in which it stands."""
    again: str = ""
    """The earlier statement in which it stands as well."""
    confirmed: bool = False
    """Whether it was recorded as received before."""

    @property
    def reason(self) -> str:
        """Why it is no payment, as ``LEFT_OUT`` of the views has it; empty when it is one."""
        reasons = {
            "again": bool(self.again),
            "confirmed": self.confirmed,
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
    """An amount that was banked. ``number`` counts the payments of all statements that were given from 1."""

    number: int
    id: str
    """A payment has one id, whatever statement it stands in."""
    day: date
    cents: int
    name: str
    text: str
    reference: str
    account: str = ""
    file: str = ""
    like: "Payment | None" = None
    """The payment of an earlier statement that this probably is."""
    also_in: tuple[str, ...] = ()
    """The later statements in which it probably stands too."""

    def left_out(self, **why: Any) -> Entry:  # noqa: ANN401 - fields of an entry
        """The payment as an entry that isn't taken."""
        said = (self.name, self.text, self.reference)
        entry = Entry(self.number, self.day, self.cents, None, *said, account=self.account, file=self.file)
        return replace(entry, credit=True, **why)


@dataclass(frozen=True, slots=True)
class Statement:
    """The payments of one statement or of several, and what is none."""

    payments: tuple[Payment, ...]
    left_out: tuple[Entry, ...]


def statement_of(entries: Iterable[Entry]) -> Statement:
    """Part entries into payments and others; a credit and its reversal cancel each other.

    What stands in an earlier statement too counts once: the first of two equal ones is the first of two there.
    """
    entries = _marked_again(tuple(entries))
    undone = _undone(entries)
    payments: list[Payment] = []
    left_out: list[Entry] = []
    for place, (entry, mark) in enumerate(zip(entries, _marks(entries), strict=True)):
        if entry.reason or entry.day is None or entry.cents is None:
            left_out.append(entry)
        elif place in undone:
            left_out.append(replace(entry, reversed=True))
        else:
            said = (entry.name, entry.text, entry.reference, entry.account, entry.file)
            payments.append(Payment(len(payments) + 1, mark, entry.day, entry.cents, *said))
    return Statement(tuple(payments), tuple(left_out))


def _marks(entries: Sequence[Entry]) -> Iterator[str]:
    """What tells each entry from the others of its statement, and is the same in another one."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for entry in entries:
        written = entry.day.isoformat() if entry.day else ""
        plain = "\x1f".join((written, str(entry.cents), entry.name, entry.text, entry.reference))
        within = (entry.file, replace(entry, again="").reason, plain)
        seen[within] += 1
        yield blake2b(f"{plain}\x1f{seen[within]}".encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _marked_again(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries, and of each that an earlier statement of the same account has, which one that is."""
    first: dict[tuple[str, str], Entry] = {}
    marked: list[Entry] = []
    for entry, mark in zip(entries, _marks(entries), strict=True):
        before = first.setdefault((mark, entry.reason), entry)
        other = before.file != entry.file and same_account(before.account, entry.account)
        marked.append(replace(entry, again=before.file) if other else entry)
    return tuple(marked)


_DUTCH_IBAN = re.compile(r"NL\d\d[A-Z]{4}(\d{10})")


def same_account(account: str, other: str) -> bool:
    """Tell whether two accounts may be one: where both are known, by the number within a Dutch IBAN.

    >>> same_account("NL01ABNA0123456789", "123456789"), same_account("NL01ABNA0123456789", "NL01ABNA0123456780")
    (True, False)
    >>> same_account("", "123456789")
    True
    """
    numbers = []
    for each in (account, other):
        plain = re.sub(r"\W", "", each).upper()
        iban = _DUTCH_IBAN.match(plain)
        numbers.append((iban[1] if iban else plain).lstrip("0"))
    return not all(numbers) or numbers[0] == numbers[1]


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


def said_by(description: str) -> tuple[str, str]:
    """The payer's name and words out of a description in which banks mark them; account numbers are left out.

    >>> said_by("/TRTP/SEPA/IBAN/NL02RABO0000000001/NAME/Voorbeeld 1/REMI/bijdrage/EREF/NOTPROVIDED")
    ('Voorbeeld 1', 'bijdrage')
    >>> said_by("SEPA Overboeking   IBAN: NL02RABO0000000001   Naam: Voorbeeld 1   Omschrijving: bijdrage 2017")
    ('Voorbeeld 1', 'bijdrage 2017')
    """
    description = re.sub(r"\r?\n", "" if description.startswith("/") else "  ", description)
    payer, words = _PAYER.search(description), _WORDS_OF.search(description)
    name = next(filter(None, payer.groups()), "") if payer else ""
    text = next(filter(None, words.groups()), "") if words else description
    return clean(name), clean(without_persons(text))
