"""Digests of rows, by which an identical row is known without reading its values.

A digest is over the names and values of what is filled, so that a register may gain a column without every row of it
changing. Databases from before 0.9 hold digests over all values alone; such a row is given the digest of its values
when it is read, and isn't rewritten.
"""

from collections.abc import Callable, Sequence
from hashlib import blake2b
from operator import itemgetter

from kpi.facts.proposal import Stored, storage_columns

DIGEST_BYTES = 20
EARLIER_LENGTH = 32
"""Digits of a digest from before 0.9."""


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
        filled = [f"{name}={value!r}" for name, value in zip(names, in_order(values), strict=True) if value is not None]
        return blake2b("\x1f".join(filled).encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).hexdigest()

    return digest_of


def digest(register_name: str, values: Sequence[Stored]) -> str:
    """Return the digest of one row, its values as ``storage_columns`` has them."""
    return digester(storage_columns(register_name))(values)


def is_earlier(stored: str) -> bool:
    """Return true for a digest from before 0.9, which can't be compared with those of today."""
    return len(stored) == EARLIER_LENGTH
