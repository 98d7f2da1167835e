"""Meetings, decisions, notes, yearly plans and assessments as the screens and reports show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from kpi.charts.path import TargetMark
from kpi.facts.decisions.minutes import entries, next_meeting, of_kind, previous_meeting
from kpi.facts.decisions.minutes_kinds import MinutesEntry, MinutesKind
from kpi.facts.reader import Reader
from kpi.programme.plan import Programme
from kpi.roles_and_acts import Act
from kpi.sentences import Said, listed, lower, say
from kpi.views.promised.minutes_words import KINDS, quarter_before, subject
from kpi.views.read import Read
from kpi.views.table import Table, headings, table
from kpi.views.value_words import author

WIDEST = 80
MOST_MARKS = 12


@dataclass(frozen=True, slots=True)
class Minutes:
    """The entries in force, and the meetings before and after the reference date."""

    kept: tuple[MinutesEntry, ...]
    previous: date | None
    following: date | None


def read(reader: Reader, as_of: date, plan_year: str) -> Minutes:
    """The entries in force up to the reference date, and of those after it the meetings, which are still to come."""
    kept = tuple(e for e in entries(reader) if e.day <= as_of or e.kind is MinutesKind.MEETING)
    return Minutes(kept, previous_meeting(kept, as_of), next_meeting(kept, as_of))


READ: Read[Minutes] = Read(read, Act.SEE_FIGURES)


def since_day(minutes: Minutes, as_of: date) -> date:
    """The day from which changes are shown: the last meeting before the reference date, else a quarter before it."""
    return minutes.previous or quarter_before(as_of)


def since_title(minutes: Minutes, as_of: date) -> Said:
    """The heading over the changes: since the last meeting, or since a quarter before."""
    day = say.date(since_day(minutes, as_of))
    if minutes.previous is not None:
        return say("Since the meeting of {day}", day=day)
    return say("Since {day}", day=day)


def headline(minutes: Minutes) -> Said:
    """A sentence with the days of the steering group's last and next meeting."""
    if minutes.previous is None and minutes.following is None:
        return say("No meeting of the steering group is recorded yet.")
    if minutes.following is None:
        return say("The steering group last met on {day}; no next meeting is recorded.", day=say.date(minutes.previous))
    if minutes.previous is None:
        return say("The steering group meets on {day}.", day=say.date(minutes.following))
    return say(
        "The steering group last met on {day} and meets again on {next_day}.",
        day=say.date(minutes.previous),
        next_day=say.date(minutes.following),
    )


def marks(minutes: Minutes, indicator_id: str, first: date, last: date) -> tuple[TargetMark, ...]:
    """Return the entries about the programme and one indicator between two days, numbered by day for its path."""
    about = {"", f"indicator/{indicator_id}"}
    happened = (e for e in minutes.kept if e.kind is not MinutesKind.PROPOSAL)
    kept = sorted((e for e in happened if e.about in about and first <= e.day <= last), key=lambda e: e.day)
    return tuple(
        TargetMark(entry.day, number, listed((say(KINDS[entry.kind]), entry.text), ": "))
        for number, entry in enumerate(kept[-MOST_MARKS:], start=1)
    )


def marks_table(shown: Iterable[TargetMark]) -> Table:
    """The numbers along a path, with what they stand for."""
    return table(
        headings("No.", "Day", "What happened"),
        [[str(mark.number), say.short_date(mark.day), mark.label] for mark in shown],
        ("no",),
    )


def line_notes(minutes: Minutes, plan_year: str) -> tuple[MinutesEntry, ...]:
    """The entries about the budget lines of a plan year."""
    return tuple(entry for entry in minutes.kept if entry.about.startswith(f"line/{plan_year}/"))


def subjects(programme: Programme, plan_year: str) -> tuple[str, ...]:
    """Everything that an entry may be about, for the plan year that is looked at."""
    budget = programme.budget(plan_year)
    lines = [f"line/{plan_year}/{line.id}" for line in budget.lines] if budget else []
    return (
        "",
        *(f"indicator/{indicator.id}" for indicator in programme.indicators),
        *lines,
        *(f"plan_year/{year.id}" for year in programme.plan_years),
        *(f"segment/{segment.id}" for segment in programme.segments),
    )


def entries_table(kept: Iterable[MinutesEntry], programme: Programme) -> Table:
    """Entries as a table, the latest day first: day, kind, about what, the words, and who wrote them down."""
    rows = [
        [say.short_date(e.day), say(KINDS[e.kind]), subject(e.about, programme), e.text, author(e.by)]
        for e in sorted(kept, key=lambda e: e.day, reverse=True)
    ]
    return table(headings("Day", "Kind", "About", "Text", "Recorded by"), rows)


def cycles_table(minutes: Minutes, programme: Programme, as_of: date) -> Table:
    """The recurring moments of the programme: when each was last kept, and in which months it is asked for."""
    rows = [
        [cycle.title, _months(cycle.months), _last(cycle.id, minutes, as_of)]
        for cycle in programme.cycles
        if cycle.id in KEPT_AS
    ]
    return table(headings("Moment", "In", "Last kept"), rows)


KEPT_AS = {"annual_plan": MinutesKind.YEAR_PLAN, "assessment": MinutesKind.ASSESSMENT}
"""Which cycles of the programme are kept as which entries."""


def _months(months: tuple[int, ...]) -> Said:
    if not months:
        return say("no month is set")
    return listed(map(say.month_name, months))


def _last(cycle: str, minutes: Minutes, as_of: date) -> Said:
    days = [entry.day for entry in of_kind(minutes.kept, KEPT_AS[cycle]) if entry.day <= as_of]
    return say.date(max(days)) if days else say("not yet")


def entry_line(entry: MinutesEntry, programme: Programme) -> Said:
    """An entry on one line, to choose it by."""
    return say(
        "{day}, {kind} about {subject}: {text}",
        day=say.short_date(entry.day),
        kind=lower(say(KINDS[entry.kind])),
        subject=subject(entry.about, programme),
        text=shorten(entry.text, WIDEST, placeholder="…"),
    )
