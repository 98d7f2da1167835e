"""A page as html for a mail: real headings, lists and a table with bars; it asks nothing of any server.

Everything that it needs stands in it: no script, no picture and no style from elsewhere. Every text is escaped.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

from kpi.documents.house_style import ALARM, INK, PALE, PRIMARY, QUIET, RULE
from kpi.documents.pdf.single_page import ColumnPage, values
from kpi.language import Words

FACE = "font-family: 'Source Sans 3', Arial, sans-serif"
CELL = f"padding: 6px 10px; border-bottom: 1px solid {RULE}; vertical-align: top"
Told = Mapping[str, Any]


def write(page: ColumnPage, words: Words, made: date) -> bytes:
    """The page in a language as one html file; the same page gives the same bytes."""
    return "\n".join(_document(values(page, words), words)).encode()


def _document(told: Told, words: Words) -> Iterator[str]:
    title = escape(told["title"])
    yield f'<!doctype html>\n<html lang="{escape(words.tag)}">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light">'
    yield f'<title>{title}</title>\n</head>\n<body style="margin: 0; background: {PALE}; color: {INK}; {FACE}">'
    yield '<main style="max-width: 680px; margin: 0 auto; padding: 24px; background: #FFFFFF; line-height: 1.45">'
    if told["banner"]:
        yield f'<p style="margin: 0; color: {ALARM}; font-weight: bold">{escape(told["banner"])}</p>'
    yield f'<h1 style="margin: 8px 0; font-size: 26px; line-height: 1.2; color: {PRIMARY}">{title}</h1>'
    yield f'<p style="margin: 0 0 16px; color: {QUIET}">{escape(told["lead"])}</p>'
    yield _heading(told["first"]["heading"])
    yield from (f'<p style="margin: 0 0 10px">{escape(line)}</p>' for line in told["first"]["lines"])
    yield from _table(told["goals"])
    yield _heading(told["since"])
    for part in (*told["left"], *told["right"]):
        yield f'<h3 style="margin: 16px 0 4px; font-size: 17px; color: {PRIMARY}">{escape(part["heading"])}</h3>'
        items = "".join(f"<li>{escape(line)}</li>" for line in part["lines"])
        yield f'<ul style="margin: 0; padding-left: 20px">{items}</ul>'
    yield f'<p style="margin: 24px 0 0; color: {QUIET}; font-size: 13px">{escape(told["footer"])}</p>'
    yield "</main>\n</body>\n</html>\n"


def _heading(words: str) -> str:
    return f'<h2 style="margin: 20px 0 6px; font-size: 20px; color: {PRIMARY}">{escape(words)}</h2>'


def _table(given: Told) -> Iterator[str]:
    """The table with its caption and its heads; of a share in the last column also a bar."""
    yield '<table style="width: 100%; border-collapse: collapse; margin: 12px 0">'
    yield f'<caption style="text-align: left; color: {QUIET}; padding-bottom: 4px">{escape(given["caption"])}</caption>'
    heads = (
        f'<th scope="col" style="{CELL}; text-align: {_side(one)}; background: {PRIMARY}; color: #FFFFFF">'
        f"{escape(one['title'])}</th>"
        for one in given["columns"]
    )
    yield f"<thead><tr>{''.join(heads)}</tr></thead>\n<tbody>"
    for row in given["rows"]:
        yield f"<tr>{''.join(_cells(given['columns'], row))}</tr>"
    yield "</tbody>\n</table>"


def _cells(columns: Sequence[Told], row: Sequence[str]) -> Iterator[str]:
    for place, (column, told) in enumerate(zip(columns, row, strict=True)):
        style = f"{CELL}; text-align: {_side(column)}"
        if place == 0:
            yield f'<th scope="row" style="{style}; font-weight: normal">{escape(told)}{_bar(row[-1])}</th>'
        else:
            yield f'<td style="{style}; white-space: nowrap">{escape(told)}</td>'


def _side(column: Told) -> str:
    return "right" if column["figures"] else "left"


def _bar(told: str) -> str:
    """A bar as long as a percentage; nothing of what is none. It repeats the figure, and isn't read aloud."""
    digits = told.strip().removesuffix("%").replace(",", ".").strip()
    if not told.strip().endswith("%") or not digits.replace(".", "", 1).isdigit():
        return ""
    part = min(100.0, float(digits))
    return (
        f'<span aria-hidden="true" style="display: block; height: 8px; margin-top: 4px; background: {PALE}">'
        f'<span style="display: block; height: 8px; width: {part:g}%; background: {PRIMARY}"></span></span>'
    )
