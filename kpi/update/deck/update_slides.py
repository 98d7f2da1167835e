"""The slides of the update in order: each its finding as the title, its words, its chart or table, its notes."""

from collections.abc import Callable
from fractions import Fraction

from kpi.charts.palette import palette_of
from kpi.charts.status_colours import status_colour
from kpi.score.scores import Status
from kpi.update.coming import coming
from kpi.update.deck.money_slide import money
from kpi.update.deck.slide import Maker, SlideRows
from kpi.update.deck.slide_charts import THEN_AND_NOW, Graph, Values, floats
from kpi.update.quarterly_update import UpdateReport
from kpi.update.update_sentences import by_kind, figure, pressing, share
from kpi.update.update_texts import lines
from kpi.views.results.overview import ON_COURSE
from kpi.views.value_words import choice_word, status_word

Slide = Callable[[Maker, UpdateReport], None]


def where(maker: Maker, report: UpdateReport) -> None:
    """Where the programme stands, with the score of each goal on both days."""
    words = maker.words
    good = sum(score.status in ON_COURSE for score in report.after.indicators)
    title = words.plural(
        "{good} of {n} target is achieved or on track",
        "{good} of {n} targets are achieved or on track",
        len(report.after.indicators),
        good=good,
    )
    before = {goal.id: goal.score for goal in report.before.goals}
    names = tuple(goal.short.in_(words.language) for goal in report.programme.goals)
    scores = [(before[goal.id], goal.score) for goal in report.after.goals]
    graph = Graph(
        words("How far each goal is on its way"),
        "bars",
        names,
        _both(report, maker, scores),
        "share",
        THEN_AND_NOW,
        most=1.1,
    )
    known = any(value is not None for pair in scores for value in pair)
    maker.charts(title, lines(report, "where", words), [graph] if known else [], _definition_notes(report, maker))


def _both(
    report: UpdateReport, maker: Maker, pairs: list[tuple[Fraction | None, Fraction | None]]
) -> tuple[tuple[str, Values], ...]:
    """Two series: the values of the last meeting's day, and of the reference date."""
    then, now = zip(*pairs, strict=True)
    return ((maker.words.short_date(report.since), floats(then)), (maker.words.short_date(report.as_of), floats(now)))


def _definition_notes(report: UpdateReport, maker: Maker) -> list[str]:
    """What the score of a goal is, in words."""
    return [
        maker.words(
            "The score of a goal is the mean over its indicators of how far each is from its baseline to its target."
        )
    ]


def targets(maker: Maker, report: UpdateReport) -> None:
    """Each goal's indicators as a table, with the status on both days."""
    words = maker.words
    scores = {goal.id: goal.score for goal in report.after.goals}
    colours = palette_of("light")
    for goal in report.programme.goals:
        pairs = [pair for pair in report.pairs() if pair[0].goal == goal.id]
        told = {"id": str(goal.id), "goal": goal.short.in_(words.language)}
        title = words("Goal {id}, {goal}: no data yet", **told)
        if scores[goal.id] is not None:
            title = words("Goal {id}, {goal}: {score} of the way", **told, score=share(scores[goal.id], words))
        rows = tuple(
            (
                indicator.title.in_(words.language),
                figure(indicator, after, words),
                words.say(status_word(report.programme, after.status)),
                words.say(status_word(report.programme, before.status)),
            )
            for indicator, before, after in pairs
        )
        table = SlideRows(
            (
                words("Indicator"),
                words("Value"),
                words("Status"),
                words("Was on {day}", day=words.short_date(report.since)),
            ),
            (4.0, 3.3, 2.5, 2.3),
            rows,
            tuple(status_colour(after.status, colours) for _, _, after in pairs),
            coloured=2,
        )
        notes = [
            f"{indicator.title.in_(words.language)}: {indicator.definition.sentence.in_(words.language)}"
            for indicator, _, _ in pairs
        ]
        maker.table(title, table, notes)


def changed(maker: Maker, report: UpdateReport) -> None:
    """The statuses that changed: as a table, after the words if somebody wrote some."""
    words = maker.words
    since = words.date(report.since)
    title = words("No status changed since {since}", since=since)
    if report.changes:
        n = len(report.changes)
        title = words.plural("{n} status changed since {since}", "{n} statuses changed since {since}", n, since=since)
    if "changes" in report.written or not report.changes:
        maker.text(title, lines(report, "changes", words), [])
    if not report.changes:
        return
    rows = tuple(
        (
            change.indicator.title.in_(words.language),
            words.say(status_word(report.programme, change.before.status)),
            words.say(status_word(report.programme, change.after.status)),
            figure(change.indicator, change.after, words),
        )
        for change in report.changes
    )
    colours = tuple(status_colour(change.after.status, palette_of("light")) for change in report.changes)
    headings = (words("Indicator"), words("Was"), words("Is"), words("Value"))
    maker.table(title, SlideRows(headings, (4.0, 2.2, 2.5, 3.4), rows, colours, coloured=2), [])


