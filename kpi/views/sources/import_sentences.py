"""Sentences about an import before it is accepted: its contents, the next step, its blanks and its totals."""

from kpi.facts.decisions.decision_kinds import ColumnMeanings, NameAlias
from kpi.intake.books.bookings import Unmapped
from kpi.intake.books.pledge_payments import Match
from kpi.intake.books.statement_entries import Entry
from kpi.intake.import_report import Absent, BlankAsked, ImportProposal, ImportReport
from kpi.intake.plausibility.questions import QUESTIONS
from kpi.intake.problems import ASKED
from kpi.intake.recognise.column_questions import ColumnAsked, TableAsked
from kpi.intake.recognise.personal_data import without_persons
from kpi.intake.typed.typed_table import ControlTotal
from kpi.intake.unreadable import Fault
from kpi.intake.values.numerals import amount, in_euro, written_cents
from kpi.intake.values.scales import EURO
from kpi.programme.plan import Programme
from kpi.sentences import Said, listed, say, with_note

NAMED = 8
"""So many blanks of a column are named; the others are counted."""


def next_step(proposed: ImportProposal) -> Said:
    """The next step in one sentence."""
    if proposed.report.errors:
        return _way_on(proposed)
    if proposed.proposal is None:
        return say(
            "There is nothing to accept, and no source gets fresher by it: say below that nothing is new, or drop "
            "other files."
        )
    if any(each.code in QUESTIONS for each in proposed.report.problems):
        return say("Look first at what is unlike before, then at what changes, and accept it.")
    return say("Check below what changes, and accept it.")


def _way_on(proposed: ImportProposal) -> Said:
    """The next step where something is wrong: in the file, or only in what isn't certain of it."""
    if all(each.code in ASKED for each in proposed.report.errors):
        return say("Nothing has to change in the file: say below what isn't certain, or drop other files.")
    if proposed.proposal is not None:
        return say(
            "Download the file with its faults marked, correct the coloured cells and drop it here again; or accept "
            "only the good rows."
        )
    if proposed.report.files:
        return say(
            "Correct that file and drop it here again; or take it out with the cross behind its name, and go on "
            "with the others."
        )
    return say("Correct the file and drop it here again.")


def verdict(proposed: ImportProposal) -> Said:
    """A sentence on the contents of the files and on accepting them."""
    report = proposed.report
    if proposed.proposal is None:
        return report.reason if report.errors else say("These files change nothing.")
    sheets = [sheet for file in report.files for sheet in file.sheets]
    names = ("new", "changed", "unchanged")
    counts = {name: say.number(sum(getattr(read, name) for read in sheets)) for name in names}
    changes = say("{new} new rows, {changed} changed, {unchanged} unchanged.", **counts)
    gone = sum(absent.count for absent in report.retired)
    retired = say.plural("{n} row will be retired.", "{n} rows will be retired.", gone) if gone else ""
    wrong = len(report.errors)
    faults = say.plural("{n} error has to be solved in the file.", "{n} errors have to be solved in the file.", wrong)
    return listed((changes, retired, faults if wrong else ""), " ")


def good_rows(report: ImportReport) -> Said:
    """The text of the button that leaves out the faulty rows, with their number."""
    rejected = sum(sheet.rejected for file in report.files for sheet in file.sheets)
    return say("Accept only the good rows ({n} left out)", n=say.number(rejected))


def blank_sentence(blank: BlankAsked) -> Said:
    """The blank cells of a column, and the figures that they count for."""
    named = ", ".join(f"{cell.cell} ({cell.row})" for cell in blank.cells[:NAMED])
    more = len(blank.cells) - NAMED
    return say(
        "{column} in {sheet} counts for {titles} and is blank in {cells}.",
        column=blank.column,
        sheet=blank.sheet,
        titles=listed(blank.counts_for),
        cells=named if more <= 0 else say("{first} and {n} more", first=named, n=more),
    )


def cells_named(blank: BlankAsked) -> dict[str, str]:
    """The blank cells by their key, each with its place and its row."""
    return {cell.key: f"{cell.cell} · {cell.row}" for cell in blank.cells}


def added_sentence(total: ControlTotal) -> Said:
    """The sum of the figures of a column."""
    return say("{sheet}, {column}: {added}", sheet=total.sheet, column=total.column, added=_euro(total.added))


def typed_sentence(total: ControlTotal, typed: str) -> Said:
    """The comparison of a typed total with the sum that was read: equal, or the difference."""
    figure = amount(typed)
    if isinstance(figure, Fault):
        return say("{typed} is not an amount; write it as 12.500,00.", typed=typed)
    if figure == total.added:
        return say("✓ ties")
    return say("⚠ {difference} difference", difference=_euro(total.added - figure))


