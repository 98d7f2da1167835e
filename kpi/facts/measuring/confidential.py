"""What a reader may not see, by the register and the column that a value comes from, whichever screen asks."""

from collections.abc import Sequence

from kpi.errors import Refusal
from kpi.facts.reader import Reader
from kpi.language import N_
from kpi.programme.measure import CONFIDENTIAL, Term
from kpi.programme.registers import REGISTERS, FieldKind

NAMING = (FieldKind.TEXT, FieldKind.CODE, FieldKind.MONEY, FieldKind.NUMBER, FieldKind.INTEGER)
"""The kinds of field by whose values one row of a confidential register can be told from the others."""
FEWEST = 2
"""The fewest different names in a group whose amount may be told."""


class Withheld(Refusal):
    """What single organisations pay or are paid was asked for, by somebody who may not see it."""

    template = N_("This tells what single organisations pay or are paid; your account doesn't show it.")


def hidden(reader: Reader, register: str, field: str) -> bool:
    """True for a column that its asker may not see: every amount that a row of any register holds."""
    return not reader.confidential and REGISTERS[register].field(field).kind is FieldKind.MONEY


def check_rows(reader: Reader, register: str) -> None:
    """Raise Withheld for rows of a confidential register, where whoever asks may not see these."""
    if not reader.confidential and register in CONFIDENTIAL:
        raise Withheld


def party_of_groups(reader: Reader, term: Term, by: Sequence[str]) -> str:
    """The field of which every group must hold two values before it may be told; empty where that doesn't matter.

    One group of one is enough to withhold all: the others and the total would give it away. A total (no ``by``) is
    a figure of the programme, which everybody sees. Raises Withheld for groups by a name or by an amount.
    """
    register = REGISTERS[term.register_name]
    amounts = bool(term.of) and (known := register.known_field(str(term.of))) and known.kind is FieldKind.MONEY
    if not reader.confidential and any(_is_amount(register.name, field) for field in by):
        raise Withheld
    if reader.confidential or not by or not (amounts or register.name in CONFIDENTIAL):
        return ""
    if any(_names_one(register.name, field) for field in by):
        raise Withheld
    return CONFIDENTIAL.get(register.name, register.keys[0].name) if amounts else ""


def _is_amount(register: str, field: str) -> bool:
    """True for an amount, which would stand there as the name of its group; a step leads to the register named."""
    step, dot, rest = field.partition(".")
    own = REGISTERS[register].known_field(step)
    if own is None:
        return False
    return _is_amount(own.refers, rest) if dot and own.refers else own.kind is FieldKind.MONEY


def _names_one(register: str, field: str) -> bool:
    """True for a field that names somebody, or tells one row from another; a step leads to the register named."""
    step, dot, rest = field.partition(".")
    own = REGISTERS[register].known_field(step)
    if own is None:
        return False
    if dot and own.refers:
        return _names_one(own.refers, rest)
    return own.kind in NAMING or (own.kind is FieldKind.NAME and (own.key or bool(own.refers)))
