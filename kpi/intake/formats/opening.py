"""Bytes become sheets of cells: .xlsx, .xlsm, .xlsb, .xls, .ods, .csv and web pages, or one sentence that says why not.

A file is judged by its contents, not by its name alone, and within fixed limits of time and memory.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from io import BytesIO
from pathlib import PurePath
from typing import cast

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from kpi.intake.formats import file_limits, ods_details, trial, xls_details, xlsb_details, xlsx_details, zip_guard
from kpi.intake.formats.cells import Cells, Merged, Raw, Row, Struck
from kpi.intake.formats.delimited import read_delimited
from kpi.intake.formats.web_tables import is_web_page, read_web_page
from kpi.intake.formats.xlsx_details import Extra, MergedDown, merge_down
from kpi.intake.unreadable import FileRefused, check_size
from kpi.language import N_
from kpi.sentences import say

TEXT_TYPES = (".csv", ".txt", ".tsv", ".tab")
BOOK_TYPES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".ods", ".ots")
OLD_TYPES = (".xls",)
"""Endings under which bookkeeping programs and banks write text, which spreadsheet programs open all the same."""
PAGE_TYPES = (".html", ".htm")
FOUND = {
    "xlsx": N_("an .xlsx workbook"),
    "xlsb": N_("an .xlsb workbook"),
    "xls": N_("an .xls workbook"),
    "ods": N_("an .ods workbook"),
    "zip": N_("a zip archive"),
    "text": N_("text"),
    "other": N_("something else"),
}
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_UTF16 = "utf-16-le"
_BESIDE = re.compile(r"(?:^|/)(?:__MACOSX/|\.|Thumbs\.db$)")
"""What systems put into an archive beside the files."""
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file that was read: its sheets in order, and its checksum."""

    name: str
    sha256: str
    content: bytes
    kind: str
    sheets: tuple[Cells, ...]
    macros: bool = False
    """Whether it holds macros, which are never run."""


def checksum(content: bytes) -> str:
    """SHA-256 of a file."""
    return sha256(content).hexdigest()


def read_book(name: str, content: bytes) -> OpenedFile:
    """The sheets of a file; rows are produced when they are asked for. Raises FileRefused."""
    suffix = PurePath(name).suffix.casefold()
    if suffix not in (*BOOK_TYPES, *TEXT_TYPES, *PAGE_TYPES):
        raise FileRefused("unknown_type")
    if not content:
        raise FileRefused("empty_file")
    check_size(content)
    if is_web_page(content):
        return OpenedFile(name, checksum(content), content, "page", read_web_page(content))
    kind = contents_kind(content)
    if suffix not in (TEXT_TYPES + OLD_TYPES if kind == "text" else BOOK_TYPES if kind in _SHEETS else ()):
        raise FileRefused("wrong_type", found=say(FOUND[kind]))
    if kind == "text":
        return OpenedFile(name, checksum(content), content, kind, (read_delimited(PurePath(name).stem, content),))
    return OpenedFile(name, checksum(content), content, kind, _SHEETS[kind](content), _has_macros(kind, content))


def _has_macros(kind: str, content: bytes) -> bool:
    if kind == "xls":
        return "_VBA_PROJECT".encode(_UTF16) in content
    with zip_guard.open_package(content) as archive:
        return zip_guard.has_macros(archive)


def read_kept(name: str, content: bytes) -> OpenedFile:
    """As ``read_book``, of the copy that is kept: of any workbook that is an .xlsx. Raises FileRefused."""
    ending = PurePath(name).suffix if contents_kind(content) != "xlsx" else ".xlsx"
    return read_book(f"{PurePath(name).stem}{ending}", content)


def unzipped(name: str, content: bytes) -> list[tuple[str, bytes]]:
    """The files of a zip archive, by their names in it; any other file as it is, and an archive that can't be read."""
    if not content.startswith(_ZIP):
        return [(name, content)]
    try:
        if contents_kind(content) != "zip":
            return [(name, content)]
        with zip_guard.open_package(content) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir() and not _BESIDE.search(part.filename)]
            if sum(part.file_size for part in parts) > file_limits.MAX_FILE_BYTES:
                return [(name, content)]
            inside = [(part.filename, zip_guard.part_bytes(archive, part.filename, part.file_size)) for part in parts]
    except FileRefused:
        return [(name, content)]
    return inside or [(name, content)]


def within_width(top: list[Row]) -> list[Row]:
    """The first rows of a sheet; refused when one of them fills more columns than any sheet of facts has."""
    wide = (row for row in top if len(row) > file_limits.MAX_COLUMNS)
    if any(sum(cell not in ("", None) for cell in row) > file_limits.MAX_COLUMNS for row in wide):
        raise FileRefused("too_many_columns", limit=file_limits.MAX_COLUMNS)
    return top


