"""The slides of what the steering group talks about: concerns, decisions to take and taken, what comes, the sources."""

from collections.abc import Iterator, Sequence

from kpi.charts.palette import palette_of
from kpi.charts.status_colours import status_colour
from kpi.documents.deck.deck import DeckSlide, SlideTable
from kpi.documents.grid import Grid, GridColumn, text
from kpi.programme.counting_rule import counted_by
from kpi.score.scores import Status
from kpi.sentences import say
from kpi.update.quarterly_update import UpdateEdition
from kpi.views.value_words import status_word

Slides = Iterator[DeckSlide]


def status_colours(statuses: Sequence[Status]) -> tuple[str, ...]:
    """The colour of each status, on white."""
    return tuple(status_colour(status, palette_of("light")) for status in statuses)


def to_decide(report: UpdateEdition) -> Slides:
    """The decisions that are open; no slide where there are none."""
    points = report.open_points
    if not points:
        return
    columns = (
        GridColumn("what", say("About"), width=3.6),
        GridColumn("question", say("To decide"), width=6.2),
        GridColumn("before", say("Before"), width=2.3),
    )
    rows = [
        {
            "what": text(point.title),
            "question": text(point.question),
            "before": text(say.short_date(point.before) if point.before else say("now")),
        }
        for point in points
    ]
    title = say.plural("{n} decision is open", "{n} decisions are open", len(points))
    note = say(
        "Open is what was decided and isn't done, what lags and on which nothing was decided since {since}, "
        "a deviation that ends, and a year without lines of the budget.",
        since=say.date(report.since),
    )
    yield DeckSlide(title, notes=[note], table=SlideTable(Grid(columns, rows)))


def decided(report: UpdateEdition) -> Slides:
    """The decisions and notes of the steering group since; no slide when there are none."""
    if report.news.kept or "decided" in report.written:
        yield DeckSlide(say("Decisions and notes"), report.sections["decided"].lines)


def attention(report: UpdateEdition) -> Slides:
    """The most pressing things, why, and their status; somebody's own words instead where they wrote some."""
    concerns, title = report.pressing, say("What needs attention")
    if "attention" in report.written or not concerns:
        yield DeckSlide(title, report.sections["attention"].lines)
        return
    columns = (
        GridColumn("what", say("What"), width=3.2),
        GridColumn("why", say("Why"), width=6.6),
        GridColumn("status", say("Status"), width=2.3),
    )
    rows = [
        {
            "what": text(concern.title),
            "why": text(concern.sentence),
            "status": text(status_word(report.programme, concern.status)),
        }
        for concern in concerns
    ]
    colours = status_colours([concern.status for concern in concerns])
    table = SlideTable(Grid(columns, rows), "status", colours)
    note = say("Ordered by how far it is from where it should be, and how near the deadline is.")
    yield DeckSlide(title, notes=[note], table=table)


def ahead(report: UpdateEdition) -> Slides:
    """The half year after the reference date."""
    events, title = report.coming, say("What comes")
    if "coming" in report.written or not events:
        yield DeckSlide(title, report.sections["coming"].lines)
        return
    columns = (GridColumn("when", say("When"), width=3.1), GridColumn("what", say("What"), width=9.0))
    rows = [{"when": text(event.when), "what": text(event.what)} for event in events]
    yield DeckSlide(title, table=SlideTable(Grid(columns, rows)))


def about(report: UpdateEdition) -> Slides:
    """The sources of the figures."""
    sentences = [
        say(
            "All figures are as of {day}, compared with {since}; both as known in revision {revision}.",
            day=say.date(report.as_of),
            since=say.date(report.since),
            revision=report.after.revision,
        ),
        say("An amount or number that was never recorded is called unknown; that is never the same as zero."),
        say("Fewer than five persons are shown as <5."),
        say("The programme: {name}, version {version}.", name=report.programme.name, version=report.programme.version),
        counted_by(report.programme),
    ]
    yield DeckSlide(say("About these figures"), sentences)
