"""A paper as a pdf: its values laid out for the template ``paper.typ``, its charts as drawings."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from kpi.documents.grid import GridCell, GridColumn, Row
from kpi.documents.markdown import MarkdownText, Passage
from kpi.documents.paper import Block, Logo, Paper, PaperChart, PaperHeading, PaperSection, PaperSentence, PaperTable
from kpi.documents.pdf.pdf import heading_pages, pdf
from kpi.documents.pdf.svg import drawing
from kpi.language import Words


def write(paper: Paper, words: Words, made: date) -> bytes:
    """The paper as a tagged pdf for archiving, in a language, as made on a day."""
    return pdf("paper", _values(paper, words), made)


def contents_pages(paper: Paper, words: Words) -> list[int]:
    """The page of each chapter and each of its parts, in the order of the contents."""
    return heading_pages("paper", _values(paper, words))


def _values(paper: Paper, words: Words) -> dict[str, Any]:
    """The paper as the template reads it."""
    return {
        "title": words.say(paper.title),
        "subtitle": words.say(paper.subtitle),
        "language": words.language,
        "author": words.say(paper.author),
        "footer": words.say(paper.footer),
        "banner": words.say(paper.banner),
        "mark": words.say(paper.mark),
        "page": words("page {page} of {pages}", page="{page}", pages="{pages}"),
        "contents": words("Contents"),
        "illustration": words("Illustration"),
        "logo": None if paper.logo is None else _logo(paper.logo, words),
        "cover": None if paper.cover is None else _section(paper.cover, words),
        "runs": [[_section(section, words) for section in run] for run in runs(paper.sections)],
    }


def runs(sections: Sequence[PaperSection]) -> list[list[PaperSection]]:
    """The sections in runs that go on on the same page: each begins where a page does."""
    found: list[list[PaperSection]] = []
    for section in sections:
        if found and section.follows and section.wide == found[-1][0].wide:
            found[-1].append(section)
        else:
            found.append([section])
    return found


def _logo(logo: Logo, words: Words) -> dict[str, Any]:
    kind = {"jpeg": "jpg"}.get(logo.kind, logo.kind)
    return {"bytes": list(logo.content), "format": kind, "alternative": words.say(logo.alternative)}


def _section(section: PaperSection, words: Words) -> dict[str, Any]:
    return {
        "title": words.say(section.title),
        "wide": section.wide,
        "blocks": [
            {**_block(block, level, words), "leads": section.leads(place)}
            for place, (block, level) in enumerate(section.levelled())
        ],
    }


def _block(block: Block, level: int, words: Words) -> dict[str, Any]:
    match block:
        case PaperHeading():
            return {"kind": "heading", "words": words.say(block.words), "level": block.level}
        case PaperSentence():
            return {"kind": "sentence", "words": words.say(block.words), "style": block.style}
        case MarkdownText():
            return {"kind": "written", "level": level, "passages": [_passage(passage) for passage in block.passages]}
        case PaperTable():
            return {"kind": "table", **_table(block, words)}
        case PaperChart():
            caption, alternative = words.say(block.title), words.say(block.alternative)
            return {"kind": "chart", "svg": drawing(block, words), "caption": caption, "alternative": alternative}


def _passage(passage: Passage) -> dict[str, Any]:
    lines = [[{"text": run.text, "bold": run.bold, "italic": run.italic} for run in line] for line in passage.lines]
    if passage.kind in {"paragraph", "heading"}:
        return {"kind": passage.kind, "runs": lines[0]}
    return {"kind": passage.kind, "items": lines}


def _table(table: PaperTable, words: Words) -> dict[str, Any]:
    return {
        "caption": words.say(table.caption),
        "columns": [
            {"title": words.say(column.heading), "figures": column.figures, "width": column.share}
            for column in table.columns
        ],
        "rows": [_row(row, table.columns, words) for row in table.grid.rows],
        "total": _row(table.grid.total, table.columns, words) if table.grid.total is not None else [],
    }


def _row(row: Row, columns: tuple[GridColumn, ...], words: Words) -> list[str | dict[str, Any]]:
    return [_cell(row.get(column.id), words) for column in columns]


def _cell(cell: GridCell | None, words: Words) -> str | dict[str, Any]:
    if cell is None:
        return ""
    return {"text": cell.said(words), "asked": True} if cell.asked else cell.said(words)
