"""The slides of the update in order: each its finding as the title, its words, its chart or table, its notes."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from kpi.charts.palette import palette_of
from kpi.charts.status_colours import status_colour
from kpi.documents.deck.deck import THEN_AND_NOW, DeckSlide, Graph, SlideDeck, SlideTable, Unit, floats
from kpi.documents.draft_banner import draft_banner
from kpi.documents.grid import Grid, GridColumn, Row, text
from kpi.documents.programme_logo import logo_of
from kpi.language import Said
from kpi.notation import Number
from kpi.programme.counting_rule import rule
from kpi.programme.plan import Indicator
from kpi.score.scores import GOOD, IndicatorScore, Status
from kpi.sentences import listed, say
from kpi.update.coming import coming
from kpi.update.quarterly_update import Dated, UpdateEdition, UpdateReport
from kpi.update.update_figures import euro, figure, share
from kpi.update.update_sentences import pressing
from kpi.views.value_words import choice_word, status_word

Slides = Iterator[DeckSlide]
USED = {"budget": say("Budget"), "actual": say("Spent"), "paid": say("Of which paid"), "committed": say("On order")}
FINANCED = {
    "target": say("Asked by the plan"),
    "pledged": say("Pledged"),
    "invoiced": say("Invoiced"),
    "received": say("Received"),
}
"""The amounts of the charts on money, by field of the budget picture."""
MOST_GRAPHS = 2


def where(report: UpdateEdition) -> Slides:
    """The state of the programme, with the score of each goal on both days."""
    good, total = sum(score.status in GOOD for score in report.after.indicators), len(report.after.judged)
    title: Said = say("{n} of 1 target is achieved or on track", n=good)
    if total != 1:
        title = say.plural(
            "{n} of {total} targets is achieved or on track",
            "{n} of {total} targets are achieved or on track",
            good,
            total=total,
        )
    note = say(
        "The score of a goal is the mean over its indicators of how far each is from its baseline to its target."
    )
    before = {goal.id: goal.score for goal in report.before.goals}
    names = {goal.id: goal.short for goal in report.programme.goals}
    scores = [(names[goal.id], before[goal.id], goal.score) for goal in report.after.goals]
    known = any(then is not None or now is not None for _, then, now in scores)
    graphs = [_compared(report, say("How far each goal is on its way"), "share", scores)] if known else []
    yield DeckSlide(title, report.sections["where"].lines, [note], graphs)


def _compared(report: UpdateReport, title: Said, unit: Unit, bars: Sequence[tuple[Said, Number, Number]]) -> Graph:
    """A chart of bars by their names: on the last meeting's day, and on the reference date."""
    names, then, now = zip(*bars, strict=True)
    series = ((say.short_date(report.since), floats(then)), (say.short_date(report.as_of), floats(now)))
    return Graph(title, "bars", names, series, unit, THEN_AND_NOW, most=1.1 if unit == "share" else None)


def targets(report: UpdateEdition) -> Slides:
    """Each goal's indicators as a table, with the status on both days."""
    scores = {goal.id: goal.score for goal in report.after.goals}
    columns = (
        GridColumn("indicator", say("Indicator"), width=4),
        GridColumn("value", say("Value"), width=3.3),
        GridColumn("status", say("Status"), width=2.5),
        GridColumn("was", say("Was on {day}", day=say.short_date(report.since)), width=2.3),
    )
    for goal in report.programme.goals:
        pairs = [pair for pair in report.pairs() if pair[0].goal == goal.id]
        values: dict[str, object] = {"id": goal.id, "goal": goal.short}
        title = say("Goal {id}, {goal}: no score yet", **values)
        if scores[goal.id] is not None:
            title = say("Goal {id}, {goal}: {score} of the way", **values, score=share(scores[goal.id]))
        grid = Grid(columns, [_target(report, *pair) for pair in pairs])
        colours = _colours([after.status for _, _, after in pairs])
        notes = [listed((indicator.title, rule(report.programme, indicator)), ": ") for indicator, _, _ in pairs]
        yield DeckSlide(title, notes=notes, table=SlideTable(grid, "status", colours))


def _target(report: UpdateReport, indicator: Indicator, before: IndicatorScore, after: IndicatorScore) -> Row:
    return {
        "indicator": text(indicator.title),
        "value": text(figure(indicator, after)),
        "status": text(status_word(report.programme, after.status)),
        "was": text(status_word(report.programme, before.status)),
    }


def _colours(statuses: Sequence[Status]) -> tuple[str, ...]:
    return tuple(status_colour(status, palette_of("light")) for status in statuses)


def changed(report: UpdateEdition) -> Slides:
    """The statuses that changed: as a table, after the words if somebody wrote some."""
    since, n = say.date(report.since), len(report.changes)
    title: Said = say("No status changed since {since}", since=since)
    if n:
        title = say.plural("{n} status changed since {since}", "{n} statuses changed since {since}", n, since=since)
    if "changes" in report.written or not n:
        yield DeckSlide(title, report.sections["changes"].lines)
    if n:
        yield DeckSlide(title, table=_changes(report))