def absent_rows(absent: Absent) -> tuple[Said, ...]:
    """The known rows that the files lack, as far as they are named; the others are counted."""
    more = absent.count - len(absent.rows)
    return absent.rows if more <= 0 else (*absent.rows, say("and {n} more", n=say.number(more)))


def payment_line(match: Match) -> Said:
    """A payment of a bank statement on one line, with the one that it probably is."""
    payment = match.payment
    said = (say.short_date(payment.day), _euro(payment.cents), payment.name, payment.text)
    line = listed([each for each in said if each], " · ")
    also = say("also in {file}", file=listed(payment.also_in)) if payment.also_in else ""
    return with_note(line, why_none(match) if match.told_before else also)


LEFT_OUT = {
    "confirmed": say("was confirmed before"),
    "not_booked": say("not booked yet"),
    "other_currency": say("not in euros"),
    "no_amount": say("no amount that can be read"),
    "reversal": say("a reversal"),
    "reversed": say("reversed by the bank later"),
    "no_direction": say("doesn't tell whether it came in"),
    "debit": say("went out"),
    "no_day": say("no day that can be read"),
}


def left_out_line(entry: Entry) -> Said:
    """An entry of a bank statement that is no payment, on one line with the reason."""
    day = say.short_date(entry.day) if entry.day else ""
    amount = f"{entry.currency} {written_cents(entry.cents)}" if entry.cents is not None else ""
    money = _euro(entry.cents) if entry.cents is not None and entry.currency == EURO else amount
    what = listed([each for each in (day, money, entry.name, entry.text) if each], " · ")
    if entry.again:
        return say("{what}: stands in {file} too, and counts once", what=what, file=entry.again)
    return listed((what, LEFT_OUT[entry.reason]), ": ")


def why_none(match: Match) -> Said:
    """Why nothing is proposed for a payment that another statement has as well; empty for any other."""
    like = match.payment.like
    if match.confirmed is not None:
        name = match.confirmed.organisation
        return say("probably the payment of that day that was confirmed for {organisation}", organisation=name)
    return say("probably payment {n}, of {file}", n=like.number, file=like.file) if like is not None else ""


def why_matched(match: Match) -> Said:
    """The reasons to match a payment with a pledge; empty when there is no match."""
    agree = {"amount": say("the amount"), "name": say("the name"), "reference": say("the reference")}
    reasons = [agree[reason] for reason in match.reasons]
    return say("These agree: {what}.", what=listed(reasons)) if reasons else ""


def account_line(unmapped: Unmapped) -> Said:
    """A ledger account that nobody placed, with its bookings and their amount."""
    bookings = say.plural(
        "{n} booking, {amount}", "{n} bookings, {amount}", unmapped.bookings, amount=_euro(unmapped.amount)
    )
    return with_note(f"{unmapped.account.name} {unmapped.title}", bookings)


def pair_line(pair: NameAlias) -> str:
    """Two names that look alike."""
    return f"{pair.name} · {pair.of}"


def column_line(column: ColumnAsked) -> str:
    """A column that isn't certain: its letter, and what it is called."""
    return f"{column.letter} · {column.name}"


def remembered_line(sheet: str, said: ColumnMeanings, programme: Programme) -> Said:
    """What was said of a set of column names: the sheet, the names, what is one value for all rows, and the words."""
    line = listed((sheet, listed(said.headers)), ": ")
    labels = programme.sheets[said.register].columns if said.register in programme.sheets else {}
    fixed = [f"{labels[name].label} {text}" for name, text in (said.constants or {}).items() if name in labels]
    with_fixed = say("{line}; in all rows {values}", line=line, values=listed(fixed)) if fixed else line
    words = [
        f"“{without_persons(word)}” = {value}" for texts in (said.words or {}).values() for word, value in texts.items()
    ]
    return listed((with_fixed, *words), "; ")


def unlisted_words(table: TableAsked, programme: Programme) -> Said:
    """The words of a table that the lists of their columns lack, by column."""
    labels = programme.sheets[table.register].columns
    lists = [
        listed((labels[name].label, listed(map(without_persons, each))), ": ") for name, each in table.words.items()
    ]
    return say("Words in {sheet} that aren't on their list. {words}.", sheet=table.sheet, words=listed(lists, "; "))


def _euro(cents: int) -> Said:
    return say.money(in_euro(cents))
