"""A paper as a Word document: cover, contents that are filled in, and the sections in their order."""

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from itertools import count
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from kpi.documents.markdown import Line, MarkdownText, Passage
from kpi.documents.paper import Block, Logo, Paper, PaperChart, PaperHeading, PaperSection, PaperSentence, PaperTable
from kpi.documents.pdf.typesetting import contents_pages
from kpi.documents.word import word_charts, word_tables
from kpi.documents.word.embedded_letters import embed
from kpi.documents.word.word_styles import house
from kpi.documents.word.word_xml import bookmarked, element, field, paragraph, plain, run
from kpi.language import Said, Words

A4 = Cm(21), Cm(29.7)
SIDES = {False: Cm(2), True: Cm(1.5)}
"""The margin left and right of a page, and of a wide one."""
ASKED = "asked"
KEPT = "<w:keepNext/>"
"""A paragraph that stays with the next one."""
WHOLE = '<w:spacing w:line="240" w:lineRule="auto"/>'
"""The line of a drawing is as high as it is, whatever the lines of text are."""
ALONE = '<w:keepNext w:val="0"/>'
"""A caption that doesn't, though its style says so."""


def write(paper: Paper, words: Words, made: date) -> bytes:
    """The paper as a docx, in a language, as made on a day; the same paper gives the same bytes."""
    word = Document()
    house(word, words.language)
    embed(word)
    _properties(word, paper, words, made)
    _Writing(word, paper, words, made).write()
    stream = BytesIO()
    word.save(stream)
    return _repacked(stream.getvalue(), made)


