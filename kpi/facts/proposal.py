"""A change before it is made, worked out against one revision; and what became of it: a revision, a kept file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from kpi.programme.registers import KEYED, REGISTERS

Stored = int | str | bool | date | None
"""A value as it is stored: whole cents for money, millionths for numbers."""


def storage_columns(register_name: str) -> tuple[str, ...]:
    """The columns that hold a register's values, in order: every field, and ``<field>_key`` after a keyed one.

    >>> storage_columns("subsidy_payments")
    ('plan_year', 'paid_on', 'reference', 'kind', 'amount')
    >>> storage_columns("contributions")[:3]
    ('organisation', 'organisation_key', 'plan_year')
    """
    names: list[str] = []
    for declared in REGISTERS[register_name].fields:
        names.append(declared.name)
        if declared.kind in KEYED:
            names.append(f"{declared.name}_key")
    return tuple(names)


class NewRow(NamedTuple):
    """A row to write, with the cell range it came from. ``values`` follow ``storage_columns``.

    A tuple, because a sheet may make a hundred thousand of them.
    """

    key: str
    digest: str
    """Checksum of the values, so that an identical row is known without reading it."""
    values: tuple[Stored, ...]
    upload: int
    """The place of its upload among the proposal's."""
    sheet: str
    row: int
    """1-based, as a spreadsheet numbers it."""
    origin: int | None = None
    """An upload recorded earlier that it came from, where it isn't one of the proposal's."""


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """A change of one register: ``rows`` replace those with their key; ``retire`` are other keys, to be ended."""

    register_name: str
    rows: Sequence[NewRow]
    retire: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that facts came from. ``content`` is what is kept: the file without columns of personal data."""

    name: str
    sha256: str
    """Of the file as it was given."""
    stored_sha256: str
    content: bytes
    original: bytes = b""
    """The file as it was given, where that isn't what is kept; it is never stored with the facts."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A setting made by hand: ``value`` is JSON, None takes it away (``accepted/<indicator>`` …)."""

    key: str
    value: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A revision to be: the one that it builds on, its person and moment, and everything it changes."""

    base: int
    by: str
    at: datetime
    uploads: Sequence[Upload] = ()
    changes: Sequence[RegisterChange] = ()
    decisions: Sequence[Decision] = ()
    sample: bool = False
    note: str = ""
    act: str = "record"
    """The name of the act in the audit log."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision as it was recorded. ``undoes``: the revision that it took back."""

    number: int
    by: str
    at: datetime
    note: str
    sample: bool
    undoes: int | None
    undone_by: int | None
    files: tuple[str, ...]
    written: Mapping[str, int] = field(default_factory=dict)
    """Rows written by register."""
    retired: Mapping[str, int] = field(default_factory=dict)
    """Rows retired (or replaced) by register."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was given (``sha256``) and as it is kept without personal data (``stored_sha256``)."""

    name: str
    revision: int
    sha256: str
    stored_sha256: str
