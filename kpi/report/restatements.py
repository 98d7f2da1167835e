"""Finds the figures of submitted reports that later corrections changed, with the revision that did."""

from collections.abc import Iterator
from datetime import date

from kpi.facts.reader import Reader
from kpi.monitor import picture
from kpi.report.reading_submitted import submitted_reports
from kpi.report.reported_figures import Figures, differing, figures
from kpi.report.submitted import Restatement, SubmittedReport


def restatements(reader: Reader, as_of: date) -> tuple[Restatement, ...]:
    """Figures of the last report of each plan year that have changed, each asked for its own reference date.

    Reports on a later day than ``as_of`` are left out.
    """
    last = {report.plan_year: report for report in submitted_reports(reader) if report.as_of <= as_of}
    return tuple(changed for report in last.values() for changed in _restated(reader, report))


def _restated(reader: Reader, report: SubmittedReport) -> Iterator[Restatement]:
    seen = {report.revision: report.figures}

    def figures_of(revision: int) -> Figures:
        if revision not in seen:
            seen[revision] = figures(picture(reader.at(revision), report.as_of, report.plan_year))
        return seen[revision]

    now = figures_of(reader.revision)
    for name in differing(report.figures, now):
        before, after = report.revision, reader.revision
        while after - before > 1:
            middle = (before + after) // 2
            before, after = (before, middle) if figures_of(middle).get(name) == now.get(name) else (middle, after)
        yield Restatement(report, name, report.figures.get(name), now.get(name), after)
