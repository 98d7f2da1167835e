"""The details of an .xlsx that the fast reader leaves out: errors, uncomputed formulas, and how a number is shown.

The sheet's XML is parsed (safely, in a stream) only where a look at its bytes found something of the kind.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from io import BytesIO
from typing import Any

from defusedxml.ElementTree import fromstring, iterparse

from kpi.intake.formats import file_limits, zip_guard
from kpi.intake.formats.cells import ErrorCell, NoValue, Raw, Struck, column_index
from kpi.intake.formats.number_formats import DAY_ZERO, DAY_ZERO_1904, Styles, styles_of
from kpi.intake.formats.xml_records import local
from kpi.intake.formats.zip_guard import SheetScan
from kpi.intake.unreadable import FileRefused, refusing

_REFERENCE = re.compile(r"(?<![A-Za-z])([A-Za-z]+)(\d+)")


Marks = dict[int, dict[int, Raw]]
"""By row (1-based) and column (0-based): what stands there instead of what the fast reader gives."""


class MergedDown(dict[int, list[tuple[int, int]]]):
    """By row (1-based) the cells merged from top to bottom: their column (0-based) and the row of the first of them."""

    cells = 0
    """How many they are together."""


@dataclass
class Extra:
    """The details to be added to the cells of one sheet."""

    marks: Marks = field(default_factory=dict)
    marks_below: Callable[[], Marks] = dict
    """The marks of a sheet whose XML is parsed when its rows are asked for."""
    merged: MergedDown = field(default_factory=MergedDown)
    """Where the fast reader doesn't tell."""
    hidden_rows: int = 0
    hidden_columns: list[range] = field(default_factory=list)
    height: int = 0
    """About how many rows it has; 0 where that isn't known."""
    count: int = 0

    def put(self, row: int, column: int, mark: Raw) -> None:
        """Add a mark. Refuses more of them than fit in memory beside the sheet."""
        self.count += 1
        if self.count > file_limits.MAX_MARKS:
            raise FileRefused("too_many_cells", limit=file_limits.MAX_MARKS)
        self.marks.setdefault(row, {})[column] = mark


def merge_down(merged: MergedDown, column: int, top: int, bottom: int) -> None:
    """Note the cells of a column that were merged from one row to another, as far down as they are filled.

    Refuses more of them, over the whole sheet, than fit in memory beside it.
    """
    merged.cells += max(0, min(bottom - top, file_limits.MAX_MERGED_ROWS))
    if merged.cells > file_limits.MAX_MARKS:
        raise FileRefused("too_many_cells", limit=file_limits.MAX_MARKS)
    for row in range(top, min(bottom, top + file_limits.MAX_MERGED_ROWS) + 1 if bottom > top else top):
        merged.setdefault(row, []).append((column, top))


def parsed(content: bytes) -> Any:  # noqa: ANN401 - an element, or None for a part that isn't there
    """The root of a small XML part. Refuses entities and XML that is broken."""
    with refusing():
        return fromstring(content, forbid_dtd=True) if content else None


def read_styles(content: bytes, first_day: date) -> Styles:
    """The styles of ``xl/styles.xml`` that matter."""
    root = parsed(content)
    if root is None:
        return {}
    codes = {node.get("numFmtId"): node.get("formatCode", "") for node in root.iter() if local(node.tag) == "numFmt"}
    formats = next((node for node in root if local(node.tag) == "cellXfs"), ())
    numbers = [node.get("numFmtId", "0") for node in formats]
    styles = styles_of(((str(style), number, codes.get(number, "")) for style, number in enumerate(numbers)), first_day)
    fonts = next((node for node in root if local(node.tag) == "fonts"), ())
    lines = [[each.get("val", "1") for each in font if local(each.tag) == "strike"] for font in fonts]
    struck = {str(number) for number, line in enumerate(lines) if line and line[0] in ("1", "true")}
    return {**styles, **{str(style): _struck for style, node in enumerate(formats) if node.get("fontId") in struck}}


def _struck(_value: str) -> Raw:
    return Struck()


def _first_day(book: Any) -> date:  # noqa: ANN401 - an element
    """The day zero of the workbook: the end of 1899, or the beginning of 1904."""
    declared = [node.get("date1904") for node in book if local(node.tag) == "workbookPr"] if book is not None else []
    return DAY_ZERO_1904 if declared and declared[0] in ("1", "true") else DAY_ZERO


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → the part of the archive that holds it, in the workbook's order."""
    book = parsed(zip_guard.part_bytes(archive, "xl/workbook.xml"))
    targets = linked_parts(archive, "xl/_rels/workbook.xml.rels")
    if book is None:
        raise FileRefused("unreadable")
    parts = {}
    for node in book.iter():
        if local(node.tag) == "sheet":
            link = next((value for name, value in node.items() if name.endswith("relationships}id")), "")
            parts[node.get("name", "")] = targets.get(link, "xl/")
    return parts


