"""The presentation for the members: one result, a story, who is new, where the money goes, what comes, what we ask."""

from collections.abc import Callable, Iterator, Sequence
from math import ceil

from kpi.documents.deck.deck import (
    BigFigure,
    CodedLink,
    DeckSlide,
    Graph,
    PlaceContent,
    PlacedSlide,
    PlaceLines,
    SlideDeck,
    SlideTable,
    floats,
)
from kpi.documents.deck.layouts import ADDRESS, BODY, CARDS, CODE, COLUMNS, FIGURE, LEAD, LEFT_CHART, TABLE
from kpi.documents.draft_banner import draft_banner
from kpi.documents.grid import Grid, GridColumn, text
from kpi.documents.house_style import INK
from kpi.documents.pdf.single_page import shortened
from kpi.documents.programme_logo import logo_of
from kpi.language import Said
from kpi.programme.counting_rule import rule
from kpi.sentences import listed, say
from kpi.update.member_sentences import result_sentence
from kpi.update.quarterly_update import UpdateEdition
from kpi.update.update_figures import sheets_read, value
from kpi.update.update_graphs import members_graph
from kpi.views.value_words import cents_to_tie, choice_word

Slides = Iterator[DeckSlide | PlacedSlide]
NAMES, DATES, FEW = 23, 7, 4
"""So many names and dates stand on a slide; the others are counted."""
PART_COLOURS = ("accent1", "accent2", "accent3", INK, "#9AA7B2")
LONGEST_NAME, LONGEST_TITLE = 80, 150
"""Letters of a name in a column, and of a video's title."""
ASKS, LONGEST_ASK = 6, 200
"""So many lines of so many letters have room beside a picture."""
MARK = "■"


def _sheets(report: UpdateEdition, *registers: str) -> Said:
    return sheets_read(report.programme, report.as_of, *registers)


def cover(report: UpdateEdition) -> Slides:
    """The title with one result: a large figure, and one sentence."""
    told = report.highlights.result
    if told is None:
        name = PlaceLines([report.programme.name], (54, 44, 36, 30, 24))
        yield PlacedSlide("cover", report.title, {FIGURE: name, LEAD: PlaceLines([report.lead])})
        return
    indicator, _, score = told
    contents = {
        FIGURE: PlaceLines([value(indicator, score)], (96, 80, 66, 54, 44)),
        LEAD: PlaceLines([indicator.title], (24, 20, 18, 16, 14)),
        BODY: PlaceLines([result_sentence(report, told)]),
    }
    source = say("Source: {source}.", source=indicator.definition.source)
    yield PlacedSlide("cover", report.title, contents, [rule(report.programme, indicator), source])


def story(report: UpdateEdition) -> Slides:
    """A video to show, with its picture and the way to it; no slide where there is no video."""
    shown = report.news.story
    if shown is None:
        return
    kind = choice_word(report.programme, "video_kind", shown.kind)
    about: Said = say("{kind} of {day}", kind=kind, day=say.date(shown.on))
    lines = [shown.about or "", about]
    contents: dict[int, PlaceContent] = {BODY: PlaceLines([line for line in lines if line], (24, 20, 18, 16))}
    linked = {}
    if shown.address:
        contents |= {
            CODE: CodedLink(shown.address, say("QR code of {address}", address=shown.address)),
            ADDRESS: PlaceLines([say("Watch the video:"), shown.address], (16, 14, 12)),
        }
        linked[ADDRESS] = shown.address
    notes = [_sheets(report, "videos"), say("Put a still of the video in the place for the picture.")]
    if not shown.address:
        notes.append(say("The address of the video isn't known; put its QR code in the place for it."))
    yield PlacedSlide("story", shortened(shown.name, LONGEST_TITLE), contents, notes, linked)


def welcome(report: UpdateEdition) -> Slides:
    """The new members by name; the members by kind where none is new, and no slide where nobody is a member."""
    news = report.news
    now = sum(kind.after for kind in news.members)
    if not {"organisations", "memberships"} <= news.registers or not now:
        return
    together = say.plural("Together we are {n} member now.", "Together we are {n} members now.", now)
    notes = [_sheets(report, "organisations")]
    if not news.joined:
        title = say.plural("{n} member", "{n} members", now)
        yield DeckSlide(title, report.sections["members"].lines[:1], notes, [members_graph(report)])
        return
    title = say.plural("Welcome to {n} new member", "Welcome to {n} new members", len(news.joined))
    names: list[Said] = [shortened(name, LONGEST_NAME) for name in news.joined[:NAMES]]
    if rest := len(news.joined) - len(names):
        names.append(say("and {n} more", n=rest))
    yield PlacedSlide("names", title, {LEAD: PlaceLines([together]), **_columns(names)}, notes)


