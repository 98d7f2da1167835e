"""The groups of a term, each with its value."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Group:
    """One group: its values in the order asked for (None: blank), and what the term adds up to."""

    by: tuple[str | None, ...]
    value: Fraction | None
