"""The tags of the pdf as a screen reader meets them: headings, header cells, alternatives, reading order."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader

from kpi.language import words_of
from kpi.report.model import SubsidyReport
from kpi.report.paper.account import account
from kpi.report.paper.model import Chart, Heading, Paper, Table
from kpi.report.paper.typesetting import typeset

NL = words_of("nl")


@dataclass(frozen=True)
class Tag:
    """An element of the structure: its role, its words in reading order, what it has instead of words, its children."""

    role: str
    words: str
    alternative: str
    attributes: dict[str, Any]
    children: tuple["Tag", ...]

    def every(self) -> Iterator["Tag"]:
        yield self
        for child in self.children:
            yield from child.every()

    def of(self, *roles: str) -> list["Tag"]:
        return [tag for tag in self.every() if tag.role in roles]

    @property
    def text(self) -> str:
        """The words of the element and of everything in it."""
        return " ".join((self.words + " " + " ".join(child.text for child in self.children)).split())


@pytest.fixture(scope="module")
def paper(report: SubsidyReport) -> Paper:
    return account(report, NL)


@pytest.fixture(scope="module")
def reader(report: SubsidyReport, paper: Paper) -> PdfReader:
    return PdfReader(BytesIO(typeset(paper, NL, report.as_of)))


@pytest.fixture(scope="module")
def root(reader: PdfReader) -> Tag:
    pages = {page.indirect_reference.idnum: marked(page) for page in reader.pages if page.indirect_reference}
    return tag(reader.trailer["/Root"]["/StructTreeRoot"]["/K"], pages, None)


def marked(page: Any) -> dict[int, str]:
    """The words of a page by their mark."""
    found: dict[int, list[str]] = {}
    stack: list[int | None] = []

    def before(operator: bytes, operands: Any, _cm: Any, _tm: Any) -> None:
        if operator in {b"BDC", b"BMC"}:
            properties = operands[1] if operator == b"BDC" else {}
            stack.append(properties.get("/MCID") if hasattr(properties, "get") else None)
        elif operator == b"EMC" and stack:
            stack.pop()

    def words(text: str, *_: Any) -> None:
        held = next((mark for mark in reversed(stack) if mark is not None), None)
        if held is not None and text:
            found.setdefault(int(held), []).append(text)

    page.extract_text(visitor_operand_before=before, visitor_text=words)
    return {mark: "".join(parts) for mark, parts in found.items()}


def tag(node: Any, pages: dict[int, dict[int, str]], page: int | None) -> Tag:
    node = node.get_object()
    if isinstance(node, list):
        [node] = [one.get_object() for one in node]
    own = node.raw_get("/Pg").idnum if "/Pg" in node else page
    words, children = "", []
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        held = kid.get_object()
        if isinstance(held, int):
            words += pages.get(own or 0, {}).get(held, "")
        elif held.get("/Type") == "/MCR":
            on = held.raw_get("/Pg").idnum if "/Pg" in held else own
            words += pages.get(on or 0, {}).get(int(held["/MCID"]), "")
        elif "/S" in held:
            children.append(tag(held, pages, own))
    attributes: dict[str, Any] = {}
    given = node.get("/A", [])
    for one in given if isinstance(given, list) else [given]:
        attributes |= {name: one.get_object()[name] for name in one.get_object()}
    return Tag(str(node["/S"])[1:], words, str(node.get("/Alt", "")), attributes, tuple(children))


def test_the_headings_are_those_of_the_paper_in_its_order_without_a_level_left_out(root: Tag, paper: Paper) -> None:
    wanted = []
    for section in paper.sections:
        wanted.append(("H1", section.title))
        wanted += [(f"H{one.level}", one.words) for one in section.blocks if isinstance(one, Heading)]
    levels = [int(one.role[1]) for one in root.of("H1", "H2", "H3")]
    assert [one.role for one in root.of("H1", "H2", "H3")][-len(wanted) :] == [role for role, _ in wanted]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_a_head_of_header_cells_that_its_cells_name(root: Tag, paper: Paper) -> None:
    tables = [one for section in paper.sections for one in section.blocks if isinstance(one, Table)]
    tagged = root.of("Table")
    assert len(tagged) == len(tables) + 1
    assert len(root.of("Caption")) == len(tagged) + len(root.of("Figure"))
    for shown, wanted in zip(tagged[1:], tables, strict=True):
        heads = shown.of("TH")
        assert len(heads) == len(wanted.columns)
        assert {one.attributes.get("/Scope") for one in heads} == {"/Column"}
        assert all(one.attributes.get("/Headers") for one in shown.of("TD"))
        assert len(shown.of("TR")) == 1 + len(wanted.rows) + bool(wanted.total)


def test_every_chart_says_in_words_what_it_shows(root: Tag, paper: Paper) -> None:
    charts = [one for section in paper.sections for one in section.blocks if isinstance(one, Chart)]
    assert len(charts) == 2
    assert [one.alternative for one in root.of("Figure")] == [one.alternative for one in charts]


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
    assert (reader.metadata or {}).get("/Title") == paper.title
    for mark in (
        "<pdfuaid:part>1</pdfuaid:part>",
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
    ):
        assert mark in raw
    bookmarks = [one["/Title"] for one in reader.outline if not isinstance(one, list)]
    assert [one for one in bookmarks if one != "Inhoud"] == [section.title for section in paper.sections]


def test_a_draft_says_so_on_every_page(reader: PdfReader) -> None:
    assert all("CONCEPT – nog niet compleet" in page.extract_text() for page in reader.pages)
