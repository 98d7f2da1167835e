"""The tables, on a registry of their own, so that reloading the code while the app runs does no harm.

One table a register, made from its declaration, plus revisions, uploads and decisions. Each fact row holds for the
revisions from ``revision`` up to, but not including, ``retired``; nothing else is ever updated. A row that an undo
brought back is a copy: ``copy_of`` is the id of the row first written, ``sample`` whether that was sample data.
"""

from datetime import UTC, date, datetime
from typing import Any, cast

from pydantic import create_model
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    TableClause,
    TypeDecorator,
)
from sqlalchemy import column as column_clause
from sqlalchemy import table as table_clause
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from kpi.programme.registers import ALL, KEYED, FieldKind, Register

PERSONAL = (FieldKind.TEXT, FieldKind.NAME, FieldKind.BUDGET_LINE)
"""Kinds that people fill in freely, so that data of persons may stand in them; a code is never altered."""
NUMBER_SCALE = 1_000_000
"""Numbers are stored as whole millionths: SQLite has no exact decimal."""


class Base(SQLModel, registry=registry()):
    """Base of every table."""


class Moment(TypeDecorator[datetime]):
    """A point in time, stored and given back in UTC: SQLite keeps no time zone of its own."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time without a zone: nobody could say which moment it was."""
        if value is not None and value.tzinfo is None:
            raise ValueError(value)
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC, whatever the zone of the session."""
        if value is not None and value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return value and value.astimezone(UTC)


ROW_ID = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows by itself only under the name of ``INTEGER``."""

_COLUMN: dict[FieldKind, tuple[type, Any]] = {
    FieldKind.DATE: (date, Date),
    FieldKind.MONEY: (int, BigInteger),
    FieldKind.INTEGER: (int, BigInteger),
    FieldKind.NUMBER: (int, BigInteger),
    FieldKind.YES_NO: (bool, Boolean),
}


class RevisionRow(Base, table=True):
    """A change as a whole: person, moment, reason; numbered without gaps per programme."""

    __tablename__ = "revision"

    programme: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    by: str
    at: datetime = Field(sa_column=Column(Moment, nullable=False))
    note: str = ""
    sample: bool = False
    undoes: int | None = None
    counts: str = "{}"
    """JSON: rows written and retired by register."""


class UploadRow(Base, table=True):
    """A file that a revision was made from, as it is kept."""

    __tablename__ = "upload"

    id: int | None = Field(default=None, primary_key=True)
    programme: str = Field(index=True)
    revision: int
    name: str
    sha256: str = Field(index=True)
    stored_sha256: str
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    cleared: datetime | None = Field(default=None, sa_column=Column(Moment, nullable=True))
    """The moment at which the content was taken away, after its term; None while it is there."""


class DecisionRow(Base, table=True):
    """A setting made by hand, with its reason."""

    __tablename__ = "decision"

    id: int | None = Field(default=None, primary_key=True)
    programme: str
    key: str
    value: str | None = None
    reason: str
    by: str
    at: datetime = Field(sa_column=Column(Moment, nullable=False))
    revision: int
    retired: int | None = None
    sample: bool = False
    copy_of: int | None = None


class RoleRow(Base, table=True):
    """A role of a person by e-mail address, or of everybody of a domain (``@example.org``)."""

    __tablename__ = "role"

    programme: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    role: str
    by: str
    at: datetime = Field(sa_column=Column(Moment, nullable=False))


class SessionRow(Base, table=True):
    """A sign-in that is open; see ``kpi.facts.sessions``."""

    __tablename__ = "session"

    programme: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    email: str
    since: datetime = Field(sa_column=Column(Moment, nullable=False))
    used: datetime = Field(sa_column=Column(Moment, nullable=False))
    """When it was last used, to within a twelfth of the time after which it ends by itself."""


class AddressRow(Base, table=True):
    """Who holds a role that keeps sheets, and where a reminder goes; see ``kpi.facts.address_book``."""

    __tablename__ = "address"

    programme: str = Field(primary_key=True)
    role: str = Field(primary_key=True)
    name: str
    email: str


class AuditRow(Base, table=True):
    """An act of somebody, done or refused, sealed onto the entry before it; see ``kpi.facts.audit_log``."""

    __tablename__ = "audit"

    programme: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    at: datetime = Field(sa_column=Column(Moment, nullable=False))
    by: str
    act: str
    about: str
    before: str | None = None
    after: str | None = None
    refused: bool
    content: str | None = None
    """Checksum of the revision that it tells of (``kpi.facts.revision_content``); None of an entry of no revision."""
    previous: str
    seal: str


