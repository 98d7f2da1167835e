"""The question that an update answers."""

from dataclasses import dataclass
from datetime import date

from kpi.errors import Refusal
from kpi.language import N_


class NotBefore(Refusal):
    """The update was asked for since a day that isn't before its reference date."""

    template = N_("The update tells of the time between two days: {since} isn't before {day}.")


@dataclass(frozen=True, slots=True)
class UpdateQuestion:
    """The update of the time after ``since`` up to and including ``as_of``, as known in a revision."""

    since: date
    as_of: date
    plan_year: str
    revision: int
    language: str = "nl"

    def file_name(self, ending: str) -> str:
        """The name of a file: its kind, reference date and revision."""
        return f"smarthupdate-{self.as_of.isoformat()}-r{self.revision}.{ending}"
