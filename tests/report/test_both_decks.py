"""Two decks of one value: every sentence of both and of the one page can be said, and ties with the figures."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from html import unescape
from io import BytesIO
from itertools import chain
from typing import Any

import pytest
import segno
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.util import Pt

from kpi.documents.deck.slide import needed
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.language import words_of
from kpi.money.budget_json import budget_json
from kpi.notation import rounded
from kpi.programme.loading import load_programme
from kpi.programme.plan import Programme
from kpi.score.score_json import score_json
from kpi.score.scores import ACCEPTABLE, GOOD
from kpi.sentences import say
from kpi.settings import ROOT
from kpi.update.highlights import grown
from kpi.update.quarterly_update import Dated, UpdateReport
from kpi.update.reading_update import read_update
from kpi.update.update_figures import figure
from kpi.update.update_formats import edition
from kpi.update.update_texts import SECTIONS
from kpi.views.promised.minutes_words import quarter_before
from kpi.views.results.attention import urgency
from kpi.views.value_words import asked_by_now
from tests.machine import Office
from tests.report.full_year import BEFORE, DAY, HOSTILE_MEMBER, YEAR
from tests.report.written_files import edit, update_file

NL = words_of("nl")
DAYS = st.integers(0, 1640).map(lambda n: date(2017, 1, 2) + timedelta(days=n))
NAMED = st.sampled_from(["full", "example"])
MONTHS = [NL.month_name(month) for month in range(1, 13)]
ROOMY = 1.02
"""The library keeps a size in whole points."""


WORLDS: dict[str, Store] = {}
"""Beside the tests, so that an example that fails is told in a line."""


@pytest.fixture(scope="module", autouse=True)
def _worlds(full_year: Store, example_store: Store) -> None:
    WORLDS.update(full=full_year, example=example_store)


def read(
    store: Store, day: date = DAY, since: date = BEFORE, year: str = YEAR, revision: int | None = None
) -> UpdateReport:
    with store.read(revision, confidential=False) as reader:
        return read_update(reader, since, day, year, "nl")


@pytest.fixture(scope="module")
def update(full_year: Store) -> UpdateReport:
    return read(full_year)


def frames(content: bytes) -> Iterator[Any]:
    """Every text frame of the slides, those of cells too."""
    for slide in Presentation(BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape.text_frame
            if getattr(shape, "has_table", False) and shape.has_table:
                yield from (cell.text_frame for row in shape.table.rows for cell in row.cells)


def told(content: bytes, ending: str) -> list[str]:
    """Every sentence of a file: of the slides and their notes, or of the page."""
    if ending == "html":
        return [unescape(text).strip() for text in re.findall(r">([^<]+)<", content.decode()) if text.strip()]
    notes = [slide.notes_slide.notes_text_frame.text for slide in Presentation(BytesIO(content)).slides]
    return [*(paragraph.text for frame in frames(content) for paragraph in frame.paragraphs), *notes]


@settings(
    max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate],
)  # fmt: skip
@given(day=DAYS, world=NAMED, known=st.booleans(), year=st.sampled_from([YEAR, "2018-2019"]))
def test_every_sentence_can_be_said_on_any_day_of_any_world(day: date, world: str, known: bool, year: str) -> None:
    report = read(WORLDS[world], day, quarter_before(day), year, None if known else 0)
    said = [told(update_file(report, ending, NL), ending) for ending in ("pptx", "members.pptx", "html")]
    halves = {NL.number(one.number, 1) for one in edition(report).highlights.deliveries}
    for sentence in chain(*said):
        possible(sentence, report, halves)
    tied(report, said)


def possible(sentence: str, report: UpdateReport, counted: set[str]) -> None:
    """Hold one sentence against what can't be: a gap, half a company uncounted, a past still to come, a wrong day."""
    shown = sentence.replace("\xa0", " ")
    assert not re.search(r"[{}]|None|Fraction|Decimal\(", shown), shown
    halves = re.findall(r"(?<![€\d.,] )(?<![\d.,€])\d+,\d+(?!\d|%| procentpunt| punten)", shown.replace("€ ", "€"))
    assert set(halves) <= counted or "§" in shown, shown
    ends = report.programme.plan_year(report.after.plan_year).ends
    assert "te gaan" not in shown, shown
    assert report.as_of <= ends or "moet nog" not in shown, shown
    for number, month, year in re.findall(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})", shown):
        assert date(int(year), MONTHS.index(month) + 1, int(number)) in days_of(report), shown


