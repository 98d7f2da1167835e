"""The half year after the reference date: targets, cycles, deadlines, activities, in order of date."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kpi.language import Said
from kpi.sentences import listed, say
from kpi.update.quarterly_update import UpdateReport, ahead
from kpi.update.update_figures import ending
from kpi.views.value_words import target_figure

STARTING = 4


@dataclass(frozen=True, slots=True)
class Coming:
    """Something of a day, or of a month as a whole (``by_month``)."""

    on: date
    what: Said
    by_month: bool = False

    @property
    def when(self) -> Said:
        """The day in words, or the month."""
        return say.month(self.on) if self.by_month else say.date(self.on)


def coming(report: UpdateReport) -> tuple[Coming, ...]:
    """The events of the half year, the earliest first."""
    last = ahead(report.as_of)
    dated = (*_targets(report), *_ends(report), *_accepted(report))
    inside = [event for event in dated if report.as_of < event.on <= last]
    meetings = [Coming(day, say("Meeting of the steering group.")) for day in report.news.meetings]
    everything = [*inside, *meetings, *_cycles(report), *_starting(report)]
    return tuple(sorted(everything, key=lambda event: (event.on, not event.by_month)))


def sentences(report: UpdateReport) -> tuple[Said, ...]:
    """A sentence for each event."""
    events = coming(report)
    if not events:
        return (say("Nothing is planned for the coming half year."),)
    return tuple(listed((event.when, event.what), ": ") for event in events)


def _targets(report: UpdateReport) -> Iterator[Coming]:
    for indicator, _, score in report.pairs():
        for target in score.targets:
            if target.met is None:
                goal = target_figure(target, indicator.unit, indicator.noun)
                yield Coming(target.due, say("Target of “{title}”: {value}.", title=indicator.title, value=goal))


def _ends(report: UpdateReport) -> Iterator[Coming]:
    for year in report.programme.plan_years:
        yield Coming(year.ends, say("Last day of plan year {year}.", year=year.id))
    for grant in report.programme.grants:
        if grant.deadline:
            due = say("Account for {year} due at {grantor}.", year=grant.plan_year, grantor=grant.grantor)
            yield Coming(grant.deadline, due)


def _accepted(report: UpdateReport) -> Iterator[Coming]:
    for indicator, _, score in report.pairs():
        if score.acceptance:
            title = indicator.title
            yield Coming(score.acceptance.until, say("The accepted deviation of “{title}” ends.", title=title))


def _cycles(report: UpdateReport) -> Iterator[Coming]:
    """The next month of each cycle of the programme, within the half year."""
    start = report.as_of.year * 12 + report.as_of.month
    months = [date(month // 12, month % 12 + 1, 1) for month in range(start, start + 6)]
    for cycle in report.programme.cycles:
        due = next((month for month in months if month.month in cycle.months), None)
        if due:
            yield Coming(due, say("{cycle}.", cycle=cycle.title), by_month=True)


def _starting(report: UpdateReport) -> Iterator[Coming]:
    """Activities that begin: by month, so that a long list stays short."""
    by_month: dict[date, list[str]] = {}
    for activity in report.news.starting:
        by_month.setdefault(activity.on.replace(day=1), []).append(activity.name)
    for month, names in by_month.items():
        begins = say.plural(
            "{n} activity begins: {names}.", "{n} activities begin: {names}.", len(names), names=ending(names, STARTING)
        )
        yield Coming(month, begins, by_month=True)
