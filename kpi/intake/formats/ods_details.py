"""The details of an .ods that the fast reader leaves out: errors, percentages, currencies, merged and hidden cells.

The document is parsed (safely, in a stream) only where a look at its bytes found something of the kind.
"""

import re
from collections.abc import Collection
from typing import Any

from defusedxml.ElementTree import iterparse

from kpi.intake.formats import file_limits, zip_guard
from kpi.intake.formats.cells import ErrorCell, NoValue, Percent, Raw, Struck
from kpi.intake.formats.xlsx_details import Extra, merge_down
from kpi.intake.formats.xml_records import local
from kpi.intake.unreadable import FileRefused, refusing
from kpi.intake.values.scales import EURO, foreign_sign, scale_sign

SIGNS = re.compile(
    rb"""number-rows-spanned="(?!1")|text-line-through-style="(?!none)|:visibility="(?:collapse|filter)"|:value-type="(?:error|percentage)"|"""
    rb"""office:currency="(?!EUR)|<table:table-cell(?=[^>]*table:formula=)(?![^>]*office:value)[^>]*>|"""
    rb"""date-value="\d{4}-\d\d-01"|<text:p>(?:0\d+</text:p>|[^<]*(?:[$]|\xc2\xa3|USD|GBP|CHF))|"""
    rb"""office:value="(?!-)[^"]*"[^>]*><text:p>[^<]*[-A-Za-z(]"""
)
"""Something that the fast reader leaves out."""
REPEATED = 1_000
"""A mark is repeated at most so often; more cells with one value are refused beforehand."""
_ROW = re.compile(rb"<table:table-row\b([^>]*)>((?:[^<]++|<(?!/?table:table-row\b))*+)")
_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*value[^>]*)>")
_TIMES = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["']\s*([^"']*)""")
CELLS = ("table-cell", "covered-table-cell")
FIGURES, FIGURES_WITH_WORD = 3, 2
"""A whole date shows day, month and year; two figures where the month is a word."""


def look_through(content: bytes) -> bool:
    """Look through an .ods package; whether it needs a closer look. Raises FileRefused for what isn't read."""
    closer, cells = False, 0
    with zip_guard.open_package(content) as archive:
        if b"encryption-data" in zip_guard.part_bytes(archive, "META-INF/manifest.xml"):
            raise FileRefused("encrypted")
        for name in archive.namelist():
            for piece, _ in zip_guard.pieces(archive, name) if name.endswith(".xml") else ():
                if name == "content.xml":
                    cells += _unfolded(piece) if b"-repeated" in piece else 0
                    if cells > file_limits.MAX_CELLS:
                        raise FileRefused("too_many_cells", limit=file_limits.MAX_CELLS)
                    closer = closer or bool(SIGNS.search(piece))
    return closer


def _unfolded(piece: bytes) -> int:
    """How many cells with a value the repeats of a piece stand for: a few bytes may unfold into gigabytes."""
    rows = sum(
        _repeats(row[1]) * sum(_repeats(cell[1]) for cell in _CELL.finditer(row[2])) for row in _ROW.finditer(piece)
    )
    return max(rows, sum(_repeats(cell[1]) for cell in _CELL.finditer(piece)))


def _repeats(attributes: bytes) -> int:
    """How often an element is repeated; from ``REPEATED`` on, or not in plain figures, it is more than may be read."""
    times = _TIMES.search(attributes)
    if times is None:
        return 1
    few = times[1].isdigit() and len(times[1]) < len(f"{REPEATED}")
    return int(times[1]) if few else file_limits.MAX_CELLS + 1


def read_extras(content: bytes) -> dict[str, Extra]:
    """By sheet name what is to be added to it."""
    extras: dict[str, Extra] = {}
    extra, row, column = Extra(), 0, 0
    struck: set[str] = set()
    with refusing(), zip_guard.open_package(content) as archive, archive.open("content.xml") as stream:
        for event, node in iterparse(stream, events=("start", "end"), forbid_dtd=True):
            tag = local(node.tag)
            if event == "start" and tag == "table":
                extra, row, column = Extra(), 0, 0
                extras.setdefault(_of(node, "name"), extra)
            elif event == "end" and tag == "style":
                if any(_of(part, "text-line-through-style") not in ("", "none") for part in node):
                    struck.add(_of(node, "name"))
            elif event == "end" and tag == "table-column":
                columns = range(column, column := column + _times(node, "number-columns-repeated"))
                if _of(node, "visibility") in ("collapse", "filter"):
                    extra.hidden_columns.append(columns)
            elif event == "end" and tag == "table-row":
                row = _take_row(node, row, extra, struck)
                node.clear()
    return extras


def _of(node: Any, wanted: str) -> str:  # noqa: ANN401 - an element
    """An attribute by its name without namespace; that of the standard goes before a program's own."""
    values = {key: value for key, value in node.items() if local(key) == wanted}
    return next((value for key, value in values.items() if "calcext" not in key), "")


def _times(node: Any, wanted: str) -> int:  # noqa: ANN401 - an element
    text = _of(node, wanted)
    return int(text) if text.isdigit() else 1


def _take_row(node: Any, before: int, extra: Extra, struck: Collection[str]) -> int:  # noqa: ANN401 - an element
    """Take a row, which may stand for several; the number of the last of them (1-based)."""
    times = _times(node, "number-rows-repeated")
    cells = [cell for cell in node if local(cell.tag) in CELLS]
    if any(_of(cell, "value-type") for cell in cells) and _of(node, "visibility") in ("collapse", "filter"):
        extra.hidden_rows += times
    column = 0
    for cell in cells:
        if local(cell.tag) == "table-cell":
            mark = Struck() if len(cell) and _of(cell, "style-name") in struck else _mark(cell)
            _take_cell(cell, mark, range(before + 1, before + 1 + min(times, REPEATED)), column, extra)
        column += _times(cell, "number-columns-repeated")
    return before + times


def _take_cell(cell: Any, mark: Raw, rows: range, column: int, extra: Extra) -> None:  # noqa: ANN401 - an element
    if mark is not None:
        for marked_row in rows:
            for beside in range(min(_times(cell, "number-columns-repeated"), REPEATED)):
                extra.put(marked_row, column + beside, mark)
    merge_down(extra.merged, column, rows.start, rows.start + _times(cell, "number-rows-spanned") - 1)


def _mark(cell: Any) -> Raw:  # noqa: ANN401 - an element
    kinds = {value for key, value in cell.items() if local(key) == "value-type"}
    value = _of(cell, "value")
    text = "".join("".join(part.itertext()) for part in cell if local(part.tag) == "p")
    if "error" in kinds:
        return ErrorCell(text or "#?")
    if not kinds and _of(cell, "formula"):
        return NoValue(_of(cell, "formula"))
    if "percentage" in kinds and value:
        return Percent(float(value))
    currency = _of(cell, "currency")
    if "currency" in kinds and currency not in ("", EURO):
        return f"{currency} {value}"
    return _shown(kinds, value or _of(cell, "date-value"), text)


def _shown(kinds: set[str], value: str, text: str) -> str | None:
    """The text that a number or a day is shown as, where that says something else; None otherwise."""
    if "date" in kinds:
        return value[: len("2017-09")] if value[7:] == "-01" and _lacks_day(text) else None
    if not kinds & {"float", "currency"} or not text:
        return None
    if sign := foreign_sign(text):
        return f"{sign} {value}"
    shown, letters = re.search(r"\d", text), re.search(r"[^\W\d_]", text)
    turned = text.lstrip("€ ").startswith(("-", "(", "−")) or text.casefold().endswith(("cr", "-"))
    if (letters and (not shown or _is_scaled(text, value))) or (turned and float(value) > 0):
        return text
    return text if re.fullmatch(r"0\d+", text) and float(value) == int(text) else None


def _is_scaled(text: str, value: str) -> bool:
    """Tell whether a number is shown as thousands or millions that it isn't.

    >>> _is_scaled("5k", "5"), _is_scaled("5k", "5000"), _is_scaled("7,5 uur", "7.5")
    (True, False, False)
    """
    first = re.search(r"\d+", text)
    behind = text.lstrip("€ -").lstrip("0123456789.,")
    return bool(first and scale_sign(behind) and abs(int(float(value))) == int(first[0]))


def _lacks_day(text: str) -> bool:
    """Tell whether a date is shown as its month alone.

    >>> [_lacks_day(each) for each in ("sep-17", "09-2017", "1 sep 2017", "01-09-17", "")]
    [True, True, False, False, False]
    """
    figures, words = len(re.findall(r"\d+", text)), bool(re.search(r"[^\W\d_]{3}", text))
    return bool(text) and figures < (FIGURES_WITH_WORD if words else FIGURES)
