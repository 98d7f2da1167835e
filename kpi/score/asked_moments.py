"""What a measure can be observed at."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LastMonths:
    """A reference date whose calendar year is replaced by the months up to it: after D − n months, and ≤ D."""

    day: date
    months: int


Moment = date | LastMonths
"""What a measure can be observed at: a reference date, or the months up to one."""
