"""The details of an .xls that the fast reader leaves out: errors, how a number is shown, and hidden rows.

The compound file and its records (MS-CFB, MS-XLS) are gone through once; nothing is kept but the marks.
"""

import struct
from collections.abc import Callable, Iterator
from datetime import date

from kpi.intake.formats import file_limits
from kpi.intake.formats.binary_cells import ERRORS, unpacked
from kpi.intake.formats.cells import ErrorCell, Raw, Struck
from kpi.intake.formats.number_formats import DAY_ZERO, DAY_ZERO_1904, Styles, styles_of
from kpi.intake.formats.xlsx_details import Extra
from kpi.intake.unreadable import FileRefused, refusing

STREAMS = ("Workbook", "Book")
_ENTRY, _EXTENT_AT, _SMALL_SECTOR = 128, 116, 64
_END_OF_CHAIN = 0xFFFFFFFA
_BOF, _EOF, _BOUNDSHEET, _DATEMODE, _FORMAT, _XF = 0x809, 0x0A, 0x85, 0x22, 0x41E, 0xE0
_ROW, _FORMULA, _BOOLERR, _NUMBER, _RK, _MULRK = 0x208, 0x06, 0x205, 0x203, 0x27E, 0xBD
_COLINFO, _FONT, _TEXTS = 0x7D, 0x31, (0xFD, 0x204, 0xD6)
_STRUCK_FONT, _NO_FONT = 0x08, 4
"""No font has the number 4."""
_HIDDEN_ROW, _ERROR_RESULT = 0x20, 2
_BIFF8 = 0x0600


def read_extras(content: bytes) -> dict[str, Extra]:
    """By sheet name what is to be added to it. Raises FileRefused for a file that is damaged."""
    with refusing():
        return _Book(_stream(content)).extras()


def _stream(content: bytes) -> bytes:
    """The stream of the workbook out of the compound file; empty when there is none."""
    size = 1 << int.from_bytes(content[30:32], "little")
    directory_at, _, smallest, small_at = struct.unpack_from("<4I", content, 48)
    fat = _links(content, size)
    directory = _chain(content[size:], size, fat, directory_at)
    root_at, root_size = struct.unpack_from("<II", directory, _EXTENT_AT)
    for start in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length = int.from_bytes(directory[start + 64 : start + 66], "little")
        name = directory[start : start + max(length - 2, 0)].decode("utf-16-le", "replace")
        first, extent = struct.unpack_from("<II", directory, start + _EXTENT_AT)
        if name not in STREAMS:
            continue
        if extent >= smallest:
            return _chain(content[size:], size, fat, first)[:extent]
        sectors = _chain(content[size:], size, fat, root_at)[:root_size]
        links = _numbers(_chain(content[size:], size, fat, small_at))
        return _chain(sectors, _SMALL_SECTOR, links, first)[:extent]
    return b""


