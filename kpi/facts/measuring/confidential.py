"""What a reader may not see, by the register and the column that a value comes from, whichever screen asks."""

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import FromClause, func, select

from kpi.errors import Refusal
from kpi.facts.reader import Reader
from kpi.language import N_
from kpi.programme.measure import Term
from kpi.programme.registers import REGISTERS, FieldKind

CONFIDENTIAL = {"contributions": "organisation", "expenses": "counterparty", "subsidy_payments": ""}
"""Registers whose rows tell what somebody pays or is paid, with the field that names them (empty: one payer alone)."""
NAMING = (FieldKind.TEXT, FieldKind.CODE, FieldKind.MONEY, FieldKind.NUMBER, FieldKind.INTEGER)
"""The kinds of field by whose values one row of a confidential register can be told from the others."""
FEWEST = 2
"""The fewest different names in a group whose amount may be told."""


class Asked(Protocol):
    """A register as somebody asks for its rows."""

    @property
    def reader(self) -> Reader:
        """Who asks, of which revision."""

    @property
    def register_name(self) -> str:
        """The id of the register."""

    def column(self, name: str) -> Any:  # noqa: ANN401 - as SQLAlchemy has it
        """The values of a field."""

    def kind(self, name: str) -> FieldKind:
        """The kind of a field."""


class Withheld(Refusal):
    """What single organisations pay or are paid was asked for, by somebody who may not see it."""

    template = N_("This tells what single organisations pay or are paid; your account doesn't show it.")


def hidden(src: Asked, field: str) -> bool:
    """True for a column that its asker may not see: every amount that a row of any register holds."""
    return not src.reader.confidential and src.kind(field) is FieldKind.MONEY


def check_rows(src: Asked) -> None:
    """Raise Withheld for rows of a confidential register, where whoever asks may not see these."""
    if not src.reader.confidential and src.register_name in CONFIDENTIAL:
        raise Withheld


def check_groups(
    src: Asked, term: Term, by: Sequence[str], joined: FromClause, keys: Sequence[Any], conditions: Sequence[Any]
) -> None:
    """Raise Withheld for groups that tell of single organisations: by a name, or an amount of fewer than two of them.

    One group of one is enough to withhold all: the others and the total would give it away. A total (no ``by``) is
    a figure of the programme, which everybody sees.
    """
    amounts = bool(term.of) and src.kind(str(term.of)) is FieldKind.MONEY
    if src.reader.confidential or not by or not (amounts or src.register_name in CONFIDENTIAL):
        return
    if any(_names_one(src.register_name, field) for field in by):
        raise Withheld
    party = CONFIDENTIAL.get(src.register_name, REGISTERS[src.register_name].keys[0].name)
    if amounts and party:
        names = func.count(src.column(party).distinct())
        few = select(names).select_from(joined).where(*conditions).group_by(*keys).having(names < FEWEST)
        if src.reader.connection.execute(few.limit(1)).first():
            raise Withheld


def _names_one(register: str, field: str) -> bool:
    """True for a field that names somebody, or tells one row from another; a step leads to the register named."""
    step, dot, rest = field.partition(".")
    own = REGISTERS[register].known_field(step)
    if own is None:
        return False
    if dot and own.refers:
        return _names_one(own.refers, rest)
    return own.kind in NAMING or (own.kind is FieldKind.NAME and (own.key or bool(own.refers)))
