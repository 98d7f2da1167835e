"""The half year after the reference date: targets, cycles, deadlines, activities, in order of date."""

from collections.abc import Iterable, Iterator
from datetime import date

from kpi.language import Said
from kpi.sentences import listed, say
from kpi.update.quarterly_update import Coming, UpdateReport, ahead
from kpi.update.update_figures import ending
from kpi.views.value_words import target_figure

STARTING = 4


def coming(report: UpdateReport) -> tuple[Coming, ...]:
    """The events of the half year, the earliest first."""
    last = ahead(report.as_of)
    dated = (*_targets(report), *_ends(report), *_accepted(report))
    inside = [event for event in dated if report.as_of < event.on <= last]
    return _in_order([*inside, *_meant_for_all(report)])


def for_members(report: UpdateReport) -> tuple[Coming, ...]:
    """Those that members may come to, or have a part in: nothing of the account, and of no accepted deviation."""
    last = ahead(report.as_of)
    targets = [event for event in _targets(report) if report.as_of < event.on <= last]
    return _in_order([*targets, *_meant_for_all(report)])


def _in_order(events: Iterable[Coming]) -> tuple[Coming, ...]:
    return tuple(sorted(events, key=lambda event: (event.on, not event.by_month)))


def _meant_for_all(report: UpdateReport) -> Iterator[Coming]:
    """Events, meetings, cycles and activities, which lie within the half year already."""
    for event in report.news.planned:
        place = f" ({event.about})" if event.about else ""
        yield Coming(event.on, f"{event.name}{place}.")
    for day in report.news.meetings:
        yield Coming(day, say("Meeting of the steering group."))
    yield from _cycles(report)
    yield from _starting(report)


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
