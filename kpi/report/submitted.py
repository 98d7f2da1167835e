"""Reports that were submitted: what was kept of each, and what later corrections changed of what it said."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kpi.facts.decisions.history import SUBMITTED, decisions
from kpi.facts.reader import Reader
from kpi.monitor import picture
from kpi.report.reported_figures import Figures, differing, figures


@dataclass(frozen=True, slots=True)
class SubmittedReport:
    """A report as it was submitted.

    ``revision``: the facts that it was made from; ``recorded``: the revision that keeps it, with its files.
    ``files``: SHA-256 by name. ``figures``: everything that it said, exact.
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
    figures: Figures
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
    """Under which key a submitted report is kept."""
    return f"{SUBMITTED}{plan_year}/{as_of.isoformat()}/r{revision}"


def submitted_reports(reader: Reader) -> tuple[SubmittedReport, ...]:
    """The submitted reports that the reader's revision knows, the first submitted first."""
    found = []
    for key, made in decisions(reader, SUBMITTED).items():
        kept = json.loads(made.value)
        found.append(
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
    return tuple(sorted(found, key=lambda one: one.recorded))


def restatements(reader: Reader, as_of: date) -> tuple[Restatement, ...]:
    """What the last report of each plan year said that is otherwise now, asked for its own reference date.

    Reports on a later day than ``as_of`` are left out.
    """
    last = {one.plan_year: one for one in submitted_reports(reader) if one.as_of <= as_of}
    return tuple(found for one in last.values() for found in _restated(reader, one))


def _restated(reader: Reader, report: SubmittedReport) -> Iterator[Restatement]:
    seen = {report.revision: report.figures}

    def at(revision: int) -> Figures:
        if revision not in seen:
            seen[revision] = figures(picture(reader.at(revision), report.as_of, report.plan_year))
        return seen[revision]

    now = at(reader.revision)
    for name in differing(report.figures, now):
        before, after = report.revision, reader.revision
        while after - before > 1:
            middle = (before + after) // 2
            before, after = (before, middle) if at(middle).get(name) == now.get(name) else (middle, after)
        yield Restatement(report, name, report.figures.get(name), now.get(name), after)
