"""Questions about columns that aren't certain and words that a list lacks, and the mark by which answers are kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from kpi.intake.formats.cells import Row

MOST_WORDS = 40
"""So many different words that a list lacks are asked about; more are no list."""
OFTEN = 2
"""A word that comes back so many times is one of theirs; a single one may be a slip, to be mended in the file."""


@dataclass(frozen=True, slots=True)
class ColumnAsked:
    """A column: its name, a few of its values, and the field that it is or may be."""

    letter: str
    key: str
    name: str
    examples: tuple[str, ...]
    suggestion: str = ""
    """The field; empty where none is proposed, or where it was left out because somebody said so."""
    texts: tuple[str, ...] = ()
    """The different texts of its first rows, among which words may be that the list of a field lacks."""


@dataclass(frozen=True, slots=True)
class TableAsked:
    """A table, what of it is certain and what isn't; ``needed`` when it can't be read without an answer."""

    file: str
    sheet: str
    headers: tuple[str, ...]
    keys: tuple[str, ...]
    register: str
    """The register that it fills, or is most like; empty when there is none like it."""
    columns: tuple[ColumnAsked, ...]
    """Those that aren't certain."""
    certain: tuple[ColumnAsked, ...] = ()
    """Those that are, by their name or by what was said."""
    missing: tuple[str, ...] = ()
    """Fields that it needs and for which no column is certain."""
    needed: bool = False
    constants: Mapping[str, str] = field(default_factory=dict)
    """By field the one value of all rows, as was said before."""
    stands_for: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By field, what words that its list lacks stand for, as was said before."""
    words: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """By field, each word that its list lacks and how often it stands in the column."""
    sample: tuple[Row, ...] = ()
    """A row of the names, and the first rows of the file's own cells below it."""
    turned: tuple[int, ...] = ()
    """Of a table that had columns by month or plan year: these."""

    @property
    def read(self) -> Mapping[str, str]:
        """Fields that are certain → the column's name."""
        return {column.suggestion: column.name for column in self.certain if column.suggestion}

    @property
    def uncertain(self) -> bool:
        """True where there is something to ask."""
        return self.needed or bool(self.columns or self.words)

    @property
    def pressing(self) -> bool:
        """True where it can't be read without an answer, a column may be one that is read, or a word comes back."""
        often = any(count >= OFTEN for words in self.words.values() for count in words.values())
        return self.needed or often or any(column.suggestion for column in self.columns)

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
