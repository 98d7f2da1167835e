"""Weighing an import before it is accepted: what it holds, what to do next, what a blank or a total means."""

from decimal import Decimal

from kpi.intake.books.bank_statement import Payment
from kpi.intake.books.ledger_accounts import Unmapped
from kpi.intake.books.pledge_payments import Match
from kpi.intake.import_report import Absent, BlankAsked, ImportProposal, ImportReport
from kpi.intake.recognise.column_questions import ColumnAsked
from kpi.intake.typed.control_total import ControlTotal
from kpi.intake.unreadable import Fault
from kpi.intake.values.numerals import CENTS, amount
from kpi.intake.values.organisation_aliases import Near
from kpi.language import Words

NAMED = 8
"""So many blanks of a column are named; the others are counted."""


def next_step(found: ImportProposal, words: Words) -> str:
    """What to do next, in one sentence."""
    if found.report.errors and found.proposal is None:
        return words("Correct the file and drop it here again.")
    if found.report.errors:
        return words(
            "Download the file with its faults marked, correct the coloured cells and drop it here again; or accept "
            "only the good rows."
        )
    if found.proposal is None:
        return words(
            "There is nothing to accept, and no source gets fresher by it: say below that nothing is new, or drop "
            "other files."
        )
    return words("Check below what changes, and accept it.")


def verdict(found: ImportProposal, words: Words) -> str:
    """In one sentence what the files hold and whether they can be accepted."""
    report = found.report
    if found.proposal is None:
        return report.reason(words) if report.errors else words("These files change nothing.")
    sheets = [sheet for file in report.files for sheet in file.sheets]
    counts = {name: words.number(sum(getattr(one, name) for one in sheets)) for name in ("new", "changed", "unchanged")}
    told = words("{new} new rows, {changed} changed, {unchanged} unchanged.", **counts)
    gone = sum(one.count for one in report.retired)
    if gone:
        told += " " + words.plural("{n} row will be retired.", "{n} rows will be retired.", gone)
    if not report.errors:
        return told
    wrong = words.plural(
        "{n} error has to be solved in the file.", "{n} errors have to be solved in the file.", len(report.errors)
    )
    return f"{told} {wrong}"


def good_rows(report: ImportReport, words: Words) -> str:
    """What the button says that leaves the faulty rows out, with how many they are."""
    rejected = sum(sheet.rejected for file in report.files for sheet in file.sheets)
    return words("Accept only the good rows ({n} left out)", n=words.number(rejected))


def blank_sentence(one: BlankAsked, language: str, words: Words) -> str:
    """Which cells of a column are blank, and for which figures it counts."""
    cells = ", ".join(f"{cell.cell} ({cell.row})" for cell in one.cells[:NAMED])
    more = len(one.cells) - NAMED
    cells = cells if more <= 0 else words("{first} and {n} more", first=cells, n=more)
    return words(
        "{column} in {sheet} counts for {titles} and is blank in {cells}.",
        column=one.column,
        sheet=one.sheet,
        titles=", ".join(title.in_(language) for title in one.counts_for),
        cells=cells,
    )


def cells_named(one: BlankAsked) -> dict[str, str]:
    """The blank cells by their key, each with its place and its row."""
    return {cell.key: f"{cell.cell} · {cell.row}" for cell in one.cells}


def added_sentence(one: ControlTotal, words: Words) -> str:
    """What the figures of a column add up to."""
    return words("{sheet}, {column}: {added}", sheet=one.sheet, column=one.column, added=_euro(one.added, words))


def typed_sentence(one: ControlTotal, typed: str, words: Words) -> str:
    """Whether a total that somebody typed ties with what was read, or what it differs."""
    said = amount(typed)
    if isinstance(said, Fault):
        return words("{typed} is not an amount; write it as 12.500,00.", typed=typed)
    if said == one.added:
        return words("✓ ties")
    return words("⚠ {difference} difference", difference=_euro(one.added - said, words))


def absent_rows(one: Absent, words: Words) -> tuple[str, ...]:
    """The known rows that the files lack, as far as they are named; the others are counted."""
    more = one.count - len(one.rows)
    return one.rows if more <= 0 else (*one.rows, words("and {n} more", n=words.number(more)))


def payment_line(payment: Payment, words: Words) -> str:
    """A payment of a bank statement on one line."""
    return f"{words.short_date(payment.day)} · {_euro(payment.cents, words)} · {payment.name} · {payment.text}"


def why_matched(match: Match, words: Words) -> str | None:
    """What a payment and its pledge have in common; None when nothing was found."""
    agree = {"amount": words("the amount"), "name": words("the name"), "reference": words("the reference")}
    told = ", ".join(agree[reason] for reason in match.reasons)
    return words("These agree: {what}.", what=told) if told else None


def account_line(one: Unmapped, words: Words) -> str:
    """A ledger account that nobody placed, with its bookings and their amount."""
    told = words.plural(
        "{n} booking, {amount}", "{n} bookings, {amount}", one.bookings, amount=_euro(one.amount, words)
    )
    return f"{one.account.name} {one.title} ({told})"


def pair_line(pair: Near) -> str:
    """Two names that look alike."""
    return f"{pair.name} · {pair.of}"


def column_line(column: ColumnAsked) -> str:
    """A column that isn't certain: its letter, and what it is called."""
    return f"{column.letter} · {column.name}"


def _euro(cents: int, words: Words) -> str:
    return words.money(Decimal(cents) / CENTS)
