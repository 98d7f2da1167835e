"""The slides of the update in order: each its finding as the title, its words, its chart or table, its notes."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from kpi.charts.palette import palette_of
from kpi.charts.status_colours import status_colour
from kpi.documents.deck.deck import DeckSlide, SlideDeck, SlideTable
from kpi.documents.deck.graph import THEN_AND_NOW, Graph, Values, floats
from kpi.documents.draft_banner import draft_banner
from kpi.documents.grid import Grid, GridColumn, Row, text
from kpi.documents.programme_logo import logo_of
from kpi.language import Said
from kpi.programme.plan import Indicator
from kpi.score.scores import IndicatorScore, Status
from kpi.sentences import listed, say
from kpi.update.coming import coming
from kpi.update.money_slide import money
from kpi.update.quarterly_update import Dated, UpdateEdition, UpdateReport
from kpi.update.update_figures import figure, share
from kpi.update.update_sentences import pressing
from kpi.views.results.overview import ON_COURSE
from kpi.views.value_words import choice_word, status_word

Slides = Iterator[DeckSlide]


def where(edition: UpdateEdition) -> Slides:
    """The state of the programme, with the score of each goal on both days."""
    report = edition.report
    good = sum(score.status in ON_COURSE for score in report.after.indicators)
    title = say.plural(
        "{good} of {n} target is achieved or on track",
        "{good} of {n} targets are achieved or on track",
        len(report.after.indicators),
        good=good,
    )
    note = say(
        "The score of a goal is the mean over its indicators of how far each is from its baseline to its target."
    )
    before = {goal.id: goal.score for goal in report.before.goals}
    names = tuple(goal.short for goal in report.programme.goals)
    scores = [(before[goal.id], goal.score) for goal in report.after.goals]
    series = _both(report, scores)
    label = say("How far each goal is on its way")
    graph = Graph(label, "bars", names, series, "share", THEN_AND_NOW, most=1.1)
    known = any(value is not None for pair in scores for value in pair)
    yield DeckSlide(title, edition.sections["where"].lines, [note], [graph] if known else [])


def _both(
    report: UpdateReport, pairs: Sequence[tuple[Fraction | None, Fraction | None]]
) -> tuple[tuple[Said, Values], ...]:
    """Two series: the values of the last meeting's day, and of the reference date."""
    then, now = zip(*pairs, strict=True)
    return ((say.short_date(report.since), floats(then)), (say.short_date(report.as_of), floats(now)))


def targets(edition: UpdateEdition) -> Slides:
    """Each goal's indicators as a table, with the status on both days."""
    report = edition.report
    scores = {goal.id: goal.score for goal in report.after.goals}
    columns = (
        GridColumn("indicator", say("Indicator")),
        GridColumn("value", say("Value")),
        GridColumn("status", say("Status")),
        GridColumn("was", say("Was on {day}", day=say.short_date(report.since))),
    )
    widths = {"indicator": 4.0, "value": 3.3, "status": 2.5, "was": 2.3}
    for goal in report.programme.goals:
        pairs = [pair for pair in report.pairs() if pair[0].goal == goal.id]
        values: dict[str, object] = {"id": goal.id, "goal": goal.short}
        title = say("Goal {id}, {goal}: no data yet", **values)
        if scores[goal.id] is not None:
            title = say("Goal {id}, {goal}: {score} of the way", **values, score=share(scores[goal.id]))
        grid = Grid(columns, [_target(report, *pair) for pair in pairs])
        colours = _colours([after.status for _, _, after in pairs])
        notes = [listed((indicator.title, indicator.definition.sentence), ": ") for indicator, _, _ in pairs]
        yield DeckSlide(title, notes=notes, table=SlideTable(grid, widths, "status", colours))


def _target(report: UpdateReport, indicator: Indicator, before: IndicatorScore, after: IndicatorScore) -> Row:
    return {
        "indicator": text(indicator.title),
        "value": text(figure(indicator, after)),
        "status": text(status_word(report.programme, after.status)),
        "was": text(status_word(report.programme, before.status)),
    }


def _colours(statuses: Sequence[Status]) -> tuple[str, ...]:
    return tuple(status_colour(status, palette_of("light")) for status in statuses)


def changed(edition: UpdateEdition) -> Slides:
    """The statuses that changed: as a table, after the words if somebody wrote some."""
    report = edition.report
    since, n = say.date(report.since), len(report.changes)
    title: Said = say("No status changed since {since}", since=since)
    if n:
        title = say.plural("{n} status changed since {since}", "{n} statuses changed since {since}", n, since=since)
    if "changes" in report.written or not n:
        yield DeckSlide(title, edition.sections["changes"].lines)
    if n:
        yield DeckSlide(title, table=_changes(report))


def _changes(report: UpdateReport) -> SlideTable:
    columns = (
        GridColumn("indicator", say("Indicator")),
        GridColumn("was", say("Was")),
        GridColumn("status", say("Is")),
        GridColumn("value", say("Value")),
    )
    rows = [_target(report, *change) for change in report.changes]
    colours = _colours([change.after.status for change in report.changes])
    return SlideTable(
        Grid(columns, rows), {"indicator": 4.0, "was": 2.2, "status": 2.5, "value": 3.4}, "status", colours
    )


