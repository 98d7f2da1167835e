"""The copy that is kept of a file: written anew from the sheets and columns that were read, and nothing else.

So whatever else a file tells of persons can't come along: columns that nobody reads, comments, its author, headings of
pages, notes above a table. Cells keep their place, so that a fact still leads back to its sheet and row.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import pairwise
from pathlib import PurePath

from kpi.intake.formats.cells import Raw
from kpi.intake.formats.sheet_columns import REMEMBERED, ColumnsPart, SheetColumns
from kpi.intake.plain_workbook import plain_workbook
from kpi.intake.recognise.personal_data import names_person, without_persons
from kpi.intake.typed.typed_table import TypedTable

MARK = 12
"""So many digits of its checksum stand for the name of a file."""


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of a table in its file, and the columns without personal data, which are copied."""

    first: int
    last: int
    columns: frozenset[int]


def block_of(table: TypedTable) -> Block:
    """Return the part of a table that may be kept: the columns that were read, those beside an amount among them."""
    heading = table.heading
    columns = frozenset({*heading.fields.values(), *heading.beside})
    return Block(heading.top, table.last_row, columns - table.dropped)


def kept_name(name: str, sha256: str) -> str:
    """The name under which a file is kept: its own, or its checksum where that tells of a person.

    >>> kept_name("leden.xlsx", "ab" * 32), kept_name("verslag Jan de Vries.XLSX", "ab" * 32)
    ('leden.xlsx', 'abababababab.xlsx')
    """
    path = PurePath(name)
    return f"{sha256[:MARK]}{path.suffix.casefold()}" if names_person(str(path.with_suffix(""))) else name


def kept_sheets(kind: str, name: str, sheets: Sequence[str]) -> list[str]:
    """The names under which the sheets of a file that is kept under that name are kept: by number for a person's.

    >>> kept_sheets("xlsx", "leden.xlsx", ["Organisaties", "Jan de Vries"]), kept_sheets("text", "leden.csv", ["leden"])
    (['Organisaties', 'blad 2'], ['leden'])
    """
    if kind == "text":
        return [PurePath(name).stem]
    return [f"blad {number}" if names_person(each) else each for number, each in enumerate(sheets, 1)]


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """A sheet as it was read, the name under which it is kept, and what of it may be kept."""

    name: str
    columns: SheetColumns
    blocks: Sequence[Block]

    def parts(self) -> Iterator[ColumnsPart]:
        """The rows from the first table to the last one, of each the columns of the tables that it is in."""
        edges = sorted({edge for block in self.blocks for edge in (block.first, block.last + 1)})
        for first, after in pairwise(edges):
            there = (block.columns for block in self.blocks if block.first <= first and after <= block.last + 1)
            yield self.columns.part(first, after, frozenset[int]().union(*there))


def kept_copy_of(kind: str, kept: Sequence[KeptSheet]) -> bytes:
    """Write a clean workbook (or delimited text, if that is what was given) of the columns that were read."""
    if kind == "text":
        return _delimited(kept)
    return plain_workbook(((sheet.name, sheet.parts()) for sheet in kept), without_persons)


class _Cleaned(dict[int, str]):
    """The cells of a column as they are written, by the numbers of their values."""

    def __init__(self, values: Sequence[Raw]) -> None:
        super().__init__()
        self.values_ = values

    def __missing__(self, number: int) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        value = self.values_[number]
        text = self[number] = without_persons(value) if isinstance(value, str) else str(value)
        return text


def _delimited(kept: Sequence[KeptSheet]) -> bytes:
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for sheet in kept:
        known: dict[int, _Cleaned] = {}
        above = min((block.first for block in sheet.blocks), default=1) - 1 if out.tell() == 0 else 0
        writer.writerows([[""]] * above)
        for part in sheet.parts():
            known.update((at, _Cleaned(each.different)) for at, each in part.columns.items() if at not in known)
            width = max(part.columns, default=0) + 1
            for _, rows, columns in part.pieces():
                blank = [""] * rows
                cells = [map(known[at].__getitem__, columns[at]) if at in columns else blank for at in range(width)]
                writer.writerows(zip(*cells, strict=True))
    return out.getvalue().encode("utf-8-sig")