def _changes(report: UpdateReport) -> SlideTable:
    columns = (
        GridColumn("indicator", say("Indicator"), width=4),
        GridColumn("was", say("Was"), width=2.2),
        GridColumn("status", say("Is"), width=2.5),
        GridColumn("value", say("Value"), width=3.4),
    )
    rows = [_target(report, *change) for change in report.changes]
    colours = _colours([change.after.status for change in report.changes])
    return SlideTable(Grid(columns, rows), "status", colours)


def members(report: UpdateEdition) -> Slides:
    """Members by kind on both days, with those who came and left."""
    news = report.news
    now = sum(kind.after for kind in news.members)
    title: Said = say("Members")
    if news.registers.issuperset({"organisations", "memberships"}):
        title = say.plural("{n} member, {new} of them new", "{n} members, {new} of them new", now, new=len(news.joined))
    kinds = [
        (choice_word(report.programme, "organisation_kind", kind.id), kind.before, kind.after) for kind in news.members
    ]
    graphs = [_compared(report, say("Members by kind"), "whole", kinds)] if kinds else []
    notes = [say("New: {names}.", names=", ".join(news.joined))] if news.joined else []
    yield DeckSlide(title, report.sections["members"].lines, notes, graphs)


def vacancies(report: UpdateEdition) -> Slides:
    """The positions offered, month by month."""
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
    yield DeckSlide(title, report.sections["vacancies"].lines, graphs=[graph] if values else [])


def visibility(report: UpdateEdition) -> Slides:
    """The videos and events since, by kind."""
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
    yield DeckSlide(title, report.sections["visibility"].lines, notes, [graph] if counts else [])


def _by_kind(report: UpdateReport, dated: Sequence[Dated], list_id: str) -> tuple[tuple[Said, int], ...]:
    """The number of each kind, in the order of the programme's list."""
    kinds = [choice.id for choice in report.programme.choices(list_id)]
    counted = {kind: sum(event.kind == kind for event in dated) for kind in (*kinds, None)}
    return tuple((choice_word(report.programme, list_id, kind), n) for kind, n in counted.items() if n)


def money(report: UpdateEdition) -> Slides:
    """The use of the budget and the co-financing, on both days; what was never recorded is left out."""
    spent, received = report.after.money.totals, report.after.money.financing.received
    values = {"spent": euro(spent.actual), "budget": euro(spent.budget), "received": euro(received)}
    title, graphs = say("Money"), []
    if spent.actual is not None:
        title = say("{spent} of {budget} spent", **values)
        graphs.append(_compared(report, say("Use of the budget"), "euro", _amounts(report, "totals", USED)))
    if received is not None:
        title = say("{received} of co-financing received", **values)
        graphs.append(_compared(report, say("Co-financing by stage"), "euro", _amounts(report, "financing", FINANCED)))
    if len(graphs) == MOST_GRAPHS:
        title = say("{spent} of {budget} spent, {received} of co-financing received", **values)
    yield DeckSlide(title, report.sections["money"].lines, graphs=graphs)


def _amounts(report: UpdateReport, part: str, named: Mapping[str, Said]) -> list[tuple[Said, Number, Number]]:
    """Amounts of a part of the budget picture on both days; one that isn't known has no bars."""
    then, now = (getattr(picture.money, part) for picture in (report.before, report.after))
    known = {name: label for name, label in named.items() if getattr(now, name) is not None}
    return [(label, getattr(then, name), getattr(now, name)) for name, label in known.items()]


def decided(report: UpdateEdition) -> Slides:
    """The decisions and notes of the steering group since; no slide when there are none."""
    if report.news.kept or "decided" in report.written:
        yield DeckSlide(say("Decisions and notes"), report.sections["decided"].lines)


def attention(report: UpdateEdition) -> Slides:
    """The most pressing things, why, and their status; somebody's own words instead where they wrote some."""
    concerns, title = pressing(report), say("What needs attention")
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
    colours = _colours([concern.status for concern in concerns])
    table = SlideTable(Grid(columns, rows), "status", colours)
    note = say("Ordered by how far it is from where it should be, and how near the deadline is.")
    yield DeckSlide(title, notes=[note], table=table)


def ahead(report: UpdateEdition) -> Slides:
    """The half year after the reference date."""
    events, title = coming(report), say("What comes")
    if "coming" in report.written or not events:
        yield DeckSlide(title, report.sections["coming"].lines)
        return
    columns = (GridColumn("when", say("When"), width=2.4), GridColumn("what", say("What"), width=9.7))
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
    ]
    yield DeckSlide(say("About these figures"), sentences)


SLIDES: tuple[Callable[[UpdateEdition], Slides], ...] = (
    where, targets, changed, members, vacancies, visibility, money, decided, attention, ahead, about,
)  # fmt: skip
"""In the order in which they are shown, after the title slide."""


def update_deck(report: UpdateEdition) -> SlideDeck:
    """The update as a presentation."""
    return SlideDeck(
        title=report.title,
        lead=report.lead,
        author=report.programme.name,
        about=report.foot,
        banner=draft_banner(sample=report.after.sample),
        logo=logo_of(report.programme),
        slides=[slide for make in SLIDES for slide in make(report)],
    )
