"""Finds the figures of submitted reports that later corrections changed, with the revision that did."""

from collections.abc import Iterator
from datetime import date

from kpi.facts.decisions.decision_kinds import SubmittedAccount
from kpi.facts.reader import Reader
from kpi.monitor import picture
from kpi.report.account import Restatement
from kpi.report.reported_figures import Figures, differing, figures
from kpi.report.submitted import submitted_reports


def restatements(reader: Reader, as_of: date) -> tuple[Restatement, ...]:
    """Figures of the last report of each plan year that have changed, each asked for its own reference date.

    Reports on a later day than ``as_of`` are left out.
    """
    accounts = (made.decision for made in submitted_reports(reader))
    last = {account.plan_year: account for account in accounts if account.as_of <= as_of}
    return tuple(changed for account in last.values() for changed in _restated(reader, account))


def _restated(reader: Reader, account: SubmittedAccount) -> Iterator[Restatement]:
    seen = {account.revision: account.figures}

    def figures_of(revision: int) -> Figures:
        if revision not in seen:
            seen[revision] = figures(picture(reader.at(revision), account.as_of, account.plan_year))
        return seen[revision]

    now = figures_of(reader.revision)
    for name in differing(account.figures, now):
        before, after = account.revision, reader.revision
        while after - before > 1:
            middle = (before + after) // 2
            before, after = (before, middle) if figures_of(middle).get(name) == now.get(name) else (middle, after)
        yield Restatement(account, name, account.figures.get(name), now.get(name), after)
