"""Facts as rows, each with its origin, and as groups, each with its value."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

Value = str | int | bool | date | Decimal | None


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact with its origin: ``values`` in the order of the register's fields, money and numbers as ``Decimal``."""

    values: tuple[Value, ...]
    file: str | None
    sheet: str
    row: int
    revision: int
    key: str
    """The key by which its register stores it."""


@dataclass(frozen=True, slots=True)
class RowSet:
    """A page of facts of one register; ``total`` is their number in all.

    A field with a dot is one of the row that a name refers to, as text: ``organisation.municipality``.
    """

    register_name: str
    fields: tuple[str, ...]
    rows: tuple[FactRow, ...]
    total: int
    found: int | None = None
    """How many of them hold the text that was looked for; None where nothing was."""


@dataclass(frozen=True, slots=True)
class Group:
    """One group: its values in the order asked for (None: blank), and what the term adds up to."""

    by: tuple[str | None, ...]
    value: Fraction | None
