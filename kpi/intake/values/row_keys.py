"""Natural keys of rows, by which two rows are the same.

Names are compared by letters and digits only, codes exactly but for case, texts without regard to case and runs of
spaces, dates as ISO 8601.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from kpi.facts.proposal import Stored
from kpi.programme.comparable_names import name_key
from kpi.programme.registers import FieldKind, Register

SEPARATOR = "\x1f"
"""Between the parts of a key; control characters never survive the reading of a cell."""


def code_part(text: str) -> str:
    """A code as part of a key: case alone doesn't count.

    >>> code_part(" 0012/A ")
    '0012/a'
    """
    return text.strip().casefold()


def text_part(text: str) -> str:
    """A text as part of a key.

    >>> text_part("Open  Dag ACT ")
    'open dag act'
    """
    return " ".join(text.casefold().split())


_PART: dict[FieldKind, Callable[[str], str]] = {
    FieldKind.CODE: code_part,
    FieldKind.TEXT: text_part,
    FieldKind.NAME: name_key,
}


def key_part(kind: FieldKind, value: Stored) -> str:
    """One value as part of a key; a blank one is empty."""
    if value is None:
        return ""
    text = value.isoformat() if isinstance(value, date) else str(value)
    return _PART[kind](text) if kind in _PART else text


def row_keys(register: Register, columns: Sequence[Sequence[Stored]]) -> list[str]:
    r"""The natural keys of rows, given the columns of the register's key fields in their order.

    >>> from kpi.programme.registers import REGISTERS
    >>> row_keys(REGISTERS["subsidy_payments"], [["2017-2018"], [date(2017, 9, 1)], ["Bank-1"]])
    ['2017-2018\x1f2017-09-01\x1fbank-1']
    """
    parts: list[Iterable[str]] = []
    for field, column in zip(register.keys, columns, strict=True):
        known = {value: key_part(field.kind, value) for value in set(column)}
        parts.append([known[value] for value in column])
    return list(parts[0]) if len(parts) == 1 else [SEPARATOR.join(row) for row in zip(*parts, strict=True)]


def key_in_words(key: str) -> str:
    """A natural key as people can read it."""
    return " · ".join(part for part in key.split(SEPARATOR) if part)
