"""Zip packages (.xlsx, .ods) looked through before anything opens them: bombs, macros, passwords, entities, extent.

Every part is unpacked once, in pieces and within the limits; nothing of it is kept but a few counts.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from kpi.intake.formats import file_limits
from kpi.intake.formats.cells import column_index
from kpi.intake.unreadable import FileRefused, refusing

MACRO_PARTS = ("vbaproject.bin", "basic/script-lc.xml", "macrosheets/")
ONE_LETTER = 26
"""Columns A to Z aren't told apart: looking at every cell's name would cost more than reading the sheet."""
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """The patterns that are searched for in a worksheet's XML."""

    row: re.Pattern[bytes]
    wide: re.Pattern[bytes]


_PLAIN = Look(re.compile(rb"<row\b[^>]*>"), re.compile(rb'r="(?:([A-Za-z]{2,})(\d+)|[A-Za-z](\d{6,})|(&))'))
"""For XML as every known program writes it; fast, because each search begins with fixed bytes."""
_ANY = Look(
    re.compile(rb"<(?:\w+:)?row\b[^>]*>"),
    re.compile(rb"""\br\s*=\s*["'](?:([A-Za-z]{2,})(\d+)|[A-Za-z](\d{6,})|(&))"""),
)
_ERROR = re.compile(rb"""\bt\s*=\s*["']e["']""")
_UNUSUAL_CELL = re.compile(rb'<c (?!r="[A-Z]\d{1,5}")')
_UNUSUAL_ROW = re.compile(rb'<row(?! r="\d{1,5}")')
"""Beyond column Z or row 99.999, or not with its place first: the others take no more cells than may be read."""
_FIRST_NUMBER = re.compile(rb"\d+")
_SHARED = re.compile(rb"""\bt\s*=\s*["']s["']""")
_NUMBER = re.compile(rb"""\br\s*=\s*["'](\d+)""")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s[^<>]*>")
_ENDS = re.compile(rb"""\b(min|max)\s*=\s*["'](\d{1,5})["']""")
_HIDDEN = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true)""")
_UNCOMPUTED = re.compile(rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)\s*</")
_EMPTY_VALUE = re.compile(rb"<(?:\w+:)?v\s*/>|<(?:\w+:)?v></")
_UNUSUAL = ((b"'", b"='"), (b":", b":row"), (b" =", b' ="'), (b"= ", b'= "'))
"""Signs of XML as few programs write it, each after a part of it that is found to be missing sooner."""
LONGEST_ROW_TAG = 1_000


@dataclass
class SheetScan:
    """The counts of one worksheet's XML that decide how it is read, gathered piece by piece."""

    counts_texts: bool = False
    cells: int = 0
    text_cells: int = 0
    """Those with a shared text, if they are counted."""
    size: int = 0
    """Bytes of XML."""
    last_row: int = 0
    widest: int = ONE_LETTER
    hidden_rows: int = 0
    hidden_columns: list[range] = field(default_factory=list)
    needs_marks: bool = False

    def take(self, piece: bytes, fresh: int, styled: re.Pattern[bytes] | None) -> None:
        """Look at a piece; only its part from ``fresh`` on is counted, the rest was seen with the piece before."""
        hidden, prefixed = b"hidden" in piece, b":" in piece and (b":c" in piece or b":row" in piece)
        self.cells += piece.count(b"<c", fresh) + (piece.count(b":c", fresh) if prefixed else 0)
        self.text_cells += sum(1 for _ in _SHARED.finditer(piece, fresh)) if self.counts_texts else 0
        self.size += len(piece) - fresh
        for tag in _COLUMN.finditer(piece, fresh) if hidden else ():
            self._take_column(tag[0])
        if hidden or b"'" in piece or prefixed or _UNUSUAL_CELL.search(piece) or _UNUSUAL_ROW.search(piece):
            self._look_closer(piece, fresh)
        elif last := _FIRST_NUMBER.search(piece, piece.rfind(b"<row") % len(piece)):
            self.last_row = max(self.last_row, int(last[0]))
        if b"\x00" in piece:
            raise FileRefused("unreadable")
        self.needs_marks = self.needs_marks or self._needs_marks(piece, styled)
        self.check()

    def _look_closer(self, piece: bytes, fresh: int) -> None:
        """Find the last row, the widest and those hidden, however they are written."""
        look = _ANY if any(part in piece and sign in piece for part, sign in _UNUSUAL) else _PLAIN
        for row in look.row.finditer(piece, max(0, fresh - LONGEST_ROW_TAG)):
            if row.end() > fresh:
                self._take_row(row[0])
        for letters, row_of_wide, far_row, strange in look.wide.findall(piece):
            if strange:
                raise FileRefused("unreadable")
            self.widest = max(self.widest, column_index(letters.decode()) + 1)
            self.last_row = max(self.last_row, int(row_of_wide or far_row))

    def _take_row(self, tag: bytes) -> None:
        number = _NUMBER.search(tag)
        self.last_row = max(self.last_row, int(number[1]) if number else self.last_row + 1)
        self.hidden_rows += bool(b"hidden" in tag and _HIDDEN.search(tag))

    def _take_column(self, tag: bytes) -> None:
        ends = dict(_ENDS.findall(tag))
        if _HIDDEN.search(tag) and b"min" in ends and b"max" in ends:
            self.hidden_columns.append(range(int(ends[b"min"]) - 1, int(ends[b"max"])))

    def check(self) -> None:
        """Refuse a sheet whose rectangle of cells is larger than can be read."""
        if max(self.cells, self.last_row * self.widest) > file_limits.MAX_CELLS:
            raise FileRefused("too_many_cells", limit=file_limits.MAX_CELLS)
        if self.size > file_limits.DENSE_FROM and self.size > file_limits.MAX_BYTES_A_CELL * max(self.cells, 1):
            raise FileRefused("zip_bomb")

    def _needs_marks(self, piece: bytes, styled: re.Pattern[bytes] | None) -> bool:
        formulas = b"<f" in piece or (b":" in piece and b":f" in piece)
        return bool(
            ((b'"e"' in piece or b"'e'" in piece) and _ERROR.search(piece))
            or (formulas and (_UNCOMPUTED.search(piece) or _EMPTY_VALUE.search(piece)))
            or (styled is not None and styled.search(piece))
        )


