"""Small binary workbooks (.xlsb) made record by record, because no library writes them."""

import struct
import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO

Record = bytes
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def record(kind: int, data: bytes = b"") -> Record:
    """A record with its kind and its length, each in as many bytes of seven bits as it takes."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = len(data), b""
    while length > 127:
        size += bytes([length & 0x7F | 0x80])
        length >>= 7
    return head + size + bytes([length]) + data


def text(written: str) -> bytes:
    return struct.pack("<I", len(written)) + written.encode("utf-16-le")


def cell(column: int, value: object, style: int = 0) -> Record:
    """A text, a number, a truth or (as ``#N/A``) an error."""
    place = struct.pack("<II", column, style)
    if isinstance(value, bool):
        return record(4, place + bytes([value]))
    if isinstance(value, (int, float)):
        return record(5, place + struct.pack("<d", value))
    if value == "#N/A":
        return record(3, place + bytes([42]))
    return record(6, place + text(str(value)))


def sheet(
    rows: Sequence[Sequence[object]], styles: dict[tuple[int, int], int], hidden: Iterable[int], first: bytes
) -> bytes:
    """A sheet; ``styles`` by row and column (from 0), the rows that can't be seen, and records before its cells."""
    last = struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    parts = [record(129), record(148, last), first, record(145)]
    for number, row in enumerate(rows):
        head = struct.pack("<IIHBB", number, 0, 300, 0, 0x10 * (number in hidden)) + b"\0" + struct.pack("<I", 0)
        parts.append(record(0, head))
        parts += [cell(column, value, styles.get((number, column), 0)) for column, value in enumerate(row)]
    return b"".join([*parts, record(146), record(130)])


def styled(codes: Sequence[str], struck: bool) -> bytes:
    """The styles of a workbook: style 0 plain, then one for each number format, and last one that is struck through."""
    numbers = range(164, 164 + len(codes))
    formats = [record(44, struct.pack("<H", number) + text(code)) for number, code in zip(numbers, codes, strict=True)]
    fonts = [record(43, struct.pack("<HH", 220, line) + b"\0" * 17 + text("Arial")) for line in (0, 8)]
    used = [(0, 0), *((number, 0) for number in numbers), *([(0, 1)] if struck else [])]
    cells = [record(47, struct.pack("<HHHHH", 0, number, font, 0, 0) + b"\0" * 6) for number, font in used]
    blocks = [(615, 616, formats), (611, 612, fonts), (617, 618, cells)]
    inside = [record(start, struct.pack("<I", len(each))) + b"".join(each) + record(end) for start, end, each in blocks]
    return record(278) + b"".join(inside) + record(279)


def xlsb(
    name: str,
    rows: Sequence[Sequence[object]],
    codes: Sequence[str] = (),
    styles: dict[tuple[int, int], int] | None = None,
    hidden: Iterable[int] = (),
    first: bytes = b"",
    since_1904: bool = False,
    struck: bool = True,
) -> bytes:
    """A workbook of one sheet."""
    book = [record(131), record(153, struct.pack("<II", since_1904, 0) + text(""))]
    book += [record(143), record(156, struct.pack("<II", 0, 1) + text("rId1") + text(name)), record(144), record(132)]
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate((("worksheet", "worksheets/sheet1.bin"), ("styles", "styles.bin")), 1)
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.bin", b"".join(book))
        relations = f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'
        archive.writestr("xl/_rels/workbook.bin.rels", relations)
        archive.writestr("xl/styles.bin", styled(codes, struck))
        archive.writestr("xl/worksheets/sheet1.bin", sheet(rows, styles or {}, hidden, first))
    return out.getvalue()
