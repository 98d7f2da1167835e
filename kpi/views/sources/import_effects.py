"""The effects of an import on rows, figures and amounts, and the revisions that were recorded, as tables."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from kpi.facts.proposal import Revision, Stored
from kpi.facts.tables import NUMBER_SCALE
from kpi.intake.import_report import Difference, ImportReport
from kpi.intake.problems import Problem
from kpi.intake.typed.typed_table import FirstRows
from kpi.language import N_
from kpi.programme.plan import Programme
from kpi.programme.registers import REGISTERS, Field, FieldKind
from kpi.score.scores import IndicatorScore
from kpi.sentences import Said, listed, lower, say, yes_no
from kpi.views.comparison.compare import Comparison, Pair, Sum
from kpi.views.table import Table, headings, table
from kpi.views.value_words import author, bare, choice_word, sheet_word, status_word

AMOUNTS = {
    "totals.actual": N_("Actual costs"),
    "totals.committed": N_("Open orders"),
    "totals.paid": N_("Paid so far"),
    "financing.pledged": N_("Contributions pledged"),
    "financing.received": N_("Contributions received"),
    "subsidy.amount": N_("Subsidy that today's costs give (forecast)"),
}
"""The amounts that an import tells of, by their place in the money."""
TOLD = 4
"""So many changes are told in a line."""


def sheets_table(report: ImportReport) -> Table:
    """Each sheet that was read, with how many of its rows are new, changed, unchanged and refused."""
    figures = headings("Rows", "New rows", "Changed", "Unchanged", "Rejected")
    rows: list[tuple[Said, ...]] = [
        (
            file.name,
            sheet.sheet,
            *(say.number(n) for n in (sheet.rows, sheet.new, sheet.changed, sheet.unchanged, sheet.rejected)),
        )
        for file in report.files
        for sheet in file.sheets
    ]
    return table({**headings("File", "Sheet"), **figures}, rows, figures)


def problems_table(problems: Iterable[Problem]) -> Table:
    """Each problem with its place, the value that stood there, and what to do; errors before warnings."""
    graded = {"error": say("✕ error"), "warning": say("⚠ warning")}
    ordered = sorted(problems, key=lambda problem: problem.severity != "error")
    rows = [
        (graded[fault.severity], fault.sheet, fault.cell, fault.value, fault.message, fault.file) for fault in ordered
    ]
    return table(headings("Severity", "Sheet", "Cell", "Value in the cell", "What to do", "File"), rows)


def differences_table(differences: Iterable[Difference], programme: Programme) -> Table:
    """Each value that changes, from what to what."""
    rows = []
    for difference in differences:
        field = REGISTERS[difference.register_name].field(difference.field)
        sheet = programme.sheets.get(difference.register_name)
        label = sheet.columns[field.name].label if sheet and field.name in sheet.columns else field.name
        shown = (stored_text(value, field, programme) for value in (difference.old, difference.new))
        rows.append((sheet_word(programme, difference.register_name), difference.key, label, *shown))
    return table(headings("Sheet", "Row of", "Column", "Now", "Becomes"), rows)


def first_rows_table(first: FirstRows, programme: Programme) -> Table:
    """The first rows of a table as they would be stored, under the names of the programme."""
    columns, register = programme.sheets[first.register].columns, REGISTERS[first.register]
    fields = {name: register.field(name) for name in first.fields}
    names: dict[str, Said] = {name: columns[name].label for name in fields}
    rows = [
        [stored_text(value, field, programme) for value, field in zip(row, fields.values(), strict=True)]
        for row in first.rows
    ]
    figures = [name for name, field in fields.items() if field.kind in (FieldKind.MONEY, FieldKind.NUMBER)]
    return table(names, rows, figures)


def stored_text(value: Stored, field: Field, programme: Programme) -> Said:
    """A stored value as people write it; an empty cell is said to be empty."""
    if value is None or value == "":
        return say("(empty)")
    if isinstance(value, bool):
        return yes_no(value=value)
    if isinstance(value, date):
        return say.short_date(value)
    if isinstance(value, int):
        return _figure(value, field)
    if field.kind is FieldKind.CHOICE:
        return choice_word(programme, field.options, value)
    return value.strip(";").replace(";", ", ") if field.kind is FieldKind.CHOICES else value


def _figure(value: int, field: Field) -> Said:
    if field.kind is FieldKind.MONEY:
        return say.money(Decimal(value) / 100)
    return say.number(Decimal(value) / NUMBER_SCALE, 6) if field.kind is FieldKind.NUMBER else say.number(value)


def _changed(both: Comparison) -> list[Pair]:
    """The indicators whose value or status would change."""
    return [
        pair for pair in both.moved if (pair.before.value, pair.before.status) != (pair.after.value, pair.after.status)
    ]


def _changed_amounts(both: Comparison) -> list[Sum]:
    """The amounts that would change, in the order in which an import tells of them."""
    amounts = {amount.name: amount for amount in both.money}
    return [amounts[name] for name in AMOUNTS if amounts[name].before != amounts[name].after]


def indicators_table(both: Comparison, programme: Programme) -> Table:
    """Each indicator whose value or status would change: before and after."""
    rows = [
        [
            programme.indicator(pair.after.id).title,
            *(bare(score.value, score.unit) for score in (pair.before, pair.after)),
            *(status_word(programme, score.status) for score in (pair.before, pair.after)),
        ]
        for pair in _changed(both)
    ]
    return table(
        headings("Name of the indicator", "Now", "Becomes", "Status now", "Status becomes"), rows, ("now", "becomes")
    )


def due_table(due: Iterable[tuple[date, IndicatorScore, IndicatorScore]], programme: Programme) -> Table:
    """Each indicator that would change on a day on which it is judged, by that day: before and after."""
    rows = [
        (
            say.short_date(day),
            programme.indicator(after.id).title,
            *(bare(score.value, score.unit) for score in (before, after)),
            *(status_word(programme, score.status) for score in (before, after)),
        )
        for day, before, after in due
    ]
    named = headings("Due date", "Name of the indicator", "Now", "Becomes", "Status now", "Status becomes")
    return table(named, rows, ("now", "becomes"))


def money_table(both: Comparison) -> Table:
    """The amounts of the plan year that would change: before and after, with the difference."""
    rows = [
        (say(AMOUNTS[amount.name]), say.money(amount.before), say.money(amount.after), say.money(amount.difference))
        for amount in _changed_amounts(both)
    ]
    return table(headings("Amount", "Now", "Becomes", "Difference"), rows, ("now", "becomes", "difference"))


def effects_sentence(both: Comparison, programme: Programme) -> Said:
    """The first of what changes in one line: the fill rate from 71.4% to 64.0%, contributions received + € 3.000."""
    changes = [
        listed((programme.indicator(old.id).title, bare(old.value, old.unit), "→", bare(new.value, new.unit)), " ")
        for old, new in ((pair.before, pair.after) for pair in _changed(both))
        if old.value != new.value
    ]
    for amount in _changed_amounts(both):
        sign = "" if amount.difference is None or amount.difference < 0 else "+"
        changes.append(listed((lower(say(AMOUNTS[amount.name])), sign, say.money(amount.difference)), " "))
    more = len(changes) - TOLD
    first = listed(changes[:TOLD])
    return listed((first, "."), "") if more <= 0 else say("{first} and {n} more.", first=first, n=more)


def totals_table(report: ImportReport) -> Table:
    """Each sum of figures with the total that the sheet gives."""
    sums = headings("Added up", "The sheet says", "Difference")
    rows = []
    for total in report.totals:
        if total.stated is None or total.difference is None:
            continue
        field = Field("", total.kind)
        verdict = say("✓ ties") if not total.difference else say("⚠ differs")
        figures = (_figure(value, field) for value in (total.added, total.stated, total.difference))
        rows.append((total.sheet, total.cell, total.column, *figures, verdict))
    return table({**headings("Sheet", "Cell", "Column"), **sums, **headings("Total")}, rows, sums)


def revisions_table(revisions: Iterable[Revision]) -> Table:
    """Each revision: who, when (local time of the server), from which file, and how many rows."""
    rows = [
        (
            str(revision.number),
            say.moment(revision.at),
            author(revision.by),
            source_of(revision),
            say.number(sum(revision.written.values())),
            say.number(sum(revision.retired.values())),
        )
        for revision in revisions
    ]
    return table(
        headings("Revision", "When", "Who", "From", "Rows written", "Rows retired"),
        rows,
        ("rows_written", "rows_retired"),
    )


def source_of(revision: Revision) -> Said:
    """The source of a revision: its files or its act, with a mark when it was undone."""
    if revision.undoes is not None:
        made: Said = say("takes back revision {number}", number=revision.undoes)
    else:
        made = ", ".join(revision.files) or say(revision.note) if revision.files or revision.note else say("a decision")
    if revision.undone_by is None:
        return made
    return say("{made} (taken back by revision {number})", made=made, number=revision.undone_by)


def revision_line(revision: Revision) -> Said:
    """A revision on one line, to choose it by."""
    return listed((revision.number, source_of(revision)), " – ")


def undone_sentence(number: int, revision: int, left: int) -> Said:
    """The outcome of undoing a revision, with the number of rows that were left alone."""
    undone = say("Revision {number} was taken back, as revision {revision}.", number=number, revision=revision)
    if not left:
        return undone
    kept = say.plural(
        "{n} row was left alone, because it changed later.",
        "{n} rows were left alone, because they changed later.",
        left,
    )
    return listed((undone, kept), " ")