def _columns(names: Sequence[Said]) -> dict[int, PlaceLines]:
    """The names over three columns, the first ones first, in letters of one size."""
    tall = ceil(len(names) / len(COLUMNS))
    parts = (names[n * tall : (n + 1) * tall] for n in range(len(COLUMNS)))
    sizes = (28, 24, 20, 18, 16, 14) if tall <= FEW else (18, 16, 14, 12)
    return {place: PlaceLines(part, sizes) for place, part in zip(COLUMNS, parts, strict=True) if part}


def money(report: UpdateEdition) -> Slides:
    """The costs of the plan year as one bar, with its parts by name; no slide where they aren't known."""
    told = report.highlights
    if len(told.costs) <= 1 or told.spent is None:
        return
    cents = cents_to_tie((told.spent, *(part.amount for part in told.costs)))
    bar = Graph(
        say("Costs by line of the budget"),
        "stack",
        (say("Costs"),),
        tuple((part.title, floats([part.amount])) for part in told.costs),
        "euro",
        PART_COLOURS[: len(told.costs)],
    )
    columns = (
        GridColumn("mark", "", width=0.6),
        GridColumn("part", say("Line of the budget"), width=8.7),
        GridColumn("amount", say("Costs"), figures=True, width=2.8),
    )
    rows = [
        {"mark": text(MARK), "part": text(part.title), "amount": text(say.money(part.amount, cents=cents))}
        for part in told.costs
    ]
    lead = say(
        "Costs for plan year {year} up to and including {day}: {spent}.",
        year=report.after.plan_year,
        day=say.date(report.as_of),
        spent=say.money(told.spent, cents=cents),
    )
    contents: dict[int, PlaceContent] = {
        LEAD: PlaceLines([lead]), LEFT_CHART: bar, TABLE: SlideTable(Grid(columns, rows), "mark", PART_COLOURS),
    }  # fmt: skip
    yield PlacedSlide("bar", say("Where the money goes"), contents, [_sheets(report, "expenses")])


def made_possible(report: UpdateEdition) -> Slides:
    """What a member's contribution did: its part of the costs, and what was delivered with all of them together."""
    told, subsidised = report.highlights, bool(report.after.money.subsidy.received)
    if not told.deliveries:
        return
    title: Said = say("What we did together")
    lead: Said = say("Delivered in plan year {year}:", year=report.after.plan_year)
    if told.contribution and told.part and told.spent is not None:
        amount = say.money(told.contribution, cents=False)
        title = say("What {amount} did", amount=amount)
        part = say(
            "A contribution of {amount} is {part} of the costs of plan year {year}.",
            amount=amount,
            part=say.share(told.part),
            year=report.after.plan_year,
        )
        others = say("Together with the other contributions and the subsidy it made this possible:")
        alone = say("Together with the other contributions it made this possible:")
        lead = listed((part, others if subsidised else alone), " ")
    contents: dict[int, PlaceContent] = {LEAD: PlaceLines([lead], (20, 18, 16))}
    for place, one in zip(CARDS, told.deliveries, strict=False):
        label = say("{title} (planned: {planned})", title=one.title, planned=say.number(one.planned, 1))
        contents[place] = BigFigure(say.number(one.number, 1), label)
    notes = [say("What was delivered is counted as the plan promises it; {budget}", budget=_sheets(report, "expenses"))]
    yield PlacedSlide("cards", title, contents, notes)


def dates(report: UpdateEdition) -> Slides:
    """What members may come to, or what is due, within half a year; no slide where nothing is planned."""
    events = report.highlights.dates
    if not events:
        return
    columns = (GridColumn("when", say("When"), width=3.1), GridColumn("what", say("What"), width=9.0))
    rows = [{"when": text(event.when), "what": text(event.what)} for event in events[:DATES]]
    notes = [
        say("Source: the meetings of the steering group, the programme file, and the sheets of events and activities.")
    ]
    yield DeckSlide(say("Dates to note"), notes=notes, table=SlideTable(Grid(columns, rows)))


def asked(report: UpdateEdition) -> Slides:
    """What is asked of the members, as somebody wrote it or by what lags."""
    notes = [say("Written by the figures that lag most, unless somebody wrote it anew.")]
    section = report.sections["ask"]
    if len(section.lines) > ASKS or any(isinstance(line, str) and len(line) > LONGEST_ASK for line in section.lines):
        yield DeckSlide(section.heading, section.lines, notes)
        return
    yield PlacedSlide("asked", section.heading, {BODY: PlaceLines(section.lines, (24, 20, 18, 16, 14))}, notes)


SLIDES: tuple[Callable[[UpdateEdition], Slides], ...] = (
    cover, story, welcome, money, made_possible, dates, asked,
)  # fmt: skip
"""In the order in which they are shown."""


def members_deck(report: UpdateEdition) -> SlideDeck:
    """The update as a presentation for the members; nothing in it is of a single organisation but its name."""
    return SlideDeck(
        title=report.title,
        lead="",
        author=report.programme.name,
        about=report.foot,
        banner=draft_banner(sample=report.after.sample),
        logo=logo_of(report.programme),
        slides=[slide for make in SLIDES for slide in make(report)],
    )
