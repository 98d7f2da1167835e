"""Before anything was recorded the account still is a whole paper: no table without rows, nothing called zero."""

from io import BytesIO

from docx import Document
from pypdf import PdfReader

from kpi.documents.paper import PaperTable
from kpi.documents.pdf import typesetting
from kpi.documents.word import word_document
from kpi.facts.store import Store
from kpi.language import words_of
from kpi.monitor import picture
from kpi.programme.plan import Programme
from kpi.report.account_formats import account_paper
from kpi.report.reading_account import read_report
from tests.report.full_year import DAY, YEAR

NL = words_of("nl")


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
