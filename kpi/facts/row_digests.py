"""Digests of rows, by which an identical row is known without reading its values.

A digest is over the names and values of what is filled, so that a register may gain a column without every row of it
changing. Databases from before 0.9 hold digests over all values alone; such a row is given the digest of its values
when it is read, and isn't rewritten.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from operator import itemgetter

from kpi.facts.proposal import Stored, storage_columns

DIGEST_BYTES = 20
EARLIER_LENGTH = 32
"""Digits of a digest from before 0.9."""
BETWEEN = "\x1f"
REMEMBERED = 20_000
"""So many different values of a column are known again while many rows are gone through."""


def digester(columns: Sequence[str]) -> Callable[[Sequence[Stored]], str]:
    """Make the function that gives the digest of rows of those columns, whatever their order.

    >>> digester(("title", "url", "views"))(("a", None, 1)) == digester(("views", "title"))((1, "a"))
    True
    >>> digester(("title", "url"))(("a", None)) == digester(("title", "url"))(("a", ""))
    False
    """
    order = sorted(range(len(columns)), key=columns.__getitem__)
    names, in_order = tuple(columns[index] for index in order), itemgetter(*order)

    def digest_of(values: Sequence[Stored]) -> str:
        return _over("".join(map(_named, names, in_order(values))))

    return digest_of


def digests(columns: Sequence[str], values: Sequence[Sequence[Stored]]) -> list[str]:
    """Give the digest of each of many rows, by their columns: much faster than one row after another.

    >>> digests(("title", "views"), (["a", None], [1, 2])) == [
    ...     digester(("title", "views"))(row) for row in (("a", 1), (None, 2))
    ... ]
    True
    """
    named = dict(sorted(zip(columns, values, strict=True)))
    filled = [(name, column) for name, column in named.items() if column.count(None) < len(column)]
    if not filled:
        return [_over("")] * len(values[0])
    return list(map(_over, map("".join, zip(*(_named_all(name, column) for name, column in filled), strict=True))))


def _over(named: str) -> str:
    """The digest over values with their names, the first of which has ``BETWEEN`` before it as well."""
    return blake2b(named[1:].encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).hexdigest()


def _named(name: str, value: Stored) -> str:
    """A value with its name, as a part of what the digest is over; a blank is none."""
    return "" if value is None else f"{BETWEEN}{name}={value!r}"


class _Named(dict[Stored, str]):
    """The values of a column with its name; each different one is written once."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def __missing__(self, value: Stored) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        text = self[value] = _named(self.name, value)
        return text


def _named_all(name: str, column: Sequence[Stored]) -> Iterable[str]:
    """Each value of a column with its name; a yes is told from a 1, which a dictionary doesn't."""
    kinds = set(map(type, column)) - {type(None)}
    if bool in kinds and len(kinds) > 1:
        return (_named(name, value) for value in column)
    return map(_Named(name).__getitem__, column)


def digest(register_name: str, values: Sequence[Stored]) -> str:
    """Return the digest of one row, its values as ``storage_columns`` has them."""
    return digester(storage_columns(register_name))(values)


def is_earlier(stored: str) -> bool:
    """Return true for a digest from before 0.9, which can't be compared with those of today."""
    return len(stored) == EARLIER_LENGTH
