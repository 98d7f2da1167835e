"""The details of an .xlsb that the fast reader leaves out: errors, how a number is shown, merged and hidden cells.

Its parts hold records (MS-XLSB), each with its kind and its length; they are gone through once, and nothing is kept but
the marks.
"""

import struct
import zipfile
from collections.abc import Iterator
from datetime import date

from kpi.intake.formats import file_limits, zip_guard
from kpi.intake.formats.binary_cells import ERRORS, unpacked
from kpi.intake.formats.cells import ErrorCell, Raw, Struck
from kpi.intake.formats.number_formats import DAY_ZERO, DAY_ZERO_1904, Styles, styles_of
from kpi.intake.formats.xlsx_details import Extra, linked_parts, merge_down
from kpi.intake.unreadable import FileRefused, refusing

_WORKBOOK_PROPERTIES, _SHEET, _FORMAT, _FONT, _STYLE = 153, 156, 44, 43, 47
_STYLES_OF_CELLS, _END_OF_STYLES_OF_CELLS = 617, 618
_ROW, _COLUMNS, _MERGED = 0, 60, 176
_RK, _ERROR, _REAL, _NUMBER_OF_FORMULA, _ERROR_OF_FORMULA = 2, 3, 5, 9, 11
_TEXTS = (6, 7, 8, 62)
_CELLS = (_RK, _ERROR, _REAL, _NUMBER_OF_FORMULA, _ERROR_OF_FORMULA, 4, 10, *_TEXTS)
_STRUCK_FONT, _HIDDEN_ROW, _HIDDEN_COLUMN, _FROM_1904 = 0x08, 0x10, 0x01, 0x01
_MORE, _SEVEN_BITS = 0x80, 0x7F


def read_extras(content: bytes) -> dict[str, Extra]:
    """By sheet name what is to be added to it. Raises FileRefused for what isn't read."""
    with refusing(), zip_guard.open_package(content) as archive:
        for name in archive.namelist():
            for _ in zip_guard.pieces(archive, name) if name.casefold().endswith((".xml", ".rels")) else ():
                pass
        book = _BinaryBook(archive)
        return {name: book.details_of(part) for name, part in book.sheets.items()}


class _BinaryBook:
    """The parts of a workbook."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.left = file_limits.MAX_RECORDS
        self.first_day: date = DAY_ZERO
        self.sheets: dict[str, str] = {}
        targets = linked_parts(archive, "xl/_rels/workbook.bin.rels")
        for kind, data in self._records("xl/workbook.bin"):
            if kind == _WORKBOOK_PROPERTIES and data[0] & _FROM_1904:
                self.first_day = DAY_ZERO_1904
            elif kind == _SHEET:
                link, after = _text(data, 8)
                if link in targets:
                    self.sheets[_text(data, after)[0]] = targets[link]
        self.struck: set[int] = set()
        """Styles whose font is struck through."""
        self.styles = self._styles()

    def _records(self, part: str) -> Iterator[tuple[int, bytes]]:
        data, at = zip_guard.part_bytes(self.archive, part, file_limits.MAX_PART_BYTES), 0
        while at < len(data):
            kind, at = _kind(data, at)
            length, at = _length(data, at)
            yield kind, data[at : at + length]
            at += length
            self.left -= 1
            if self.left < 0:
                raise FileRefused("too_many_cells", limit=file_limits.MAX_RECORDS)

    def _styles(self) -> Styles:
        codes: dict[int, str] = {}
        fonts: list[bool] = []
        used: list[int] = []
        of_cells = False
        for kind, data in self._records("xl/styles.bin"):
            of_cells = (of_cells or kind == _STYLES_OF_CELLS) and kind != _END_OF_STYLES_OF_CELLS
            if kind == _FORMAT:
                codes[struct.unpack_from("<H", data)[0]] = _text(data, 2)[0]
            elif kind == _FONT:
                fonts.append(bool(data[2] & _STRUCK_FONT))
            elif kind == _STYLE and of_cells:
                number, font = struct.unpack_from("<HH", data, 2)
                if fonts[font]:
                    self.struck.add(len(used))
                used.append(number)
        named = ((f"{style}", f"{number}", codes.get(number, "")) for style, number in enumerate(used))
        return styles_of(named, self.first_day)

    def details_of(self, part: str) -> Extra:
        """What is to be added to the cells of a sheet."""
        extra, row, hidden = Extra(), 0, False
        for kind, data in self._records(part):
            if kind == _ROW:
                row, hidden = struct.unpack_from("<I", data)[0] + 1, bool(data[11] & _HIDDEN_ROW)
                extra.height = row
            elif kind == _COLUMNS and data[16] & _HIDDEN_COLUMN:
                first, last = struct.unpack_from("<II", data)
                extra.hidden_columns.append(range(first, last + 1))
            elif kind == _MERGED:
                top, bottom, column = struct.unpack_from("<III", data)
                merge_down(extra.merged, column, top + 1, bottom + 1)
            elif kind in _CELLS:
                extra.hidden_rows += hidden
                hidden = False
                if (mark := self._mark(kind, data)) is not None:
                    extra.put(row, struct.unpack_from("<I", data)[0], mark)
        return extra

    def _mark(self, kind: int, data: bytes) -> Raw:
        """What stands in a cell instead of what the fast reader gives."""
        style = int.from_bytes(data[4:7], "little")
        if kind in (_ERROR, _ERROR_OF_FORMULA):
            return ErrorCell(ERRORS.get(data[8], "#?"))
        if style in self.struck:
            return Struck()
        shown = self.styles.get(f"{style}")
        if shown is None or kind not in (_RK, _REAL, _NUMBER_OF_FORMULA):
            return None
        return shown(repr(unpacked(*struct.unpack_from("<I", data, 8)) if kind == _RK else _real(data)))


def _real(data: bytes) -> float:
    return float(struct.unpack_from("<d", data, 8)[0])


def _kind(data: bytes, at: int) -> tuple[int, int]:
    """The kind of the record at a place, in one or two bytes, and where it ends."""
    if data[at] & _MORE:
        return (data[at] & _SEVEN_BITS) | (data[at + 1] & _SEVEN_BITS) << 7, at + 2
    return data[at], at + 1


def _length(data: bytes, at: int) -> tuple[int, int]:
    """The length of a record, in one to four bytes of seven bits, and where it ends."""
    length = 0
    for place in range(4):
        length |= (data[at + place] & _SEVEN_BITS) << 7 * place
        if not data[at + place] & _MORE:
            return length, at + place + 1
    return length, at + 4


def _text(data: bytes, at: int) -> tuple[str, int]:
    """The text at a place, which begins with its length, and where it ends."""
    length = struct.unpack_from("<I", data, at)[0]
    end = at + 4 + 2 * length
    return data[at + 4 : end].decode("utf-16-le", "replace"), end
