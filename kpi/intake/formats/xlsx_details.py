"""The details of an .xlsx that the fast reader leaves out: errors, uncomputed formulas, and how a number is shown.

The sheet's XML is parsed (safely, in a stream) only where a look at its bytes found something of the kind.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring, iterparse

from kpi.intake.formats import file_limits, zip_guard
from kpi.intake.formats.cells import ErrorCell, NoValue, Percent, Raw, column_index
from kpi.intake.formats.zip_guard import SheetScan
from kpi.intake.unreadable import FileRefused
from kpi.intake.values.scales import foreign_sign

PERCENT_FORMATS = (9, 10)
"""Built-in number formats that show a percentage."""
MONTH_FORMAT = "17"
"""Built-in: a month and its year."""
DAY_ZERO, DAY_ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)
PADDED = re.compile(r"0{2,}")
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REFERENCE = re.compile(r"([A-Za-z]+)(\d+)")


@dataclass(frozen=True, slots=True)
class Styles:
    """Cell styles that change what a number means: a percentage, leading zeros, another currency, a month alone."""

    percent: frozenset[str] = frozenset()
    padded: dict[str, int] = field(default_factory=dict)
    foreign: dict[str, str] = field(default_factory=dict)
    """Style → the sign of another currency than the euro that it shows."""
    monthly: frozenset[str] = frozenset()
    """Shown as a month without its day."""
    first_day: date = DAY_ZERO
    """The day that the workbook counts as zero."""

    def special(self) -> frozenset[str]:
        """Every style that shows a number as something else."""
        return frozenset({*self.percent, *self.padded, *self.foreign, *self.monthly})

    def pattern(self) -> re.Pattern[bytes] | None:
        """Finds a cell with one of these styles in the XML; None when there are none."""
        styles = "|".join(sorted(self.special()))
        return re.compile(rf"""\bs\s*=\s*["'](?:{styles})["']""".encode()) if styles else None


Marks = dict[int, dict[int, Raw]]
"""By row (1-based) and column (0-based): what stands there instead of what the fast reader gives."""
MergedDown = dict[int, list[tuple[int, int]]]
"""By row (1-based) the cells merged from top to bottom: their column (0-based) and the row of the first of them."""


@dataclass
class Extra:
    """The details to be added to the cells of one sheet of an older or rarer kind of workbook."""

    marks: Marks = field(default_factory=dict)
    merged: MergedDown = field(default_factory=dict)
    hidden_rows: int = 0
    count: int = 0

    def put(self, row: int, column: int, mark: Raw) -> None:
        """Add a mark. Refuses more of them than fit in memory beside the sheet."""
        self.count += 1
        if self.count > file_limits.MAX_MARKS:
            raise FileRefused("too_many_cells", limit=file_limits.MAX_MARKS)
        self.marks.setdefault(row, {})[column] = mark


def local(tag: str) -> str:
    """The name of an element without its namespace."""
    return tag.rpartition("}")[2]


def parsed(content: bytes) -> Any:  # noqa: ANN401 - an element, or None for a part that isn't there
    """The root of a small XML part. Refuses entities and XML that is broken."""
    try:
        return fromstring(content, forbid_dtd=True) if content else None
    except DefusedXmlException as error:
        raise FileRefused("unsafe_xml") from error
    except (ParseError, ValueError, LookupError) as error:
        raise FileRefused("unreadable") from error


def read_styles(content: bytes, first_day: date = DAY_ZERO) -> Styles:
    """The styles of ``xl/styles.xml`` that matter."""
    root = parsed(content)
    if root is None:
        return Styles()
    codes = {node.get("numFmtId"): node.get("formatCode", "") for node in root.iter() if local(node.tag) == "numFmt"}
    formats = next((node for node in root if local(node.tag) == "cellXfs"), ())
    numbers = [node.get("numFmtId", "0") for node in formats]
    return styles_of(((str(style), number, codes.get(number, "")) for style, number in enumerate(numbers)), first_day)


def styles_of(formats: Iterable[tuple[str, str, str]], first_day: date) -> Styles:
    """The styles that matter out of all: each by its name, the number of its format, and the format."""
    percent, monthly = set(), set()
    padded, foreign = {}, {}
    for style, number, code in formats:
        if (number.isdigit() and int(number) in PERCENT_FORMATS) or "%" in re.sub(r'"[^"]*"|\\.', "", code):
            percent.add(style)
        elif PADDED.fullmatch(code):
            padded[style] = len(code)
        elif number == MONTH_FORMAT or _is_month(code):
            monthly.add(style)
        elif sign := foreign_sign(code):
            foreign[style] = sign
    return Styles(frozenset(percent), padded, foreign, frozenset(monthly), first_day)


def _is_month(code: str) -> bool:
    """Tell whether a format shows a month and its year, and no day.

    >>> [_is_month(each) for each in ("mmm-yy", "[$-413]mmmm yyyy;@", "dd-mm-yyyy", "yyyy", "h:mm")]
    [True, True, False, False, False]
    """
    plain = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code).casefold()
    return "m" in plain and "y" in plain and not any(letter in plain for letter in "dhs")


