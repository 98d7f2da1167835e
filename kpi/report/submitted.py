"""Reports that were submitted, as they are kept, and figures of them that have changed since."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kpi.facts.decisions.history import SUBMITTED, decisions
from kpi.facts.reader import Reader


@dataclass(frozen=True, slots=True)
class SubmittedReport:
    """A report as it was submitted.

    ``revision``: the facts that it was made from; ``recorded``: the revision that keeps it, with its files.
    ``files``: SHA-256 by name. ``figures``: every figure by its name, exact; None where it was unknown.
    """

    key: str
    plan_year: str
    as_of: date
    revision: int
    recorded: int
    language: str
    programme_version: str
    fingerprint: str
    files: Mapping[str, str]
    figures: Mapping[str, str | None]
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Restatement:
    """A figure that a submitted report gave and that is another now; ``since``: the revision that made it so."""

    report: SubmittedReport
    name: str
    reported: str | None
    now: str | None
    since: int


def submitted_key(plan_year: str, as_of: date, revision: int) -> str:
    """The key under which a submitted report is kept."""
    return f"{SUBMITTED}{plan_year}/{as_of.isoformat()}/r{revision}"


def submitted_reports(reader: Reader) -> tuple[SubmittedReport, ...]:
    """The submitted reports that the reader's revision knows, the first submitted first."""
    reports = []
    for key, made in decisions(reader, SUBMITTED).items():
        kept = json.loads(made.value)
        reports.append(
            SubmittedReport(
                key=key,
                plan_year=kept["plan_year"],
                as_of=date.fromisoformat(kept["as_of"]),
                revision=kept["revision"],
                recorded=made.revision,
                language=kept["language"],
                programme_version=kept["programme"]["version"],
                fingerprint=kept["programme"]["fingerprint"],
                files=kept["files"],
                figures=kept["figures"],
                by=made.by,
                at=made.at,
                reason=made.reason,
            )
        )
    return tuple(sorted(reports, key=lambda report: report.recorded))
