"""Files as they are handed in, and how they are to be taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """The files (name and bytes) of one import, who hands them in, and when."""

    files: Sequence[tuple[str, bytes]]
    by: str
    at: datetime
    partial: bool = False
    """The good rows are proposed, also where others have errors."""
    replace: frozenset[str] = frozenset()
    """Sheets whose known rows are retired when the files lack them."""
    sample: bool = False
