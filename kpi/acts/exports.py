"""Giving away tables, rows, the audit log and the programme file: by whom it may, noted in the audit log."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kpi.access import Act, Person, exported
from kpi.facts import audit_log
from kpi.facts.audit_log import Sealed
from kpi.facts.database.engine import snapshot
from kpi.facts.store import Store
from kpi.language import words_of
from kpi.personal_forms import without_persons
from kpi.programme.measure import CONFIDENTIAL
from kpi.programme.registers import REGISTERS, FieldKind
from kpi.programme.toml_text import programme_toml
from kpi.views.table import Table, Texts, csv_bytes, texts


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table to be taken along as CSV, under its name.

    ``make`` reads it, which happens once it may go out. ``confidential``: it tells of single organisations or bookings.
    """

    name: str
    language: str
    make: Callable[[], Table]
    confidential: bool = False


def export_table(store: Store, who: Person, file: TableFile, *, at: datetime) -> bytes:
    """Give a table away as CSV. Raises NotAllowed."""
    exported(store, who, Act.EXPORT_CONFIDENTIAL if file.confidential else Act.EXPORT_ROWS, at=at, about=file.name)
    return csv_bytes(texts(file.make(), words_of(file.language)))


@dataclass(frozen=True, slots=True)
class CurrentRowsAsked:
    """The registers whose current rows are asked for as a workbook, and the language of its explanation."""

    registers: tuple[str, ...]
    language: str

    @property
    def act(self) -> Act:
        """The act of giving them away: amounts are confidential wherever they stand."""
        money = any(field.kind is FieldKind.MONEY for name in self.registers for field in REGISTERS[name].fields)
        return Act.EXPORT_CONFIDENTIAL if money or CONFIDENTIAL.keys() & set(self.registers) else Act.EXPORT_ROWS


def export_rows(store: Store, who: Person, asked: CurrentRowsAsked, *, at: datetime) -> bytes:
    """Give the current rows away as a workbook to correct, add to and read in again. Raises NotAllowed."""
    exported(store, who, asked.act, at=at, about=", ".join(asked.registers))
    from kpi.intake.filled_workbook import filled_workbook  # noqa: PLC0415 - no screen loads what writes a workbook

    with store.read() as reader:
        return filled_workbook(reader, asked.registers, words_of(asked.language))


def export_log(store: Store, who: Person, *, at: datetime) -> bytes:
    """Give the whole audit log away as CSV, with its seals, so that somebody else can check the chain."""
    exported(store, who, Act.EXPORT_AUDIT, at=at, about="audit.csv")
    headings = ("number", "at", "by", "act", "about", "before", "after", "refused", "previous", "seal")
    with snapshot(store.engine) as connection:
        rows = tuple(_log_row(sealed) for sealed in audit_log.every_entry(connection, store.programme_id))
    return csv_bytes(Texts(headings, rows))


def export_programme(store: Store, who: Person, *, at: datetime, revision: int | None = None) -> str:
    """Give the programme in force away as the text of a programme file; of the latest revision unless one is named."""
    exported(store, who, Act.EXPORT_PROGRAMME, at=at, about=store.programme_id)
    with store.read(revision) as reader:
        return programme_toml(reader.programme)


ABOUT_PEOPLE = frozenset({Act.MANAGE_ROLES, Act.SIGN_OUT, "sign_in", "enter"})
"""Acts in the log whose subject is an address: who has access is what the log is for."""


def _log_row(sealed: Sealed) -> tuple[str, ...]:
    """An entry with its seal. A text with data of persons comes without them, and so can't be sealed anew."""
    entry = sealed.entry
    told = (entry.about, entry.before or "", entry.after or "")
    if entry.act not in ABOUT_PEOPLE:
        told = (without_persons(told[0]), without_persons(told[1]), without_persons(told[2]))
    row = (str(sealed.number), entry.at.isoformat(), entry.by, entry.act, *told)
    return (*row, str(entry.refused).lower(), sealed.previous, sealed.seal)
