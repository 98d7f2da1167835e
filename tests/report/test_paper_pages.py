"""The account of the sample's plan year: twelve pages before its annexes, and the same pages in Word and pdf."""

import re
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
import typst
from docx import Document
from PIL import Image
from pypdf import PdfReader

from kpi.access import LOCAL
from kpi.acts import imports
from kpi.documents.paper import Paper, PaperTable
from kpi.documents.pdf import pdf, typesetting
from kpi.documents.word import word_document
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.language import words_of
from kpi.monitor import picture
from kpi.programme.finance import DatedNote, Grant, Obligation
from kpi.programme.plan import Programme
from kpi.report.account_formats import read_paper
from kpi.report.reading_account import read_report
from kpi.settings import ROOT
from tests.machine import Office
from tests.report.completing import GRANT

NL = words_of("nl")
DAY, YEAR = date(2018, 6, 30), "2017-2018"
MOST = 12
"""Pages before the annexes."""
DARK, LEAST = 190, 0.3
"""Shades under it are letters and rules, not the pale word of a draft; how far down a page is written on at least."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, programme: Programme) -> Store:
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('pages') / 'sample.db'}", programme)
    imports.fill_with_sample(store, LOCAL, ROOT / "data" / "sample", at=datetime(2018, 7, 2, 9, tzinfo=UTC))
    return store


@pytest.fixture(scope="module")
def paper(store: Store) -> Paper:
    with store.read() as reader:
        return read_paper(read_report(reader, picture(reader, DAY, YEAR)))


@pytest.fixture(scope="module")
def answering(store: Store) -> tuple[list[str], list[str]]:
    """The pages of the same account once the decision is filled in, and the titles of its chapters."""
    decided = {
        "obligations": (Obligation(text="Provincie noemen", proof="foto.jpg", done=date(2017, 9, 15)),),
        "changes": (DatedNote(on=date(2018, 3, 12), text="2018-000002"),),
    }
    with store.read() as reader:
        grants = tuple(
            Grant.model_validate({**one.model_dump(), **GRANT, **decided}) if one.plan_year == YEAR else one
            for one in reader.programme.grants
        )
        judged = reader.judged_by(reader.programme.model_copy(update={"grants": grants}))
        written = read_paper(read_report(judged, picture(judged, DAY, YEAR)))
    read = PdfReader(BytesIO(typesetting.write(written, NL, DAY)))
    titles = [NL.say(section.title) for section in written.sections]
    return [letters(page.extract_text()) for page in read.pages], titles


@pytest.fixture(scope="module")
def pages(paper: Paper) -> list[str]:
    read = PdfReader(BytesIO(typesetting.write(paper, NL, DAY)))
    return [letters(page.extract_text()) for page in read.pages]


QUESTIONS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "vragen-van-de-provincie.md").read_text("utf-8").splitlines()
    if re.match(r"\| \d+ \|", line)
]
"""Number, question, place, words and source of each question of an officer."""


def letters(text: str) -> str:
    return "".join(text.split())


def begins(pages: list[str], title: str) -> int:
    """The number of the page where a chapter stands, after page 1 and the contents, which name it too."""
    return next(number for number, page in enumerate(pages, start=1) if number > 2 and letters(title) in page)


def test_twelve_pages_stand_before_the_annexes(pages: list[str], answering: tuple[list[str], list[str]]) -> None:
    """As a draft, and once the decision is filled in, with its obligations and room for the auditor."""
    assert begins(pages, "Bijlage A: bijdragen per organisatie") <= MOST + 1
    assert begins(answering[0], "Bijlage A: bijdragen per organisatie") <= MOST + 1


@pytest.fixture(scope="module")
def fuller(full_year: Store) -> Paper:
    """The account of a year with five times the bookings of the sample's, and twice its contributions."""
    with full_year.read() as reader:
        return read_paper(read_report(reader, picture(reader, DAY, YEAR)))


def test_a_fuller_year_has_no_more_pages_before_its_annexes(fuller: Paper) -> None:
    read = PdfReader(BytesIO(typesetting.write(fuller, NL, DAY)))
    pages = [letters(page.extract_text()) for page in read.pages]
    assert begins(pages, "Bijlage A: bijdragen per organisatie") <= MOST + 1


