"""Questions about columns that aren't certain, and the mark by which their answers are kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b


@dataclass(frozen=True, slots=True)
class ColumnAsked:
    """A column that isn't certain: its name, a few of its values, and the field that it may be."""

    letter: str
    key: str
    name: str
    examples: tuple[str, ...]
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class TableAsked:
    """A table with columns that aren't read; ``needed`` when it can't be read at all without an answer."""

    file: str
    sheet: str
    headers: tuple[str, ...]
    keys: tuple[str, ...]
    register: str
    """The register that it fills, or is most like; empty when there is none like it."""
    columns: tuple[ColumnAsked, ...]
    read: Mapping[str, str]
    """Fields that are certain already → the column's name."""
    missing: tuple[str, ...] = ()
    """Fields that it needs and for which no column is certain."""
    needed: bool = False

    @property
    def pressing(self) -> bool:
        """True where the table can't be read without an answer, or a column may be one that is read."""
        return self.needed or any(column.suggestion for column in self.columns)

    @property
    def key(self) -> str:
        """The name of this set of column names."""
        return set_key(self.keys)


def set_key(keys: Iterable[str]) -> str:
    """The name of a set of column names, whatever their order.

    >>> set_key(["naam", "bedrag"]) == set_key(["bedrag", "naam"])
    True
    """
    return blake2b("\x1f".join(sorted(keys)).encode(), digest_size=12).hexdigest()
