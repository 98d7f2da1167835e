"""Reads the accounts that were submitted."""

from kpi.facts.decisions.decision_kinds import SubmittedAccount
from kpi.facts.decisions.decisions_made import DecisionMade, decisions
from kpi.facts.reader import Reader
from kpi.report.submitted import SubmittedReport


def submitted_reports(reader: Reader) -> tuple[SubmittedReport, ...]:
    """The submitted reports that the reader's revision knows, the first submitted first."""
    reports = map(_report, decisions(reader, SubmittedAccount))
    return tuple(sorted(reports, key=lambda report: report.recorded))


def _report(made: DecisionMade[SubmittedAccount]) -> SubmittedReport:
    account = made.decision
    return SubmittedReport(
        key=account.key,
        plan_year=account.plan_year,
        as_of=account.as_of,
        revision=account.revision,
        recorded=made.revision,
        language=account.language,
        programme_version=account.programme["version"],
        fingerprint=account.programme["fingerprint"],
        files=account.files,
        figures=account.figures,
        by=made.by,
        at=made.at,
        reason=made.reason,
    )