def members(maker: Maker, report: UpdateReport) -> None:
    """Members by kind on both days, with who came and who left."""
    words, news = maker.words, report.news
    now = sum(kind.after for kind in news.members)
    title = words.plural("{n} member, {new} of them new", "{n} members, {new} of them new", now, new=len(news.joined))
    names = tuple(words.say(choice_word(report.programme, "organisation_kind", kind.id)) for kind in news.members)
    pairs = [(Fraction(kind.before), Fraction(kind.after)) for kind in news.members]
    graphs = (
        [Graph(words("Members by kind"), "bars", names, _both(report, maker, list(pairs)), "whole", THEN_AND_NOW)]
        if pairs
        else []
    )
    title = title if "organisations" in news.registers else words("Members")
    notes = [words("New: {names}.", names=", ".join(news.joined))] if news.joined else []
    maker.charts(title, lines(report, "members", words), graphs, notes)


def vacancies(maker: Maker, report: UpdateReport) -> None:
    """What was offered, month by month."""
    words, news = maker.words, report.news
    title = words.plural(
        "{n} position offered since {since}",
        "{n} positions offered since {since}",
        news.positions,
        since=words.date(report.since),
    )
    values = tuple(float(value) for _, value in news.months)
    names = tuple(words.month(day) for day, _ in news.months)
    graph = Graph(words("Positions offered by month"), "columns", names, ((words("Positions"), values),), "whole")
    title = title if "vacancies" in news.registers else words("Vacancies")
    maker.charts(title, lines(report, "vacancies", words), [graph] if values else [], [])


def visibility(maker: Maker, report: UpdateReport) -> None:
    """The videos and events since, by kind."""
    words, news = maker.words, report.news
    title = words(
        "{videos} and {events} since {since}",
        videos=words.plural("{n} video", "{n} videos", len(news.videos)),
        events=words.plural("{n} event", "{n} events", len(news.events)),
        since=words.date(report.since),
    )
    found = (*by_kind(report, news.videos, "video_kind", words), *by_kind(report, news.events, "event_kind", words))
    names, counts = tuple(name for name, _ in found), tuple(float(n) for _, n in found)
    graph = Graph(words("Videos and events by kind"), "bars", names, ((words("Number"), counts),), "whole")
    known = {"videos", "events"} & news.registers
    notes = [f"{words.short_date(one.on)}: {one.name}" for one in (*news.videos, *news.events)]
    title = title if known else words("Videos and events")
    maker.charts(title, lines(report, "visibility", words), [graph] if found else [], notes)


def decided(maker: Maker, report: UpdateReport) -> None:
    """What the steering group decided and noted since; no slide when that is nothing."""
    if report.news.kept or "decided" in report.written:
        maker.text(maker.words("Decisions and notes"), lines(report, "decided", maker.words), [])


def attention(maker: Maker, report: UpdateReport) -> None:
    """What is most pressing, why, and its status; somebody's own words instead where they wrote some."""
    words = maker.words
    found = pressing(report, words)
    title = words("What needs attention")
    if "attention" in report.written or not found:
        maker.text(title, lines(report, "attention", words), [])
        return
    rows = tuple(
        tuple(map(words.say, (concern.title, concern.sentence, status_word(report.programme, concern.status))))
        for concern in found
    )
    colours = tuple(status_colour(Status(concern.status), palette_of("light")) for concern in found)
    headings = (words("What"), words("Why"), words("Status"))
    notes = [words("Ordered by how far it is from where it should be, and how near the deadline is.")]
    maker.table(title, SlideRows(headings, (3.2, 6.6, 2.3), rows, colours, coloured=2), notes)


def ahead(maker: Maker, report: UpdateReport) -> None:
    """What the half year after the reference date brings."""
    words = maker.words
    found = coming(report, words)
    title = words("What comes")
    if "coming" in report.written or not found:
        maker.text(title, lines(report, "coming", words), [])
        return
    rows = tuple((one.when(words), one.what) for one in found)
    maker.table(title, SlideRows((words("When"), words("What")), (2.4, 9.7), rows), [])


def about(maker: Maker, report: UpdateReport) -> None:
    """Where these figures come from."""
    words = maker.words
    told = [
        words(
            "All figures are as of {day}, compared with {since}; both as known in revision {revision}.",
            day=words.date(report.as_of),
            since=words.date(report.since),
            revision=report.after.revision,
        ),
        words("An amount or number that was never recorded is called unknown; that is never the same as zero."),
        words("Fewer than five persons are shown as <5."),
        words(
            "The programme: {name}, version {version}.",
            name=report.programme.name.in_(words.language),
            version=report.programme.version,
        ),
    ]
    maker.text(words("About these figures"), told, [])


SLIDES: tuple[Slide, ...] = (
    where, targets, changed, members, vacancies, visibility, money, decided, attention, ahead, about,
)  # fmt: skip
"""In the order in which they are shown, after the title slide."""
