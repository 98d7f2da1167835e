"""Delimited text (.csv): its encoding and delimiter found out, its rows read."""

import codecs
import csv
import re
from collections.abc import Iterator
from functools import partial
from io import StringIO
from itertools import chain, islice

from kpi.intake.formats import file_limits
from kpi.intake.formats.cells import Cells, Row
from kpi.intake.unreadable import FileRefused, refusing

DELIMITERS = (";", ",", "\t", "|")
LOOK_AT = 40
"""How many rows are looked at to find the delimiter."""
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
LEAST = 2
"""Rows of fewer columns aren't recognised within a cell: a text may hold a delimiter or two."""
_END = "\x00end"
"""A row behind the last one; no text holds such a letter."""
_DOS_LETTER = re.compile(
    rb"[A-Za-z](?:[\x81\x82\x88\x89\x8c\x8d]|\x8a(?![A-Z])|[\x83\x84\x86\x87\x8b\x93\x94](?=[a-z]))"
)
"""An é, ü or ö of DOS; Windows-1252 has signs there that don't follow a letter, or capitals that don't."""
_WINDOWS_LETTER = re.compile(rb"[A-Za-z][\xe0-\xf6\xf8-\xfd]|[\xc0-\xd6\xd8-\xdd\xe0-\xf6\xf8-\xfd](?=[a-z])")
_MAC_LETTER = re.compile(rb"[a-z][\x8e\x8f\x9f](?![A-Z])|[A-Za-z]\x9f(?=[a-z])")
"""An é, è or ü of old Macintosh programs."""
ODD_SHARE = 0.05
"""From this share of unreadable characters on it is no text."""


def read_delimited(name: str, content: bytes) -> Cells:
    """The one sheet of a delimited file. Raises FileRefused when it isn't text."""
    text = decoded(content)
    if any(text.count(each) > file_limits.MAX_CELLS for each in DELIMITERS):
        raise FileRefused("too_many_cells", limit=file_limits.MAX_CELLS)
    if any(line.count(each) >= file_limits.WIDEST for line in islice(StringIO(text), LOOK_AT) for each in DELIMITERS):
        raise FileRefused("too_many_columns", limit=file_limits.WIDEST)
    given, text = _declared(text)
    delimiter = given or likely_delimiter(text)
    _check(text, delimiter)
    return Cells(name, partial(_with_head, text, delimiter), first_row=2 if given else 1, height=text.count("\n"))


def decoded(content: bytes) -> str:
    r"""The text of the bytes: UTF-8 or UTF-16 with or without a mark at the start, else Windows-1252 or that of DOS.

    A byte that is no letter there becomes U+FFFD, which no field takes.

    >>> decoded("né;ü".encode("cp1252")), decoded("né".encode("utf-16-le")), decoded(b"\xef\xbb\xbfa")
    ('né;ü', 'né', 'a')
    >>> decoded("Café Müller; Coöperatie".encode("cp850"))
    'Café Müller; Coöperatie'
    """
    encoding = next((encoding for mark, encoding in _BOMS if content.startswith(mark)), None) or _without_mark(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode(_code_page(content), "replace")
    start = text[:4000]
    odd = sum(letter == "\ufffd" or (letter < " " and letter not in "\r\n\t") for letter in start)
    if "\x00" in text or odd > ODD_SHARE * len(start):
        raise FileRefused("unreadable")
    return text


def _code_page(content: bytes) -> str:
    """Tell the code page by the bytes within words. Raises FileRefused when they are of two, or of another."""
    dos, windows = bool(_DOS_LETTER.search(content)), bool(_WINDOWS_LETTER.search(content))
    if (dos and windows) or _MAC_LETTER.search(content):
        raise FileRefused("unknown_letters")
    return "cp850" if dos else "cp1252"


def _without_mark(content: bytes) -> str:
    start = content[:2000]
    if start.count(0) * 4 < len(start) or not start:
        return "utf-8"
    return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"


def _declared(text: str) -> tuple[str, str]:
    """The delimiter that a first line ``sep=;`` names, as Excel writes it, and the text after it."""
    first, _, rest = text.partition("\n")
    line = first.strip('\r "')
    if line.lower().startswith("sep=") and len(line) == len("sep=;"):
        return line[-1], rest
    return "", text


def likely_delimiter(text: str) -> str:
    r"""The delimiter that gives the most rows the same number of columns.

    >>> likely_delimiter("a;b;c\n1,5;2;3\n4,5;5;6"), likely_delimiter("a,b\n1,2")
    (';', ',')
    """
    return max(DELIMITERS, key=partial(_evenness, text))


def _evenness(text: str, delimiter: str) -> tuple[int, int]:
    widths: dict[int, int] = {}
    for row in islice(_rows(text, delimiter), LOOK_AT):
        widths[len(row)] = widths.get(len(row), 0) + (len(row) > 1)
    width = max(widths, key=lambda each: (widths[each], each), default=0)
    return widths.get(width, 0), width


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows as people meant them: without quotes around a whole line, and without ``=""`` around a value."""
    guarded = '="' in text
    with refusing():
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
            whole = row[0] if len(row) == 1 and delimiter in row[0] and "\n" not in row[0] else ""
            cells = next(csv.reader([whole], delimiter=delimiter)) if whole else row
            yield [_unguarded(cell) for cell in cells] if guarded else cells


def _unguarded(cell: str) -> str:
    """Return the text of a formula that is nothing but a text, as exports write what must stay one.

    >>> _unguarded('="0012"'), _unguarded('="a"&B1&"c"')
    ('0012', '="a"&B1&"c"')
    """
    text = cell[2:-1].replace('""', "\0") if cell.startswith('="') and cell.endswith('"') else '"'
    return cell if '"' in text else text.replace("\0", '"')


def _with_head(text: str, delimiter: str) -> Iterator[Row]:
    """The rows; those above the first whole one are split by another delimiter where that makes them whole."""
    _, width = _evenness(text, delimiter)
    head = True
    for row in _rows(text, delimiter):
        if head and len(row) == 1:
            others = (next(csv.reader(row, delimiter=other), row) for other in DELIMITERS)
            row = next((cells for cells in others if len(cells) == width), row)  # noqa: PLW2901 - the same row
        head = head and len(row) < width
        yield list(row)


def _check(text: str, delimiter: str) -> None:
    """Refuse too many cells, and a quotation mark that isn't closed where it should be and so swallows rows."""
    reader = csv.reader(chain(StringIO(text, newline=""), [_END]), delimiter=delimiter)
    cells = line = width = 0
    row: list[str] = []
    with refusing():
        for row in reader:
            cells += len(row)
            if len(row) > file_limits.WIDEST:
                raise FileRefused("too_many_columns", limit=file_limits.WIDEST)
            if cells > file_limits.MAX_CELLS:
                raise FileRefused("too_many_cells", limit=file_limits.MAX_CELLS)
            if reader.line_num > line + 1 and width > LEAST:
                further = (each for cell in row for each in cell.split("\n")[1:])
                if any(each.count(delimiter) >= width - 1 for each in further):
                    raise FileRefused("open_quote", row=line + 1)
            line, width = reader.line_num, max(width, len(row))
    if row != [_END]:
        raise FileRefused("open_quote", row=line)
