"""What was said once about the columns of a kind of table, remembered as a decision for that set of column names."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from kpi.facts.decisions.history import decisions
from kpi.facts.proposal import Decision
from kpi.facts.reader import Reader

PREFIX = "mapping/"
"""What the key of a decision about columns begins with; the rest names the set of column names."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the columns of one set of names are."""

    register: str
    """The register that the table fills; empty when it is to be left out."""
    columns: Mapping[str, str]
    """Name key → field; empty when the column is to be left out."""
    headers: tuple[str, ...]
    """The column names, as they were written."""


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
    """Fields that it needs, and of which no column is certain."""
    needed: bool = False

    @property
    def pressing(self) -> bool:
        """Whether it has to be asked: it can't be read otherwise, or a column may be one that is read."""
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


def remembered(reader: Reader) -> dict[str, Remembered]:
    """Everything that was said about columns, by set of column names."""
    return {key.removeprefix(PREFIX): _read(made.value) for key, made in decisions(reader, PREFIX).items()}


def _read(value: str) -> Remembered:
    found = json.loads(value)
    return Remembered(found["register"], found["columns"], tuple(found["headers"]))


def remember(asked: TableAsked, register: str, columns: Mapping[str, str], reason: str) -> Decision:
    """The decision that holds an answer: which register, and by name key which field (empty: leave it out)."""
    value = {"register": register, "columns": dict(columns), "headers": list(asked.headers)}
    return Decision(PREFIX + asked.key, json.dumps(value, ensure_ascii=False, sort_keys=True), reason)


def forget(keys: Sequence[str], reason: str) -> tuple[Decision, ...]:
    """The decisions that take answers away again."""
    return tuple(Decision(PREFIX + key, None, reason) for key in keys)
