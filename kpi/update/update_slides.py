"""The slides of the update in order: each its finding as the title, its words, its chart or table, its notes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from kpi.documents.deck.deck import DeckSlide, Graph, SlideDeck, SlideTable
from kpi.documents.draft_banner import draft_banner
from kpi.documents.grid import Grid, GridColumn, Row, text
from kpi.documents.programme_logo import logo_of
from kpi.language import Said
from kpi.notation import Number
from kpi.programme.counting_rule import rule
from kpi.programme.plan import Indicator
from kpi.score.scores import GOOD, IndicatorScore
from kpi.sentences import listed, say
from kpi.update.meeting_slides import about, ahead, attention, decided, status_colours, to_decide
from kpi.update.quarterly_update import Dated, ScorePair, UpdateEdition, UpdateReport
from kpi.update.update_figures import euro, figure, share, sheets_read
from kpi.update.update_graphs import compared, members_graph
from kpi.views.results.attention import urgency
from kpi.views.value_words import choice_word, status_word

Slides = Iterator[DeckSlide]
USED = {"budget": say("Budget"), "actual": say("Realised"), "paid": say("Of which paid"), "committed": say("On order")}
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
    graphs = [compared(report, say("How far each goal is on its way"), "share", scores)] if known else []
    yield DeckSlide(title, report.sections["where"].lines, [note], graphs)


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
        pairs = worst_first([pair for pair in report.pairs() if pair[0].goal == goal.id], report.as_of)
        values: dict[str, object] = {"id": goal.id, "goal": goal.short}
        title = say("Goal {id}, {goal}: no score yet", **values)
        if scores[goal.id] is not None:
            title = say("Goal {id}, {goal}: {score} of the way", **values, score=share(scores[goal.id]))
        grid = Grid(columns, [_target(report, *pair) for pair in pairs])
        colours = status_colours([after.status for _, _, after in pairs])
        notes = [listed((indicator.title, rule(report.programme, indicator)), ": ") for indicator, _, _ in pairs]
        yield DeckSlide(title, notes=notes, table=SlideTable(grid, "status", colours))


def _target(report: UpdateReport, indicator: Indicator, before: IndicatorScore, after: IndicatorScore) -> Row:
    return {
        "indicator": text(indicator.title),
        "value": text(figure(indicator, after)),
        "status": text(status_word(report.programme, after.status)),
        "was": text(status_word(report.programme, before.status)),
    }


def worst_first(pairs: Iterable[ScorePair], day: date) -> list[ScorePair]:
    """The indicators, those first that ask most for attention."""
    return sorted(pairs, key=lambda pair: urgency(pair.after, day))


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
    changes = worst_first(report.changes, report.as_of)
    rows = [_target(report, *change) for change in changes]
    colours = status_colours([change.after.status for change in changes])
    return SlideTable(Grid(columns, rows), "status", colours)


def members(report: UpdateEdition) -> Slides:
    """Members by kind on both days, with those who came and left."""
    news = report.news
    now = sum(kind.after for kind in news.members)
    title: Said = say("Members")
    if news.registers.issuperset({"organisations", "memberships"}):
        title = say.plural("{n} member, {new} of them new", "{n} members, {new} of them new", now, new=len(news.joined))
    graphs = [members_graph(report)] if news.members else []
    notes = [sheets_read(report.programme, report.as_of, "organisations", "memberships")]
    notes += [say("New: {names}.", names=", ".join(news.joined))] if news.joined else []
    yield DeckSlide(title, report.sections["members"].lines, notes, graphs)


def vacancies(report: UpdateEdition) -> Slides:
    """The positions offered, month by month."""
    news = report.news
    title: Said = say("Vacancies")
    notes = [sheets_read(report.programme, report.as_of, "vacancies")]
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
    yield DeckSlide(title, report.sections["vacancies"].lines, notes, [graph] if values else [])


def visibility(report: UpdateEdition) -> Slides:
    """The videos and events since, by kind."""
    news = report.news
    title = say("Videos and events")
    if {"videos", "events"} & news.registers:
        videos = say.plural("{n} video", "{n} videos", len(news.videos))
        events = say.plural("{n} event", "{n} events", len(news.events))
        shown = [what for name, what in (("videos", videos), ("events", events)) if name in report.programme.sheets]
        what = shown[0] if len(shown) == 1 else say("{videos} and {events}", videos=videos, events=events)
        title = say("{what} since {since}", what=what, since=say.date(report.since))
    counts = (*_by_kind(report, news.videos, "video_kind"), *_by_kind(report, news.events, "event_kind"))
    names, values = tuple(name for name, _ in counts), tuple(float(n) for _, n in counts)
    graph = Graph(say("Videos and events by kind"), "bars", names, ((say("Number"), values),), "whole")
    notes = [sheets_read(report.programme, report.as_of, "videos", "events")]
    notes += [listed((say.short_date(event.on), event.name), ": ") for event in (*news.videos, *news.events)]
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
        graphs.append(compared(report, say("Budget, realised and on order"), "euro", _amounts(report, "totals", USED)))
    if received is not None:
        title = say("{received} of co-financing received", **values)
        graphs.append(compared(report, say("Co-financing by stage"), "euro", _amounts(report, "financing", FINANCED)))
    if len(graphs) == MOST_GRAPHS:
        title = say("{spent} of {budget} spent, {received} of co-financing received", **values)
    notes = [sheets_read(report.programme, report.as_of, "expenses", "contributions", "subsidy_payments")]
    yield DeckSlide(title, report.sections["money"].lines, notes, graphs)


def _amounts(report: UpdateReport, part: str, named: Mapping[str, Said]) -> list[tuple[Said, Number, Number]]:
    """Amounts of a part of the budget picture on both days; one that isn't known has no bars."""
    then, now = (getattr(picture.money, part) for picture in (report.before, report.after))
    known = {name: label for name, label in named.items() if getattr(now, name) is not None}
    return [(label, getattr(then, name), getattr(now, name)) for name, label in known.items()]


SUBJECTS = {"members": members, "vacancies": vacancies, "visibility": visibility, "money": money}
"""The slides of what a programme may have no sheet for, by the name of their section."""


def subjects(report: UpdateEdition) -> Slides:
    """The slides of the subjects that the programme has."""
    for name, make in SUBJECTS.items():
        if name in report.sections:
            yield from make(report)


SLIDES: tuple[Callable[[UpdateEdition], Slides], ...] = (
    where, attention, to_decide, changed, targets, subjects, decided, ahead, about,
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
