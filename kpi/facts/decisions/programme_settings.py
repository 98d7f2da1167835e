"""Settings of the programme made by hand; ``kpi.programme.set_by_hand`` has their names and meaning."""

from dataclasses import dataclass
from typing import Any, ClassVar

from kpi.facts.decisions.decision_kind import DecisionKind
from kpi.programme.plan import PREFIX
from kpi.sentences import Said, say


@dataclass(frozen=True, slots=True)
class ProgrammeSetting(DecisionKind):
    """A value in the place of the programme file's own."""

    prefix: ClassVar[str] = PREFIX
    title: ClassVar[Said] = say("Setting of the programme")
    keyed: ClassVar[tuple[str, ...]] = ("setting",)
    whole: ClassVar[str] = "setting_value"
    setting: str
    """As ``<kind>/<of what>``."""
    setting_value: Any
    """In the shape that it has in the file."""
