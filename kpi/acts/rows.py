"""One row added, corrected or retired by hand, with a reason, as a revision of its own.

The values go through the same reading and the same rules as those of a file. A corrected row keeps the file and the
cell that it came from, an added one came from none; the revision says who did it and why.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kpi.access import Act, Person, permit
from kpi.acts.given_texts import NoReason
from kpi.errors import Refusal
from kpi.facts import row_digests
from kpi.facts.current_rows import CurrentRow, current_rows
from kpi.facts.proposal import Decision, NewRow, Proposal, RegisterChange, Revision, Stored
from kpi.facts.reader import Reader
from kpi.facts.store import Store
from kpi.intake.problems import Findings, Problem
from kpi.intake.row_changes import key_of, stored_columns
from kpi.intake.typed.corrected_rows import correction as corrected_decision
from kpi.intake.typed_in import layout_of, propose_row, typed_table
from kpi.intake.values.organisation_names import known_names
from kpi.intake.values.row_keys import key_in_words
from kpi.intake.values.written_values import as_typed
from kpi.language import N_, Words
from kpi.programme.registers import REGISTERS

WHY = N_("Say why: a correction is kept with its reason.")
HOW_KNOWN = N_("Say how you know: a row that stands in no file is kept with that.")


class RowGone(Refusal):
    """The row isn't there any more."""

    template = N_("This row was changed or retired meanwhile; look it up again.")


class KeyTaken(Refusal):
    """The corrected row would be another one that exists."""

    template = N_("There already is a row {key}; correct that one, or retire this one.")


class RowKnown(Refusal):
    """The row to add is there already, perhaps with other values."""

    template = N_("There already is a row {key}; correct that one.")


class NothingCorrected(Refusal):
    """The correction changes nothing."""

    template = N_("Nothing was changed.")


class NothingAdded(Refusal):
    """A row to add is blank, or one that was taken out by hand."""

    template = N_("Nothing was added: fill in the row, or take back the revision that retired it.")

    def __init__(self, warnings: Sequence[Problem]) -> None:
        super().__init__()
        self.warnings = warnings

    def sentence(self, words: Words) -> str:
        """Say as well what was noticed about the row."""
        return " ".join([super().sentence(words), *(words.say(each.message) for each in self.warnings)])


class NotCorrect(Refusal):
    """A value that was filled in can't be read, or breaks a rule of the sheet."""

    template = N_("The correction isn't right either.")

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem

    @classmethod
    def check(cls, problems: Iterable[Problem]) -> None:
        """Refuse the first error among the problems. Raises NotCorrect."""
        wrong = next((each for each in problems if each.severity == "error"), None)
        if wrong:
            raise cls(wrong)

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


@dataclass(frozen=True, slots=True)
class Addition:
    """A row to add: its values by field as they are typed, and how somebody knows it."""

    register: str
    texts: Mapping[str, str]
    reason: str


@dataclass(frozen=True, slots=True)
class Added:
    """A row that was added, with what was noticed about it."""

    revision: Revision
    warnings: tuple[Problem, ...]


def add_row(store: Store, who: Person, addition: Addition, *, at: datetime) -> Added:
    """Add a row that stands in no file, read and checked as one of a file is. Raises the refusals above."""
    permit(store, who, Act.CORRECT, at=at, about=addition.register)
    with store.read() as reader:
        typed, base = propose_row(reader, addition.register, addition.texts), reader.revision
    NotCorrect.check(typed.errors)
    if typed.known:
        raise RowKnown(key=key_in_words(typed.key))
    if typed.change is None:
        raise NothingAdded(typed.warnings)
    note = NoReason.check(addition.reason, HOW_KNOWN)
    revision = store.commit(Proposal(base, who.by, at, changes=(typed.change,), note=note, act=Act.CORRECT))
    return Added(revision, typed.warnings)


def row_as_typed(store: Store, who: Person, row: RowReference, *, at: datetime) -> dict[str, str]:
    """Return the fields of a row as they can be typed in, for whoever may correct it. Raises RowGone."""
    permit(store, who, Act.CORRECT, at=at, about=f"{row.register} {row.key}")
    with store.read() as reader:
        return _typed(reader, row)


def _typed(reader: Reader, chosen: RowReference) -> dict[str, str]:
    programme = reader.programme
    row, layout = _current(reader, chosen), layout_of(programme, chosen.register)
    return {name: as_typed(programme, layout, name, row.value(chosen.register, name)) for name in layout.columns}


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
            raise KeyTaken(key=key_in_words(key))
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


def _read(reader: Reader, register: str, texts: Mapping[str, str]) -> tuple[Stored, ...]:
    """Return the stored values of the texts, read like a row of a file. Raises NotCorrect."""
    findings = Findings()
    table = typed_table(reader.programme, register, texts, findings)
    NotCorrect.check(findings.listed())
    stored = stored_columns(reader.programme, table, known_names(reader))
    if not len(table):
        raise NothingCorrected
    return tuple(column[0] for column in stored)
