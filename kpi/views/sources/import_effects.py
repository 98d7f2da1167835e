"""What an import would do to rows, figures and amounts, and what was recorded: as tables of texts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kpi.access import LOCAL
from kpi.facts.proposal import Revision, Stored
from kpi.facts.tables import NUMBER_SCALE
from kpi.intake.import_report import Difference, ImportReport
from kpi.intake.problems import Problem
from kpi.language import N_, Words
from kpi.monitor import Picture
from kpi.programme.plan import Programme
from kpi.programme.registers import REGISTERS, Field, FieldKind
from kpi.score.scores import IndicatorScore
from kpi.views.sources.row_table import sheet_word
from kpi.views.table import Table, table
from kpi.views.value_words import bare, choice_word, status_word

TOLD = 4
"""So many changes are told in a line."""


def sheets_table(report: ImportReport, words: Words) -> Table:
    """Each sheet that was read, with how many of its rows are new, changed, unchanged and refused."""
    heads = (words("Rows"), words("New rows"), words("Changed"), words("Unchanged"), words("Rejected"))
    rows = [
        (
            file.name,
            one.sheet,
            *(words.number(n) for n in (one.rows, one.new, one.changed, one.unchanged, one.rejected)),
        )
        for file in report.files
        for one in file.sheets
    ]
    return table((words("File"), words("Sheet"), *heads), rows, range(2, 7))


def problems_table(problems: Iterable[Problem], words: Words) -> Table:
    """Each problem with its place, the value that stood there, and what to do; errors before warnings."""
    places = (words("Sheet"), words("Cell"), words("Value in the cell"))
    heads = (words("Severity"), *places, words("What to do"), words("File"))
    graded = {"error": words("✕ error"), "warning": words("⚠ warning")}
    ordered = sorted(problems, key=lambda problem: problem.severity != "error")
    rows = [(graded[one.severity], one.sheet, one.cell, one.value, one.message(words), one.file) for one in ordered]
    return table(heads, rows)


def differences_table(differences: Iterable[Difference], programme: Programme, words: Words) -> Table:
    """Each value that changes, from what to what."""
    heads = (words("Sheet"), words("Row of"), words("Column"), words("Now"), words("Becomes"))
    rows = []
    for one in differences:
        field = REGISTERS[one.register_name].field(one.field)
        label = programme.sheets[one.register_name].columns[one.field].label
        shown = (stored_text(value, field, programme, words) for value in (one.old, one.new))
        rows.append((sheet_word(programme, one.register_name), one.key, label, *shown))
    return table(heads, rows)


def stored_text(value: Stored, field: Field, programme: Programme, words: Words) -> str:
    """A stored value as people write it; an empty cell is said to be empty."""
    if value is None or value == "":
        return words("(empty)")
    if isinstance(value, bool):
        return words("yes") if value else words("no")
    if isinstance(value, date):
        return words.short_date(value)
    if isinstance(value, int):
        return _figure(value, field, words)
    if field.kind is FieldKind.CHOICE:
        return choice_word(programme, field.options, value, words)
    return value.strip(";").replace(";", ", ") if field.kind is FieldKind.CHOICES else value


def _figure(value: int, field: Field, words: Words) -> str:
    if field.kind is FieldKind.MONEY:
        return words.money(Decimal(value) / 100)
    return words.number(Decimal(value) / NUMBER_SCALE, 6) if field.kind is FieldKind.NUMBER else words.number(value)


def changed(before: Picture, after: Picture) -> tuple[tuple[IndicatorScore, IndicatorScore], ...]:
    """Indicators whose value or status would change: (before, after)."""
    pairs = zip(before.indicators, after.indicators, strict=True)
    return tuple((old, new) for old, new in pairs if (old.value, old.status) != (new.value, new.status))


def indicators_table(before: Picture, after: Picture, programme: Programme, words: Words) -> Table:
    """Each indicator whose value or status would change: before and after."""
    heads = (
        words("Name of the indicator"),
        words("Now"),
        words("Becomes"),
        words("Status now"),
        words("Status becomes"),
    )
    rows = [_indicator(old, new, programme, words) for old, new in changed(before, after)]
    return table(heads, rows, (1, 2))


def _indicator(old: IndicatorScore, new: IndicatorScore, programme: Programme, words: Words) -> tuple[str, ...]:
    return (
        programme.indicator(old.id).title.in_(words.language),
        bare(words, old.value, old.unit),
        bare(words, new.value, new.unit),
        status_word(programme, old.status, words),
        status_word(programme, new.status, words),
    )


@dataclass(frozen=True, slots=True)
class AmountChange:
    """An amount of the plan year before and after, in euro; None is unknown."""

    label: str
    before: Decimal | None
    after: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """After minus before; unknown when either is."""
        return None if self.before is None or self.after is None else self.after - self.before


def changed_amounts(before: Picture, after: Picture) -> tuple[AmountChange, ...]:
    """The amounts that would change, in the order of the money."""
    pairs = zip(_amounts(before), _amounts(after), strict=True)
    return tuple(AmountChange(label, old, new) for (label, old), (_, new) in pairs if old != new)


def _amounts(picture: Picture) -> tuple[tuple[str, Decimal | None], ...]:
    money = picture.money
    return (
        (N_("Actual costs"), money.totals.actual),
        (N_("Open orders"), money.totals.committed),
        (N_("Paid so far"), money.totals.paid),
        (N_("Contributions pledged"), money.financing.pledged),
        (N_("Contributions received"), money.financing.received),
        (N_("Subsidy that today's costs give (forecast)"), money.subsidy.amount),
    )


def money_table(before: Picture, after: Picture, words: Words) -> Table:
    """The amounts of the plan year that would change: before and after, with the difference."""
    rows = [
        (words(one.label), words.money(one.before), words.money(one.after), words.money(one.difference))
        for one in changed_amounts(before, after)
    ]
    return table((words("Amount"), words("Now"), words("Becomes"), words("Difference")), rows, (1, 2, 3))


def effects_sentence(before: Picture, after: Picture, programme: Programme, words: Words) -> str:
    """The first of what changes in one line: the fill rate from 71.4% to 64.0%, contributions received + € 3.000."""
    told = []
    for old, new in changed(before, after):
        title = programme.indicator(old.id).title.in_(words.language)
        if old.value != new.value:
            told.append(f"{title} {bare(words, old.value, old.unit)} → {bare(words, new.value, new.unit)}")
    for one in changed_amounts(before, after):
        sign = "" if one.difference is None or one.difference < 0 else "+ "
        told.append(f"{words(one.label).lower()} {sign}{words.money(one.difference)}")
    more = len(told) - TOLD
    first = ", ".join(told[:TOLD])
    return f"{first}." if more <= 0 else words("{first} and {n} more.", first=first, n=more)


def totals_table(report: ImportReport, words: Words) -> Table:
    """Each sum of figures beside the total that the sheet gives."""
    heads = (words("Column"), words("Added up"), words("The sheet says"), words("Difference"), words("Total"))
    rows = []
    for one in report.totals:
        if one.said is None or one.difference is None:
            continue
        field = Field("", one.kind)
        verdict = words("✓ ties") if not one.difference else words("⚠ differs")
        figures = (_figure(value, field, words) for value in (one.added, one.said, one.difference))
        rows.append((one.sheet, one.cell, one.column, *figures, verdict))
    return table((words("Sheet"), words("Cell"), *heads), rows, (3, 4, 5))


def revisions_table(revisions: Iterable[Revision], words: Words) -> Table:
    """Each revision: who, when (local time of the server), from which file, and how many rows."""
    heads = (
        words("Revision"),
        words("When"),
        words("Who"),
        words("From"),
        words("Rows written"),
        words("Rows retired"),
    )
    rows = [
        (
            str(one.number),
            words.moment(one.at),
            words("this computer") if one.by == LOCAL.by else one.by,
            source_of(one, words),
            words.number(sum(one.written.values())),
            words.number(sum(one.retired.values())),
        )
        for one in revisions
    ]
    return table(heads, rows, (4, 5))


def source_of(one: Revision, words: Words) -> str:
    """What a revision was made from: its files, or what it did; and whether it was taken back."""
    if one.undoes is not None:
        made = words("takes back revision {number}", number=one.undoes)
    else:
        made = ", ".join(one.files) or words(one.note) if one.files or one.note else words("a decision")
    if one.undone_by is None:
        return made
    return words("{made} (taken back by revision {number})", made=made, number=one.undone_by)


def revision_line(one: Revision, words: Words) -> str:
    """A revision on one line, to choose it by."""
    return f"{one.number} – {source_of(one, words)}"


def undone_sentence(number: int, revision: int, left: int, words: Words) -> str:
    """What taking a revision back led to, and how many rows it had to leave alone."""
    told = words("Revision {number} was taken back, as revision {revision}.", number=number, revision=revision)
    if not left:
        return told
    kept = words.plural(
        "{n} row was left alone, because it changed later.",
        "{n} rows were left alone, because they changed later.",
        left,
    )
    return f"{told} {kept}"
