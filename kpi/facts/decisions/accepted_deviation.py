"""A deviation that somebody accepted: the only status that is set by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from kpi.facts.decisions.decision_kind import DecisionKind
from kpi.sentences import Said, say


@dataclass(frozen=True, slots=True)
class AcceptedDeviation(DecisionKind):
    """The deviation of an indicator, accepted by somebody from one day to another, both included."""

    prefix: ClassVar[str] = "accepted/"
    title: ClassVar[Said] = say("Accepted deviation")
    labels: ClassVar[Mapping[str, Said]] = {"by": say("by"), "on": say("on"), "until": say("up to and including")}
    keyed: ClassVar[tuple[str, ...]] = ("indicator",)
    indicator: str
    on: date
    until: date
    by: str | None = None
    """As the plan's readers know them; None where only is known who recorded it."""

    def content(self) -> dict[str, str]:
        """Return who accepted it, if that is known, and the days."""
        days = {"on": self.on.isoformat(), "until": self.until.isoformat()}
        return days if self.by is None else {"by": self.by, **days}
