"""A table of a paper as the markup of a Word table: head rows that repeat, a caption, widths that fit the page."""

from collections.abc import Iterator, Sequence

from kpi.documents.house_style import PALE, PRIMARY
from kpi.documents.paper import PaperTable, Shown
from kpi.documents.word.word_styles import TABLE_STYLE
from kpi.documents.word.word_xml import paragraph, plain, run

MANY = 7
"""A table of more columns has smaller letters."""


def markup(table: PaperTable, width: int) -> str:
    """The table over a width, in twentieths of a point."""
    shares = [width * share // sum(table.widths) for share in table.widths]
    size = "Small" if len(table.columns) > MANY else ""
    styles = [f"{size}{'TableFigures' if column.figures else 'TableText'}" for column in table.columns]
    grid = "".join(f'<w:gridCol w:w="{share}"/>' for share in shares)
    look = f'w:firstRow="1" w:lastRow="{int(bool(table.total))}" w:firstColumn="0" w:lastColumn="0" w:noHBand="1"'
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{TABLE_STYLE}"/><w:tblW w:w="{sum(shares)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook {look} w:noVBand="1"/>'
        f'<w:tblCaption w:val="{plain(table.caption)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(_rows(table, shares, styles))}</w:tbl>"
    )


def _rows(table: PaperTable, shares: Sequence[int], styles: Sequence[str]) -> Iterator[str]:
    heads = [Shown(column.heading) for column in table.columns]
    yield _row(heads, shares, styles, "<w:tblHeader/>", PRIMARY, '<w:b/><w:color w:val="FFFFFF"/>')
    for row in table.rows:
        yield _row(row, shares, styles)
    if table.total:
        yield _row(table.total, shares, styles, "", PALE, "<w:b/>")


def _row(
    cells: Sequence[Shown],
    shares: Sequence[int],
    styles: Sequence[str],
    properties: str = "",
    fill: str = "",
    marks: str = "",
) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill.removeprefix("#")}"/>' if fill else ""
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{share}" w:type="dxa"/>{shade}</w:tcPr>{_cell(cell, style, marks)}</w:tc>'
        for cell, share, style in zip(cells, shares, styles, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{inner}</w:tr>"


def _cell(cell: Shown, style: str, marks: str) -> str:
    if marks:
        shown = f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{plain(cell.words)}</w:t></w:r>'
        return paragraph(shown, style)
    return paragraph(run(cell.words, style="Asked" if cell.asked else "") if cell.words else "", style)
