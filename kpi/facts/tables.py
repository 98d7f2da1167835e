"""The tables, on a registry of their own, so that reloading the code while the app runs does no harm.

One table a register, made from its declaration, plus revisions, uploads and decisions. Each fact row holds for the
revisions from ``revision`` up to, but not including, ``retired``.
"""

from datetime import date, datetime
from typing import Any, cast

from pydantic import create_model
from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Index, Integer, LargeBinary, String, Table
from sqlalchemy import DateTime as StoredDateTime
from sqlmodel import Field, SQLModel
from sqlalchemy.orm import registry

from kpi.programme.registers import ALL, KEYED, Kind, Register

NUMBER_SCALE = 1_000_000
"""Numbers are stored as whole millionths: SQLite has no exact decimal."""


class Base(SQLModel, registry=registry()):
    """Base of every table."""


_COLUMN: dict[Kind, tuple[type, Any]] = {
    Kind.DATE: (date, Date),
    Kind.MONEY: (int, BigInteger),
    Kind.INTEGER: (int, BigInteger),
    Kind.NUMBER: (int, BigInteger),
    Kind.YES_NO: (bool, Boolean),
}


class RevisionRow(Base, table=True):
    """A change as a whole: who, when, why; numbered without gaps per programme."""

    __tablename__ = "revision"

    programme: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    by: str
    at: datetime = Field(sa_column=Column(StoredDateTime(timezone=True), nullable=False))
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


class DecisionRow(Base, table=True):
    """A setting made by hand, with its reason."""

    __tablename__ = "decision"

    id: int | None = Field(default=None, primary_key=True)
    programme: str = Field(index=True)
    key: str
    value: str | None = None
    reason: str
    by: str
    at: datetime = Field(sa_column=Column(StoredDateTime(timezone=True), nullable=False))
    revision: int
    retired: int | None = None


def _fact_table(register: Register) -> Table:
    """The SQLModel table of a register, made from its fields."""
    fields: dict[str, Any] = {
        "id": (int | None, Field(default=None, primary_key=True, sa_type=BigInteger().with_variant(Integer, "sqlite"))),
        "programme": (str, Field(nullable=False)),
        "key": (str, Field(nullable=False)),
        "digest": (str, Field(nullable=False)),
        "revision": (int, Field(nullable=False)),
        "retired": (int | None, None),
        "upload": (int | None, Field(default=None, sa_column_args=[ForeignKey("upload.id")])),
        "sheet": (str, Field(nullable=False)),
        "row": (int, Field(nullable=False)),
    }
    for field in register.fields:
        python, column = _COLUMN.get(field.kind, (str, String))
        fields[field.name] = (python | None, Field(default=None, sa_type=column))
        if field.kind in KEYED:
            fields[f"{field.name}_key"] = (str | None, None)
    model = create_model(  # type: ignore[call-overload]
        register.name, __base__=Base, __cls_kwargs__={"table": True}, __module__=__name__, **fields
    )
    table = cast(Table, model.__table__)
    Index(f"ix_{register.name}_current", table.c.programme, table.c.retired, table.c.key)
    Index(f"ix_{register.name}_revision", table.c.programme, table.c.revision)
    return table


FACTS: dict[str, Table] = {register.name: _fact_table(register) for register in ALL}
REVISIONS = cast(Table, RevisionRow.__table__)  # type: ignore[attr-defined]
UPLOADS = cast(Table, UploadRow.__table__)  # type: ignore[attr-defined]
DECISIONS = cast(Table, DecisionRow.__table__)  # type: ignore[attr-defined]
METADATA = Base.metadata
