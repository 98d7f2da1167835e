"""Finds what differs from submitted reports by now: figures, by a revision or by the programme file, and bookings."""

from collections.abc import Callable, Iterator
from datetime import date

from kpi.facts.decisions.decision_kinds import SubmittedAccount
from kpi.facts.reader import Reader
from kpi.picture import Picture
from kpi.programme.loading import SettingsRefused
from kpi.report.account import ChangedBooking, Restatement
from kpi.report.classified import booking_number, invoiced_day
from kpi.report.evidence_rows import Expense
from kpi.report.reading_rows import evidence
from kpi.report.reported_figures import Figures, differing, figures
from kpi.report.submitted import submitted_reports

COMPARED = ("line", "amount", "vat", "ordered_on", "invoiced_on", "paid_on", "order_reference", "eligible", "hours")
"""The fields of a booking on which its amounts in an account rest."""


Look = Callable[[Reader, date, str], Picture]
"""Gives the picture of a day and a plan year."""


def restatements(reader: Reader, as_of: date, look: Look) -> tuple[Restatement, ...]:
    """Figures of every submitted report that have changed since, each asked for its own reference date by ``look``.

    Reports on a later day than ``as_of`` are left out.
    """
    return tuple(changed for account in _until(reader, as_of) for changed in _restated(reader, account, look))


def _until(reader: Reader, as_of: date) -> list[SubmittedAccount]:
    return [made.decision for made in submitted_reports(reader) if made.decision.as_of <= as_of]


def _restated(reader: Reader, account: SubmittedAccount, look: Look) -> Iterator[Restatement]:
    """Changed figures, each by what changed it: the programme file (``since`` None) before any revision."""
    seen: dict[int, Figures] = {}

    def figures_of(revision: int) -> Figures:
        if revision not in seen:
            try:
                seen[revision] = figures(look(reader.at(revision), account.as_of, account.plan_year))
            except SettingsRefused:  # by this file there is no account of that revision: it is known as it was reported
                seen[revision] = account.figures
        return seen[revision]

    if not _by_this_file(reader.at(account.revision), account):
        for name in differing(account.figures, figures_of(account.revision)):
            by_file = figures_of(account.revision).get(name)
            yield Restatement(account, name, account.figures.get(name), by_file, None)
    else:
        seen[account.revision] = account.figures
    then, now = figures_of(account.revision), figures_of(reader.revision)
    for name in differing(then, now):
        before, after = account.revision, reader.revision
        while after - before > 1:
            middle = (before + after) // 2
            before, after = (before, middle) if figures_of(middle).get(name) == now.get(name) else (middle, after)
        yield Restatement(account, name, then.get(name), now.get(name), after)


def _by_this_file(reader: Reader, account: SubmittedAccount) -> bool:
    """Return true when the programme in force in a revision is the one that the account was made by."""
    try:
        return reader.programme.fingerprint == account.programme["fingerprint"]
    except SettingsRefused:
        return False


def changed_bookings(reader: Reader, plan_year: str, as_of: date) -> tuple[ChangedBooking, ...]:
    """Bookings of the plan year that aren't what they were in a submitted report, also where their sum is the same."""
    accounts = [account for account in _until(reader, as_of) if account.plan_year == plan_year]
    return tuple(changed for account in accounts for changed in _changed(reader, account))


def _changed(reader: Reader, account: SubmittedAccount) -> Iterator[ChangedBooking]:
    before, now = (_bookings(reader.at(revision), account) for revision in (account.revision, reader.revision))
    for number in dict.fromkeys((*before, *now)):
        old, new = before.get(number), now.get(number)
        fields = tuple(name for name in COMPARED if getattr(old, name, None) != getattr(new, name, None))
        if fields:
            yield ChangedBooking(account, number, old, new, fields)


def _bookings(reader: Reader, account: SubmittedAccount) -> dict[str, Expense]:
    """The bookings of an account in a revision, by the number under which they are known."""
    rows = evidence(reader, account.plan_year, account.as_of).expenses
    days = ((row, (row.ordered_on, invoiced_day(row))) for row in rows)
    return {booking_number(row): row for row, on in days if any(day and day <= account.as_of for day in on)}
