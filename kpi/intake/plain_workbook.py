"""A plain .xlsx of rows: values at their places with the formats that say what they are, and nothing besides.

No author, program, date of making, comment, heading of a page or hidden part: those of a file tell of persons. It is
written by hand because copies are made of every file that comes in, and a library takes as long as the whole import.
"""

import datetime
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from kpi.intake.formats.cells import Merged, Percent, Raw, Struck, column_letter
from kpi.intake.formats.sheet_columns import BLANK, REMEMBERED, ColumnsPart

_EPOCH = datetime.datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets know no zones
_FIRST_YEAR = 1901
"""Spreadsheets count days from 1900 on, and wrongly in its first months."""
_PLAIN, _DATE, _MOMENT, _TIME, _SPAN, _PERCENT = range(6)
_CODES = ("", "dd-mm-yyyy", "dd-mm-yyyy hh:mm", "hh:mm:ss", "[h]:mm:ss", "0.##%")
_OWN = 164
"""The number of the first format of a file's own."""
_ROW = "\x00"
"""Stands in a cell for the number of its row, until that is known; no text holds such a letter."""
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def plain_workbook(sheets: Iterable[tuple[str, Iterable[ColumnsPart]]], clean: Callable[[str], str] = str) -> bytes:
    """Write the workbook, each text as ``clean`` gives it back; the same sheets always give the same bytes."""
    out, names = BytesIO(), []
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=1) as package:
        for name, parts in sheets:
            names.append(name)
            _put(package, f"xl/worksheets/sheet{len(names)}.xml", _sheet(parts, clean))
        for path, text in _around(names):
            _put(package, path, [_XML, text])
    return out.getvalue()


def _put(package: ZipFile, path: str, texts: Iterable[str]) -> None:
    """Write a part by its path alone: so it gets no day, and is packed as fast as the package says."""
    with package.open(path, "w") as part:
        for text in texts:
            part.write(text.encode())


class _Written(dict[int, str]):
    """The cells of one column as they are written, by the numbers of their values: most stand there many times.

    A cell without a place stands right of the one before it.
    """

    def __init__(self, column: int, values: Sequence[Raw], clean: Callable[[str], str], place: bool) -> None:
        super().__init__()
        self.place = f'<c r="{column_letter(column)}{_ROW}"' if place else "<c"
        self.values_, self.clean = values, clean

    def __missing__(self, number: int) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        if number == BLANK:
            text = self[BLANK] = f"{self.place}/>"
            return text
        value = self.values_[number]
        text = self[number] = f"{self.place}{_cell(self.clean(value) if isinstance(value, str) else value)}</c>"
        return text


def _sheet(parts: Iterable[ColumnsPart], clean: Callable[[str], str]) -> Iterator[str]:
    yield f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>'
    known: dict[tuple[int, bool], _Written] = {}
    for part in parts:
        written = []
        for at, column in part.columns.items():
            key = at, at > 0 and at - 1 not in part.columns
            known[key] = known.get(key) or _Written(at, column.different, clean, place=key[1])
            written.append(known[key].__getitem__)
        placed = any(place for _, place in known)
        for first, _, columns in part.pieces():
            rows = enumerate(map("".join, zip(*map(map, written, columns.values()), strict=True)), first)
            numbered = ((number, row.replace(_ROW, str(number))) for number, row in rows) if placed else rows
            yield "".join([f'<row r="{number}">{row}</row>' for number, row in numbered])
    yield "</sheetData></worksheet>"


def _cell(value: Raw, struck: bool = False) -> str:
    """What stands between the place of a cell and its end."""
    if isinstance(value, str):
        return _text(value, struck)
    if isinstance(value, Struck):
        return _cell(value.value, struck=True)
    if isinstance(value, Merged):
        return _cell(value.value, struck)
    if isinstance(value, bool):
        return f'{_style(_PLAIN, struck)} t="b"><v>{int(value)}</v>'
    look, number = _number(value)
    if number is not None and math.isfinite(number):
        return f"{_style(look, struck)}><v>{number!r}</v>"
    return _text("" if value is None else str(value), struck)


def _text(text: str, struck: bool) -> str:
    """A text within its cell; one with spaces or lines that count says so."""
    if text.isprintable() and text.strip() == text:
        return f'{_style(_PLAIN, struck)} t="str"><v>{_escaped(text)}</v>'
    text = _UNWRITABLE.sub("", _escaped(text)).replace("\r", "&#13;")
    return f'{_style(_PLAIN, struck)} t="inlineStr"><is><t xml:space="preserve">{text}</t></is>'


def _number(value: Raw) -> tuple[int, float | None]:
    """The format of a value that is kept as a number, and that number; None of a text."""
    if isinstance(value, (int, float)):
        return _PLAIN, value
    if isinstance(value, Percent):
        return _PERCENT, value.fraction
    if isinstance(value, datetime.timedelta):
        return _SPAN, value / datetime.timedelta(days=1)
    if isinstance(value, datetime.time):
        return _TIME, (datetime.datetime.combine(_EPOCH, value, None) - _EPOCH) / datetime.timedelta(days=1)
    if isinstance(value, datetime.date) and value.year >= _FIRST_YEAR:
        moment = isinstance(value, datetime.datetime)
        at = value.time() if isinstance(value, datetime.datetime) else datetime.time(0)
        days = (datetime.datetime.combine(value, at) - _EPOCH) / datetime.timedelta(days=1)
        return (_MOMENT if moment and at != datetime.time(0) else _DATE), int(days) if days.is_integer() else days
    return _PLAIN, None


def _style(look: int, struck: bool) -> str:
    style = look + len(_CODES) * struck
    return f' s="{style}"' if style else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _around(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The parts of the package that name the sheets, and the one that says what formats there are."""
    numbered = [
        (number, _UNWRITABLE.sub("", _escaped(name)).replace('"', "&quot;")) for number, name in enumerate(names, 1)
    ]
    paths = [f"worksheets/sheet{number}.xml" for number, _ in numbered]
    types = [f'<Override PartName="/xl/{path}" ContentType="{_CONTENT}.worksheet+xml"/>' for path in paths]
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_CONTENT}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_CONTENT}.styles+xml"/>{"".join(types)}</Types>',
    )
    yield "_rels/.rels", _relations([("rId1", "officeDocument", "xl/workbook.xml")])
    sheets = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in numbered)
    yield "xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'
    parts = [(f"rId{number}", "worksheet", path) for number, path in enumerate(paths, 1)]
    yield "xl/_rels/workbook.xml.rels", _relations([*parts, (f"rId{len(names) + 1}", "styles", "styles.xml")])
    yield "xl/styles.xml", _styles()


def _relations(parts: Sequence[tuple[str, str, str]]) -> str:
    each = (f'<Relationship Id="{id_}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for id_, kind, target in parts)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(each)}</Relationships>'


def _styles() -> str:
    """Each format twice: the second time struck through."""
    own = [f'<numFmt numFmtId="{_OWN + n}" formatCode="{code}"/>' for n, code in enumerate(_CODES) if code]
    looks = [
        f'<xf numFmtId="{_OWN + n if code else 0}" fontId="{font}" fillId="0" borderId="0" xfId="0" '
        'applyNumberFormat="1" applyFont="1"/>'
        for font in (0, 1)
        for n, code in enumerate(_CODES)
    ]
    letter = '<sz val="11"/><name val="Calibri"/>'
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="{len(own)}">{"".join(own)}</numFmts>'
        f'<fonts count="2"><font>{letter}</font><font><strike/>{letter}</font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(looks)}">{"".join(looks)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