def open_package(content: bytes) -> zipfile.ZipFile:
    """The zip archive, refused when it is damaged, encrypted, too large or a bomb by its own directory."""
    with refusing():
        archive = zipfile.ZipFile(BytesIO(content))
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefused("encrypted")
    if len(parts) > file_limits.MAX_PARTS or sum(part.file_size for part in parts) > file_limits.MAX_UNPACKED_BYTES:
        raise FileRefused("zip_bomb")
    large = (part for part in parts if part.file_size > file_limits.RATIO_FROM)
    if any(part.file_size > file_limits.MAX_RATIO * max(part.compress_size, 1) for part in large):
        raise FileRefused("zip_bomb")
    return archive


def has_macros(archive: zipfile.ZipFile) -> bool:
    """Tell whether a package holds macros. They are never run, nor kept."""
    return any(part in name.casefold() for name in archive.namelist() for part in MACRO_PARTS)


def part_bytes(archive: zipfile.ZipFile, name: str, largest: int = 8 * file_limits.MIB) -> bytes:
    """A small part as a whole; empty when there is none. Refused when it is larger than such a part can be."""
    if name not in archive.namelist():
        return b""
    with refusing(), archive.open(name) as stream:
        data = stream.read(largest + 1)
    if len(data) > largest:
        raise FileRefused("zip_bomb")
    return data


def pieces(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[bytes, int]]:
    """A part in pieces that overlap, each with how much of it was seen before. Refuses entities and a damaged part."""
    tail, total = b"", 0
    with refusing(), archive.open(name) as stream:
        while data := stream.read(file_limits.CHUNK):
            total += len(data)
            if total > file_limits.MAX_UNPACKED_BYTES:
                raise FileRefused("zip_bomb")
            piece = tail + data
            if b"!" in piece and _DECLARED.search(piece):
                raise FileRefused("unsafe_xml")
            yield piece, len(tail)
            tail = piece[-file_limits.OVERLAP :]
