"""Two names that are one organisation, or aren't: said once, held for later uploads, and taken back again.

An accepted alias also moves the rows that are known under that name, as the same revision. Two rows that would then
be the same one are never guessed about: the acceptance is refused, and says which.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from kpi.access import Act, Person, permit
from kpi.errors import Refusal
from kpi.facts import row_digests
from kpi.facts.current_rows import CurrentRow, current_rows, naming
from kpi.facts.decisions.decision_kinds import DifferentNames, NameAlias, pair_of
from kpi.facts.proposal import Decision, NewRow, Proposal, RegisterChange, Revision, Stored, storage_columns
from kpi.facts.reader import Reader
from kpi.facts.store import Store
from kpi.intake.row_changes import key_of
from kpi.intake.values.organisation_names import NAMING, aliases, known_names
from kpi.intake.values.row_keys import key_in_words
from kpi.language import N_
from kpi.programme.comparable_names import bare_key, name_key
from kpi.programme.registers import REGISTERS

MERGED, PARTED = N_("Names said to be one organisation."), N_("Names said to be one organisation no more.")
LIST = "organisations"


class SameName(Refusal):
    """A name was to become an alias of what it is already."""

    template = N_("“{name}” and “{of}” count as the same name already.")


class NamesCollide(Refusal):
    """Both names have a row of the same kind, with other contents."""

    template = N_("“{name}” and “{of}” each have this row, with other contents: {rows}. Correct or retire one first.")


class NoAlias(Refusal):
    """An alias was to be taken back that isn't in force."""

    template = N_("“{name}” isn't an alias of anything.")


@dataclass(frozen=True, slots=True)
class Moved:
    """Rows of a register under their new key: what is written, and the keys that go."""

    register: str
    rows: tuple[NewRow, ...]
    retire: frozenset[str]


def merge_names(store: Store, who: Person, name: str, of: str, *, at: datetime, reason: str = "") -> Revision:
    """Accept that a name stands for another one, now and in later uploads. Raises SameName, NamesCollide."""
    permit(store, who, Act.MATCH, at=at, about=name)
    with store.read() as reader:
        names = known_names(reader)
        form, stands_for = names.form(name), names.form(of)
        if form == stands_for:
            raise SameName(name=name, of=of)
        changes = _moved(reader, form, stands_for, name, of)
        base = reader.revision
    decision = NameAlias(name.strip(), of.strip(), form, stands_for).decision(reason.strip())
    return _commit(store, who, base, at, decision, changes, MERGED)


def part_names(store: Store, who: Person, name: str, *, at: datetime, reason: str = "") -> Revision:
    """Take an alias back: rows written under that name count as its own again. Raises NoAlias."""
    permit(store, who, Act.MATCH, at=at, about=name)
    with store.read() as reader:
        key = name_key(name)
        made = next(
            (each for each in aliases(reader) if key in (each.decision.form, name_key(each.decision.name))), None
        )
        if made is None:
            raise NoAlias(name=name)
        alias, base = made.decision, reader.revision
        changes = _moved(reader, alias.stands_for, alias.form, alias.of, alias.name, only=alias.form)
    changes = _with_own_row(store, alias.form, made.revision - 1, changes)
    return _commit(store, who, base, at, NameAlias.withdrawn(alias.form, reason.strip()), changes, PARTED)


def keep_apart(store: Store, who: Person, name: str, other: str, *, at: datetime, reason: str = "") -> Revision:
    """Say that two names differ, so that they aren't proposed again."""
    permit(store, who, Act.MATCH, at=at, about=name)
    with store.read() as reader:
        names, base = known_names(reader), reader.revision
    pair = pair_of(names.form(name), names.form(other))
    decision = DifferentNames(pair, (name, other)).decision(reason.strip())
    return store.commit(Proposal(base, who.by, at, decisions=(decision,), act=Act.MATCH))


def _commit(
    store: Store, who: Person, base: int, at: datetime, decision: Decision, changes: list[Moved], note: str
) -> Revision:
    written = tuple(RegisterChange(each.register, each.rows, each.retire) for each in changes)
    proposal = Proposal(base, who.by, at, changes=written, decisions=(decision,), note=note, act=Act.MATCH)
    return store.commit(proposal)


def _moved(reader: Reader, form: str, to: str, name: str, of: str, only: str = "") -> list[Moved]:
    """Every row that names an organisation by a form, under another one; ``only``: written in that form itself."""
    moved = []
    for register in dict.fromkeys(register for register, _ in NAMING):
        rows = {row.key: row for row in _naming(reader, register, form, only)}
        if rows:
            moved.append(_of_register(reader, register, rows, (form, to), (name, of)))
    return moved


def _naming(reader: Reader, register: str, form: str, only: str) -> Iterator[CurrentRow]:
    for field in (field for each, field in NAMING if each == register):
        for row in naming(reader, register, field, form):
            written = str(row.value(register, field))
            if not only or only in (name_key(written), bare_key(written)):
                yield row


def _of_register(
    reader: Reader, register: str, rows: dict[str, CurrentRow], forms: tuple[str, str], names: tuple[str, str]
) -> Moved:
    moved = {key: _renamed(register, row, forms) for key, row in rows.items()}
    there = {row.key: row for row in current_rows(reader, register, [each.key for each in moved.values()])}
    written = []
    for key, new in moved.items():
        other = there.get(new.key)
        if other is None or other.key == key:
            written.append(new)
        elif register != LIST and not _same(register, new.values, other.values):
            raise NamesCollide(name=names[0], of=names[1], rows=key_in_words(key))
    gone = {key for key, new in moved.items() if new.key != key}
    return Moved(register, tuple(written), frozenset(gone))


def _renamed(register: str, row: CurrentRow, forms: tuple[str, str]) -> NewRow:
    """The row with one form put in the place of another, and so with another key."""
    form, to = forms
    tied = {f"{field}_key" for each, field in NAMING if each == register}
    values = tuple(
        to if column in tied and value == form else value
        for column, value in zip(storage_columns(register), row.values, strict=True)
    )
    key = key_of(REGISTERS[register], values)
    return NewRow(key, row_digests.digest(register, values), values, 0, row.sheet, row.row, origin=row.upload)


def _same(register: str, values: tuple[Stored, ...], others: tuple[Stored, ...]) -> bool:
    """Return true when two rows differ only in the way the organisation is written."""
    written = {field for each, field in NAMING if each == register}
    return all(
        value == other
        for column, value, other in zip(storage_columns(register), values, others, strict=True)
        if column not in written
    )


def _with_own_row(store: Store, form: str, revision: int, changes: list[Moved]) -> list[Moved]:
    """Bring the organisation's own row back as that revision had it, which the acceptance took out."""
    with store.read(revision) as before:
        own = list(current_rows(before, LIST, [form]))
    back = {row.key for each in changes if each.register == LIST for row in each.rows}
    rows = tuple(
        NewRow(row.key, row.digest, row.values, 0, row.sheet, row.row, origin=row.upload)
        for row in own
        if row.key not in back
    )
    if not rows:
        return changes
    kept = [each for each in changes if each.register != LIST]
    listed = next((each for each in changes if each.register == LIST), Moved(LIST, (), frozenset()))
    return [*kept, Moved(LIST, (*listed.rows, *rows), listed.retire)]