def _links(content: bytes, size: int) -> tuple[int, ...]:
    """Sector → the next one of its stream."""
    listed = list(struct.unpack_from("<109I", content, 76))
    more, count = struct.unpack_from("<II", content, 68)
    for _ in range(min(count, len(content) // size)):
        if more < _END_OF_CHAIN:
            *part, more = struct.unpack_from(f"<{size // 4}I", content, (more + 1) * size)
            listed += part
    table = (content[(sector + 1) * size : (sector + 2) * size] for sector in listed if sector < _END_OF_CHAIN)
    return _numbers(b"".join(table))


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _chain(data: bytes, size: int, links: tuple[int, ...], first: int) -> bytes:
    """The sectors of a stream one after the other; a chain that goes round ends."""
    parts: list[bytes] = []
    while first < _END_OF_CHAIN and len(parts) <= len(data) // size:
        parts.append(data[first * size : (first + 1) * size])
        first = links[first]
    return b"".join(parts)


class _Book:
    """The records of a workbook, from the first to the last."""

    def __init__(self, stream: bytes) -> None:
        self.stream = stream
        self.sheets: list[tuple[int, str]] = []
        self.formats: dict[int, str] = {}
        self.used: list[int] = []
        self.fonts: list[bool] = []
        """Whether each of them is struck through."""
        self.struck: set[int] = set()
        """Styles whose font is struck through."""
        self.first_day: date = DAY_ZERO
        self.version = _BIFF8
        self.left = file_limits.MAX_RECORDS

    def extras(self) -> dict[str, Extra]:
        """The details of each sheet, in the order of the workbook."""
        self._globals()
        named = ((str(number), str(used), self.formats.get(used, "")) for number, used in enumerate(self.used))
        styles = styles_of(named, self.first_day)
        return {name: self._sheet(start, styles) for start, name in reversed(self.sheets)}

    def _records(self, start: int) -> Iterator[tuple[int, bytes]]:
        depth = 0
        while start + 4 <= len(self.stream):
            kind, length = struct.unpack_from("<HH", self.stream, start)
            yield kind, self.stream[start + 4 : start + 4 + length]
            self.left -= 1
            if self.left < 0:
                raise FileRefused("too_many_cells", limit=file_limits.MAX_RECORDS)
            depth += (kind == _BOF) - (kind == _EOF)
            start += 4 + length
            if depth <= 0:
                return

    def _globals(self) -> None:
        for kind, data in self._records(0):
            if kind == _BOF:
                self.version = struct.unpack_from("<H", data)[0]
            elif kind == _BOUNDSHEET:
                self.sheets.append((struct.unpack_from("<I", data)[0], self._text(data[6:], wide=1)))
            elif kind == _FORMAT:
                self.formats[struct.unpack_from("<H", data)[0]] = self._text(data[2:], wide=2)
            elif kind == _FONT:
                self.fonts.append(bool(data[2] & _STRUCK_FONT))
            elif kind == _XF:
                self._take_style(*struct.unpack_from("<HH", data))
            elif kind == _DATEMODE and struct.unpack_from("<H", data)[0]:
                self.first_day = DAY_ZERO_1904

    def _take_style(self, font: int, number_format: int) -> None:
        if self.fonts[font - (font > _NO_FONT)]:
            self.struck.add(len(self.used))
        self.used.append(number_format)

    def _text(self, data: bytes, wide: int) -> str:
        """A text that begins with its length, in one or two bytes; before BIFF8 always one, and of single bytes."""
        if self.version != _BIFF8:
            return data[1 : 1 + data[0]].decode("cp1252", "replace")
        length = int.from_bytes(data[:wide], "little")
        start = wide + 1
        if data[wide] & 1:
            return data[start : start + 2 * length].decode("utf-16-le", "replace")
        return data[start : start + length].decode("latin-1")

    def _sheet(self, start: int, styles: Styles) -> Extra:
        extra = Extra()
        for kind, data in self._records(start):
            if kind == _ROW:
                first, after = struct.unpack_from("<HH", data, 2)
                extra.hidden_rows += after > first and bool(struct.unpack_from("<H", data, 12)[0] & _HIDDEN_ROW)
            elif kind == _COLINFO and data[8] & 1:
                first, last = struct.unpack_from("<HH", data)
                extra.hidden_columns.append(range(first, last + 1))
            elif kind in (*_TEXTS, _FORMULA, _BOOLERR, _NUMBER, _RK, _MULRK):
                row, column = struct.unpack_from("<HH", data)
                for place, (style, value) in enumerate(_values(kind, data), column):
                    mark = Struck() if style in self.struck else _mark(value, styles.get(f"{style}"))
                    if mark is not None:
                        extra.put(row + 1, place, mark)
        return extra


def _mark(value: float | ErrorCell | None, shown: Callable[[str], Raw] | None) -> Raw:
    """What stands in a cell instead of what the fast reader gives."""
    return value if isinstance(value, ErrorCell) else shown(repr(value)) if shown and value is not None else None


def _values(kind: int, data: bytes) -> Iterator[tuple[int, float | ErrorCell | None]]:
    """The style and the value of each cell of a record."""
    if kind == _MULRK:
        for start in range(4, len(data) - 7, 6):
            style, packed = struct.unpack_from("<HI", data, start)
            yield style, unpacked(packed)
    elif kind in _TEXTS:
        yield struct.unpack_from("<H", data, 4)[0], None
    elif kind == _BOOLERR:
        yield struct.unpack_from("<H", data, 4)[0], ErrorCell(ERRORS.get(data[6], "#?")) if data[7] else None
    else:
        yield struct.unpack_from("<H", data, 4)[0], _value(kind, data)


def _value(kind: int, data: bytes) -> float | ErrorCell | None:
    """The number or the error of a cell; None for a formula whose result is something else."""
    if kind == _RK:
        return unpacked(struct.unpack_from("<I", data, 6)[0])
    if kind == _FORMULA and data[12:14] == b"\xff\xff":
        return ErrorCell(ERRORS.get(data[8], "#?")) if data[6] == _ERROR_RESULT else None
    return float(struct.unpack_from("<d", data, 6)[0])
