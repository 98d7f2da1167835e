"""The reader of one revision of one programme: every query is asked of it."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, exists, literal, or_, select

from kpi.facts.tables import FACTS, REVISIONS, VERSIONED
from kpi.programme.plan import Programme
from kpi.programme.registers import REGISTERS


@dataclass
class Made:
    """Amounts by date that readers of one snapshot looked up or worked out; ``kept_amounts.py`` fills it."""

    stored: dict[tuple[str, int], Mapping[str, str]] = field(default_factory=dict)
    """By programme and revision, what is kept."""
    known: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)
    """By programme and revision, what was read of it or worked out."""
    answers: list[dict[str, Any]] = field(default_factory=list)
    """What was worked out and is to be kept, as rows of its table."""


@dataclass(frozen=True, eq=False)
class Reader:
    """A consistent snapshot, at a revision (0 is the empty beginning). Free functions beside it do the asking."""

    connection: Connection
    filed: Programme
    """The programme as its file has it, whatever was set by hand."""
    revision: int
    resolve: Callable[["Reader"], Programme]
    """Gives the programme in force in a reader's revision."""
    confidential: bool = True
    """Whether whoever asks may see what belongs to single organisations (``measuring/confidential.py``)."""
    lasting: bool = False
    """Whether what it reads was recorded, so that amounts by date may be kept (``kept_amounts.py``)."""
    made: Made = field(default_factory=Made)

    @cached_property
    def programme(self) -> Programme:
        """The programme in force: the file with what was set by hand up to this revision.

        Raises SettingsRefused where what was set doesn't fit the file (any more); whoever has no need of the
        programme never meets that.
        """
        return self.resolve(self)

    @property
    def programme_id(self) -> str:
        """The programme whose facts these are, as the tables name it."""
        return self.filed.id

    def at(self, revision: int) -> "Reader":
        """Return a reader of another revision on this snapshot, with the programme that was in force then."""
        return replace(self, revision=revision)

    def under_file(self, filed: Programme) -> "Reader":
        """Return a reader of these facts and settings over another programme file, such as one that was kept."""
        return replace(self, filed=filed)

    def judged_by(self, programme: Programme) -> "Reader":
        """Return a reader of these facts with other promises than those in force, such as earlier ones."""
        return replace(self, resolve=lambda _: programme)

    def valid(self, table: FromClause) -> ColumnElement[bool]:
        """Return the condition that a row of the table (or an alias of it) belongs to this programme and revision."""
        return and_(
            table.c.programme == self.programme_id,
            table.c.revision <= self.revision,
            or_(table.c.retired.is_(None), table.c.retired > self.revision),
        )

    def current(self, register_name: str) -> Select[Any]:
        """Return the query for every row of a register, whole, in this revision."""
        table = FACTS[register_name]
        return select(table).where(self.valid(table))

    @cached_property
    def filled(self) -> frozenset[str]:
        """Registers with at least one row."""
        filled = [exists(select(literal(1)).where(self.valid(table))).label(name) for name, table in FACTS.items()]
        row = self.connection.execute(select(*filled)).one()
        return frozenset(name for name, is_filled in zip(FACTS, row, strict=True) if is_filled)

    @cached_property
    def changes(self) -> Sequence[tuple[datetime, Mapping[str, Mapping[str, int]]]]:
        """Of each revision up to this one its moment, and the rows written and retired by table."""
        query = (
            select(REVISIONS.c.at, REVISIONS.c.counts)
            .where(REVISIONS.c.programme == self.programme_id, REVISIONS.c.number <= self.revision)
            .order_by(REVISIONS.c.number)
        )
        return [(at, json.loads(counts)) for at, counts in self.connection.execute(query)]

    @cached_property
    def touched(self) -> Mapping[str, datetime]:
        """By register, the moment at which a row of it was last written or retired."""
        moments: dict[str, datetime] = {}
        for at, counts in self.changes:
            moments.update((name, at) for part in counts.values() for name, rows in part.items() if rows)
        return moments

    @cached_property
    def facts(self) -> int:
        """How many rows of registers hold in this revision."""
        sums = {
            part: sum(counts.get(part, {}).get(name, 0) for _, counts in self.changes for name in FACTS)
            for part in ("written", "retired")
        }
        return sums["written"] - sums["retired"]


def filled_registers(reader: Reader) -> frozenset[str]:
    """Return the registers with at least one row in the reader's revision."""
    return reader.filled


def can_tell(reader: Reader, register_name: str, *names: str) -> bool:
    """Whether the fields of a register can be known: a column fills each of them, or a row of the revision holds it.

    What no sheet can record is unknown, which is never zero. A blank that has a meaning of its own records nothing.
    """
    return all(reader.programme.fills(register_name, name) or _held(reader, register_name, name) for name in names)


def _held(reader: Reader, register_name: str, name: str) -> bool:
    """Whether a row holds the field, such as one from before its column went from the programme file."""
    table, register = FACTS[register_name], REGISTERS[register_name]
    parts = [register.field(part) for part in dict(register.derived).get(name, (name,))]
    said = [
        table.c[part.name].is_not(None) if part.blank is None else table.c[part.name] != part.blank for part in parts
    ]
    return bool(reader.connection.scalar(select(exists(select(literal(1)).where(reader.valid(table), or_(*said))))))


def last_updated(reader: Reader, registers: Iterable[str]) -> datetime | None:
    """Return the moment at which the registers were last changed up to the revision, in UTC; None when never."""
    return max((reader.touched[name] for name in registers if name in reader.touched), default=None)


def has_sample(reader: Reader) -> bool:
    """Return true when a row or decision of the revision stems from sample data, through copies too."""
    samples = [exists(select(literal(1)).where(t.c.sample.is_(True), reader.valid(t))) for t in VERSIONED]
    return bool(reader.connection.execute(select(or_(*samples))).scalar_one())