def linked_parts(archive: zipfile.ZipFile, relations: str) -> dict[str, str]:
    """By the id of a link of the workbook the part of the archive that it leads to. Raises FileRefused without any."""
    links = parsed(zip_guard.part_bytes(archive, relations))
    if links is None:
        raise FileRefused("unreadable")
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    return {each: path.lstrip("/") if path.startswith("/") else f"xl/{path}" for each, path in targets.items()}


def read_marks(content: bytes, part: str, styles: Styles) -> Marks:
    """The marks of one sheet."""
    marks: Marks = {}
    with refusing(), zipfile.ZipFile(BytesIO(content)) as archive, archive.open(part) as stream:
        for row, column, mark in _marked(stream, styles):
            marks.setdefault(row, {})[column] = mark
    return marks


def _marked(stream: Any, styles: Styles) -> Iterator[tuple[int, int, Raw]]:  # noqa: ANN401 - a binary stream
    row, column = 0, -1
    for event, node in iterparse(stream, events=("start", "end"), forbid_dtd=True):
        name = local(node.tag)
        if event == "start":
            if name == "row":
                row, column = int(node.get("r") or row + 1), -1
            continue
        if name == "c":
            reference = _REFERENCE.fullmatch(node.get("r") or "")
            column = column_index(reference[1]) if reference else column + 1
            mark = _mark(node, styles)
            if mark is not None:
                yield row, column, mark
        elif name == "row":
            node.clear()


def _mark(node: Any, styles: Styles) -> Raw:  # noqa: ANN401 - an element
    kind, style = node.get("t", "n"), node.get("s", "")
    value = formula = None
    for child in node:
        if local(child.tag) == "v":
            value = child.text
        elif local(child.tag) == "f":
            formula = child.text or ""
    if styles.get(style) is _struck and len(node):
        return Struck()
    if kind == "e":
        return ErrorCell(value or "#?")
    if formula is not None and not value and kind != "str":
        return NoValue(formula)
    return styles[style](value) if kind == "n" and value and style in styles else None


def look_through(content: bytes) -> dict[str, Extra]:
    """By sheet name what is to be added to it. Raises FileRefused for everything that isn't read."""
    with zip_guard.open_package(content) as archive:
        names = archive.namelist()
        first_day = _first_day(parsed(zip_guard.part_bytes(archive, "xl/workbook.xml")))
        styles = read_styles(zip_guard.part_bytes(archive, "xl/styles.xml", 32 * file_limits.MIB), first_day)
        pattern = re.compile(rf"""\bs\s*=\s*["'](?:{"|".join(sorted(styles))})["']""".encode()) if styles else None
        parts = {name: part for name, part in sheet_parts(archive).items() if part in names}
        longest = _check_others(archive, names, set(parts.values()))
        scans = {sheet: SheetScan(counts_texts=longest > 0) for sheet in parts}
        for sheet, part in parts.items():
            for piece, seen in zip_guard.pieces(archive, part):
                scans[sheet].take(piece, seen, pattern)
        if longest * max((scan.text_cells for scan in scans.values()), default=0) > file_limits.MAX_TEXT_BYTES:
            _check_texts(archive, parts, longest)
    return {
        sheet: Extra(
            hidden_rows=scan.hidden_rows,
            hidden_columns=scan.hidden_columns,
            height=scan.last_row,
            marks_below=partial(read_marks, content, parts[sheet], styles) if scan.needs_marks else dict,
        )
        for sheet, scan in scans.items()
    }


_LONG = re.compile(rb">[^<]{4000,}")


def _check_others(archive: zipfile.ZipFile, names: list[str], sheets: set[str]) -> int:
    """Look for entities in the other parts; the length of the longest shared text above 4.000 bytes, else 0."""
    longest = 0
    for name in names:
        if name in sheets or not name.casefold().endswith((".xml", ".rels")):
            continue
        for piece, _ in zip_guard.pieces(archive, name):
            if name.endswith("sharedStrings.xml"):
                longest = max([longest, *(len(text) for text in _LONG.findall(piece))])
    return longest


def _check_texts(archive: zipfile.ZipFile, parts: dict[str, str], longest: int) -> None:
    """Add up the shared texts as often as cells name them; refuse more than can be held."""
    lengths: list[int] = []
    with archive.open("xl/sharedStrings.xml") as stream:
        for _, node in iterparse(stream, forbid_dtd=True):
            if local(node.tag) == "si":
                lengths.append(sum(len(text) for text in node.itertext()))
                node.clear()
    named = re.compile(rb"<(?:\w+:)?v>(\d+)</")
    for part in parts.values():
        total = 0
        for piece, seen in zip_guard.pieces(archive, part):
            named_texts = (int(number) for number in named.findall(piece, seen))
            total += sum(lengths[number] for number in named_texts if number < len(lengths))
            if total > file_limits.MAX_TEXT_BYTES:
                raise FileRefused("zip_bomb")
