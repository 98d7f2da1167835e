"""Reads the account on a picture: its rows, the texts written so far, and corrections of earlier accounts."""

from dataclasses import replace
from operator import attrgetter

from kpi import monitor
from kpi.facts.database.gc_pause import paused
from kpi.facts.decisions.decision_kinds import AccountText
from kpi.facts.decisions.decisions_made import decisions
from kpi.facts.measuring.spending import open_costs
from kpi.facts.reader import Reader
from kpi.money.sums import BudgetPicture
from kpi.monitor import budget
from kpi.picture import Picture
from kpi.report.account import Outline, SubsidyReport, outline, subsidy_report
from kpi.report.reading_rows import evidence
from kpi.report.report_lines import grant_period
from kpi.report.restatements import changed_bookings, restatements


@paused()
def read_report(reader: Reader, picture: Picture) -> SubsidyReport:
    """The account on a picture, with its rows and its texts; by the programme in force."""
    rows = evidence(reader, picture.plan_year, picture.as_of)
    texts = _texts(reader, picture.plan_year)
    restated = restatements(reader, picture.as_of, monitor.picture)
    report = subsidy_report(reader.programme, picture, rows, texts, restated, _prior(reader, picture))
    return replace(report, changed=changed_bookings(reader, picture.plan_year, picture.as_of))


def read_outline(reader: Reader, picture: Picture) -> Outline:
    """The account on a picture without its rows: as fast with a hundred thousand of them as with none."""
    programme = reader.programme
    period = grant_period(programme.grant(picture.plan_year), programme.plan_year(picture.plan_year))
    unclear = open_costs(reader, picture.plan_year, picture.as_of, period)
    return outline(programme, picture, _texts(reader, picture.plan_year), unclear, _prior(reader, picture))


def _prior(reader: Reader, picture: Picture) -> BudgetPicture | None:
    """The money of the plan year before, by the same facts; None without one whose lines are planned."""
    starts = reader.programme.plan_year(picture.plan_year).starts
    before = [year for year in reader.programme.plan_years if year.ends < starts]
    found = budget(reader, max(before, key=attrgetter("ends")), picture.as_of) if before else None
    return found if found and found.lines else None


def _texts(reader: Reader, plan_year: str) -> dict[str, str]:
    """The texts written so far, by the name of their place."""
    return {made.decision.place: made.decision.text for made in decisions(reader, AccountText, f"{plan_year}/")}
