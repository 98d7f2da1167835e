"""Visibility: videos and practice cases, events, and contacts with study programmes."""

from dataclasses import dataclass
from datetime import date

from kpi.charts.bars import Months
from kpi.facts.measuring.fact_rows import Group
from kpi.facts.measuring.tallies import tally
from kpi.facts.reader import Reader, filled_registers
from kpi.programme.measure import Condition, Coverage, Term, Window
from kpi.programme.plan import Programme
from kpi.roles_and_acts import Act
from kpi.sentences import Said, listed, say
from kpi.views.grouping import counted_table, months, only, rows_until, sums, total
from kpi.views.read import Read
from kpi.views.table import Table, headings

YES = ("1", "true", "True")


@dataclass(frozen=True, slots=True)
class Visibility:
    """Everything recorded up to the day; ``registers``: those that hold any row at all."""

    registers: frozenset[str]
    videos: tuple[Group, ...]
    """By kind and whether it is a practice case."""
    views: tuple[Group, ...]
    video_months: tuple[Group, ...]
    events: tuple[Group, ...]
    """By kind and whether it carried the brand."""
    visitors: tuple[Group, ...]
    programmes: tuple[Group, ...]
    """Relevant study programmes by country."""
    reached: dict[str, tuple[Group, ...]]
    """Those with a contact in the last 24 months, by audience and country."""
    contacts: tuple[Group, ...]
    """By audience and country of the institution."""


def read(reader: Reader, as_of: date, plan_year: str) -> Visibility:
    """Videos, events and contacts up to the day; contacts with study programmes over the last 24 months."""

    def counted(term: Term, *by: str) -> tuple[Group, ...]:
        return tally(reader, term, by, as_of)

    videos, events = rows_until("videos", "published_on"), rows_until("events", "held_on")
    return Visibility(
        registers=frozenset(filled_registers(reader)),
        videos=counted(videos, "kind", "practice_case"),
        views=counted(videos.model_copy(update={"add": "sum", "of": "views", "empty": "unknown"}), "kind"),
        video_months=counted(videos, "kind", "published_on.month"),
        events=counted(events, "kind", "branded"),
        visitors=counted(events.model_copy(update={"add": "sum", "of": "visitors", "empty": "unknown"}), "kind"),
        programmes=counted(_relevant(()), "country"),
        reached={
            audience.id: counted(_relevant((audience.id,)), "country")
            for audience in reader.programme.choices("audience")
        },
        contacts=counted(rows_until("contacts", "held_on"), "audience"),
    )


READ: Read[Visibility] = Read(read, Act.SEE_FIGURES)


def _relevant(audiences: tuple[str, ...]) -> Term:
    """Study programmes that are related to Smart Industry; with audiences: those contacted in the last 24 months."""
    match = ("institution", "study")
    window = Window(kind="months", months=24)
    coverage = Coverage(
        register_name="contacts", match=match, field="audience", values=audiences, date="held_on", window=window
    )
    return Term(
        register_name="study_programmes",
        add="rows",
        where=(Condition(field="smart_industry", yes=True),),
        coverage=coverage if audiences else None,
    )


def headline(visibility: Visibility, as_of: date) -> Said:
    """A sentence with the numbers of videos, events and contacts; a register without a row isn't mentioned."""
    groups = (visibility.videos, visibility.events, visibility.contacts)
    videos, events, contacts = (int(total(of_register)) for of_register in groups)
    parts = {
        "videos": say.plural("{n} video", "{n} videos", videos),
        "events": say.plural("{n} event", "{n} events", events),
        "contacts": say.plural("{n} contact with education", "{n} contacts with education", contacts),
    }
    recorded = [text for register, text in parts.items() if register in visibility.registers]
    return say("Up to {day}: {parts}.", day=say.date(as_of), parts=listed(recorded))


def videos_table(visibility: Visibility, programme: Programme) -> Table:
    """Videos by kind, how many of them are a practice case, and how often they were viewed."""
    columns = headings("Kind", "Videos", "of which practice cases", "Views")
    counts = [sums(visibility.videos), sums(only(visibility.videos, 1, YES))]
    return counted_table(programme, "video_kind", columns, counts, [sums(visibility.views)])


def events_table(visibility: Visibility, programme: Programme) -> Table:
    """Events by kind, how many of them carried the brand, and how many visitors came."""
    columns = headings("Kind", "Events", "of which with the brand", "Visitors")
    counts = [sums(visibility.events), sums(only(visibility.events, 1, YES))]
    return counted_table(programme, "event_kind", columns, counts, [sums(visibility.visitors)])


def video_rows(visibility: Visibility, as_of: date) -> tuple[Months, ...]:
    """Videos published by month, all kinds together."""
    return (
        (Months(say("Videos published"), months(visibility.video_months, 1, as_of)),) if visibility.video_months else ()
    )


def awareness_table(visibility: Visibility, programme: Programme) -> Table:
    """Relevant study programmes by country, and how many of them had a contact in the last 24 months, by audience."""
    audiences = programme.choices("audience")
    contacted = {audience.id: say("{audience} contacted", audience=audience.words) for audience in audiences}
    counts = [visibility.programmes, *(visibility.reached[audience.id] for audience in audiences)]
    columns = {**headings("Country", "Study programmes"), **contacted}
    return counted_table(programme, "country", columns, [*map(sums, counts)])
