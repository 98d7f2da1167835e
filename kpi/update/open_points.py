"""The decisions that are open: those taken and not done, and those to be taken on what lags or ends."""

from collections.abc import Iterator

from kpi.facts.decisions.minutes_kinds import MinutesKind
from kpi.language import N_
from kpi.score.scores import Status
from kpi.sentences import say
from kpi.update.quarterly_update import OpenPoint, UpdateReport, ahead
from kpi.update.update_sentences import pressing
from kpi.views.promised.minutes_words import subject

QUESTIONS = {
    Status.MISSED: N_("Reach it yet, or accept the deviation?"),
    Status.BEHIND: N_("Adjust, or accept the deviation?"),
    Status.ATTENTION: N_("Adjust, or accept the deviation?"),
}


def open_points(report: UpdateReport) -> tuple[OpenPoint, ...]:
    """What was decided and isn't done, then what is to be decided, what lags most first.

    What a decision is open on, or was taken on since the last meeting, needn't be decided again.
    """
    return (*_taken(report), *_lagging(report), *_ending(report), *_without_budget(report))


def _taken(report: UpdateReport) -> Iterator[OpenPoint]:
    """Decisions that are neither done nor lapsed, the oldest first."""
    for entry in report.news.open_decisions:
        told = say("Decided on {day}, not done yet: {text}", day=say.date(entry.day), text=" ".join(entry.text.split()))
        before = entry.before if entry.before and entry.before >= report.as_of else None
        yield OpenPoint(subject(entry.about, report.programme), told, before)


def _lagging(report: UpdateReport) -> Iterator[OpenPoint]:
    kept = [entry for entry in report.news.kept if entry.kind is MinutesKind.DECISION]
    decided = {entry.about for entry in (*kept, *report.news.open_decisions)}
    for concern in pressing(report):
        if concern.indicator is None:
            end = report.programme.plan_year(report.after.plan_year).ends
            question = say("Change the budget, or spend less on other lines?")
            yield OpenPoint(concern.title, question, end if end >= report.as_of else None)
        elif f"indicator/{concern.indicator}" not in decided:
            target = report.after.indicator(concern.indicator).target
            due = target.due if target and target.due >= report.as_of else None
            yield OpenPoint(concern.title, say(QUESTIONS[concern.status]), due)


def _ending(report: UpdateReport) -> Iterator[OpenPoint]:
    """Deviations that were accepted up to a day within half a year."""
    for indicator, _, score in report.pairs():
        if score.acceptance and report.as_of < score.acceptance.until <= ahead(report.as_of):
            question = say("The accepted deviation ends: adjust, or accept it longer?")
            yield OpenPoint(indicator.title, question, score.acceptance.until)


def _without_budget(report: UpdateReport) -> Iterator[OpenPoint]:
    """Plan years that begin within half a year, and whose lines aren't planned, in a programme that plans any."""
    for year in report.programme.plan_years if report.programme.budgets else ():
        if report.as_of < year.starts <= ahead(report.as_of) and report.programme.budget(year.id) is None:
            yield OpenPoint(say("Budget for {year}", year=year.id), say("Adopt the lines of the budget?"), year.starts)