class RedactionRow(Base, table=True):
    """Something that a name was erased from; see ``kpi.facts.erasure.redactions``."""

    __tablename__ = "redaction"

    programme: str = Field(primary_key=True)
    entry: int = Field(primary_key=True)
    """The entry of the log that tells of it."""
    place: str = Field(primary_key=True)
    item: str = Field(primary_key=True)
    was: str
    now: str
    """The checksums before and after."""


class LogEnd(Base, table=True):
    """The last entry of the log, so that one taken out at the end is missed as well."""

    __tablename__ = "log_end"

    programme: str = Field(primary_key=True)
    number: int
    seal: str


class AmountsRow(Base, table=True):
    """Amounts by date that were worked out once; see ``kpi.facts.kept_amounts``."""

    __tablename__ = "amounts"

    programme: str = Field(primary_key=True)
    revision: int = Field(primary_key=True)
    question: str = Field(primary_key=True)
    recorded: datetime = Field(sa_column=Column(Moment, nullable=False))
    answer: str
    seal: str


def _fact_table(register: Register) -> Table:
    """The SQLModel table of a register, made from its fields."""
    fields: dict[str, Any] = {
        "id": (int | None, Field(default=None, primary_key=True, sa_type=ROW_ID)),
        "programme": (str, Field(nullable=False)),
        "key": (str, Field(nullable=False)),
        "digest": (str, Field(nullable=False)),
        "revision": (int, Field(nullable=False)),
        "retired": (int | None, None),
        "sample": (bool, Field(nullable=False)),
        "copy_of": (int | None, Field(default=None, sa_type=BigInteger)),
        "upload": (int | None, Field(default=None, sa_column_args=[ForeignKey("upload.id")])),
        "sheet": (str, Field(nullable=False)),
        "row": (int, Field(nullable=False)),
    }
    for field in register.fields:
        python, column = _COLUMN.get(field.kind, (str, String))
        fields[field.name] = (python | None, Field(default=None, sa_type=column))
        if field.kind in KEYED:
            fields[f"{field.name}_key"] = (str | None, None)
    create_model(register.name, __base__=Base, __cls_kwargs__={"table": True}, __module__=__name__, **fields)
    return _indexed(Base.metadata.tables[register.name])


def _indexed(table: Table) -> Table:
    """One current row a key, held by the database itself; and the rows of a revision, and of the sample, found fast."""
    current, retired, sample = table.c.retired.is_(None), table.c.retired.is_not(None), table.c.sample.is_(True)
    own = (table.c.programme, table.c.key)
    Index(f"ix_{table.name}_current", *own, unique=True, sqlite_where=current, postgresql_where=current)
    Index(f"ix_{table.name}_revision", table.c.programme, table.c.revision)
    Index(
        f"ix_{table.name}_retired", table.c.programme, table.c.retired, sqlite_where=retired, postgresql_where=retired
    )
    Index(f"ix_{table.name}_sample", table.c.programme, sqlite_where=sample, postgresql_where=sample)
    return table


FACTS: dict[str, Table] = {register.name: _fact_table(register) for register in ALL}
ASKED: dict[str, TableClause] = {
    name: table_clause(stored.name, *(column_clause(column.name, column.type) for column in stored.columns))
    for name, stored in FACTS.items()
}
"""The same tables for queries that take them more than once: an alias of these costs a fifth."""
REVISIONS = cast("Table", RevisionRow.__table__)  # type: ignore[attr-defined]
UPLOADS = cast("Table", UploadRow.__table__)  # type: ignore[attr-defined]
DECISIONS = _indexed(cast("Table", DecisionRow.__table__))  # type: ignore[attr-defined]
ROLES = cast("Table", RoleRow.__table__)  # type: ignore[attr-defined]
SESSIONS = cast("Table", SessionRow.__table__)  # type: ignore[attr-defined]
ADDRESSES = cast("Table", AddressRow.__table__)  # type: ignore[attr-defined]
REDACTIONS = cast("Table", RedactionRow.__table__)  # type: ignore[attr-defined]
AUDIT = cast("Table", AuditRow.__table__)  # type: ignore[attr-defined]
LOG_END = cast("Table", LogEnd.__table__)  # type: ignore[attr-defined]
AMOUNTS = cast("Table", AmountsRow.__table__)  # type: ignore[attr-defined]
VERSIONED: tuple[Table, ...] = (*FACTS.values(), DECISIONS)
"""Every table whose rows hold from a revision until they are retired."""
METADATA = Base.metadata
