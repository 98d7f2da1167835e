"""What was set of the programme by hand; which settings there are and what they mean, the programme itself knows."""

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from kpi.facts.decisions.decision_kind import DecisionKind
from kpi.programme.plan import PREFIX
from kpi.sentences import Said, say


@dataclass(frozen=True, slots=True)
class ProgrammeSetting(DecisionKind):
    """A value in the place of the programme file's own."""

    prefix: ClassVar[str] = PREFIX
    title: ClassVar[Said] = say("Setting of the programme")
    setting: str
    """What is set: ``<kind>/<of what>``."""
    setting_value: Any

    @property
    def subject(self) -> str:
        """What is set."""
        return self.setting

    def content(self) -> Any:  # noqa: ANN401 - whatever JSON holds
        """The value, in the shape that it has in the file."""
        return self.setting_value

    @classmethod
    def of(cls, subject: str, content: Any) -> Self:  # noqa: ANN401 - whatever JSON holds
        """The setting of that name."""
        return cls(subject, content)
