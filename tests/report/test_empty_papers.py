"""An account of nothing is one page that says what is missing, and one without a grant speaks of no subsidy."""

from dataclasses import replace
from io import BytesIO

from docx import Document
from pypdf import PdfReader

from kpi.documents.paper import PaperHeading, PaperSection, PaperSentence, PaperTable
from kpi.documents.pdf import typesetting
from kpi.documents.word import word_document
from kpi.facts.store import Store
from kpi.language import Said, words_of
from kpi.monitor import picture
from kpi.programme.counting_rule import rule
from kpi.programme.plan import Indicator, Programme
from kpi.report.account import SubsidyReport
from kpi.report.account_formats import account_files, account_paper, read_paper
from kpi.report.reading_account import read_report
from tests.report.full_year import DAY, YEAR

NL = words_of("nl")
OTHER_YEAR = "2019-2020"


def test_an_empty_account_has_no_empty_table_and_says_what_was_never_recorded(
    full_year: Store, programme: Programme
) -> None:
    with full_year.read(0) as reader:
        paper = account_paper(read_report(reader, picture(reader, DAY, YEAR)))
    tables = [block for section in paper.sections for block in section.blocks if isinstance(block, PaperTable)]
    assert [table.caption for table in tables if not table.grid.rows] == []
    word = Document(BytesIO(word_document.write(paper, NL, DAY)))
    pdf = " ".join(
        " ".join(p.extract_text().split()) for p in PdfReader(BytesIO(typesetting.write(paper, NL, DAY))).pages
    )
    told = " ".join(paragraph.text for paragraph in word.paragraphs)
    for sentence in ("Er is nog geen bijdrage vastgelegd.", "Er is nog geen uitgave vastgelegd."):
        assert sentence in told
        assert sentence in pdf


def test_a_year_for_which_nothing_was_recorded_is_one_page(full_year: Store, programme: Programme) -> None:
    with full_year.read() as reader:
        report = read_report(reader, picture(reader, DAY, OTHER_YEAR))
    assert report.empty
    files = dict(account_files(report, NL, ["docx", "pdf"]))
    assert [name for name in files if not name.startswith("jaarverslag-2019-2020-")] == []
    [pdf] = [content for name, content in files.items() if name.endswith("pdf")]
    [page] = PdfReader(BytesIO(pdf)).pages
    told = " ".join(page.extract_text().split())
    for sentence in (
        "Tot en met 30 juni 2018 is voor planjaar 2019-2020 geen uitgave, bijdrage of betaling vastgelegd.",
        "Een verantwoording begint met deze tabbladen: Uitgaven, Bijdragen, Subsidie.",
        "Het programma kent geen subsidie voor dit planjaar.",
    ):
        assert sentence in told


def test_a_year_without_a_grant_has_a_year_report_without_words_of_subsidy(full_year: Store) -> None:
    """The grant of the year is taken out of the programme; its bookings and contributions stay."""
    with full_year.read() as reader:
        without = reader.judged_by(reader.programme.model_copy(update={"grants": ()}))
        seen = picture(without, DAY, YEAR)
        report = read_report(without, replace(seen, sample=False))
    paper = read_paper(report)
    words = [NL.say(paper.title), *(one for section in paper.chapters for one in _said(section))]
    assert NL.say(paper.title) == "Jaarverslag, planjaar 2017-2018"
    known = {NL.say(score.explanation) for score in seen.indicators} | {
        NL.say(text) for one in report.programme.indicators for text in _promised(report, one)
    }
    mine = [one for one in words if not any(text in one or one in text for text in known)]
    assert [one for one in mine if "subsid" in one.lower() or "verlen" in one.lower()] == []
    assert not any("subsid" in NL.say(one.sentence).lower() for one in report.missing)


def _promised(report: SubsidyReport, indicator: Indicator) -> list[Said]:
    """What the programme itself says of an indicator: its words may be about subsidy."""
    told = indicator.definition
    return [indicator.title, rule(report.programme, indicator), told.population, told.source]


def _said(section: PaperSection) -> list[str]:
    """Everything that a paper has of a section: its title, sentences, headings, and the cells of its tables."""
    told = [NL.say(section.title)]
    for block in section.blocks:
        if isinstance(block, PaperTable):
            told += [NL.say(column.heading) for column in block.columns]
            rows = (*block.grid.rows, block.grid.total or {})
            told += [row[column.id].said(NL) for row in rows for column in block.columns if column.id in row]
        elif isinstance(block, PaperHeading | PaperSentence):
            told.append(NL.say(block.words))
    return told
