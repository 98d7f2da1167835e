"""The accepted deviations in force, by indicator."""

from kpi.facts.decisions.decision_kinds import AcceptedDeviation
from kpi.facts.decisions.decisions_made import decisions
from kpi.facts.reader import Reader
from kpi.score.scores import Acceptance


def acceptances(reader: Reader) -> dict[str, Acceptance]:
    """Indicator → the deviation that was accepted, in the reader's revision."""
    return {
        made.decision.indicator: Acceptance(
            made.decision.indicator, made.reason, made.decision.by or made.by, made.decision.on, made.decision.until
        )
        for made in decisions(reader, AcceptedDeviation)
    }
