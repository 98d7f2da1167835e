"""Small random worlds of bookings and contributions, and what is reported on them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from tempfile import mkdtemp
from types import SimpleNamespace
from typing import Any, cast

from hypothesis import strategies as st

from kpi.facts.proposal import Proposal, Revision
from kpi.facts.reader import Reader
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.language import words_of
from kpi.monitor import picture
from kpi.programme.loading import default_programme_path, load_programme
from kpi.report.account import SubsidyReport
from kpi.report.package.evidence_package import Package
from kpi.report.reading_account import read_report
from tests.facts.world import record
from tests.report.written_files import package_of

PLAN = load_programme(default_programme_path())
LINES = [line.id for line in PLAN.budget_lines()]
Rows = Sequence[dict[str, Any]]
YEAR, DAY, NL = "2017-2018", date(2018, 6, 30), words_of("nl")
days = st.none() | st.dates(date(2017, 5, 1), date(2018, 9, 30))
"""From before the period of the grant until after the reference date."""
cents = st.decimals("-500", "60000", places=2)
bookings = st.lists(
    st.fixed_dictionaries(
        {
            "budget_line": st.sampled_from([*LINES[:4], None]),
            "amount": cents,
            "ordered_on": days,
            "invoiced_on": days,
            "paid_on": days,
            "eligible": st.booleans(),
        }
    ),
    max_size=8,
)
contributions = st.lists(
    st.fixed_dictionaries({"pledged": cents, "pledged_on": days, "received": cents, "received_on": days}), max_size=5
)


@dataclass(frozen=True)
class World:
    """What a small world gives: its account, and its evidence package."""

    report: SubsidyReport
    package: Package


def report_on(spent: Rows, given_by: Rows) -> SubsidyReport:
    """The account of a small world: bookings ``F0``, ``F1`` … and contributions of as many organisations."""
    with rehearsed(spent, given_by) as reader:
        return read_report(reader, picture(reader, DAY, YEAR))


def world(spent: Rows, given_by: Rows) -> World:
    """The same with its package."""
    with rehearsed(spent, given_by) as reader:
        seen = picture(reader, DAY, YEAR)
        report = read_report(reader, seen)
        return World(report, package_of(reader, report))


@contextmanager
def rehearsed(spent: Rows, given_by: Rows) -> Iterator[Reader]:
    """A reader of a small world that leaves nothing behind."""
    expenses = [
        {"entry": f"F{n}", "entry_line": "1", "plan_year": YEAR, "description": f"Boeking {n}", **one}
        for n, one in enumerate(spent)
    ]
    pledges = [
        {"organisation": f"Organisatie {n}", "plan_year": YEAR, "reference": str(n), "form": "cash", **one}
        for n, one in enumerate(given_by)
    ]
    kept = Kept()
    record(cast("Store", kept), {"expenses": expenses, "contributions": pledges})
    with empty().rehearse(kept.proposals[0]) as reader:
        yield reader


class Kept:
    """Takes what would be recorded, so that it is rehearsed instead and leaves nothing behind."""

    def __init__(self) -> None:
        self.proposals: list[Proposal] = []

    def latest(self) -> int:
        return 0

    def commit(self, proposal: Proposal) -> Revision:
        self.proposals.append(proposal)
        return cast("Revision", SimpleNamespace(number=1))


@cache
def empty() -> Store:
    """One empty database for all worlds."""
    return open_store(f"sqlite:///{mkdtemp()}/world.db", PLAN)
