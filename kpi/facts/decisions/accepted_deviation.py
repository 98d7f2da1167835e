"""A deviation that somebody accepted: the only status that is set by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Self

from kpi.facts.decisions.decision_kind import DecisionKind
from kpi.sentences import Said, say


@dataclass(frozen=True, slots=True)
class AcceptedDeviation(DecisionKind):
    """The deviation of an indicator, accepted by somebody from one day to another, both included."""

    prefix: ClassVar[str] = "accepted/"
    title: ClassVar[Said] = say("Accepted deviation")
    labels: ClassVar[Mapping[str, Said]] = {
        "by": say("by"),
        "on": say("on"),
        "until": say("up to and including"),
    }
    indicator: str
    on: date
    until: date
    by: str | None
    """As the plan's readers know them; None where only is known who recorded it."""

    @property
    def subject(self) -> str:
        """The indicator."""
        return self.indicator

    def content(self) -> dict[str, str]:
        """Who, and the days."""
        days = {"on": self.on.isoformat(), "until": self.until.isoformat()}
        return days if self.by is None else {"by": self.by, **days}

    @classmethod
    def of(cls, subject: str, content: Any) -> Self:  # noqa: ANN401 - whatever JSON holds
        """The acceptance of an indicator's deviation."""
        days = date.fromisoformat(content["on"]), date.fromisoformat(content["until"])
        return cls(subject, *days, content.get("by"))