def inked(paper: Paper) -> list[float]:
    """By page of its pictures, how far down it is written on, between its head and its foot."""
    drawn = typst.compile(
        pdf.TEMPLATES / "paper.typ",
        root=pdf.TEMPLATES,
        font_paths=pdf._fonts(),
        sys_inputs={"data": pdf._filled(typesetting._values(paper, NL))},
        format="png",
        ppi=30,
    )
    found = []
    for content in drawn:
        page = Image.open(BytesIO(content)).convert("L")
        body = page.crop((0, int(page.height * 0.07), page.width, int(page.height * 0.92)))
        dark = body.point(lambda shade: 255 if shade < DARK else 0).getbbox()
        found.append((dark[3] + page.height * 0.07) / page.height if dark else 0.0)
    return found


def test_no_page_is_nearly_empty(paper: Paper, fuller: Paper) -> None:
    """All but the last one, which ends where the annexes end."""
    for one in (paper, fuller):
        *pages, _ = inked(one)
        assert [number for number, share in enumerate(pages, start=1) if share < LEAST] == []


def test_page_1_is_the_whole_request_with_its_signature(paper: Paper, pages: list[str]) -> None:
    assert paper.cover is not None
    for told in (
        "Verzoek tot vaststelling", "KvK-nummer", "Rekeningnummer", "verleningsbesluit", "Subsidieperiode",
        "Subsidie gevraagd", "Ontvangen subsidie (voorschotten)", "Nog te ontvangen", "Terug te betalen",
        "Laatst goedgekeurde begroting", "van de 19 indicatoren", "wijken zo veel af", "Bijlage E: bewijsstukken",
        "Handtekening",
    ):  # fmt: skip
        assert letters(told) in pages[0], told
    assert pages[1].startswith(letters("CONCEPT – nog niet compleet")) or "Inhoud" in pages[1][:80]


def test_the_contents_give_the_page_of_every_chapter_in_both_formats(paper: Paper, pages: list[str]) -> None:
    word = Document(BytesIO(word_document.write(paper, NL, DAY)))
    named = [one.text.split("\t") for one in word.paragraphs if one.style and one.style.name == "toc 1"]
    found = {title: int(page) for title, page in named}
    titles = [NL.say(section.title) for section in paper.sections]
    assert [title for title in titles if letters(title) not in pages[found[title] - 1]] == []


def test_the_evidence_is_an_annex_and_every_booking_is_counted(paper: Paper) -> None:
    annex = paper.sections[-1]
    [table] = [block for block in annex.blocks if isinstance(block, PaperTable)]
    assert NL.say(annex.title) == "Bijlage E: bewijsstukken"
    assert table.grid.rows
    assert all(row["evidence"].value for row in table.grid.rows)


@pytest.mark.office
def test_word_has_the_letters_and_the_pages_of_the_pdf(
    paper: Paper, pages: list[str], office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "verslag.docx"
    path.write_bytes(word_document.write(paper, NL, DAY))
    [printed] = office.convert(path, "pdf", tmp_path)
    read = PdfReader(printed)
    printed_pages = [letters(page.extract_text()) for page in read.pages]
    titles = [NL.say(section.title) for section in paper.sections if section.sheet]
    assert [begins(printed_pages, title) for title in titles] == [begins(pages, title) for title in titles]
    fonts = {
        str(font["/BaseFont"]) for page in read.pages for font in page["/Resources"]["/Font"].get_object().values()
    }
    assert [font for font in fonts if "MonitorSans" not in font and "DejaVu" not in font] == []


def test_an_officer_finds_thirty_of_forty_answers_on_the_first_three_pages() -> None:
    assert [int(number) for number, *_ in QUESTIONS] == list(range(1, 41))
    assert sum(place in {"blad 1", "blad 2", "blad 3"} for _, _, place, *_ in QUESTIONS) >= 30


@pytest.mark.parametrize(("question", "place", "words"), [one[1:4] for one in QUESTIONS], ids=lambda given: given[:40])
def test_each_question_of_an_officer_is_answered_where_it_is_said(
    answering: tuple[list[str], list[str]], question: str, place: str, words: str
) -> None:
    (pages, titles), (kind, number) = answering, place.split(" ")
    if kind == "blad":
        assert letters(words) in pages[int(number) - 1], question
        return
    named = f"Bijlage {number}:" if kind == "bijlage" else f"{number} "
    start = next(place for place, title in enumerate(titles) if title.startswith(named))
    first, last = (begins(pages, title) for title in titles[start : start + 2])
    assert letters(words) in "".join(pages[first - 1 : last]), question
