"""The tags of the pdf as a screen reader meets them: headings, header cells, alternatives, reading order."""

from collections.abc import Iterator
from io import BytesIO
from itertools import count, pairwise

import pytest
from pypdf import PdfReader

from kpi.documents.house_style import MAY_BREAK, writable
from kpi.documents.markdown import MarkdownText
from kpi.documents.paper import Paper, PaperChart, PaperHeading, PaperTable
from kpi.documents.pdf import typesetting
from kpi.language import Said, words_of
from kpi.report.account import SubsidyReport, subsidy_report
from kpi.report.account_formats import account_paper
from tests.report.tags import Tag, tree

NL = words_of("nl")


@pytest.fixture(scope="module")
def paper(report: SubsidyReport) -> Paper:
    return account_paper(report)


@pytest.fixture(scope="module")
def reader(report: SubsidyReport, paper: Paper) -> PdfReader:
    return PdfReader(BytesIO(typesetting.write(paper, NL, report.as_of)))


@pytest.fixture(scope="module")
def root(reader: PdfReader) -> Tag:
    return tree(reader)


def test_the_headings_are_those_of_the_paper_in_its_order_without_a_level_left_out(root: Tag, paper: Paper) -> None:
    wanted = []
    for section in paper.chapters:
        wanted.append(("H1", section.title))
        wanted += [(f"H{one.level}", one.words) for one in section.blocks if isinstance(one, PaperHeading)]
    levels = [int(one.role[1]) for one in root.of("H1", "H2", "H3")]
    assert [one.role for one in root.of("H1", "H2", "H3")][-len(wanted) :] == [role for role, _ in wanted]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_everything_is_read_in_the_order_of_the_paper(report: SubsidyReport) -> None:
    texts = {
        "summary": "Eerst dit, **dan** dat.\n\n# Kop\n\n* een\n* twee\n\n1. aap\n2. noot",
        f"line/{report.lines[0].picture.id}": "Uitleg van een verschil.",
        "lessons": "Geleerd.",
    }
    told = account_paper(subsidy_report(report.programme, report.picture, report.evidence, texts))
    read = letters(tree(PdfReader(BytesIO(typesetting.write(told, NL, report.as_of)))).text)
    start = letters(told.title) + letters(told.subtitle)
    assert read.startswith(start)
    wanted = "".join(in_order(told))
    assert read[-len(wanted) :] == wanted
    between = read[len(start) : -len(wanted)]
    assert told.cover is not None
    first = next(block for block in told.cover.blocks if isinstance(block, PaperTable))
    assert "".join(map(letters, of_table(first, 1))) in between
    contents = between[between.index(letters(NL("Contents"))) :]
    places = [contents.index(letters(one.title)) for one in told.sections]
    assert places == sorted(set(places))


def letters(text: Said) -> str:
    """A text without its spaces and places to break, in letters that the pdf can write."""
    return "".join(writable(NL.say(text)).split()).replace(MAY_BREAK, "")


def in_order(paper: Paper) -> Iterator[str]:
    """Everything that the sections say, in the order in which they say it."""
    before = [one for one in paper.cover.blocks if isinstance(one, PaperTable)] if paper.cover else []
    tables, figures = count(1 + len(before)), count(1)
    for section in paper.sections:
        yield letters(section.title)
        for block in section.blocks:
            match block:
                case PaperTable():
                    yield from map(letters, of_table(block, next(tables)))
                case PaperChart():
                    yield letters(f"Figuur {next(figures)}: {NL.say(block.title)}{NL.say(block.alternative)}")
                case MarkdownText():
                    yield from map(letters, of_passages(block))
                case _:
                    yield letters(block.words)


def of_table(table: PaperTable, number: int) -> Iterator[str]:
    yield f"Tabel {number}: {NL.say(table.caption)}"
    yield from (NL.say(column.heading) for column in table.columns)
    for row in (*table.grid.rows, table.grid.total or {}):
        yield from (NL.say(row[column.id]) for column in table.columns if column.id in row)


def of_passages(written: MarkdownText) -> Iterator[str]:
    """What somebody wrote, with the signs before the items of lists."""
    for passage in written.passages:
        for number, line in enumerate(passage.lines, start=1):
            yield {"bullets": "•", "numbers": f"{number}."}.get(passage.kind, "")
            yield "".join(run.text for run in line)


def test_every_table_has_a_caption_and_a_head_of_header_cells_that_its_cells_name(root: Tag, paper: Paper) -> None:
    tables = [one for section in paper.chapters for one in section.blocks if isinstance(one, PaperTable)]
    tagged = root.of("Table")
    assert len(tagged) == len(tables)
    assert len(root.of("Caption")) == len(tagged) + len(root.of("Figure"))
    for shown, wanted in zip(tagged, tables, strict=True):
        heads = shown.of("TH")
        assert len(heads) == len(wanted.columns)
        assert {one.attributes.get("/Scope") for one in heads} == {"/Column"}
        assert all(one.attributes.get("/Headers") for one in shown.of("TD"))
        assert len(shown.of("TR")) == 1 + len(wanted.grid.rows) + bool(wanted.grid.total)


def test_every_chart_says_in_words_what_it_shows(root: Tag, paper: Paper) -> None:
    charts = [one for section in paper.chapters for one in section.blocks if isinstance(one, PaperChart)]
    assert len(charts) == 2
    assert [one.alternative for one in root.of("Figure")] == [NL.say(one.alternative) for one in charts]


def test_title_language_bookmarks_and_marks_of_both_standards_are_there(reader: PdfReader, paper: Paper) -> None:
    root = reader.trailer["/Root"]
    xmp = reader.xmp_metadata
    assert xmp is not None
    raw = xmp.stream.get_data().decode()
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == (
        "nl",
        True,
        True,
    )
    assert (reader.metadata or {}).get("/Title") == NL.say(paper.title)
    for mark in (
        "<pdfuaid:part>1</pdfuaid:part>",
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
    ):
        assert mark in raw
    bookmarks = [one["/Title"] for one in reader.outline if not isinstance(one, list)]
    assert [one for one in bookmarks if one != "Inhoud"] == [NL.say(section.title) for section in paper.chapters]


def test_a_draft_says_so_on_every_page(reader: PdfReader) -> None:
    assert all("CONCEPT – nog niet compleet" in page.extract_text() for page in reader.pages)