def _first_day(book: Any) -> date:  # noqa: ANN401 - an element
    """The day zero of the workbook: the end of 1899, or the beginning of 1904."""
    declared = [node.get("date1904") for node in book if local(node.tag) == "workbookPr"] if book is not None else []
    return DAY_ZERO_1904 if declared and declared[0] in ("1", "true") else DAY_ZERO


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → the part of the archive that holds it, in the workbook's order."""
    book = parsed(zip_guard.part_bytes(archive, "xl/workbook.xml"))
    links = parsed(zip_guard.part_bytes(archive, "xl/_rels/workbook.xml.rels"))
    if book is None or links is None:
        raise FileRefused("unreadable")
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    parts = {}
    for node in book.iter():
        if local(node.tag) == "sheet":
            target = targets.get(node.get(_RELATED), "")
            parts[node.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return parts


def read_marks(archive: zipfile.ZipFile, part: str, styles: Styles) -> Marks:
    """The marks of one sheet."""
    marks: Marks = {}
    try:
        with archive.open(part) as stream:
            for row, column, mark in _marked(stream, styles):
                marks.setdefault(row, {})[column] = mark
    except DefusedXmlException as error:
        raise FileRefused("unsafe_xml") from error
    except (ParseError, LookupError, *zip_guard.DAMAGED) as error:
        raise FileRefused("unreadable") from error
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
    if kind == "e":
        return ErrorCell(value or "#?")
    if formula is not None and not value and kind != "str":
        return NoValue(formula)
    return shown_as(style, value, styles) if kind == "n" and value else None


def shown_as(style: str, value: str, styles: Styles) -> Raw:
    """Return the text that a number is shown as, where that says something else than the number; None otherwise."""
    if style in styles.percent:
        return Percent(float(value))
    if style in styles.foreign:
        return f"{styles.foreign[style]} {value}"
    if style in styles.monthly:
        return _month_alone(styles.first_day, value)
    width = styles.padded.get(style)
    return f"{int(float(value)):0{width}d}" if width and float(value) == int(float(value)) >= 0 else None


def _month_alone(first_day: date, value: str) -> str | None:
    """A month that was typed without its day, which the program then made the first; None for any other day."""
    try:
        day = first_day + timedelta(int(float(value)))
    except (ValueError, OverflowError):
        return None
    return f"{day:%Y-%m}" if day.day == 1 else None


@dataclass
class Workbook:
    """An .xlsx package looked through: where its sheets are, and which of them need a closer look."""

    content: bytes
    parts: dict[str, str]
    scans: dict[str, SheetScan]
    styles: Styles

    def marks(self, name: str) -> Marks:
        """The marks of a sheet; none, without parsing, where nothing was found."""
        scan = self.scans.get(name)
        if scan is None or not scan.needs_marks:
            return {}
        with zipfile.ZipFile(BytesIO(self.content)) as archive:
            return read_marks(archive, self.parts[name], self.styles)


def look_through(content: bytes) -> Workbook:
    """Look through an .xlsx package. Raises FileRefused for everything that isn't read."""
    with zip_guard.open_package(content) as archive:
        names = archive.namelist()
        if b"macroEnabled" in zip_guard.part_bytes(archive, "[Content_Types].xml"):
            raise FileRefused("macros")
        first_day = _first_day(parsed(zip_guard.part_bytes(archive, "xl/workbook.xml")))
        styles = read_styles(zip_guard.part_bytes(archive, "xl/styles.xml", 32 * file_limits.MIB), first_day)
        parts = {name: part for name, part in sheet_parts(archive).items() if part in names}
        pattern = styles.pattern()
        scans: dict[str, SheetScan] = {}
        for sheet, part in parts.items():
            scans[sheet] = SheetScan()
            for piece, seen in zip_guard.pieces(archive, part):
                scans[sheet].take(piece, seen, pattern)
        longest = _check_others(archive, names, set(parts.values()))
        if longest * max((scan.text_cells for scan in scans.values()), default=0) > file_limits.MAX_TEXT_BYTES:
            _check_texts(archive, parts, longest)
    return Workbook(content, parts, scans, styles)


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
