"""The house style of a Word document: letters, headings, tables and lists, as styles that its editors have too."""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from kpi.documents.house_style import ALARM, INK, PALE, PRIMARY, QUIET, RULE
from kpi.documents.word.embedded_letters import WORD_FONT
from kpi.documents.word.word_xml import element
from kpi.language import words_of

TABLE_STYLE = "MonitorTable"
HEADINGS: dict[int, tuple[float, float, float]] = {1: (17, 8, 5), 2: (12.5, 9, 3), 3: (10.5, 6, 2)}
"""Size of each level, and the air before and after it, in points."""
LINE, TABLE_LINE = 0.92, 0.82
"""The height of lines, as a part of what the letters ask: close to that of the pdf."""
OWN: tuple[tuple[str, float, str, float, bool], ...] = (
    ("Table Text", 8, INK, 0, False),
    ("Table Figures", 8, INK, 0, True),
    ("Small Table Text", 7, INK, 0, False),
    ("Small Table Figures", 7, INK, 0, True),
    ("Note", 8.5, QUIET, 5, False),
    ("Banner", 8, ALARM, 2, False),
    ("toc 1", 10.5, INK, 2, False),
    ("toc 2", 9.5, QUIET, 0, False),
)
"""Paragraph styles of our own: name, size, colour, air after, and whether its text stands at the right."""


def house(document: Any, language: str) -> None:  # noqa: ANN401 - the library has no type for it
    """Give the document its styles and its language."""
    styles = document.styles
    _letters(styles["Normal"], 10, INK)
    styles["Normal"].paragraph_format.space_after = Pt(5)
    styles["Normal"].paragraph_format.line_spacing = LINE
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for known in defaults.findall(qn("w:lang")):
        defaults.remove(known)
    code = words_of(language).tag
    defaults.append(element(f'<w:lang w:val="{code}" w:eastAsia="{code}" w:bidi="{code}"/>'))
    for level, (size, before, after) in HEADINGS.items():
        _heading(styles[f"Heading {level}"], size, before, after)
    _letters(styles["Title"], 22, PRIMARY, bold=True)
    _unruled(styles["Title"])
    _letters(styles["Subtitle"], 12, QUIET)
    _letters(styles["Caption"], 8.5, QUIET, bold=False)
    styles["Caption"].paragraph_format.keep_with_next = True
    styles["Caption"].paragraph_format.space_after = Pt(3)
    for name, size, colour, after, right in OWN:
        _own(styles, name, size, colour, after, right)
    styles["toc 2"].paragraph_format.left_indent = Cm(0.6)
    for name in ("toc 1", "toc 2"):
        tabs = styles[name].paragraph_format.tab_stops
        tabs.add_tab_stop(Cm(17), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    asked = styles.add_style("Asked", WD_STYLE_TYPE.CHARACTER)
    asked.font.italic, asked.font.color.rgb = True, _rgb(ALARM)
    styles.element.append(element(_table_style()))


def _own(styles: Any, name: str, size: float, colour: str, after: float, right: bool) -> None:  # noqa: ANN401
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    _letters(style, size, colour)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = TABLE_LINE if "Table" in name else LINE
    if right:
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _heading(style: Any, size: float, before: float, after: float) -> None:  # noqa: ANN401
    _letters(style, size, PRIMARY, bold=True)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.keep_with_next = True


def _letters(style: Any, size: float, colour: str, bold: bool | None = None) -> None:  # noqa: ANN401
    style.font.size, style.font.color.rgb, style.font.italic = Pt(size), _rgb(colour), False
    if bold is not None:
        style.font.bold = bold
    properties = style.element.get_or_add_rPr()
    for known in properties.findall(qn("w:rFonts")):
        properties.remove(known)
    properties.insert(
        0,
        element(f'<w:rFonts w:ascii="{WORD_FONT}" w:hAnsi="{WORD_FONT}" w:cs="{WORD_FONT}" w:eastAsia="{WORD_FONT}"/>'),
    )


def _unruled(style: Any) -> None:  # noqa: ANN401
    for border in style.element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        return


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.removeprefix("#"))


def _table_style() -> str:
    """Rules between rows, a coloured head, and a pale last row where there is a total."""
    rule, pale, primary = (colour.removeprefix("#") for colour in (RULE, PALE, PRIMARY))
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{rule}"'
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE}"><w:name w:val="Monitor Table"/>'
        '<w:uiPriority w:val="99"/><w:tblPr>'
        f"<w:tblBorders><w:bottom {line}/><w:insideH {line}/></w:tblBorders>"
        '<w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="55" w:type="dxa"/>'
        '<w:bottom w:w="30" w:type="dxa"/><w:right w:w="55" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr>'
        f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{primary}"/></w:tcPr></w:tblStylePr>'
        '<w:tblStylePr w:type="lastRow"><w:rPr><w:b/></w:rPr>'
        f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{pale}"/></w:tcPr></w:tblStylePr></w:style>'
    )