def members(edition: UpdateEdition) -> Slides:
    """Members by kind on both days, with those who came and left."""
    report = edition.report
    news = report.news
    now = sum(kind.after for kind in news.members)
    title: Said = say("Members")
    if "organisations" in news.registers:
        title = say.plural("{n} member, {new} of them new", "{n} members, {new} of them new", now, new=len(news.joined))
    names = tuple(choice_word(report.programme, "organisation_kind", kind.id) for kind in news.members)
    pairs = [(Fraction(kind.before), Fraction(kind.after)) for kind in news.members]
    graphs = []
    if pairs:
        series = _both(report, pairs)
        graphs.append(Graph(say("Members by kind"), "bars", names, series, "whole", THEN_AND_NOW))
    notes = [say("New: {names}.", names=", ".join(news.joined))] if news.joined else []
    yield DeckSlide(title, edition.sections["members"].lines, notes, graphs)


def vacancies(edition: UpdateEdition) -> Slides:
    """The positions offered, month by month."""
    report = edition.report
    news = report.news
    title: Said = say("Vacancies")
    if "vacancies" in news.registers:
        title = say.plural(
            "{n} position offered since {since}",
            "{n} positions offered since {since}",
            news.positions,
            since=say.date(report.since),
        )
    values = tuple(float(value) for _, value in news.months)
    names = tuple(say.month(day) for day, _ in news.months)
    graph = Graph(say("Positions offered by month"), "columns", names, ((say("Positions"), values),), "whole")
    yield DeckSlide(title, edition.sections["vacancies"].lines, graphs=[graph] if values else [])


def visibility(edition: UpdateEdition) -> Slides:
    """The videos and events since, by kind."""
    report = edition.report
    news = report.news
    title = say("Videos and events")
    if {"videos", "events"} & news.registers:
        title = say(
            "{videos} and {events} since {since}",
            videos=say.plural("{n} video", "{n} videos", len(news.videos)),
            events=say.plural("{n} event", "{n} events", len(news.events)),
            since=say.date(report.since),
        )
    counts = (*_by_kind(report, news.videos, "video_kind"), *_by_kind(report, news.events, "event_kind"))
    names, values = tuple(name for name, _ in counts), tuple(float(n) for _, n in counts)
    graph = Graph(say("Videos and events by kind"), "bars", names, ((say("Number"), values),), "whole")
    notes = [listed((say.short_date(event.on), event.name), ": ") for event in (*news.videos, *news.events)]
    yield DeckSlide(title, edition.sections["visibility"].lines, notes, [graph] if counts else [])


def _by_kind(report: UpdateReport, dated: Sequence[Dated], list_id: str) -> tuple[tuple[Said, int], ...]:
    """The number of each kind, in the order of the programme's list."""
    kinds = [choice.id for choice in report.programme.lists[list_id]]
    counted = {kind: sum(event.kind == kind for event in dated) for kind in (*kinds, None)}
    return tuple((choice_word(report.programme, list_id, kind), n) for kind, n in counted.items() if n)


def decided(edition: UpdateEdition) -> Slides:
    """The decisions and notes of the steering group since; no slide when there are none."""
    if edition.report.news.kept or "decided" in edition.report.written:
        yield DeckSlide(say("Decisions and notes"), edition.sections["decided"].lines)


def attention(edition: UpdateEdition) -> Slides:
    """The most pressing things, why, and their status; somebody's own words instead where they wrote some."""
    report = edition.report
    concerns, title = pressing(report), say("What needs attention")
    if "attention" in report.written or not concerns:
        yield DeckSlide(title, edition.sections["attention"].lines)
        return
    columns = (GridColumn("what", say("What")), GridColumn("why", say("Why")), GridColumn("status", say("Status")))
    rows = [
        {
            "what": text(concern.title),
            "why": text(concern.sentence),
            "status": text(status_word(report.programme, concern.status)),
        }
        for concern in concerns
    ]
    colours = _colours([concern.status for concern in concerns])
    table = SlideTable(Grid(columns, rows), {"what": 3.2, "why": 6.6, "status": 2.3}, "status", colours)
    note = say("Ordered by how far it is from where it should be, and how near the deadline is.")
    yield DeckSlide(title, notes=[note], table=table)


def ahead(edition: UpdateEdition) -> Slides:
    """The half year after the reference date."""
    report = edition.report
    events, title = coming(report), say("What comes")
    if "coming" in report.written or not events:
        yield DeckSlide(title, edition.sections["coming"].lines)
        return
    columns = (GridColumn("when", say("When")), GridColumn("what", say("What")))
    rows = [{"when": text(event.when), "what": text(event.what)} for event in events]
    yield DeckSlide(title, table=SlideTable(Grid(columns, rows), {"when": 2.4, "what": 9.7}))


def about(edition: UpdateEdition) -> Slides:
    """The sources of the figures."""
    report = edition.report
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
    ]
    yield DeckSlide(say("About these figures"), sentences)


SLIDES: tuple[Callable[[UpdateEdition], Slides], ...] = (
    where, targets, changed, members, vacancies, visibility, money, decided, attention, ahead, about,
)  # fmt: skip
"""In the order in which they are shown, after the title slide."""


def update_deck(edition: UpdateEdition) -> SlideDeck:
    """The update as a presentation."""
    report = edition.report
    return SlideDeck(
        title=report.title,
        lead=report.lead,
        author=report.programme.name,
        about=report.foot,
        banner=draft_banner(sample=report.after.sample),
        logo=logo_of(report.programme),
        slides=[slide for make in SLIDES for slide in make(edition)],
    )
