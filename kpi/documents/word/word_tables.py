"""A table of a paper as the markup of a Word table: head rows that repeat, a caption, widths that fit the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kpi.documents.grid import BLANK, GridCell
from kpi.documents.house_style import PALE, PRIMARY
from kpi.documents.paper import PaperTable
from kpi.documents.word.word_styles import TABLE_STYLE
from kpi.documents.word.word_xml import paragraph, plain, run
from kpi.language import Words

MANY = 7
"""A table of more columns has smaller letters."""


@dataclass(frozen=True, slots=True)
class RowLook:
    """The look of a row: its properties, the colour behind it, and the marks of its letters."""

    properties: str = ""
    fill: str = ""
    marks: str = ""


BODY = RowLook()
HEAD = RowLook("<w:tblHeader/>", PRIMARY, '<w:b/><w:color w:val="FFFFFF"/>')
TOTAL = RowLook("", PALE, "<w:b/>")


def markup(table: PaperTable, width: int, words: Words) -> str:
    """The table over a width, in twentieths of a point."""
    columns = table.columns
    whole = sum(column.share for column in columns)
    shares = [width * column.share // whole for column in columns]
    size = "Small" if len(columns) > MANY else ""
    styles = [f"{size}{'TableFigures' if column.figures else 'TableText'}" for column in columns]
    grid = "".join(f'<w:gridCol w:w="{share}"/>' for share in shares)
    last = int(bool(table.grid.total))
    look = f'w:firstRow="1" w:lastRow="{last}" w:firstColumn="0" w:lastColumn="0" w:noHBand="1"'
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{TABLE_STYLE}"/><w:tblW w:w="{sum(shares)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook {look} w:noVBand="1"/>'
        f'<w:tblCaption w:val="{plain(words.say(table.caption))}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(_rows(table, shares, styles, words))}</w:tbl>"
    )


def _rows(table: PaperTable, shares: Sequence[int], styles: Sequence[str], words: Words) -> Iterator[str]:
    columns = table.columns
    heads = [GridCell(column.heading, "text") for column in columns]
    yield _row([_cell(cell, style, HEAD, words) for cell, style in zip(heads, styles, strict=True)], shares, HEAD)
    looks = [(row, BODY) for row in table.grid.rows] + ([(table.grid.total, TOTAL)] if table.grid.total else [])
    for row, look in looks:
        cells = (row.get(column.id, BLANK) for column in columns)
        yield _row([_cell(cell, style, look, words) for cell, style in zip(cells, styles, strict=True)], shares, look)


def _row(cells: Sequence[str], shares: Sequence[int], look: RowLook) -> str:
    fill = look.fill.removeprefix("#")
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{share}" w:type="dxa"/>{shade}</w:tcPr>{cell}</w:tc>'
        for cell, share in zip(cells, shares, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{look.properties}</w:trPr>{inner}</w:tr>"


def _cell(cell: GridCell, style: str, look: RowLook, words: Words) -> str:
    value = cell.said(words)
    if look.marks:
        marked = f'<w:r><w:rPr>{look.marks}</w:rPr><w:t xml:space="preserve">{plain(value)}</w:t></w:r>'
        return paragraph(marked, style)
    return paragraph(run(value, style="Asked" if cell.asked else "") if value else "", style)
