"""Bookings of a ledger, from whatever file, as rows of expenses.

A booking is named by its journal, its number, its account and cost centre, and its place among those that share
them; not by its place in the file. So the same booking out of another export, or out of an audit file, is the same
row, and periods may overlap.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kpi.intake.formats.cells import Raw, Row
from kpi.intake.values.row_keys import code_part

FIELDS = (
    "entry", "entry_line", "invoiced_on", "description", "counterparty", "budget_line", "amount", "vat", "evidence",
)  # fmt: skip
"""What a booking says of an expense, in the order of the columns."""


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


@dataclass(frozen=True, slots=True)
class Booking:
    """One line of a ledger. ``amount`` is what it costs: debit less credit."""

    row: int
    """Where it stands in the file, counted from 1."""
    journal: str
    number: str
    account: Account
    day: Raw
    amount: Raw
    """Written as ``written_cents`` does, or what stands there when that isn't an amount."""
    cents: int
    """The amount in cents, for adding up; 0 when it isn't an amount."""
    title: str = ""
    """What the account is called."""
    description: str = ""
    counterparty: str = ""
    vat: Raw = None
    document: str = ""

    @property
    def entry(self) -> str:
        """The booking number, with its journal before it, because numbers start anew in each journal."""
        return "-".join(part for part in (self.journal, self.number) if part) if self.number else ""

    @property
    def order(self) -> tuple[str, int, str, str]:
        """By what bookings of the same entry and account are put in order, whatever their order in the file."""
        day = self.day.isoformat() if isinstance(self.day, date) else str(self.day)
        return day, self.cents, self.description, self.counterparty


@dataclass
class Sorted:
    """Bookings parted by what is known of their accounts."""

    taken: list[Booking] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    """The budget line of each that is taken."""
    outside: list[Booking] = field(default_factory=list)
    unmapped: dict[Account, list[Booking]] = field(default_factory=lambda: defaultdict(list))

    def questions(self) -> tuple[Unmapped, ...]:
        """The accounts to be asked about."""
        return tuple(
            Unmapped(account, bookings[0].title, len(bookings), sum(each.cents for each in bookings))
            for account, bookings in sorted(self.unmapped.items(), key=lambda each: (each[0].code, each[0].centre))
        )


def sort_out(bookings: Iterable[Booking], chart: Chart) -> Sorted:
    """Part bookings into those of the programme, those outside it, and those whose account isn't known yet."""
    sorted_ = Sorted()
    for booking in bookings:
        key = placed_as(chart, booking.account)
        if key is None:
            sorted_.unmapped[booking.account].append(booking)
        elif (line := chart[key]) is None:
            sorted_.outside.append(booking)
        else:
            sorted_.taken.append(booking)
            sorted_.lines.append(line)
    return sorted_


def entry_lines(bookings: Sequence[Booking]) -> list[str]:
    """The line of each booking within its entry: account, cost centre, and a number from the second one on.

    >>> two = [Booking(row, "70", "1", Account("4510"), "", "", cents) for row, cents in ((1, 900), (2, 500))]
    >>> entry_lines(two), entry_lines(two[::-1])
    (['4510-2', '4510'], ['4510', '4510-2'])
    """
    sharing: dict[tuple[str, Account], list[int]] = defaultdict(list)
    for index, booking in enumerate(bookings):
        sharing[booking.entry, booking.account].append(index)
    names = [""] * len(bookings)
    for (_, account), indexes in sharing.items():
        plain = ".".join(part for part in (account.code, account.centre) if part) or "1"
        for number, index in enumerate(sorted(indexes, key=lambda each: bookings[each].order), 1):
            names[index] = plain if number == 1 else f"{plain}-{number}"
    return names


def expense_rows(sorted_: Sorted, columns: Mapping[str, int]) -> Iterator[Row]:
    """The bookings that are taken, as rows of a sheet from its first on; the rows between them are blank."""
    width = max(columns.values()) + 1
    names = entry_lines(sorted_.taken)
    in_order = sorted(zip(sorted_.taken, names, sorted_.lines, strict=True), key=lambda each: each[0].row)
    number = 1
    for booking, name, line in in_order:
        for _ in range(number, booking.row):
            yield []
        row: Row = [""] * width
        described = booking.description or booking.title or booking.account.name
        named: Row = [booking.entry, name, booking.day, described, booking.counterparty]
        values: Row = [*named, line, booking.amount, booking.vat, booking.document]
        for field_name, value in zip(FIELDS, values, strict=True):
            row[columns[field_name]] = value
        yield row
        number = booking.row + 1