def days_of(report: UpdateReport) -> set[date]:
    """Every day that an update may name."""
    news, programme = report.news, report.programme
    rows = [*news.videos, *news.events, *news.planned, *news.starting, *([news.story] if news.story else [])]
    return {
        *(
            report.as_of,
            report.since,
            *news.meetings,
            *(entry.day for entry in (*news.kept, *news.open_decisions)),
            *(row.on for row in rows),
        ),
        *(day for indicator in programme.indicators for day in programme.due_days(indicator)),
        *(day for year in programme.plan_years for day in (year.starts, year.ends)),
        *(score.acceptance.until for score in report.after.indicators if score.acceptance),
        *(indicator.start for indicator in programme.indicators),
    }


def tied(report: UpdateReport, said: list[list[str]]) -> None:
    """Hold every amount on the slides of both decks and the page against the JSON of both days."""
    allowed = amounts(report)
    for sentences in said:
        shown = " ".join(sentences).replace("\xa0", " ")
        found = {
            Decimal(text.replace(".", "").replace(",", ".")) for text in re.findall(r"€ ?(\d[\d.]*(?:,\d\d)?)", shown)
        }
        assert found - allowed == set(), sentences


def amounts(report: UpdateReport) -> set[Decimal]:
    """The amounts of ``score --json`` and ``budget --json`` on both days, and what follows from them, as written."""
    found: set[Decimal] = set()
    for seen in (report.before, report.after):
        money = budget_json(seen.money, seen.as_of, seen.revision, "nl")
        scores = score_json(report.programme, seen.as_of, seen.revision, seen.indicators, seen.goals, "nl")
        found |= set(numbers(money)) | set(numbers(scores))
        for score in seen.indicators:
            if score.unit == "euro" and score.value is not None and score.expected is not None:
                found.add(rounded(abs(score.value - score.expected), 2))
            if score.of_year:
                found.add(Decimal(score.of_year[1]))
        over = [line.used - line.budget for line in seen.money.lines if line.used and line.budget is not None]
        found |= {*over, sum((amount for amount in over if amount > 0), Decimal(0))}
    told_to_members = edition(report).highlights
    assert sum(part.amount for part in told_to_members.costs) in {told_to_members.spent, 0}
    if told_to_members.costs:
        found.add(told_to_members.costs[-1].amount)
    levels = {Decimal(level.value) for indicator in report.programme.indicators for level in indicator.levels}
    targets = {Decimal(target.value) for indicator in report.programme.indicators for target in indicator.targets}
    cents = found | levels | targets
    return cents | {rounded(amount, 0) for amount in cents} | {rounded(amount, 2) for amount in cents}


