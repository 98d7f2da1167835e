"""A paper as a pdf: its values laid out for the template ``paper.typ``, its charts as drawings."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from kpi.documents.markdown import MarkdownText, Passage
from kpi.documents.paper import Block, Logo, Paper, PaperChart, PaperHeading, PaperSection, PaperTable, Sentence, Shown
from kpi.documents.pdf.pdf import pdf
from kpi.documents.pdf.svg import drawing
from kpi.language import Words


def typeset(paper: Paper, words: Words, made: date) -> bytes:
    """The paper as a tagged pdf for archiving, as made on a day."""
    values = {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "language": paper.language,
        "author": paper.author,
        "footer": paper.footer,
        "banner": paper.banner,
        "mark": paper.mark,
        "page": words("page {page} of {pages}", page="{page}", pages="{pages}"),
        "contents": words("Contents"),
        "illustration": words("Illustration"),
        "logo": None if paper.logo is None else _logo(paper.logo),
        "cover": None if paper.cover is None else _table(paper.cover),
        "sections": [_section(one, words) for one in paper.sections],
    }
    return pdf("paper", values, made)


def _logo(logo: Logo) -> dict[str, Any]:
    kind = {"jpeg": "jpg"}.get(logo.kind, logo.kind)
    return {"bytes": list(logo.content), "format": kind, "alternative": logo.alternative}


def _section(one: PaperSection, words: Words) -> dict[str, Any]:
    return {
        "title": one.title,
        "wide": one.wide,
        "follows": one.follows,
        "blocks": [
            {**_block(block, level, words), "leads": one.leads(place)}
            for place, (block, level) in enumerate(one.levelled())
        ],
    }


def _block(block: Block, level: int, words: Words) -> dict[str, Any]:
    match block:
        case PaperHeading():
            return {"kind": "heading", "words": block.words, "level": block.level}
        case Sentence():
            return {"kind": "sentence", "words": block.words, "style": block.style}
        case MarkdownText():
            return {"kind": "written", "level": level, "passages": [_passage(one) for one in block.passages]}
        case PaperTable():
            return {"kind": "table", **_table(block)}
        case PaperChart():
            svg = drawing(block, words)
            return {"kind": "chart", "svg": svg, "caption": block.title, "alternative": block.alternative}


def _passage(one: Passage) -> dict[str, Any]:
    lines = [[{"text": run.text, "bold": run.bold, "italic": run.italic} for run in line] for line in one.lines]
    if one.kind in {"paragraph", "heading"}:
        return {"kind": one.kind, "runs": lines[0]}
    return {"kind": one.kind, "items": lines}


def _table(table: PaperTable) -> dict[str, Any]:
    columns = [
        {"title": column.heading, "figures": column.figures, "width": width}
        for column, width in zip(table.columns, table.widths, strict=True)
    ]
    return {
        "caption": table.caption,
        "columns": columns,
        "rows": [_row(row) for row in table.rows],
        "total": _row(table.total),
    }


def _row(row: Sequence[Shown]) -> list[str | dict[str, Any]]:
    return [{"text": cell.words, "asked": True} if cell.asked else cell.words for cell in row]
