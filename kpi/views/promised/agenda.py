"""What the next meeting of the steering group is about, by the figures and the minutes; and the meetings before it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from kpi.facts.decisions.minutes import Progress, TakenDecision, of_kind
from kpi.facts.decisions.minutes_kinds import MinutesEntry, MinutesKind
from kpi.facts.measuring.moments import months_before
from kpi.programme.plan import Programme
from kpi.score.scores import Acceptance
from kpi.sentences import Said, say
from kpi.views.promised.decision_loop import owner_words, still_open
from kpi.views.promised.minutes_words import QUARTER, subject
from kpi.views.promised.steering_group import Minutes
from kpi.views.results.attention import Concern
from kpi.views.table import Table, headings, table

MOST_MEETINGS = 6
WIDEST = 80


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A point for the next meeting: why it is on the agenda, what it is about, and what there is to say of it.

    ``about``: the subject as entries have it; ``proposal``: the proposal that it comes from, None for any other.
    """

    why: Said
    title: Said
    sentence: Said
    about: str
    proposal: MinutesEntry | None = None


def agenda(
    minutes: Minutes,
    taken: Sequence[TakenDecision],
    concerns: Sequence[Concern],
    accepted: Sequence[Acceptance],
    programme: Programme,
    as_of: date,
) -> tuple[AgendaItem, ...]:
    """The points of the next meeting: proposals, overdue decisions, concerns, and deviations that end before it."""
    until = minutes.following or months_before(as_of, -QUARTER)
    proposals = (
        AgendaItem(say("Proposal"), subject(entry.about, programme), entry.text, entry.about, entry)
        for entry in of_kind(minutes.kept, MinutesKind.PROPOSAL)
    )
    overdue = (
        AgendaItem(
            say("Decision overdue"), subject(late.entry.about, programme), _overdue(late, programme), late.entry.about
        )
        for late in taken
        if late.progress(as_of) is Progress.OVERDUE
    )
    pressing = (
        AgendaItem(
            say("Concern"),
            concern.title,
            concern.sentence,
            f"indicator/{concern.indicator}" if concern.indicator else "",
        )
        for concern in concerns
    )
    ending = (
        AgendaItem(
            say("Deviation ends"),
            subject(f"indicator/{acceptance.indicator}", programme),
            say("Accepted until {day}: {reason}", day=say.date(acceptance.until), reason=acceptance.reason),
            f"indicator/{acceptance.indicator}",
        )
        for acceptance in accepted
        if as_of <= acceptance.until <= until
    )
    return (*proposals, *overdue, *pressing, *ending)


def _overdue(decision: TakenDecision, programme: Programme) -> Said:
    return say(
        "Of {taken}, {owner}, at the latest on {before}: {text}",
        text=shorten(decision.entry.text, WIDEST, placeholder="…"),
        taken=say.date(decision.entry.day),
        owner=owner_words(decision.entry, programme),
        before=say.date(decision.entry.before),
    )


def agenda_table(items: Iterable[AgendaItem]) -> Table:
    """The points of the next meeting, numbered."""
    rows = [[str(number), item.why, item.title, item.sentence] for number, item in enumerate(items, start=1)]
    return table(headings("No.", "Why", "About", "What there is to say"), rows, ("no",))


def agenda_title(minutes: Minutes, as_of: date) -> Said:
    """The heading over the agenda, with the days that are left until the meeting."""
    if minutes.following is None:
        return say("For the next meeting")
    days = (minutes.following - as_of).days
    if days == 0:
        return say("For the meeting of today")
    return say.plural(
        "For the meeting of {day}, in {n} day",
        "For the meeting of {day}, in {n} days",
        days,
        day=say.date(minutes.following),
    )


def meeting_days(minutes: Minutes, as_of: date) -> tuple[date, ...]:
    """The days of the last meetings up to the reference date, the earliest first."""
    days = sorted({entry.day for entry in of_kind(minutes.kept, MinutesKind.MEETING) if entry.day <= as_of})
    return tuple(days[-MOST_MEETINGS:])


def meetings_table(stood: Mapping[date, Said], taken: Iterable[TakenDecision], as_of: date) -> Table:
    """The meetings, the latest first: how things stood on each, and how many of its decisions are still open."""
    known = tuple(taken)
    rows = []
    for day, headline in sorted(stood.items(), reverse=True):
        of_day = [decision for decision in known if decision.entry.day == day]
        rows.append(
            [say.short_date(day), headline, say.number(len(of_day)), say.number(len(still_open(of_day, as_of)))]
        )
    return table(headings("Meeting", "How things stood", "Decisions", "Still open"), rows, ("decisions", "still_open"))
