"""A cell as it was read for a field: a value to be stored, a percentage, a fault, or a value with a remark."""

from dataclasses import dataclass
from datetime import date

from kpi.facts.proposal import Stored
from kpi.intake.formats.cells import Percent
from kpi.intake.unreadable import Fault


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value that was read, with something to say about it."""

    value: date | int | str | bool | None
    fault: Fault


Meaning = Stored | Percent | Fault | Doubt