def contents_kind(content: bytes) -> str:
    """Tell the kind of a file by its bytes, whatever its name. Raises FileRefused for what is encrypted or damaged."""
    if content.startswith(_OLE):
        if "EncryptedPackage".encode(_UTF16) in content:
            raise FileRefused("encrypted")
        return "xls"
    if not content.startswith(_ZIP):
        return "other" if content[:4] in (b"%PDF", b"\x89PNG", b"GIF8", b"Rar!", b"7z\xbc\xaf") else "text"
    with zip_guard.open_package(content) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" in names:
            return "xlsx"
        if "xl/workbook.bin" in names:
            return "xlsb"
        opened = zip_guard.part_bytes(archive, "mimetype", 1000) if "mimetype" in names else b""
        return "ods" if opened.startswith(_OPEN_DOCUMENT) else "zip"


@contextmanager
def _refusing() -> Iterator[None]:
    """Refuse what the fast reader can't read, and what makes it panic, which isn't an ``Exception``."""
    try:
        yield
    except PasswordError as error:
        raise FileRefused("encrypted") from error
    except (CalamineError, ValueError, OSError, OverflowError) as error:
        raise FileRefused("unreadable") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise FileRefused("unreadable") from error


def _read_xlsx(content: bytes) -> tuple[Cells, ...]:
    extras = xlsx_details.look_through(content)
    return tuple(_cells(content, name, hidden, extras[name]) for name, hidden in _names(content) if name in extras)


def _read_plain(content: bytes, extras: Callable[[], Mapping[str, Extra]]) -> tuple[Cells, ...]:
    """The sheets of a workbook that can't be looked through first; so it is tried in a process of its own."""
    if not trial.survives(content):
        raise FileRefused("unreadable")
    names, by_name = _names(content), extras()
    return tuple(_cells(content, name, hidden, by_name.get(name, Extra())) for name, hidden in names)


def _names(content: bytes) -> list[tuple[str, bool]]:
    """The name of each sheet of cells, and whether it is hidden."""
    with _refusing():
        sheets = CalamineWorkbook.from_filelike(BytesIO(content)).sheets_metadata
    of_cells = (sheet for sheet in sheets if sheet.name and sheet.typ is SheetTypeEnum.WorkSheet)
    return [(sheet.name, sheet.visible is not SheetVisibleEnum.Visible) for sheet in of_cells]


def _cells(content: bytes, name: str, hidden: bool, extra: Extra) -> Cells:
    rows = partial(_rows, content, name, extra)
    unseen = {"hidden_rows": extra.hidden_rows, "hidden_columns": tuple(extra.hidden_columns)}
    return Cells(name, rows, hidden=hidden, height=extra.height, **unseen)  # type: ignore[arg-type]


def _rows(content: bytes, name: str, extra: Extra) -> Iterator[Row]:
    """The rows from the first one of the sheet on, each from column A."""
    with _refusing():
        sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(name)
    if sheet.start is None:
        return
    left = sheet.start[1]
    marks = extra.marks or extra.marks_below()
    merged = extra.merged or _merged_down(sheet)
    if not (left or marks or merged):
        yield from cast("Iterator[Row]", sheet.iter_rows())
        return
    lead: Row = [""] * left
    first: dict[tuple[int, int], Raw] = {}
    for number, cells in enumerate(sheet.iter_rows(), 1):
        row: Row = [*lead, *cells]
        _complete(row, marks.get(number, {}), merged.get(number, ()), first)
        yield row


def _complete(
    row: Row, marks: Mapping[int, Raw], merged: Iterable[tuple[int, int]], first: dict[tuple[int, int], Raw]
) -> None:
    """Put marks in the place of cells, and in merged cells what stands in the first of them."""
    row.extend([""] * (max(marks, default=-1) + 1 - len(row)))
    for column, mark in marks.items():
        if not isinstance(mark, Struck):
            row[column] = mark
        elif row[column] not in ("", None):
            row[column] = Struck(row[column])
    for column, top in merged:
        row.extend([""] * (column + 1 - len(row)))
        if row[column] not in ("", None):
            first[column, top] = row[column]
        elif (column, top) in first:
            row[column] = Merged(first[column, top])


def _merged_down(sheet: CalamineSheet) -> MergedDown:
    with _refusing():
        ranges = sheet.merged_cell_ranges or ()
    merged = MergedDown()
    for (top, column), (bottom, _) in ranges:
        merge_down(merged, column, top + 1, bottom + 1)
    return merged


def _read_xls(content: bytes) -> tuple[Cells, ...]:
    return _read_plain(content, partial(xls_details.read_extras, content))


def _read_ods(content: bytes) -> tuple[Cells, ...]:
    closer = ods_details.look_through(content)
    return _read_plain(content, partial(ods_details.read_extras, content) if closer else dict)


def _read_xlsb(content: bytes) -> tuple[Cells, ...]:
    extras = xlsb_details.read_extras(content)
    return _read_plain(content, lambda: extras)


_SHEETS = {"xlsx": _read_xlsx, "xlsb": _read_xlsb, "xls": _read_xls, "ods": _read_ods}