def _repacked(content: bytes, made: date) -> bytes:
    """The same parts in the same order, each dated to a day: no time of packing in them."""
    kept = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as given, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in given.namelist():
            part = zipfile.ZipInfo(name, (made.year, made.month, made.day, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(part, given.read(name))
    return kept.getvalue()


def _properties(word: Any, paper: Paper, words: Words, made: date) -> None:  # noqa: ANN401 - the library has no type for it
    about, when = word.core_properties, datetime(made.year, made.month, made.day)  # noqa: DTZ001 - a day
    about.title, about.subject = words.say(paper.title), words.say(paper.subtitle)
    about.author = about.last_modified_by = words.say(paper.author)
    about.language = words.language
    about.created = about.modified = when
    about.comments, about.revision = "", 1


class _Writing:
    """A document while it is written; captions, headings and charts are numbered as they come."""

    def __init__(self, word: Any, paper: Paper, words: Words, made: date) -> None:  # noqa: ANN401
        self.word, self.paper, self.words, self.made = word, paper, words, made
        self.tables, self.figures, self.headings = count(1), count(1), count(1)
        self.wide = False

    def write(self) -> None:
        section = self.word.sections[0]
        _turn(section, wide=False)
        self._edges(section)
        if self.paper.cover is not None:
            self._cover(self.paper.cover)
        elif self.paper.titled:
            self._put(paragraph(self._run(self.paper.title), "Title"))
        for number, chapter in enumerate(self.paper.sections):
            self._section(chapter, first=number == 0 and self.paper.cover is None)

    def _run(self, words: Said, style: str = "", *, bold: bool = False) -> str:
        return run(self.words.say(words), bold=bold, style=style)

    def _edges(self, section: Any) -> None:  # noqa: ANN401
        """Write the lines above and below every page."""
        head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
        if self.paper.banner:
            banner = element(paragraph(self._run(self.paper.banner, bold=True), "Banner"))
            head._p.getparent().replace(head._p, banner)  # noqa: SLF001
        if self.paper.footer:
            pages = self.words("page {page} of {pages}", page="\0", pages="\0").split("\0")
            numbers = run(pages[0]) + field("PAGE", "1") + run(pages[1]) + field("NUMPAGES", "1") + run(pages[2])
            about = run(f"{self.words.say(self.paper.footer)} · ")
            foot._p.getparent().replace(foot._p, element(paragraph(f"{about}{numbers}", "Note")))  # noqa: SLF001

    def _cover(self, cover: PaperSection) -> None:
        self.word.element.body.insert_element_before(_logo(self.word, self.paper.logo, self.words), "w:sectPr")
        self._put(paragraph(self._run(self.paper.title), "Title"))
        self._put(paragraph(self._run(self.paper.subtitle), "Subtitle"))
        self._section(cover, first=True)
        self._put(paragraph(run(self.words("Contents"), bold=True), "Subtitle", "<w:pageBreakBefore/>"))
        for line in _contents(self.paper, self.words):
            self._put(line)

    def _section(self, section: PaperSection, first: bool) -> None:
        turned = section.wide != self.wide
        if turned:
            self.wide = section.wide
            _turn(self.word.add_section(WD_SECTION.NEW_PAGE), section.wide)
        apart = not (turned or first) and not section.follows
        if section.title:
            self._heading(section.title, 1, "<w:pageBreakBefore/>" if apart else "")
        for place, (block, level) in enumerate(section.levelled()):
            self._block(block, level, KEPT if section.leads(place) else "")

    def _block(self, block: Block, level: int, kept: str) -> None:
        match block:
            case PaperHeading():
                self._heading(block.words, block.level)
            case PaperSentence():
                self._sentence(block, kept)
            case MarkdownText():
                for passage in block.passages:
                    self._passage(passage, level)
            case PaperTable():
                self._table(block)
            case PaperChart():
                place = word_charts.ChartPlace(next(self.figures), self._points())
                shown = word_charts.placed(self.word, block, place, self.made, self.words)
                self._put(paragraph(shown, "Normal", f"{KEPT}{WHOLE}"))
                self._caption(self.words("Illustration"), "Figure", place.number, block.title)

    def _heading(self, words: Said, level: int, properties: str = "") -> None:
        number = next(self.headings)
        self._put(paragraph(bookmarked(self._run(words), number, _mark(number)), f"Heading{level}", properties))

    def _sentence(self, sentence: PaperSentence, kept: str) -> None:
        shown = self._run(sentence.words, "Asked" if sentence.style == ASKED else "")
        self._put(paragraph(shown, "Note" if sentence.style == "note" else "Normal", kept + self._narrow()))

    def _passage(self, passage: Passage, level: int) -> None:
        if passage.kind == "heading":
            self._put(paragraph(_runs(passage.lines[0]), f"Heading{level}"))
            return
        numbering = _numbering(self.word) if passage.kind == "numbers" else ""
        style = {"paragraph": "Normal", "bullets": "ListBullet", "numbers": "ListNumber"}[passage.kind]
        for line in passage.lines:
            self._put(paragraph(_runs(line), style, numbering + self._narrow()))

    def _table(self, table: PaperTable) -> None:
        self._caption(self.words("Table"), "Table", next(self.tables), table.caption, KEPT)
        self._put(word_tables.markup(table, int(self._points() * 20), self.words))
        self._put(paragraph("", "TableText"))

    def _caption(self, label: str, sequence: str, number: int, caption: Said, kept: str = ALONE) -> None:
        """A caption above what it belongs to (``KEPT`` with it) or under it."""
        words = self.words.say(caption)
        inner = run(f"{label} ") + field(f"SEQ {sequence} \\* ARABIC", str(number)) + run(f": {words}")
        self._put(paragraph(inner, "Caption", kept))

    def _points(self) -> float:
        """The width between the margins."""
        page = A4[1] if self.wide else A4[0]
        return (page - 2 * SIDES[self.wide]) / Pt(1)

    def _narrow(self) -> str:
        """On a wide page lines of running text end earlier, so that they can be read."""
        return '<w:ind w:right="4500"/>' if self.wide else ""

    def _put(self, markup: str) -> None:
        self.word.element.body.insert_element_before(element(markup), "w:sectPr")


def _turn(section: Any, wide: bool) -> None:  # noqa: ANN401
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = A4[::-1] if wide else A4
    section.left_margin = section.right_margin = SIDES[wide]
    section.top_margin, section.bottom_margin = Cm(1.8), Cm(1.6)
    section.header_distance, section.footer_distance = Cm(0.9), Cm(0.8)


LOGO_HEIGHT = Cm(2)
LOGO_RIGHT = f'{WHOLE}<w:jc w:val="right"/>'


def _contents(paper: Paper, words: Words) -> Iterator[str]:
    """The table of contents as a field that is filled in already, with the pages of the pdf; Word may update it."""
    pages = iter(contents_pages(paper, words))
    code = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    code += '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
    code += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    for number, (heading, level) in _numbered(paper.chapters):
        if level < 3:  # noqa: PLR2004 - the contents name chapters and their parts
            page = field(f"PAGEREF {_mark(number)} \\h", str(next(pages)))
            named = f"{run(words.say(heading))}<w:r><w:tab/></w:r>{page}"
            link = f'<w:hyperlink w:anchor="{_mark(number)}" w:history="1">{named}</w:hyperlink>'
            yield paragraph(code + link, f"toc{level}")
            code = ""
    yield paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>', "Normal")


def _numbered(sections: Sequence[PaperSection]) -> Iterator[tuple[int, tuple[Said, int]]]:
    """Every heading that the program gives, numbered as it will be when it is written."""
    headings = (
        heading
        for section in sections
        for heading in (
            (section.title, 1),
            *((block.words, block.level) for block in section.blocks if isinstance(block, PaperHeading)),
        )
    )
    return enumerate(headings, start=1)


def _mark(number: int) -> str:
    return f"_Toc{number:06d}"


def _runs(line: Line) -> str:
    return "".join(run(piece.text, piece.bold, piece.italic) for piece in line)


def _numbering(word: Any) -> str:  # noqa: ANN401
    """A list of its own that begins at one; its markup for a paragraph."""
    numbering = word.part.numbering_part.element
    style = word.styles["List Number"].element.pPr.numPr.numId.val
    [known] = [number for number in numbering.num_lst if number.numId == style]
    own = numbering.add_num(known.abstractNumId.val)
    own.add_lvlOverride(ilvl=0).add_startOverride(1)
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{own.numId}"/></w:numPr>'


def _logo(word: Any, logo: Logo | None, words: Words) -> Any:  # noqa: ANN401
    """The logo, or its place: an empty box that is known by its name, to put a picture in."""
    if logo is None:
        label = plain(words("Place for the logo"))
        empty = paragraph("", "Note", LOGO_RIGHT)
        return element(
            f'<w:sdt><w:sdtPr><w:alias w:val="{label}"/><w:tag w:val="logo"/></w:sdtPr>'
            f"<w:sdtContent>{empty}</w:sdtContent></w:sdt>"
        )
    shown = word.part.new_pic_inline(BytesIO(logo.content), None, LOGO_HEIGHT)
    shown.docPr.set("descr", words.say(logo.alternative))
    place = element(paragraph("<w:r><w:drawing/></w:r>", "Note", LOGO_RIGHT))
    place.find(f".//{qn('w:drawing')}").append(shown)
    return place
