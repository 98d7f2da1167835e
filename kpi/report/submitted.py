"""The accounts that were submitted, as they are kept."""

from operator import attrgetter

from kpi.facts.decisions.decision_kinds import SubmittedAccount
from kpi.facts.decisions.decisions_made import DecisionMade, decisions
from kpi.facts.reader import Reader

SubmittedReport = DecisionMade[SubmittedAccount]
"""An account with who submitted it, when and for what, and the revision that keeps it, with its files."""


def submitted_reports(reader: Reader) -> tuple[SubmittedReport, ...]:
    """The submitted reports that the reader's revision knows, the first submitted first."""
    return tuple(sorted(decisions(reader, SubmittedAccount), key=attrgetter("revision")))