def numbers(value: object) -> Iterator[Decimal]:
    if isinstance(value, dict):
        for part in value.values():
            yield from numbers(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from numbers(part)
    elif isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value):
        yield Decimal(value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield Decimal(str(value))


@settings(max_examples=150, deadline=None)
@given(day=DAYS)
def test_a_quarter_before_the_last_of_a_month_is_the_last_of_a_month(day: date) -> None:
    then = quarter_before(day)
    last = (day + timedelta(days=1)).day == 1
    assert not last or (then + timedelta(days=1)).day == 1
    assert (day.year - then.year) * 12 + day.month - then.month == 3


@settings(max_examples=10, deadline=None, phases=[Phase.generate])
@given(day=DAYS, world=NAMED)
def test_what_is_on_course_stands_beside_what_is_asked_by_now(day: date, world: str) -> None:
    report = read(WORLDS[world], day, quarter_before(day))
    for indicator, _, score in report.pairs():
        if score.status != "on_track" or indicator.kind == "rate" or score.target is None or score.expected is None:
            continue
        said = NL.say(figure(indicator, score))
        assert (
            f"({score.of_year[0]}: " in said
            if score.of_year
            else "verwacht" in said or score.expected == score.target.value
        )


@settings(max_examples=10, deadline=None, phases=[Phase.generate])
@given(day=DAYS, world=NAMED)
def test_half_a_company_is_never_expected(day: date, world: str) -> None:
    report = read(WORLDS[world], day, quarter_before(day))
    for indicator, _, score in report.pairs():
        asked = asked_by_now(indicator, score)
        if indicator.unit == "count" and asked is not None and score.value is not None:
            assert asked.denominator == 1
            assert score.status not in ACCEPTABLE or asked != score.value or score.expected == score.value


def test_the_steering_group_sees_the_worst_first(update: UpdateReport) -> None:
    shown = Presentation(BytesIO(update_file(update, "pptx", NL)))
    titles = [slide.shapes.title.text_frame.text for slide in shown.slides]
    assert titles[2] == "Wat aandacht vraagt"
    assert "open" in titles[3]
    tables = {
        slide.shapes.title.text_frame.text: shape.table
        for slide in shown.slides
        for shape in slide.shapes
        if shape.has_table
    }
    [first] = [table for title, table in tables.items() if title.startswith("Hoofddoel 1")]
    named = {NL.say(indicator.title): score for indicator, _, score in update.pairs()}
    order = [urgency(named[row.cells[0].text], DAY) for row in list(first.rows)[1:]]
    assert order == sorted(order)


def test_a_decision_is_open_until_one_was_taken_on_it(full_year: Store) -> None:
    report = read(full_year)
    asking = {score.id for score in report.after.indicators if score.status in ACCEPTABLE}
    points = edition(report).open_points
    titles = {NL.say(report.programme.indicator(one).title) for one in asking}
    assert {NL.say(point.title) for point in points} & titles
    assert all(point.before is None or point.before >= report.as_of for point in points)


def test_the_deck_for_the_members_begins_with_a_result_and_ends_with_what_is_asked(update: UpdateReport) -> None:
    content = update_file(update, "members.pptx", NL)
    shown = Presentation(BytesIO(content))
    titles = [slide.shapes.title.text_frame.text for slide in shown.slides]
    assert titles[0] == "SmartHupdate 30 juni 2018"
    assert titles[2:] == [
        "Welkom aan 3 nieuwe leden",
        "Waar het geld naartoe gaat",
        "Wat €\xa03.000 deed",
        *titles[5:-1],
        "Wat we u vragen",
    ]
    assert 6 <= len(titles) <= 7
    assert Decimal(shown.slide_width) / Decimal(shown.slide_height) == Decimal(16) / 9
    assert all(slide.notes_slide.notes_text_frame.text for slide in shown.slides)
    assert all(shape.is_placeholder for slide in shown.slides for shape in slide.shapes)
    found = edition(update).highlights.result
    assert found is not None
    assert found.after.status in GOOD
    assert NL.say(say.number(found.after.value)) in told(content, "pptx")


def test_what_was_unknown_at_the_last_meeting_has_not_grown_from_zero(update: UpdateReport) -> None:
    [pair] = [pair for pair in update.pairs() if pair.indicator.id == "member_companies"]
    assert pair.before.value is not None
    assert pair.after.value is not None
    assert grown(pair) == (pair.after.value - pair.before.value) / 100
    assert grown(pair._replace(before=replace(pair.before, value=None))) == 0
    assert grown(pair._replace(after=replace(pair.after, value=None))) == 0


def test_its_bar_holds_the_costs_and_can_be_edited(update: UpdateReport) -> None:
    shown = Presentation(BytesIO(update_file(update, "members.pptx", NL)))
    [chart] = [shape.chart for slide in shown.slides for shape in slide.shapes if shape.has_chart]
    values = [Decimal(str(series.values[0])) for series in chart.plots[0].series]
    assert sum(values) == update.after.money.totals.actual
    assert values[:-1] == sorted(values[:-1], reverse=True)


def test_a_contribution_and_its_part_are_those_of_the_programme(update: UpdateReport) -> None:
    told_to_members = edition(update).highlights
    assert told_to_members.contribution == 3000
    assert told_to_members.part == Fraction(3000) / Fraction(update.after.money.totals.actual or 1)
    counted = {output.id: output.delivered for output in update.after.money.outputs}
    assert told_to_members.deliveries[0].number == counted["regio8_items"]


def test_no_amount_of_an_organisation_stands_in_it(update: UpdateReport) -> None:
    """Each contribution of the world is an amount of its own; what the deck says is totals and parts of the budget."""
    shown = " ".join(told(update_file(update, "members.pptx", NL), "pptx")).replace("\xa0", " ")
    found = set(re.findall(r"€ ?(\d[\d.]*)", shown))
    own = {NL.money(1250 + 25 * n, cents=False).replace("€\xa0", "") for n in range(40)}
    totals = {NL.money(part.amount, cents=False).replace("€\xa0", "") for part in edition(update).highlights.costs}
    assert found & (own - totals) == set()


@pytest.mark.parametrize(
    ("address", "coded"),
    [
        ("https://smarthub.nl/video/1", True),
        ("", False),
        ("javascript:alert(1)", False),
        ("intern archief, map 3", False),
        ("https://" + "x" * 400, False),
    ],
)
def test_a_video_with_an_address_has_its_code_and_another_the_place_for_one(
    full_year: Store, update: UpdateReport, address: str, coded: bool
) -> None:
    from kpi.update.reading_update import _address  # noqa: PLC0415 - what may be opened from a slide

    story = Dated(date(2018, 5, 1), "Voorbeeldvideo", "promo_video", "Voorbeeldorganisatie 001", _address(address))
    report = replace(update, news=replace(update.news, story=story))
    slide = Presentation(BytesIO(update_file(report, "members.pptx", NL))).slides[1]
    assert slide.shapes.title.text_frame.text == "Voorbeeldvideo"
    pictures = [shape for shape in slide.placeholders if hasattr(shape, "image")]
    assert len(pictures) == coded
    texts = [shape.text_frame for shape in slide.placeholders if shape.has_text_frame]
    runs = [run for text in texts for paragraph in text.paragraphs for run in paragraph.runs]
    links = [run.hyperlink.address for run in runs if run.hyperlink.address]
    assert set(links) == ({address} if coded else set())
    if coded:
        stream = BytesIO()
        segno.make(address, error="m", micro=False).save(stream, kind="png", scale=12, border=2)
        assert pictures[0].image.blob == stream.getvalue()
        assert pictures[0]._element.nvPicPr.cNvPr.get("descr") == f"QR-code van {address}"
    else:
        assert {"Beeld uit de video", "QR-code van de video"} <= {shape.name for shape in slide.placeholders} | {
            place.name for place in slide.slide_layout.placeholders
        }


PROGRAMMES = ("culture", "buurtstroom", "waterkant", "stadslab-voorbeeld", "minimal")


@cache
def other(name: str) -> Programme:
    return load_programme(ROOT / "tests" / "programmes" / f"{name}.toml")


@pytest.mark.parametrize("name", [*PROGRAMMES, "", "empty"])
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("ending", ["pptx", "members.pptx"])
def test_no_slide_of_any_programme_is_empty_and_no_text_is_larger_than_its_place(
    full_year: Store, programme: Programme, tmp_path: Any, name: str, language: str, ending: str
) -> None:
    store, day = full_year, DAY
    if name in PROGRAMMES:
        store = open_store(f"sqlite:///{tmp_path / 'other.db'}", other(name))
        day = other(name).plan_years[0].ends
    year = (other(name) if name in PROGRAMMES else programme).plan_years[1 if store is full_year else 0].id
    report = read(store, day, quarter_before(day), year, 0 if name == "empty" else None)
    long = tuple(f"{HOSTILE_MEMBER} {'Voorbeeldcoöperatie ' * 4}{n}" for n in range(60))
    if name == "":
        report = replace(
            report, news=replace(report.news, joined=long, story=Dated(day, "Titel " * 90, "regio8", long[0]))
        )
    shown = Presentation(BytesIO(update_file(report, ending, words_of(language))))
    assert len(shown.slides) > 1
    for slide in shown.slides:
        parts = [one for one in slide.placeholders if one.placeholder_format.idx not in {0, 11, 12}]
        assert any(not one.has_text_frame or one.text_frame.text.strip() for one in parts), (
            slide.shapes.title.text_frame.text
        )
        for one in slide.placeholders:
            if one.has_text_frame and one.text_frame.text and one.placeholder_format.idx not in {11, 12}:
                fits(one)


@pytest.mark.parametrize("name", PROGRAMMES)
def test_a_programme_has_no_section_of_what_it_has_no_sheet_for(tmp_path: Any, name: str) -> None:
    """A water board without vacancies and videos isn't told that it has none; what somebody wrote of them stays."""
    store, year = open_store(f"sqlite:///{tmp_path / 'other.db'}", other(name)), other(name).plan_years[0]
    report = read(store, year.ends, quarter_before(year.ends), year.id)
    sheets = other(name).sheets.keys()
    about = {each.name: each.registers for each in SECTIONS}
    told = edition(report).sections
    assert {each for each, registers in about.items() if not registers or sheets & set(registers)} == set(told)
    shown = Presentation(BytesIO(update_file(report, "pptx", words_of("nl"))))
    titles = [slide.shapes.title.text_frame.text for slide in shown.slides]
    assert ("Vacatures" in titles) is ("vacancies" in sheets)
    missing = next((each for each in about if each not in told), "")
    if missing:
        wrote = replace(report, written={missing: edit(missing, "Zelf geschreven.")})
        assert missing in edition(wrote).sections


def fits(shape: Any) -> None:
    """Hold the letters of a place against its height, as wide as they are on average."""
    wide, high = shape.width / 914400, 0.0
    for paragraph in shape.text_frame.paragraphs:
        sizes = [run.font.size for run in paragraph.runs if run.font.size]
        high += needed([paragraph.text], round(sizes[0] / Pt(1)), wide) if sizes else 0
    assert high <= shape.height / Pt(1) * ROOMY, shape.text_frame.text[:80]


def test_what_somebody_wrote_for_the_members_stands_there_whole(update: UpdateReport) -> None:
    asked = replace(update, written={"ask": edit("ask", "Kom op 20 september.\nNeem een buur mee.")})
    assert {"Kom op 20 september.", "Neem een buur mee."} <= set(told(update_file(asked, "members.pptx", NL), "pptx"))
    long = replace(update, written={"ask": edit("ask", " ".join(f"woord{n}" for n in range(1150)))})
    assert " ".join(told(update_file(long, "members.pptx", NL), "pptx")).count("woord") == 1150


def test_the_same_update_gives_the_same_bytes(update: UpdateReport) -> None:
    assert update_file(update, "members.pptx", NL) == update_file(update, "members.pptx", NL)


@pytest.mark.office
def test_libreoffice_shows_every_slide_of_the_deck_for_the_members(
    update: UpdateReport, tmp_path: Any, office: Office
) -> None:
    from pypdf import PdfReader  # noqa: PLC0415 - only where an office program is present

    path = tmp_path / "leden.pptx"
    path.write_bytes(update_file(update, "members.pptx", NL))
    [shown] = office.convert(path, "pdf", tmp_path)
    slides, pages = Presentation(str(path)).slides, PdfReader(shown).pages
    assert len(pages) == len(slides)
    for page, slide in zip(pages, slides, strict=True):
        assert "".join(slide.shapes.title.text_frame.text.split()) in "".join(page.extract_text().split())
