"""One wrong row corrected or retired by hand, with a reason, as a revision of its own.

The new values go through the same reading and the same rules as those of a file. The row keeps the file and the cell
that it came from; the revision says who changed it and why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from kpi.access import Act, Person, permit
from kpi.acts.given_texts import NoReason
from kpi.errors import Refusal
from kpi.facts import row_digests
from kpi.facts.current_rows import CurrentRow, current_rows
from kpi.facts.proposal import Decision, NewRow, Proposal, RegisterChange, Revision, Stored
from kpi.facts.reader import Reader
from kpi.facts.store import Store
from kpi.facts.tables import NUMBER_SCALE
from kpi.intake.formats.cells import Cells, SheetRows
from kpi.intake.problems import Findings, Problem
from kpi.intake.recognise.recognised import Recognised, TableHeading
from kpi.intake.recognise.sheet_names import Layout, layouts
from kpi.intake.row_changes import key_of, stored_columns
from kpi.intake.typed.corrected_rows import correction as corrected_decision
from kpi.intake.typed.row_rules import check_rows
from kpi.intake.typed.typed_rows import read_table
from kpi.intake.typed.typed_table import TypedTable
from kpi.intake.values import row_keys
from kpi.intake.values.numerals import written_cents, written_number
from kpi.intake.values.organisation_names import known_names
from kpi.language import N_, Words
from kpi.programme.plan import Programme
from kpi.programme.registers import REGISTERS, Field, FieldKind
from kpi.programme.vocabulary import yes_no_word

WHY = N_("Say why: a correction is kept with its reason.")


class RowGone(Refusal):
    """The row isn't there any more."""

    template = N_("This row was changed or retired meanwhile; look it up again.")


class KeyTaken(Refusal):
    """The corrected row would be another one that exists."""

    template = N_("There already is a row {key}; correct that one, or retire this one.")


class NothingCorrected(Refusal):
    """The correction changes nothing."""

    template = N_("Nothing was changed.")


class NotCorrect(Refusal):
    """A value that was filled in can't be read, or breaks a rule of the sheet."""

    template = N_("The correction isn't right either.")

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem

    def sentence(self, words: Words) -> str:
        """Name the fault."""
        return f"{self.problem.column}: {words.say(self.problem.message)}"


@dataclass(frozen=True, slots=True)
class RowReference:
    """A row of a register by its key, as it was looked up."""

    register: str
    key: str


@dataclass(frozen=True, slots=True)
class Correction:
    """The values to put in a row, by field as they are typed, and why; a field that isn't named stays as it is."""

    row: RowReference
    texts: Mapping[str, str]
    reason: str


def _written(programme: Programme, field: Field, value: Stored) -> str:  # noqa: PLR0911 - a line for each kind
    """A stored value as it can be typed in, and is read again as the same."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return yes_no_word(value)
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, int):
        return _figure(field, value)
    if field.kind is FieldKind.CHOICE:
        return programme.choice_label(field.options, value).nl
    if field.kind is FieldKind.CHOICES:
        return "; ".join(programme.choice_label(field.options, each).nl for each in value.strip(";").split(";"))
    return value


def _figure(field: Field, value: int) -> str:
    if field.kind is FieldKind.MONEY:
        return written_cents(value)
    if field.kind is FieldKind.NUMBER:
        return written_number(Decimal(value) / NUMBER_SCALE)
    return str(value)


def row_as_typed(store: Store, who: Person, row: RowReference, *, at: datetime) -> dict[str, str]:
    """Return the fields of a row as they can be typed in, for whoever may correct it. Raises RowGone."""
    permit(store, who, Act.CORRECT, at=at, about=f"{row.register} {row.key}")
    with store.read() as reader:
        return _typed(reader, row)


def _typed(reader: Reader, chosen: RowReference) -> dict[str, str]:
    programme = reader.programme
    row, layout = _current(reader, chosen), _layout(programme, chosen.register)
    return {
        name: _written(programme, layout.register.field(name), row.value(chosen.register, name))
        for name in layout.columns
    }


def correct_row(store: Store, who: Person, correction: Correction, *, at: datetime) -> Revision:
    """Put other values in a row, read and checked as those of a file are. Raises the refusals above."""
    permit(store, who, Act.CORRECT, at=at, about=f"{correction.row.register} {correction.row.key}")
    chosen = correction.row
    with store.read() as reader:
        row, base = _current(reader, chosen), reader.revision
        texts = {**_typed(reader, chosen), **correction.texts}
        values = _read(reader, chosen.register, texts)
        key = key_of(REGISTERS[chosen.register], values)
        if values == row.values:
            raise NothingCorrected
        if key != chosen.key and any(current_rows(reader, chosen.register, [key])):
            raise KeyTaken(key=key.replace(row_keys.SEPARATOR, " · "))
        reason = NoReason.check(correction.reason, WHY)
        noted = corrected_decision(reader, chosen.register, row, reason, retired=key != chosen.key)
    digest = row_digests.digest(chosen.register, values)
    new = NewRow(key, digest, values, 0, row.sheet, row.row, origin=row.upload)
    gone = frozenset({chosen.key} - {key})
    return _commit(store, who, base, at, RegisterChange(chosen.register, [new], gone), noted, correction.reason)


def retire_row(store: Store, who: Person, chosen: RowReference, *, at: datetime, reason: str) -> Revision:
    """Take a row out; earlier revisions still have it. Raises NoReason and RowGone."""
    permit(store, who, Act.CORRECT, at=at, about=f"{chosen.register} {chosen.key}")
    with store.read() as reader:
        row, base = _current(reader, chosen), reader.revision
        noted = corrected_decision(reader, chosen.register, row, NoReason.check(reason, WHY), retired=True)
    change = RegisterChange(chosen.register, [], frozenset({chosen.key}))
    return _commit(store, who, base, at, change, noted, reason)


def _commit(
    store: Store, who: Person, base: int, at: datetime, change: RegisterChange, noted: Decision, reason: str
) -> Revision:
    note = reason.strip()
    return store.commit(Proposal(base, who.by, at, changes=(change,), decisions=(noted,), note=note, act=Act.CORRECT))


def _current(reader: Reader, chosen: RowReference) -> CurrentRow:
    row = next(current_rows(reader, chosen.register, [chosen.key]), None)
    if row is None:
        raise RowGone
    return row


def _layout(programme: Programme, register: str) -> Layout:
    return next(each for each in layouts(programme.sheets) if each.register.name == register)


def _read(reader: Reader, register: str, texts: Mapping[str, str]) -> tuple[Stored, ...]:
    """Return the stored values of the texts, read like a row of a file. Raises NotCorrect."""
    programme = reader.programme
    layout, findings = _layout(programme, register), Findings()
    columns = {name: place for place, name in enumerate(layout.columns)}
    cells = Cells(layout.label, lambda: iter([[texts.get(name, "") for name in columns]]))
    heading = TableHeading(0, 0, columns, {})
    recognised = Recognised(cells, SheetRows(cells), layout, heading)
    table = read_table(programme, (layout,), recognised, "", findings)
    check_rows(programme, table)
    wrong: Sequence[Problem] = [each for each in findings.listed() if each.severity == "error"]
    if wrong:
        raise NotCorrect(wrong[0])
    return _values(reader, table)


def _values(reader: Reader, table: TypedTable) -> tuple[Stored, ...]:
    stored = stored_columns(reader.programme, table, known_names(reader))
    if not len(table):
        raise NothingCorrected
    return tuple(column[0] for column in stored)
